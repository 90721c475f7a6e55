//! `easel understand`: what a prompt is taken to mean.

use anyhow::Result;
use easel_prompt::Hints;

use crate::cli::UnderstandArgs;
use crate::terminal::say;

pub(crate) fn run(args: &UnderstandArgs) -> Result<()> {
    let hints = Hints { intent: None, size: None, enhance: true, seed: 0, family: None };
    let answer = easel_prompt::understand(&args.prompt, &hints);
    if args.json {
        let json = serde_json::json!({
            "intent": answer.intent,
            "confidence": answer.confidence,
            "runner_up": answer.runner_up,
            "language": answer.language.to_string(),
            "spec": answer.spec,
            "enhanced_prompt": answer.enhanced_prompt,
            "negative_prompt": answer.negative_prompt,
            "notes": answer.notes,
        });
        say(&serde_json::to_string_pretty(&json)?);
        return Ok(());
    }
    say(&format!("intent      {} ({:.0} % sure)", answer.intent, answer.confidence * 100.0));
    if let Some(runner_up) = answer.runner_up {
        say(&format!("or          {runner_up}"));
    }
    say(&format!("language    {}", answer.language));
    if let Some(spec) = &answer.spec {
        say(&format!("spec        {}", serde_json::to_string_pretty(spec)?));
    }
    for (name, text) in [("prompt", answer.enhanced_prompt), ("avoid", answer.negative_prompt)] {
        if let Some(text) = text {
            say(&format!("{name:<11} {text}"));
        }
    }
    for note in answer.notes {
        say(&format!("note        {note}"));
    }
    Ok(())
}
