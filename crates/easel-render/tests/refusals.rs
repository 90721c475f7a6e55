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
fn charts_with_axes_say_what_does_not_fit() {
    let chart = |rest: &str, expect: &str| check(&format!(r#"{{"type":"chart",{rest}}}"#), expect);
    chart(
        r#""kind":"line","y_scale":"log","series":[{"values":[1,0]}]"#,
        "series[0].values[1]: is not greater than 0, which a logarithmic axis cannot show; use a \
         linear axis or leave the value out (null)",
    );
    chart(
        r#""y_scale":"log","stacked":true,"series":[{"values":[1]}]"#,
        "y_scale: is logarithmic, on which parts cannot be stacked; use a linear axis",
    );
    chart(
        r#""kind":"line","x_scale":"time","categories":["2024","May"],"series":[{"values":[1,2]}]"#,
        "categories[1]: is not a date; write 2024, 2024-05, 2024-05-17 or 2024-05-17T12:30",
    );
    chart(
        r#""normalized":true,"series":[{"values":[1]},{"values":[-1]}]"#,
        "series[1].values[0]: is negative; shares of a sum cannot be, leave out `normalized`",
    );
    chart(
        r#""kind":"bubble","series":[{"points":[[1,2]]}]"#,
        "series[0].points[0]: is not three numbers; give [x, y, size]",
    );
    chart(
        r#""kind":"candlestick","series":[{"points":[[5,4,3,5]]}]"#,
        "series[0].points[0]: has a high below or a low above open or close; give [open, high, \
         low, close]",
    );
    chart(
        r#""kind":"boxplot","series":[{"points":[[5,4,3,2,1]]}]"#,
        "series[0].points[0]: is not ascending; give [min, q1, median, q3, max]",
    );
    chart(
        r#""kind":"waterfall","series":[{"values":[1]},{"values":[1]}]"#,
        "series: has more than one series; a waterfall shows one",
    );
    chart(
        r#""series":[{"values":[1],"errors":[[2,1]]}]"#,
        "series[0].errors[0]: has its lower end above its upper end; give [lower, upper]",
    );
    chart(
        r#""series":[{"values":[1]}],"annotations":[{"text":"a"}]"#,
        "annotations[0]: has no place; give x (a category or position), y (a value) or both",
    );
    chart(
        r#""y_min":5,"y_max":1,"series":[{"values":[1]}]"#,
        "y_min: is not below y_max; exchange them",
    );
    chart(
        r#""max_categories":1,"series":[{"values":[1]}]"#,
        "max_categories: is below 2; give 2 or more",
    );
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
