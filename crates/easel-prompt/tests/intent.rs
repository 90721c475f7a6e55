//! Accuracy of intent recognition on labelled prompts that the model was not trained on: by
//! language, by intent, and on prompts whose words name one kind of picture and mean another. The
//! model is trained by `examples/train_intent.rs`.

#[cfg(test)]
mod accuracy {
    use std::collections::BTreeMap;

    use easel_prompt::{Hints, understand};
    use easel_types::Intent;

    /// Prompts made from templates, hard prompts, and prompts collected for other tests: language,
    /// intent, template, split, prompt. `\n` and `\t` in a prompt are written out.
    const PROMPTS: &str = include_str!("data/intent/prompts.tsv");
    const HARD: &str = include_str!("data/intent/hard.tsv");
    const SETS: &str = include_str!("data/intent/sets.tsv");
    /// Prompts written without knowledge of the model and of the prompts above.
    const BLIND: &str = include_str!("data/intent/blind.tsv");
    const BLIND_B: &str = include_str!("data/intent/blind_b.tsv");
    /// Never looked at while the model was made.
    const BLIND_C: &str = include_str!("data/intent/blind_c.tsv");

    /// Hits and count.
    type Tally = (usize, usize);

    #[derive(Default)]
    struct Outcome {
        all: Tally,
        by_language: BTreeMap<String, Tally>,
        matrix: [[usize; 5]; 5],
        /// By tenths of confidence.
        calibration: [Tally; 10],
    }

    fn row(intent: &str) -> usize {
        Intent::ALL.iter().position(|known| known.as_str() == intent).unwrap()
    }

    /// Runs the prompts of `split`, prints every miss and sums up.
    fn run(name: &str, labelled: &str, split: &str) -> Outcome {
        let mut made = Outcome::default();
        for line in labelled.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [language, label, template, known, prompt] = fields[..] else { panic!("{line}") };
            if known != split {
                continue;
            }
            let prompt = prompt.replace("\\n", "\n").replace("\\t", "\t");
            let answer = understand(&prompt, &Hints::default());
            let hit = answer.intent.as_str() == label;
            made.matrix[row(label)][row(answer.intent.as_str())] += 1;
            let tenth =
                (0..9_u8).take_while(|t| answer.confidence * 10.0 >= f32::from(t + 1)).count();
            let tallies = [
                &mut made.all,
                made.by_language.entry(language.to_owned()).or_default(),
                &mut made.calibration[tenth],
            ];
            for tally in tallies {
                tally.0 += usize::from(hit);
                tally.1 += 1;
            }
            if !hit {
                println!(
                    "{name} {template}: wanted {label}, got {} ({:.2}): {prompt}",
                    answer.intent, answer.confidence
                );
            }
        }
        print(name, &made);
        made
    }

    fn print(name: &str, outcome: &Outcome) {
        let share = |(hits, count): Tally| format!("{hits} of {count}");
        println!("{name}: {}", share(outcome.all));
        for (language, tally) in &outcome.by_language {
            println!("  {language}: {}", share(*tally));
        }
        println!("  wanted \\ got: {}", Intent::ALL.map(Intent::as_str).join(" "));
        for (intent, row) in Intent::ALL.iter().zip(outcome.matrix) {
            println!("  {intent}: {row:?}");
        }
        for (tenth, tally) in outcome.calibration.iter().enumerate().filter(|(_, t)| t.1 > 0) {
            println!("  confidence 0.{tenth} and up: {}", share(*tally));
        }
    }

    fn check(name: &str, (hits, count): Tally, percent_min: usize) {
        assert!(count > 0 && hits * 100 >= count * percent_min, "{name}: {hits} of {count}");
    }

    #[test]
    fn there_are_enough_prompts_in_every_language() {
        let all = PROMPTS.lines().chain(HARD.lines()).chain(SETS.lines());
        assert!(all.count() >= 4000);
        assert!(HARD.lines().count() >= 150);
        let mut cells: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for line in PROMPTS.lines() {
            let mut fields = line.split('\t');
            let cell = (fields.next().unwrap(), fields.next().unwrap());
            *cells.entry(cell).or_default() += 1;
        }
        assert_eq!(cells.len(), 15 * 5);
        assert!(cells.values().all(|count| *count >= 20), "{cells:?}");
    }

    #[test]
    fn no_template_is_in_two_splits() {
        let mut splits: BTreeMap<&str, &str> = BTreeMap::new();
        for line in PROMPTS.lines().chain(HARD.lines()).chain(SETS.lines()) {
            let fields: Vec<&str> = line.split('\t').collect();
            let known = splits.entry(fields[2]).or_insert(fields[3]);
            assert_eq!(*known, fields[3], "{line}");
        }
    }

    #[test]
    fn unseen_prompts_are_recognised() {
        let outcome = run("templates", PROMPTS, "test");
        check("templates", outcome.all, 98);
        for (language, tally) in outcome.by_language {
            check(&language, tally, 95);
        }
        check("sets", run("sets", SETS, "test").all, 95);
    }

    #[test]
    fn prompts_of_others_are_recognised() {
        check("blind", run("blind", BLIND, "test").all, 97);
        check("blind b", run("blind b", BLIND_B, "test").all, 97);
        check("blind c", run("blind c", BLIND_C, "test").all, 98);
    }

    #[test]
    fn unseen_hard_prompts_are_recognised() {
        check("hard", run("hard", HARD, "test").all, 95);
    }
}
