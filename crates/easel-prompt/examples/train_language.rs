//! Trains the model of letters that tells the Latin-script languages apart: `cargo run -p
//! easel-prompt --release --example train_language` reads `tests/data/intent` and
//! `tests/data/language`, writes `assets/language.bin` and says how many development prompts the
//! letters alone tell. The same data give the same bytes.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use easel_prompt::training::{LANGUAGES, LETTER_ROWS, letter_rows};

type Failure = Box<dyn std::error::Error>;

const CLASSES: usize = LANGUAGES.len();
const PASSES: usize = 8;
const RATE: f32 = 0.1;
const DECAY: f32 = 3e-4;

struct Example {
    rows: Vec<usize>,
    class: usize,
}

fn example(language: &str, text: &str) -> Option<Example> {
    let class = LANGUAGES.iter().position(|known| *known == language)?;
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let rows = letter_rows(words).into_iter().filter_map(|row| usize::try_from(row).ok());
    Some(Example { rows: rows.collect(), class })
}

fn value(example: &Example) -> f32 {
    let count = u16::try_from(example.rows.len()).unwrap_or(u16::MAX);
    1.0 / f32::from(count).max(1.0).sqrt()
}

fn sums(weights: &[f32], example: &Example) -> [f32; CLASSES] {
    let mut sums = [0.0; CLASSES];
    for row in &example.rows {
        for (class, sum) in sums.iter_mut().enumerate() {
            *sum += weights[row * CLASSES + class] * value(example);
        }
    }
    sums
}

/// One against the rest by least squares with a margin: no exponentials, so that every machine
/// computes the same bits.
fn train(examples: &[Example]) -> Vec<f32> {
    let rows = usize::try_from(LETTER_ROWS).unwrap_or(0);
    let mut weights = vec![0.0_f32; rows * CLASSES];
    let mut seen = vec![1e-3_f32; rows * CLASSES];
    let mut state = 1_u64;
    for _ in 0..PASSES {
        for _ in 0..examples.len() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let count = u64::try_from(examples.len()).unwrap_or(1);
            let at = usize::try_from((state >> 33) % count).unwrap_or(0);
            let example = &examples[at];
            let sums = sums(&weights, example);
            for (class, sum) in sums.into_iter().enumerate() {
                let wanted = if class == example.class { 1.0 } else { -1.0 };
                // What is right beyond the margin teaches nothing.
                let miss = if sum * wanted > 1.0 { 0.0 } else { sum - wanted };
                for row in &example.rows {
                    let place = row * CLASSES + class;
                    let slope = miss * value(example) + DECAY * weights[place];
                    seen[place] += slope * slope;
                    weights[place] -= RATE * slope / seen[place].sqrt();
                }
            }
        }
    }
    weights
}

fn run() -> Result<(), Failure> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut train_set, mut dev_set) = (Vec::new(), Vec::new());
    for name in ["prompts.tsv", "sets.tsv"] {
        let text = fs::read_to_string(root.join("tests/data/intent").join(name))?;
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [language, _, template, split, prompt] = fields[..] else {
                return Err(format!("not five fields: {line}").into());
            };
            // The languages of these were not written down by a person.
            let unsure = ["first-", "acceptance-", "extraction-"];
            if unsure.iter().any(|name| template.starts_with(name)) {
                continue;
            }
            let prompt = prompt.replace("\\n", " ").replace("\\t", " ");
            let set = match split {
                "train" => &mut train_set,
                "dev" => &mut dev_set,
                _ => continue,
            };
            set.extend(example(language, &prompt));
        }
    }
    for line in fs::read_to_string(root.join("tests/data/language/words.txt"))?.lines() {
        let (language, words) = line.split_once('\t').ok_or("no tab")?;
        let words: Vec<&str> = words.split(' ').collect();
        for length in [1, 3, 4] {
            train_set.extend(words.chunks(length).filter_map(|w| example(language, &w.join(" "))));
        }
    }
    let weights = train(&train_set);
    let top = weights.iter().fold(1e-6_f32, |top, weight| top.max(weight.abs()));
    let scale = top / 127.0;
    let mut bytes = scale.to_le_bytes().to_vec();
    for weight in &weights {
        let steps = (weight / scale).round();
        let near = (-127_i8..=127).find(|step| f32::from(*step) >= steps).unwrap_or(127);
        bytes.extend(near.to_le_bytes());
    }
    fs::write(root.join("assets/language.bin"), bytes)?;
    let told = |example: &&Example| {
        let sums = sums(&weights, example);
        (0..CLASSES).max_by(|a, b| sums[*a].total_cmp(&sums[*b])) == Some(example.class)
    };
    let mut out = std::io::stdout().lock();
    writeln!(out, "dev {} of {}", dev_set.iter().filter(told).count(), dev_set.len())?;
    Ok(())
}

fn main() -> Result<(), Failure> {
    run()
}
