//! The messages about final jobs, each written by the dialect whose client asked for it.

use easel_core::CallbackForm;
use easel_types::Job;
use easel_types::request::Callback;

use crate::dialects::leonardo;

/// Writes the messages of all dialects; handed to the core by the binary.
#[derive(Debug, Clone, Copy)]
pub struct Callbacks;

impl CallbackForm for Callbacks {
    fn message(&self, callback: &Callback, job: &Job) -> Option<Vec<u8>> {
        match callback.form.as_str() {
            leonardo::callback::FORM => leonardo::callback::message(callback, job),
            _ => None,
        }
    }
}
