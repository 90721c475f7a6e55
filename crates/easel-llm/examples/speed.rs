//! Tokens a second of a local model, and the time from a prompt to a chart that is true to it:
//! `cargo run --release -p easel-llm --example speed FILE.gguf`.

#![expect(clippy::print_stdout, reason = "figures for a person")]

use std::sync::Arc;
use std::time::Instant;

use easel_core::language_model::{LanguageModel as _, Question, Role, Turn};
use easel_llm::local::LocalModel;
use easel_prompt::assist;
use easel_prompt::{Hints, understand};
use easel_types::Intent;

const PROMPTS: [&str; 6] = [
    "bar chart of fruit sold: apples 5, pears 7, plums 9",
    "our sales were 120 in January, 150 in February and 90 in March",
    "pie of the budget: rent 900, food 450, savings 300",
    "visitors: Monday 31, Tuesday 44, Wednesday 27, Thursday 52",
    "medals won by Norway 16, Germany 12, Canada 4",
    "hours spent: design 14, code 38, review 9, meetings 11",
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give the path of a GGUF file")?;
    let started = Instant::now();
    let model = LocalModel::read(path.as_ref())?;
    println!("read in {} ms", started.elapsed().as_millis());
    let mut ask = Question {
        turns: vec![Turn::new(Role::User, "Write a story about a river.")],
        schema: None,
        answer_tokens_max: 128,
        temperature: 0.0,
        seed: 0,
    };
    let started = Instant::now();
    let reply = model.reply(&ask, None).await?;
    let rate = f64::from(reply.answer_tokens) / started.elapsed().as_secs_f64();
    println!("{} tokens in words: {rate:.1} a second", reply.answer_tokens);
    for prompt in PROMPTS {
        let asked = assist::question(prompt, Intent::Chart).ok_or("no question")?;
        ask.turns =
            vec![Turn::new(Role::System, asked.instructions), Turn::new(Role::User, asked.message)];
        ask.schema = Some(Arc::new(asked.schema));
        ask.answer_tokens_max = 600;
        let hints = Hints { intent: Some(Intent::Chart), ..Hints::default() };
        let built_in = understand(prompt, &hints).spec.ok_or("no spec")?;
        let started = Instant::now();
        let reply = model.reply(&ask, None).await?;
        let seconds = started.elapsed().as_secs_f64();
        let outcome = match assist::accepted(prompt, &built_in, &reply.text) {
            Ok(_) => "true to the prompt".to_owned(),
            Err(why) => format!("rejected: {why}"),
        };
        println!(
            "{seconds:.2} s, {} + {} tokens: {outcome}\n    {}",
            reply.question_tokens, reply.answer_tokens, reply.text
        );
    }
    Ok(())
}
