//! How long understanding takes for typical prompts and for the longest allowed one.

use criterion::{Criterion, criterion_group, criterion_main};
use easel_prompt::{Hints, understand};
use std::hint::black_box;

const PROMPTS: [(&str, &str); 5] = [
    ("chart", "pie chart of market share: Apple 40%, Samsung 35%, Others 25%"),
    (
        "diagram",
        "flowchart of user login: enter password, if valid, show dashboard, otherwise show error and go back to enter password",
    ),
    (
        "infographic",
        "An infographic about the water cycle with evaporation, condensation, precipitation",
    ),
    ("logo", "A minimalist coffee shop logo with cup and steam"),
    ("standard", "a photo of an old fisherman on a wooden boat at sunrise, mist over the lake"),
];

fn bench(criterion: &mut Criterion) {
    let hints = Hints { enhance: true, ..Hints::default() };
    for (name, prompt) in PROMPTS {
        criterion.bench_function(name, |b| b.iter(|| understand(black_box(prompt), &hints)));
    }
    let long: String = (0..1500).map(|n| format!("Region {n}: {}, ", n * 7)).collect::<String>();
    criterion.bench_function("long", |b| b.iter(|| understand(black_box(&long), &hints)));
}

criterion_group!(benches, bench);
criterion_main!(benches);
