//! Time from a spec to a finished 1024 x 1024 PNG, and to an SVG, one core, fonts warm.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use easel_render::{RenderOptions, render_png, render_svg};
use easel_types::{Limits, Size, Spec};

const SPECS: [(&str, &str); 6] = [
    ("bar", include_str!("../tests/corpus/bar/quarterly.json")),
    ("line", include_str!("../tests/corpus/line/three_series.json")),
    ("donut", include_str!("../tests/corpus/donut/energy.json")),
    ("flow8", include_str!("../tests/corpus/flowchart/order.json")),
    ("steps", include_str!("../tests/corpus/steps/coffee.json")),
    ("cycle", include_str!("../tests/corpus/steps/water_cycle.json")),
];

fn draw(criterion: &mut Criterion) {
    let options = RenderOptions::new(Size::new(1024, 1024));
    let limits = Limits::default();
    for (name, json) in SPECS {
        let Ok(spec) = serde_json::from_str::<Spec>(json) else { continue };
        criterion.bench_function(&format!("png_1024/{name}"), |bencher| {
            bencher.iter(|| render_png(black_box(&spec), &options, &limits));
        });
        criterion.bench_function(&format!("svg/{name}"), |bencher| {
            bencher.iter(|| render_svg(black_box(&spec), &options, &limits));
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(std::time::Duration::from_millis(500))
        .measurement_time(std::time::Duration::from_secs(2))
        .sample_size(40);
    targets = draw
}
criterion_main!(benches);
