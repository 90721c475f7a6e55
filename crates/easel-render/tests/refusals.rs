//! What is not drawn, and what the error says about it.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use easel_render::{RenderError, RenderOptions, render_svg, validate};
use easel_types::{Limits, Size, Spec};

fn check(json: &str, expect: &str) {
    let spec: Spec = serde_json::from_str(json).unwrap();
    let error = validate(&spec, &Limits::default()).unwrap_err();
    assert_eq!(error.to_string(), expect);
}

#[test]
fn errors_name_the_field_and_what_to_do() {
    check(
        r#"{"type":"chart","kind":"radar","series":[{"values":[1]}]}"#,
        "kind `radar` is not supported; supported are bar, line, area, pie, donut, scatter",
    );
    check(
        r#"{"type":"chart","kind":"pie","series":[{"values":[1,-2]}]}"#,
        "series[0].values[1]: is negative; parts of a whole cannot be, use a bar chart",
    );
    check(r#"{"type":"chart"}"#, "series: is empty; give at least one series");
    check(
        r#"{"type":"chart","series":[{"values":[null]}]}"#,
        "series: has no value; give at least one number",
    );
    check(
        r#"{"type":"diagram","nodes":[{"id":"a"}],"edges":[{"from":"a","to":"b"}]}"#,
        "edges[0].to: `b` is not the id of a node",
    );
    check(
        r#"{"type":"diagram","nodes":[{"id":"a"},{"id":"a"}]}"#,
        "nodes[1].id: `a` is used twice; ids must differ",
    );
    check(
        r#"{"type":"diagram","kind":"sequence","nodes":[{"id":"a"}]}"#,
        "kind `sequence` is not supported; supported are flowchart, state, orgchart, mindmap, \
         network",
    );
    check(r#"{"type":"infographic"}"#, "items: is empty; give at least one item");
}

#[test]
fn logos_need_a_name_or_a_symbol() {
    check(r#"{"type":"logo"}"#, "name: is empty; give a name or a symbol");
    check(r#"{"type":"logo","name":" ","symbol":""}"#, "name: is empty; give a name or a symbol");
}

#[test]
fn a_scene_needs_no_items_but_other_infographics_do() {
    let json = r#"{"type":"infographic","template":"water_cycle"}"#;
    let spec: Spec = serde_json::from_str(json).unwrap();
    assert!(validate(&spec, &Limits::default()).is_ok());
}

#[test]
fn numbers_that_are_not_finite_are_refused() {
    let mut spec: Spec =
        serde_json::from_str(r#"{"type":"chart","series":[{"values":[1,2]}]}"#).unwrap();
    if let Spec::Chart(chart) = &mut spec {
        chart.series[0].values[1] = Some(f64::NAN);
    }
    let error = validate(&spec, &Limits::default()).unwrap_err();
    assert!(error.to_string().starts_with("series[0].values[1]: is not a finite number"));
}

#[test]
fn sizes_and_scales_outside_the_limits_are_refused() {
    let spec: Spec =
        serde_json::from_str(r#"{"type":"chart","series":[{"values":[1,2]}]}"#).unwrap();
    let draw = |width, height, scale| {
        let options = RenderOptions { scale, ..RenderOptions::new(Size::new(width, height)) };
        render_svg(&spec, &options, &Limits::default())
    };
    assert!(matches!(draw(255, 512, 1.0), Err(RenderError::UnsupportedSize { .. })));
    assert!(matches!(draw(512, 2049, 1.0), Err(RenderError::UnsupportedSize { .. })));
    assert!(matches!(draw(512, 512, f32::NAN), Err(RenderError::UnsupportedScale { .. })));
    assert!(matches!(draw(512, 512, 5.0), Err(RenderError::UnsupportedScale { .. })));
    assert!(draw(256, 2048, 4.0).is_ok());
}
