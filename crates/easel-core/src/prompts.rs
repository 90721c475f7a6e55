//! Prompts written for people who ask for one, free of charge. Writing itself lives in
//! `easel-prompt`.

use easel_types::{Caller, Result, Scope};

use crate::Core;
use crate::resolve::{check_length, check_prompt};

impl Core {
    /// A richer prompt; with an instruction, one that follows it. The same seed gives the same
    /// prompt.
    ///
    /// # Errors
    /// `Forbidden`; `InvalidRequest` for texts that are empty or too long; `ContentRejected`.
    pub fn improve_prompt(
        &self,
        caller: &Caller,
        prompt: &str,
        (instruction, seed): (Option<&str>, u64),
    ) -> Result<String> {
        caller.require(Scope::Generate)?;
        check_prompt(prompt, self.limits())?;
        if let Some(instruction) = instruction {
            check_length("instruction", instruction, self.limits().prompt_chars_max)?;
        }
        let asked = instruction.map_or_else(String::new, |text| format!("\n{text}"));
        self.judge("prompt", (&format!("{prompt}{asked}"), ""))?;
        Ok(easel_prompt::smartgen::instruct(prompt, instruction, seed))
    }

    /// A prompt that nobody asked for in particular.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn random_prompt(&self, caller: &Caller) -> Result<String> {
        caller.require(Scope::Generate)?;
        Ok(easel_prompt::smartgen::random_prompt(self.random_seed()))
    }
}
