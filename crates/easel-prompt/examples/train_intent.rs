//! Trains the intent model: `cargo run -p easel-prompt --release --example train_intent` reads
//! `tests/data/intent`, writes `assets/intent.bin` and says how well the rounded weights do on the
//! development prompts; with `--languages` it says instead how well each language is told by a
//! model of all others, and with `--on FILE` which labelled prompts of a file the trained weights
//! miss. The same data give the same bytes. For people who work on recognition.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use easel_prompt::training::{CLASSES, Features, ROWS, STRUCTURE_ROWS, features, softmax};
use easel_types::Intent;

type Failure = Box<dyn std::error::Error>;

/// Passes over the training prompts.
const PASSES: usize = 14;
/// Beginnings of the random numbers of the runs.
const SEEDS: [u64; 4] = [11, 22, 33, 44];
/// Length of a step, before it is divided by what `AdaGrad` has seen.
const RATE: f32 = 0.12;
/// Pull of weights towards zero, in each step that touches them.
const DECAY_STRUCTURE: f32 = 2e-4;
const DECAY_WORDS: f32 = 6e-4;
/// Share of words, and of structure, that a prompt goes without in a step, so that no single sign
/// decides.
const DROPPED_WORDS: f32 = 0.5;
const DROPPED_STRUCTURE: f32 = 0.25;
/// Largest absolute weight that is written.
const CLIP: f32 = 4.0;

/// A labelled prompt.
struct Example {
    language: String,
    features: Features,
    class: usize,
    weight: f32,
}

/// Random numbers by `SplitMix64`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// True in this share of calls.
    fn chance(&mut self, share: f32) -> bool {
        let part = u16::try_from(self.next() >> 48).unwrap_or(0);
        f32::from(part) < share * 65536.0
    }

    fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count).unwrap_or(1).max(1);
        usize::try_from(self.next() % count).unwrap_or(0)
    }
}

/// Rows with values of `features` after dropping some.
fn rows(features: &Features, random: Option<&mut Random>) -> Vec<(usize, f32)> {
    let structure = features.structure.iter().map(|row| (index(*row), 1.0));
    let words =
        features.words.iter().map(|row| (STRUCTURE_ROWS + index(*row), features.word_value));
    let all = structure.chain(words);
    match random {
        None => all.collect(),
        Some(random) => all
            .filter(|(row, _)| {
                let share = if *row < STRUCTURE_ROWS { DROPPED_STRUCTURE } else { DROPPED_WORDS };
                !random.chance(share)
            })
            .collect(),
    }
}

fn index(row: u32) -> usize {
    usize::try_from(row).unwrap_or(0)
}

fn sums(weights: &[f32], rows: &[(usize, f32)]) -> [f32; CLASSES] {
    let mut sums = [0.0; CLASSES];
    for (row, value) in rows {
        for (class, sum) in sums.iter_mut().enumerate() {
            *sum += weights[row * CLASSES + class] * value;
        }
    }
    sums
}

/// Multinomial logistic regression; the mean of several runs in different order.
fn train(examples: &[&Example]) -> Vec<f32> {
    let runs: Vec<Vec<f32>> = SEEDS.into_iter().map(|seed| train_once(examples, seed)).collect();
    let count = u8::try_from(runs.len()).map_or(1.0, f32::from);
    let place = |at: usize| runs.iter().map(|run| run[at]).sum::<f32>() / count;
    (0..ROWS * CLASSES).map(place).collect()
}

/// One run: a prompt a step, steps that shorten by what each weight has seen, and the mean of the
/// weights over the later passes.
fn train_once(examples: &[&Example], seed: u64) -> Vec<f32> {
    let mut weights = vec![0.0_f32; ROWS * CLASSES];
    let mut seen = vec![1e-3_f32; ROWS * CLASSES];
    let mut mean = vec![0.0_f32; ROWS * CLASSES];
    let mut random = Random(seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for pass in 0..PASSES {
        for last in (1..order.len()).rev() {
            order.swap(last, random.below(last + 1));
        }
        for at in &order {
            let example = examples[*at];
            let rows = rows(&example.features, Some(&mut random));
            let shares = softmax(sums(&weights, &rows));
            for (row, value) in &rows {
                let decay = if *row < STRUCTURE_ROWS { DECAY_STRUCTURE } else { DECAY_WORDS };
                for (class, share) in shares.into_iter().enumerate() {
                    let wanted = if class == example.class { 1.0 } else { 0.0 };
                    let place = row * CLASSES + class;
                    let slope = (share - wanted) * value * example.weight + decay * weights[place];
                    seen[place] += slope * slope;
                    weights[place] -= RATE * slope / seen[place].sqrt();
                }
            }
        }
        if pass >= PASSES / 2 {
            for (mean, weight) in mean.iter_mut().zip(&weights) {
                *mean += weight;
            }
        }
    }
    let passes = u8::try_from(PASSES - PASSES / 2).map_or(1.0, f32::from);
    mean.into_iter().map(|sum| (sum / passes).clamp(-CLIP, CLIP)).collect()
}

/// Weights as bytes times a scale.
fn rounded(weights: &[f32]) -> (f32, Vec<i8>) {
    let top = weights.iter().fold(1e-6_f32, |top, weight| top.max(weight.abs()));
    let scale = top / 127.0;
    let byte = |weight: &f32| {
        let steps = (weight / scale).round();
        (-127_i8..=127)
            .min_by(|a, b| (f32::from(*a) - steps).abs().total_cmp(&(f32::from(*b) - steps).abs()))
    };
    (scale, weights.iter().map(|weight| byte(weight).unwrap_or(0)).collect())
}

/// Hits and the mean of the negative logarithm's stand-in, the squared distance, at a temperature.
fn measure(weights: &[f32], examples: &[Example], temperature: f32) -> (usize, f32) {
    let (mut hits, mut loss) = (0, 0.0);
    for example in examples {
        let shares =
            softmax(sums(weights, &rows(&example.features, None)).map(|s| s / temperature));
        let best = (0..CLASSES).max_by(|a, b| shares[*a].total_cmp(&shares[*b]));
        hits += usize::from(best == Some(example.class));
        for (class, share) in shares.into_iter().enumerate() {
            let wanted = if class == example.class { 1.0 } else { 0.0 };
            loss += (share - wanted) * (share - wanted);
        }
    }
    (hits, loss)
}

/// The prompts of `split` in all files: language, intent, template, split, prompt.
fn read(folder: &Path, split: &str) -> Result<Vec<Example>, Failure> {
    let mut files: Vec<_> = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    let mut examples = Vec::new();
    for file in files.iter().filter(|file| file.path().extension().is_some_and(|e| e == "tsv")) {
        // Hard prompts are few, and what they teach matters most.
        let weight = if file.file_name().to_string_lossy().contains("hard") { 2.0 } else { 1.0 };
        for line in fs::read_to_string(file.path())?.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [language, label, _, known, prompt] = fields[..] else {
                return Err(format!("not five fields: {line}").into());
            };
            if known == split {
                let intent: Intent = label.parse()?;
                let class = Intent::ALL.iter().position(|known| *known == intent);
                let prompt = prompt.replace("\\n", "\n").replace("\\t", "\t");
                let class = class.ok_or("an intent of its own")?;
                let features = features(&prompt);
                examples.push(Example { language: language.to_owned(), features, class, weight });
            }
        }
    }
    Ok(examples)
}

