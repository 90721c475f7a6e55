//! The parameters of one order, in a form that C++ can point to, and making a picture from them.
//! What happens to the picture afterwards is decided in [`super`].

use std::ffi::CString;
use std::mem::MaybeUninit;
use std::ptr;
use std::slice;

use diffusion_rs_sys as sys;
use easel_types::params::{Sampler, Scheduler};
use easel_worker_protocol::PaintCommand;
use image::{GrayImage, RgbImage};

use super::callbacks::Listening;
use super::context::{SdContext, c_path};
use crate::painter::PaintFailure;
use crate::pictures::{decode_gray, decode_rgb, resize_gray, resize_rgb};

/// Least strength of a hires pass. C++ divides the steps by it, and less would paint nothing.
const HIRES_STRENGTH_MIN: f32 = 0.02;

/// Owns everything that the parameters of an order point to.
#[derive(Debug)]
pub(crate) struct Generation {
    command: PaintCommand,
    prompt: CString,
    negative_prompt: CString,
    /// LoRAs that do something, with their weights.
    loras: Vec<(CString, f32)>,
    init: Option<RgbImage>,
    mask: Option<GrayImage>,
    references: Vec<RgbImage>,
}

impl Generation {
    /// Decodes the pictures of an order and checks what C++ would take amiss.
    pub(crate) fn new(command: &PaintCommand, pictures: &[Vec<u8>]) -> Result<Self, PaintFailure> {
        if command.steps == 0 || command.size.pixels() == 0 || command.n_images == 0 {
            return Err(PaintFailure::refused("an order needs pictures, pixels and steps"));
        }
        if command.mask.is_some() && command.init.is_none() {
            return Err(PaintFailure::refused("a mask needs an init picture"));
        }
        let c_text = |text: &str, what: &str| {
            CString::new(text)
                .map_err(|_| PaintFailure::refused(format!("the {what} contains a zero byte")))
        };
        let init = command.init.map(|init| decode_rgb(pictures, init.attachment, "init picture"));
        let mask = command.mask.map(|position| decode_gray(pictures, position, "mask"));
        let references = command
            .references
            .iter()
            .map(|&position| decode_rgb(pictures, position, "reference picture"));
        Ok(Self {
            prompt: c_text(&command.prompt, "prompt")?,
            negative_prompt: c_text(&command.negative_prompt, "negative prompt")?,
            loras: loras(command)?,
            init: init.transpose()?.map(|picture| resize_rgb(picture, command.size)),
            mask: mask.transpose()?.map(|mask| resize_gray(mask, command.size)),
            references: references.collect::<Result<_, _>>()?,
            command: command.clone(),
        })
    }

    /// The init picture at the order's size.
    pub(crate) fn init(&self) -> Option<&RgbImage> {
        self.init.as_ref()
    }

    /// The mask at the order's size.
    pub(crate) fn mask(&self) -> Option<&GrayImage> {
        self.mask.as_ref()
    }

    /// Makes the picture with this seed.
    pub(crate) fn paint(
        &mut self,
        context: &mut SdContext,
        seed: u64,
        listening: &Listening,
    ) -> Result<RgbImage, PaintFailure> {
        let loras: Vec<sys::sd_lora_t> = self
            .loras
            .iter()
            .map(|(path, weight)| sys::sd_lora_t {
                is_high_noise: false,
                multiplier: *weight,
                path: path.as_ptr(),
            })
            .collect();
        let mut references: Vec<sys::sd_image_t> =
            self.references.iter_mut().map(rgb_view).collect();
        let mut params = basic_params(&self.command, seed)?;
        params.prompt = self.prompt.as_ptr();
        params.negative_prompt = self.negative_prompt.as_ptr();
        params.loras = loras.as_ptr();
        params.lora_count = count(loras.len())?;
        params.ref_images = references.as_mut_ptr();
        params.ref_images_count = count(references.len())?;
        if let Some(init) = &mut self.init {
            params.init_image = rgb_view(init);
        }
        if let Some(mask) = &mut self.mask {
            params.mask_image = gray_view(mask);
        }

        // SAFETY: the context is valid and used by this thread only. `params` was initialised by
        // the library; the strings belong to `self`, the arrays to this function, the pixels to
        // `self`, which is borrowed mutably, and all of them outlive the call.
        let made = unsafe { sys::generate_image(context.as_ptr(), &raw const params) };
        let made = Made { images: made, count: params.batch_count };
        made.copy_first(listening)
    }
}

