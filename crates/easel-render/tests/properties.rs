//! Random specs on random canvases: no panic, no coordinate that is not a number, a PNG of the
//! size asked for. `examples/soak.rs` does the same with many more and counts lint findings.

#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "generators of test data"
)]

mod random;

use easel_render::{RenderOptions, inspect, render, validate};
use easel_types::{Limits, Size, Spec};

/// The tags of an SVG without the words in and between them, which may rightly say "NaN".
fn markup(svg: &str) -> String {
    let tags: String =
        svg.split('<').map(|piece| piece.split_once('>').map_or(piece, |(tag, _)| tag)).collect();
    let labels = tags.split("aria-label=\"");
    labels.map(|piece| piece.split_once('"').map_or(piece, |(_, rest)| rest)).collect()
}

fn check(name: &str, spec: &Spec, options: &RenderOptions) {
    let limits = Limits::default();
    if validate(spec, &limits).is_err() {
        return;
    }
    let picture = render(spec, options, &limits).unwrap_or_else(|err| panic!("{name}: {err}"));
    let reader = png::Decoder::new(std::io::Cursor::new(&picture.png)).read_info();
    let reader = reader.unwrap_or_else(|err| panic!("{name}: {err}"));
    assert_eq!(Size::new(reader.info().width, reader.info().height), options.size, "{name}");
    let findings = inspect(spec, options, &limits).unwrap_or_default();
    assert!(!findings.iter().any(|finding| finding.contains("NotFinite")), "{name}");
    let markup = markup(&picture.svg);
    assert!(!markup.contains("NaN") && !markup.contains("inf\""), "{name}");
}

#[test]
fn plausible_specs_are_drawn() {
    for seed in 0..200 {
        let (spec, options) = random::plausible(seed);
        check(&format!("plausible {seed}"), &spec, &options);
    }
}

#[test]
fn wild_specs_are_drawn_or_refused() {
    for seed in 0..200 {
        let (spec, options) = random::wild(seed);
        check(&format!("wild {seed}"), &spec, &options);
    }
}
