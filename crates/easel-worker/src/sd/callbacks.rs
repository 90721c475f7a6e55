//! The library's callbacks. They belong to the process, not to a context, so one order listens
//! at a time. They are called from whatever thread C++ likes; a panic must not get back into
//! C++. What they mean lives in [`super::progress`].

use std::ffi::{CStr, c_char, c_int, c_void};
use std::panic::{self, AssertUnwindSafe};
use std::ptr;
use std::sync::{Arc, Mutex, PoisonError};

use diffusion_rs_sys as sys;

use super::generation::copy_rgb;
use super::progress::{Progress, Severity};
use crate::painter::PaintFailure;

/// Who listens.
static LISTENER: Mutex<Option<Listener>> = Mutex::new(None);

#[derive(Debug, Clone)]
struct Listener {
    progress: Arc<Progress>,
    preview_every: u32,
}

/// As long as this lives, the library reports to its [`Progress`].
#[derive(Debug)]
pub(crate) struct Listening {
    progress: Arc<Progress>,
}

impl Listening {
    /// Listens, with a preview every so many steps, or none for 0.
    pub(crate) fn start(progress: Arc<Progress>, preview_every: u32) -> Self {
        set_listener(Some(Listener { progress: Arc::clone(&progress), preview_every }));
        let (preview, mode): (sys::sd_preview_cb_t, _) = if preview_every == 0 {
            (None, sys::preview_t::PREVIEW_NONE)
        } else {
            (Some(on_preview), sys::preview_t::PREVIEW_PROJ)
        };
        // SAFETY: the function lives for ever and needs no data.
        unsafe { sys::sd_set_log_callback(Some(on_log), ptr::null_mut()) };
        // SAFETY: as above.
        unsafe { sys::sd_set_progress_callback(Some(on_progress), ptr::null_mut()) };
        // SAFETY: as above. The library does not apply the interval itself; `on_preview` does.
        unsafe { sys::sd_set_preview_callback(preview, mode, 1, true, false, ptr::null_mut()) };
        Self { progress }
    }

    /// Picture `index` of the order is begun.
    pub(crate) fn begin_picture(&self, index: u32) {
        self.progress.begin_picture(index);
    }

    /// A failure with what the library said last.
    pub(crate) fn failure(
        &self,
        what: &str,
        otherwise: impl Fn(String) -> PaintFailure,
    ) -> PaintFailure {
        self.progress.failure(what, otherwise)
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        set_listener(None);
    }
}

fn set_listener(listener: Option<Listener>) {
    *LISTENER.lock().unwrap_or_else(PoisonError::into_inner) = listener;
}

/// Calls `hear` with whoever listens, and keeps panics from reaching C++.
fn tell(hear: impl FnOnce(&Listener)) {
    let listener = LISTENER.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(listener) = listener {
        // A report that is lost is all that a panic costs; its message is on stderr.
        let _ = panic::catch_unwind(AssertUnwindSafe(|| hear(&listener)));
    }
}

extern "C" fn on_log(level: sys::sd_log_level_t, text: *const c_char, _data: *mut c_void) {
    if text.is_null() {
        return;
    }
    // SAFETY: not null; the library passes a buffer that ends with a zero byte and that it does
    // not change during the call.
    let text = unsafe { CStr::from_ptr(text) };
    let severity = match level {
        sys::sd_log_level_t::SD_LOG_ERROR => Severity::Error,
        sys::sd_log_level_t::SD_LOG_WARN => Severity::Warning,
        _ => Severity::Talk,
    };
    tell(|listener| listener.progress.on_log(severity, &text.to_string_lossy()));
}

extern "C" fn on_progress(step: c_int, steps: c_int, _seconds: f32, _data: *mut c_void) {
    let (Ok(step), Ok(steps)) = (u32::try_from(step), u32::try_from(steps)) else { return };
    tell(|listener| listener.progress.on_progress(step, steps));
}

extern "C" fn on_preview(
    step: c_int,
    frame_count: c_int,
    frames: *mut sys::sd_image_t,
    _is_noisy: bool,
    _data: *mut c_void,
) {
    if frames.is_null() || frame_count < 1 {
        return;
    }
    let step = step.unsigned_abs();
    tell(|listener| {
        if !step.is_multiple_of(listener.preview_every.max(1)) {
            return;
        }
        // SAFETY: not null and at least one picture, which the library frees after the call.
        let frame = unsafe { ptr::read(frames) };
        if let Some(picture) = copy_rgb(&frame) {
            listener.progress.on_preview(&picture);
        }
    });
}