/// Paths and weights of an order's LoRAs. Those of weight 0 are left out: merging nothing into
/// the weights would still load them again.
fn loras(command: &PaintCommand) -> Result<Vec<(CString, f32)>, PaintFailure> {
    let used = command.loras.iter().filter(|lora| lora.weight != 0.0);
    used.map(|lora| Ok((c_path(&lora.path)?, lora.weight))).collect()
}

/// Parameters without any pointers.
fn basic_params(
    command: &PaintCommand,
    seed: u64,
) -> Result<sys::sd_img_gen_params_t, PaintFailure> {
    let mut params = MaybeUninit::<sys::sd_img_gen_params_t>::zeroed();
    // SAFETY: the pointer is valid for writing; the library assigns the whole struct.
    unsafe { sys::sd_img_gen_params_init(params.as_mut_ptr()) };
    // SAFETY: the call above has assigned every field.
    let mut params = unsafe { params.assume_init() };
    params.width = count(command.size.width)?;
    params.height = count(command.size.height)?;
    params.seed =
        i64::try_from(seed).map_err(|_| PaintFailure::refused("the seed is too large"))?;
    params.batch_count = 1;
    params.strength = command.init.map_or(1.0, |init| init.strength);
    params.clip_skip = command.clip_skip.map_or(Ok(-1), count)?;
    // References of another size than the picture are what models for editing are trained on,
    // but at the number of pixels that the picture has.
    params.auto_resize_ref_image = true;
    params.vae_tiling_params.enabled = command.vae_tiling;

    let sample = &mut params.sample_params;
    sample.sample_steps = count(command.steps)?;
    sample.guidance.txt_cfg = command.guidance_scale;
    sample.guidance.distilled_guidance = command.distilled_guidance;
    if let Some(sampler) = command.sampler {
        sample.sample_method = sample_method(sampler);
    }
    if let Some(scheduler) = command.scheduler {
        sample.scheduler = noise_schedule(scheduler);
    }
    if let Some(hires) = &command.hires {
        params.hires.enabled = true;
        params.hires.upscaler = sys::sd_hires_upscaler_t::SD_HIRES_UPSCALER_LATENT;
        params.hires.scale = hires.scale;
        params.hires.steps = count(hires.steps)?;
        params.hires.denoising_strength = hires.strength.clamp(HIRES_STRENGTH_MIN, 1.0);
    }
    Ok(params)
}

/// A number for C++.
fn count<T>(number: impl TryInto<T>) -> Result<T, PaintFailure> {
    number.try_into().map_err(|_| PaintFailure::refused("a number is too large for the engine"))
}

/// A view for C++, which reads through it although it asks for a mutable pointer.
fn rgb_view(picture: &mut RgbImage) -> sys::sd_image_t {
    let (width, height) = picture.dimensions();
    sys::sd_image_t { width, height, channel: 3, data: picture.as_mut_ptr() }
}

fn gray_view(picture: &mut GrayImage) -> sys::sd_image_t {
    let (width, height) = picture.dimensions();
    sys::sd_image_t { width, height, channel: 1, data: picture.as_mut_ptr() }
}

/// Pictures that the library made and that have to be given back to it.
struct Made {
    images: *mut sys::sd_image_t,
    count: i32,
}

impl Made {
    fn copy_first(&self, listening: &Listening) -> Result<RgbImage, PaintFailure> {
        if self.images.is_null() {
            return Err(listening.failure("the picture could not be made", PaintFailure::engine));
        }
        // SAFETY: not null, so it is an array of `batch_count`, which is 1, pictures.
        let image = unsafe { ptr::read(self.images) };
        let picture = copy_rgb(&image)
            .ok_or_else(|| listening.failure("the engine made no picture", PaintFailure::engine))?;
        // Not a single pixel above 0 comes from calculating with not-a-number, never from a
        // prompt for a black picture.
        if picture.as_raw().iter().all(|&value| value == 0) {
            return Err(PaintFailure::engine(
                "the picture is black because the engine calculated with numbers too large for \
                 the model's precision; use another VAE or a file of higher precision",
            ));
        }
        Ok(picture)
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        // SAFETY: the pictures came from `generate_image` (null is allowed), `count` is the
        // number asked for, and nothing points to them any more.
        unsafe { sys::free_sd_images(self.images, self.count) };
    }
}

