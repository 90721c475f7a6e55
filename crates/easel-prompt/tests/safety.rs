//! The default policy on labelled prompts, and its properties on any text.

use easel_prompt::safety::{Category, Policy, Verdict};
use proptest::prelude::*;

/// A labelled prompt: the category it is refused for or `allowed`, its language, its text.
struct Labelled {
    expect: String,
    language: String,
    prompt: String,
}

fn labelled() -> Vec<Labelled> {
    let lines = include_str!("data/safety.tsv").lines().filter(|line| !line.starts_with('#'));
    let fields = lines.map(|line| line.splitn(3, '\t').collect::<Vec<_>>());
    fields
        .map(|fields| Labelled {
            expect: fields[0].to_owned(),
            language: fields[1].to_owned(),
            prompt: fields[2].replace("\\u200b", "\u{200b}"),
        })
        .collect()
}

fn said(policy: &Policy, prompt: &str) -> String {
    let verdict = policy.judge(prompt, "");
    verdict.refusal().map_or("allowed", |refusal| refusal.category.as_str()).to_owned()
}

#[test]
fn the_labelled_set_is_judged_as_labelled() {
    let policy = Policy::default();
    let set = labelled();
    let (mut wrong, mut minors_missed, mut benign_refused) = (Vec::new(), 0, 0);
    for one in &set {
        let said = said(&policy, &one.prompt);
        if said != one.expect {
            minors_missed += usize::from(one.expect == "minors");
            benign_refused += usize::from(one.expect == "allowed");
            wrong.push(format!("{} {} not {said}: {}", one.language, one.expect, one.prompt));
        }
    }
    let benign = set.iter().filter(|one| one.expect == "allowed").count();
    println!("{} prompts, {benign} benign, {} wrong: {wrong:#?}", set.len(), wrong.len());
    assert!(set.len() >= 300 && benign * 2 >= set.len(), "{benign} of {}", set.len());
    assert_eq!(minors_missed, 0, "sexual content with minors passed");
    assert!(benign_refused * 100 < benign, "{benign_refused} of {benign} refused");
    assert!(wrong.len() * 100 < set.len() * 2, "{wrong:#?}");
}

#[test]
fn minors_are_refused_whatever_an_operator_switches_off() {
    let open = Policy::new([], &[], &["child*".to_owned(), "naked*".to_owned()]);
    for one in labelled().iter().filter(|one| one.expect == "minors") {
        assert_eq!(said(&open, &one.prompt), "minors", "{}", one.prompt);
    }
    assert!(open.refused().any(|category| category == Category::Minors));
}

#[test]
fn prompts_that_other_sets_collect_are_allowed() {
    let policy = Policy::default();
    let sets = [
        include_str!("data/acceptance.tsv"),
        include_str!("data/intent/sets.tsv"),
        include_str!("data/intent/prompts.tsv"),
        include_str!("data/intent/blind.tsv"),
        include_str!("data/extraction.tsv"),
    ];
    let refused: Vec<&str> = sets
        .iter()
        .flat_map(|set| set.lines())
        .filter(|line| policy.judge(line, "").refusal().is_some())
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

proptest! {
    #[test]
    fn any_text_is_judged_the_same_way_twice(prompt in ".{0,200}", negative in ".{0,60}") {
        let policy = Policy::new(Category::ALL, &["f.*oo*".to_owned(), "!".to_owned()], &[]);
        prop_assert_eq!(policy.judge(&prompt, &negative), policy.judge(&prompt, &negative));
    }

    #[test]
    fn text_around_a_refused_prompt_does_not_save_it(
        before in "[a-z ,.]{0,40}", after in "[a-z ,.]{0,40}", index in 0usize..2,
    ) {
        let core = ["a naked child", "a nude 9 year old"][index];
        let verdict = Policy::default().judge(&format!("{before} , {core} , {after}"), "");
        prop_assert_eq!(verdict.refusal().map(|r| r.category), Some(Category::Minors));
    }

    #[test]
    fn a_refusal_never_repeats_the_prompt(word in "[b-df-hj-np-tv-z]{12}") {
        let policy = Policy::new([], std::slice::from_ref(&word), &[]);
        let verdict = policy.judge(&format!("the {word} thing"), "");
        let Verdict::Refused(refusal) = verdict else { return Err(TestCaseError::fail("allowed")) };
        let shown = format!("{} {}", refusal.rule, refusal.explanation);
        prop_assert!(!shown.contains(&word));
    }
}
