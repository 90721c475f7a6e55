//! Accuracy of intent recognition on labelled prompts. The weights were set on `train` and
//! checked on `dev`; `test` was written beforehand and is only measured.

#[cfg(test)]
mod accuracy {
    use easel_prompt::{Hints, understand};

    /// Runs a labelled file; prints every miss and gives hits and count.
    fn accuracy(name: &str, labelled: &str) -> (usize, usize) {
        let (mut hits, mut count) = (0, 0);
        for line in labelled.lines().filter(|line| !line.is_empty()) {
            let (label, prompt) = line.split_once('\t').unwrap();
            let prompt = prompt.replace("\\n", "\n").replace("\\t", "\t");
            let made = understand(&prompt, &Hints::default());
            count += 1;
            if made.intent.as_str() == label {
                hits += 1;
            } else {
                println!(
                    "{name}: wanted {label}, got {} ({:.2}): {prompt}",
                    made.intent, made.confidence
                );
            }
        }
        println!("{name}: {hits} of {count}");
        (hits, count)
    }

    fn check(name: &str, labelled: &str, percent_min: usize) {
        let (hits, count) = accuracy(name, labelled);
        assert!(hits * 100 >= count * percent_min, "{name}: {hits} of {count}");
    }

    #[test]
    fn train_prompts_are_recognised() {
        check("train", include_str!("data/intent_train.tsv"), 97);
    }

    #[test]
    fn dev_prompts_are_recognised() {
        check("dev", include_str!("data/intent_dev.tsv"), 92);
    }

    #[test]
    fn test_prompts_are_recognised() {
        check("test", include_str!("data/intent_test.tsv"), 88);
    }
}