/// Copies a picture of the library, if it has pixels of three channels.
pub(crate) fn copy_rgb(image: &sys::sd_image_t) -> Option<RgbImage> {
    if image.data.is_null() || image.channel != 3 || image.width == 0 || image.height == 0 {
        return None;
    }
    let bytes = usize::try_from(u64::from(image.width) * u64::from(image.height) * 3).ok()?;
    // SAFETY: not null, and the library allocates width × height × channel bytes for a picture.
    let pixels = unsafe { slice::from_raw_parts(image.data, bytes) };
    RgbImage::from_raw(image.width, image.height, pixels.to_vec())
}

fn sample_method(sampler: Sampler) -> sys::sample_method_t {
    use sys::sample_method_t as method;
    match sampler {
        Sampler::Euler => method::EULER_SAMPLE_METHOD,
        Sampler::EulerA => method::EULER_A_SAMPLE_METHOD,
        Sampler::Heun => method::HEUN_SAMPLE_METHOD,
        Sampler::Dpm2 => method::DPM2_SAMPLE_METHOD,
        Sampler::Dpmpp2sA => method::DPMPP2S_A_SAMPLE_METHOD,
        Sampler::Dpmpp2m => method::DPMPP2M_SAMPLE_METHOD,
        Sampler::Dpmpp2mV2 => method::DPMPP2Mv2_SAMPLE_METHOD,
        Sampler::Ipndm => method::IPNDM_SAMPLE_METHOD,
        Sampler::IpndmV => method::IPNDM_V_SAMPLE_METHOD,
        Sampler::Lcm => method::LCM_SAMPLE_METHOD,
        Sampler::DdimTrailing => method::DDIM_TRAILING_SAMPLE_METHOD,
        Sampler::Tcd => method::TCD_SAMPLE_METHOD,
        Sampler::ResMultistep => method::RES_MULTISTEP_SAMPLE_METHOD,
        Sampler::Res2s => method::RES_2S_SAMPLE_METHOD,
        Sampler::ErSde => method::ER_SDE_SAMPLE_METHOD,
    }
}

fn noise_schedule(scheduler: Scheduler) -> sys::scheduler_t {
    use sys::scheduler_t as schedule;
    match scheduler {
        Scheduler::Discrete => schedule::DISCRETE_SCHEDULER,
        Scheduler::Karras => schedule::KARRAS_SCHEDULER,
        Scheduler::Exponential => schedule::EXPONENTIAL_SCHEDULER,
        Scheduler::Ays => schedule::AYS_SCHEDULER,
        Scheduler::Gits => schedule::GITS_SCHEDULER,
        Scheduler::SgmUniform => schedule::SGM_UNIFORM_SCHEDULER,
        Scheduler::Simple => schedule::SIMPLE_SCHEDULER,
        Scheduler::Smoothstep => schedule::SMOOTHSTEP_SCHEDULER,
        Scheduler::KlOptimal => schedule::KL_OPTIMAL_SCHEDULER,
        Scheduler::Lcm => schedule::LCM_SCHEDULER,
        Scheduler::BongTangent => schedule::BONG_TANGENT_SCHEDULER,
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::CStr;

    use super::*;

    /// The library's own name for a value it returns the name of.
    fn name(pointer: *const std::ffi::c_char) -> String {
        // SAFETY: the tests pass string literals of the library.
        unsafe { CStr::from_ptr(pointer) }.to_string_lossy().into_owned()
    }

    #[test]
    fn samplers_and_schedulers_are_what_the_library_calls_by_the_same_name() {
        for &sampler in Sampler::ALL {
            // SAFETY: any value is allowed and a string literal is returned.
            let theirs = unsafe { sys::sd_sample_method_name(sample_method(sampler)) };
            assert_eq!(name(theirs), sampler.as_str());
        }
        for &scheduler in Scheduler::ALL {
            // SAFETY: any value is allowed and a string literal is returned.
            let theirs = unsafe { sys::sd_scheduler_name(noise_schedule(scheduler)) };
            assert_eq!(name(theirs), scheduler.as_str());
        }
    }
}