/// How well the prompts of each language are told when trained on all others: what the model
/// makes of phrasings it has not seen.
fn without_each_language(examples: &[Example]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let languages: BTreeSet<&str> = examples.iter().map(|e| &*e.language).collect();
    let mut all = (0, 0);
    for language in languages.into_iter().filter(|language| *language != "und") {
        let (left, kept): (Vec<&Example>, Vec<&Example>) =
            examples.iter().partition(|example| example.language == language);
        let weights = train(&kept);
        let best = |example: &Example| {
            let sums = sums(&weights, &rows(&example.features, None));
            (0..CLASSES).max_by(|a, b| sums[*a].total_cmp(&sums[*b]))
        };
        let hits = left.iter().filter(|example| best(example) == Some(example.class)).count();
        all = (all.0 + hits, all.1 + left.len());
        writeln!(out, "without {language}: {hits} of {}", left.len())?;
    }
    writeln!(out, "without each: {} of {}", all.0, all.1)?;
    Ok(())
}

fn run() -> Result<(), Failure> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("tests/data/intent");
    let (train_set, dev_set) = (read(&folder, "train")?, read(&folder, "dev")?);
    if std::env::args().any(|argument| argument == "--languages") {
        return without_each_language(&train_set);
    }
    let weights = train(&train_set.iter().collect::<Vec<_>>());
    let (structure_scale, structure) = rounded(&weights[..STRUCTURE_ROWS * CLASSES]);
    let (word_scale, words) = rounded(&weights[STRUCTURE_ROWS * CLASSES..]);
    let scaled = |bytes: &[i8], scale: f32| -> Vec<f32> {
        bytes.iter().map(|byte| f32::from(*byte) * scale).collect()
    };
    let mut kept = scaled(&structure, structure_scale);
    kept.extend(scaled(&words, word_scale));
    let temperatures = (4..=60_u8).map(|step| f32::from(step) / 10.0);
    let temperature = temperatures
        .min_by(|a, b| measure(&kept, &dev_set, *a).1.total_cmp(&measure(&kept, &dev_set, *b).1))
        .unwrap_or(1.0);
    let mut bytes = Vec::new();
    for number in [structure_scale, word_scale, temperature] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(structure.iter().chain(&words).map(|byte| byte.to_le_bytes()[0]));
    fs::create_dir_all(root.join("assets"))?;
    fs::write(root.join("assets/intent.bin"), bytes)?;
    let on_train = measure(&kept, &train_set, temperature).0;
    let on_dev = measure(&kept, &dev_set, temperature).0;
    let mut out = std::io::stdout().lock();
    writeln!(out, "train {on_train} of {}, dev {on_dev} of {}", train_set.len(), dev_set.len())?;
    writeln!(out, "temperature {temperature}")?;
    drop(out);
    let mut arguments = std::env::args().skip_while(|argument| argument != "--on");
    match arguments.nth(1) {
        Some(file) => misses(&kept, Path::new(&file)),
        None => Ok(()),
    }
}

/// Writes the prompts of `file` that `weights` take for something else. Its lines begin with
/// language and intent and end with the prompt.
fn misses(weights: &[f32], file: &Path) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let (mut hits, mut count) = (0, 0);
    let text = fs::read_to_string(file)?;
    for line in text.lines().filter(|line| !line.is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [_, label, .., prompt] = fields[..] else { return Err(line.into()) };
        let features = features(&prompt.replace("\\n", "\n").replace("\\t", "\t"));
        let shares = softmax(sums(weights, &rows(&features, None)));
        let ranked = Intent::ALL.iter().zip(shares).max_by(|a, b| a.1.total_cmp(&b.1));
        let (best, share) = ranked.ok_or("no intents")?;
        count += 1;
        if best.as_str() == label {
            hits += 1;
        } else {
            writeln!(out, "wanted {label}, got {best} ({share:.2}): {line}")?;
        }
    }
    writeln!(out, "{}: {hits} of {count}", file.display())?;
    Ok(())
}

fn main() -> Result<(), Failure> {
    run()
}
