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
    check(r#"{"type":"infographic"}"#, "items: is empty; give at least one item");
    check(
        r#"{"type":"infographic","items":[{"label":"a","share":-1}]}"#,
        "items[0].share: is not a share; give 0.25 for a quarter",
    );
    check(
        r#"{"type":"infographic","items":[{"label":"a","items":[{}]}]}"#,
        "items[0].items[0]: says nothing; give a label",
    );
    check(
        r#"{"type":"infographic","groups":[{"label":" "}]}"#,
        "groups[0]: says nothing; give a label or items",
    );
    check(
        r#"{"type":"infographic","items":[{"label":"a"}],"relations":[{"from":"a"}]}"#,
        "relations[0].to: is empty; give the label or the number of an item",
    );
}

#[test]
fn charts_without_axes_say_what_they_need() {
    let check = |fields: &str, expect: &str| {
        check(&format!(r#"{{"type":"chart",{fields}}}"#), expect);
    };
    check(
        r#""kind":"radar","series":[{"values":[1,2]}]"#,
        "categories: has fewer than 3 entries; a radar needs three spokes, use a bar chart",
    );
    check(
        r#""kind":"funnel","series":[{"values":[1]},{"values":[2]}]"#,
        "series: has more than one series; a funnel shows one, use grouped bars for more",
    );
    check(
        r#""kind":"gauge","y_min":0,"y_max":10,"series":[{"values":[11]}]"#,
        "series[0].values[0]: lies outside the gauge; give a wider `y_min` to `y_max`",
    );
    check(
        r#""kind":"bullet","y_min":5,"y_max":5,"series":[{"values":[11]}]"#,
        "y_max: is not greater than `y_min`; give a wider range",
    );
    check(
        r#""kind":"treemap","parts":[{"name":"a","parts":[{"name":"b","value":-1}]}]"#,
        "parts[0].parts[0].value: is negative; parts of a whole cannot be, use a bar chart",
    );
    check(
        r#""kind":"sunburst","parts":[{"name":"a"}]"#,
        "parts[0].value: is missing; give a value or parts with values",
    );
    check(
        r#""kind":"calendar","categories":["soon"],"series":[{"values":[1]}]"#,
        "categories[0]: is not a date; give days as 2024-05-17",
    );
    check(
        r#""kind":"table","columns":["a"],"cells":[["1","2"]]"#,
        "cells[0]: has 2 cells for 1 columns",
    );
    check(
        r#""kind":"violin","series":[{"samples":[[]]}]"#,
        "series: has no samples; give `samples` with one list of measurements a category",
    );
}

#[test]
fn flows_and_sets_say_what_they_need() {
    let check = |fields: &str, expect: &str| {
        check(&format!(r#"{{"type":"chart",{fields}}}"#), expect);
    };
    check(r#""kind":"sankey""#, "links: is empty; give flows as `from`, `to` and `value`");
    check(
        r#""kind":"sankey","links":[{"from":"a","to":"b","value":0}]"#,
        "links[0].value: is not greater than 0; give the size of the flow",
    );
    check(
        r#""kind":"sankey","links":[{"from":"a","to":"b","value":1},{"from":"b","to":"a","value":1}]"#,
        "links: flow in a circle (a → b → a); a sankey flows one way",
    );
    check(
        r#""kind":"venn","parts":[{"name":"a","value":1}]"#,
        "parts: has 1 sets; a Venn diagram shows 2 or 3",
    );
    check(
        r#""kind":"venn","parts":[{"name":"a","value":1},{"name":"b","value":2}],"links":[{"from":"a","to":"b","value":3}]"#,
        "links[0].value: is larger than the set `a`; give what both share",
    );
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
        "y_max: is not greater than `y_min`; give a wider range",
    );
    chart(
        r#""max_categories":1,"series":[{"values":[1]}]"#,
        "max_categories: is below 2; give 2 or more",
    );
}

#[test]
fn groups_must_be_a_forest_of_things_that_exist() {
    let check_groups = |groups: &str, edges: &str, expect: &str| {
        let nodes = r#"[{"id":"a"},{"id":"b"}]"#;
        check(
            &format!(r#"{{"type":"diagram","nodes":{nodes},"edges":{edges},"groups":{groups}}}"#),
            expect,
        );
    };
    check_groups(r#"[{"nodes":["x"]}]"#, "[]", "groups[0].nodes: `x` is not the id of a node");
    check_groups(
        r#"[{"id":"g","nodes":["a","h"]},{"id":"h","nodes":["g"]}]"#,
        "[]",
        "groups[0].nodes: group `g` is inside itself; take one of the groups out",
    );
    check_groups(
        r#"[{"id":"g","nodes":["g"]}]"#,
        "[]",
        "groups[0].nodes: group `g` is inside itself; take one of the groups out",
    );
    check_groups(
        r#"[{"id":"g","nodes":["i"]},{"id":"h","nodes":["i"]},{"id":"i","nodes":["a"]}]"#,
        "[]",
        "groups[1].nodes: group `i` is in two groups; name it in one of them",
    );
    check_groups(
        r#"[{"id":"a","nodes":["b"]}]"#,
        "[]",
        "groups[0].id: `a` is used twice; ids must differ",
    );
    check_groups(
        r#"[{"id":"g","nodes":[]}]"#,
        r#"[{"from":"a","to":"g"}]"#,
        "edges[0].to: group `g` has no nodes, so that no line can end there; give it one",
    );
}

#[test]
fn notations_say_what_they_cannot_read() {
    let check = |kind: &str, rest: &str, expect: &str| {
        check(&format!(r#"{{"type":"diagram","kind":"{kind}",{rest}}}"#), expect);
    };
    check(
        "sequence",
        r#""nodes":[{"id":"a"}],"steps":[{"step":"message","from":"a","to":"b"}]"#,
        "steps[0].to: `b` is not the id of a node",
    );
    check(
        "sequence",
        r#""nodes":[{"id":"a"}],"steps":[{"step":"fragment","kind":"opt","sections":[{"steps":[{"step":"activate","node":"x"}]}]}]"#,
        "steps[0].sections[0].steps[0].node: `x` is not a participant; add it to `nodes`",
    );
    check(
        "gantt",
        r#""nodes":[{"id":"a"}]"#,
        "nodes[0].start: is missing; give at least one task a start such as `2024-05-17`, \
         `09:30` or `0`",
    );
    check(
        "gantt",
        r#""nodes":[{"id":"a","start":"soon"}]"#,
        "nodes[0].start: `soon` is not a time; give a date (`2024`, `2024-05`, `2024-05-17`, \
         `2024-05-17T12:30`), a time (`09:30`), a number of days (`12`) or, as an end, a length \
         (`5d`, `2w`)",
    );
    check(
        "gantt",
        r#""nodes":[{"id":"a","start":"2024-05-17"},{"id":"b","start":"09:30"}]"#,
        "nodes[1].start: `09:30` does not suit the other tasks, which have dates such as \
         `2024-05-17`; use one form",
    );
    check(
        "gantt",
        r#""nodes":[{"id":"a","start":"2024-05-17","end":"2024-05-01"}]"#,
        "nodes[0].end: is before the start; exchange the two",
    );
    check(
        "gantt",
        r#""nodes":[{"id":"a","start":"2024","value":60}]"#,
        "nodes[0].value: is not a share; give 0.0 to 1.0, such as 0.6 for 60 %",
    );
    check(
        "journey",
        r#""nodes":[{"id":"a","value":7}]"#,
        "nodes[0].value: is not a score; give 1 (bad) to 5 (good)",
    );
    check(
        "quadrant",
        r#""nodes":[{"id":"a","at":[0.5,1.5]}]"#,
        "nodes[0].at: is outside of the chart; give two numbers from 0.0 to 1.0",
    );
    check(
        "quadrant",
        r#""nodes":[{"id":"a"}]"#,
        "nodes[0].at: is missing; give points a place such as [0.2, 0.8]",
    );
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
