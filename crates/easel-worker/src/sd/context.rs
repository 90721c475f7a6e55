//! A loaded model. What is painted with it lives in [`super::generation`].

use std::ffi::{CStr, CString, c_char};
use std::mem::MaybeUninit;
use std::path::Path;
use std::ptr::{self, NonNull};

use diffusion_rs_sys as sys;
use easel_types::ModelFiles;

use super::callbacks::Listening;
use super::model_files::CheckedModel;
use crate::painter::PaintFailure;

/// What a context is made from. Contexts with equal options are interchangeable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ContextOptions {
    pub(crate) files: ModelFiles,
    /// Pad convolutions from the opposite edge.
    pub(crate) seamless: bool,
    pub(crate) threads: u32,
    pub(crate) flash_attention: bool,
}

/// Owns an `sd_ctx_t`.
#[derive(Debug)]
pub(crate) struct SdContext {
    raw: NonNull<sys::sd_ctx_t>,
}

impl SdContext {
    /// Reads the model's header and prepares it; C++ reads most weights when they are needed.
    pub(crate) fn load(
        options: &ContextOptions,
        model: &CheckedModel,
        listening: &Listening,
    ) -> Result<Self, PaintFailure> {
        let paths = Paths::new(&options.files)?;
        let params = paths.params(options, model.diffusion_only)?;
        // SAFETY: `params` was initialised by the library, and the strings it points to belong
        // to `paths`, which outlives the call. The library copies what it keeps.
        let raw = unsafe { sys::new_sd_ctx(&raw const params) };
        let raw = NonNull::new(raw).ok_or_else(|| {
            let model = options.files.model.display();
            listening.failure(&format!("{model} cannot be loaded"), PaintFailure::model)
        })?;
        let context = Self { raw };
        // SAFETY: the context is not null and nobody else uses it.
        let paints = unsafe { sys::sd_ctx_supports_image_generation(context.raw.as_ptr()) };
        if !paints {
            let model = options.files.model.display();
            return Err(PaintFailure::model(format!("{model} makes videos, not pictures")));
        }
        Ok(context)
    }

    /// For calls into the library. Valid as long as `self`.
    pub(crate) fn as_ptr(&mut self) -> *mut sys::sd_ctx_t {
        self.raw.as_ptr()
    }
}

impl Drop for SdContext {
    fn drop(&mut self) {
        // SAFETY: the context came from `new_sd_ctx` and is not used after this.
        unsafe { sys::free_sd_ctx(self.raw.as_ptr()) };
    }
}

/// The paths of a model as C strings.
struct Paths {
    model: CString,
    vae: Option<CString>,
    taesd: Option<CString>,
    clip_l: Option<CString>,
    clip_g: Option<CString>,
    t5xxl: Option<CString>,
    llm: Option<CString>,
}

impl Paths {
    fn new(files: &ModelFiles) -> Result<Self, PaintFailure> {
        let optional = |path: &Option<std::path::PathBuf>| path.as_deref().map(c_path).transpose();
        Ok(Self {
            model: c_path(&files.model)?,
            vae: optional(&files.vae)?,
            taesd: optional(&files.taesd)?,
            clip_l: optional(&files.clip_l)?,
            clip_g: optional(&files.clip_g)?,
            t5xxl: optional(&files.t5xxl)?,
            llm: optional(&files.llm)?,
        })
    }

    /// Parameters that point into `self`.
    fn params(
        &self,
        options: &ContextOptions,
        diffusion_only: bool,
    ) -> Result<sys::sd_ctx_params_t, PaintFailure> {
        let mut params = MaybeUninit::<sys::sd_ctx_params_t>::zeroed();
        // SAFETY: the pointer is valid for writing; the library assigns the whole struct.
        unsafe { sys::sd_ctx_params_init(params.as_mut_ptr()) };
        // SAFETY: the call above has assigned every field.
        let mut params = unsafe { params.assume_init() };
        let main = self.model.as_ptr();
        if diffusion_only {
            params.diffusion_model_path = main;
        } else {
            params.model_path = main;
        }
        params.vae_path = pointer(self.vae.as_deref());
        params.taesd_path = pointer(self.taesd.as_deref());
        params.clip_l_path = pointer(self.clip_l.as_deref());
        params.clip_g_path = pointer(self.clip_g.as_deref());
        params.t5xxl_path = pointer(self.t5xxl.as_deref());
        params.llm_path = pointer(self.llm.as_deref());
        params.n_threads = i32::try_from(options.threads)
            .map_err(|_| PaintFailure::engine("so many threads cannot be used"))?;
        // Weights are used where the file lies in the page cache, so that loading the same model
        // again is fast and other processes can have the memory.
        params.enable_mmap = true;
        // LoRAs are computed beside the weights instead of being merged into them: orders with
        // other LoRAs then need no loading, and merging into mapped weights (which the library
        // chooses by itself for weights that are not quantised) gave black pictures and crashes.
        params.lora_apply_mode = sys::lora_apply_mode_t::LORA_APPLY_AT_RUNTIME;
        params.circular_x = options.seamless;
        params.circular_y = options.seamless;
        params.diffusion_flash_attn = options.flash_attention;
        Ok(params)
    }
}

fn pointer(text: Option<&CStr>) -> *const c_char {
    text.map_or(ptr::null(), CStr::as_ptr)
}

/// A path for C++.
pub(crate) fn c_path(path: &Path) -> Result<CString, PaintFailure> {
    CString::new(path.as_os_str().as_encoded_bytes()).map_err(|_| {
        PaintFailure::model(format!("{}: a path cannot contain a zero byte", path.display()))
    })
}

/// Version and commit of the library, where its build knew them.
pub(crate) fn engine_version() -> String {
    // SAFETY: takes nothing and returns a string literal of the library.
    let version = unsafe { sys::sd_version() };
    // SAFETY: as above.
    let commit = unsafe { sys::sd_commit() };
    match (text(version), text(commit)) {
        // The crate ships sources without their history; its own version pins them.
        (version, _) if version == "unknown" => "diffusion-rs-sys 0.1.20".to_owned(),
        (version, commit) => format!("{version} ({commit})"),
    }
}

/// What the library says about the processor.
pub(crate) fn system_info() -> String {
    // SAFETY: takes nothing and returns a static string of the library.
    let info = unsafe { sys::sd_get_system_info() };
    text(info).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Physical cores of the machine, at least 1.
pub(crate) fn physical_cores() -> u32 {
    // SAFETY: takes nothing and has no requirements.
    let cores = unsafe { sys::sd_get_num_physical_cores() };
    u32::try_from(cores).unwrap_or(1).max(1)
}

/// Copies a string of the library; empty where there is none.
fn text(pointer: *const c_char) -> String {
    if pointer.is_null() {
        return String::new();
    }
    // SAFETY: not null; the callers pass strings of the library, which end with a zero byte and
    // are never freed.
    unsafe { CStr::from_ptr(pointer) }.to_string_lossy().into_owned()
}
