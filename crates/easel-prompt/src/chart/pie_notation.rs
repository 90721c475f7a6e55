//! The pie of Mermaid text: `pie title X` and lines of `"A" : 40`. Mermaid diagrams are read in
//! `diagram`. Syntax: <https://mermaid.js.org/syntax/pie.html>.

use easel_types::spec::{ChartKind, ChartSpec, Series, Source};

use crate::diagram;

/// The chart, where the prompt holds a Mermaid pie with at least one slice.
pub(super) fn read(prompt: &str) -> Option<ChartSpec> {
    let source = diagram::mermaid_pie(prompt)?;
    let mut spec =
        ChartSpec { kind: ChartKind::Pie, source: Source::Prompt, ..ChartSpec::default() };
    let mut values = Vec::new();
    for line in source.lines().take(super::VALUES_MAX) {
        let line =
            line.trim().trim_start_matches("pie").trim_start().trim_start_matches("showData");
        if let Some(title) = line.trim_start().strip_prefix("title ") {
            spec.title = Some(title.trim().to_owned());
        } else if let Some((label, value)) = line.rsplit_once(':') {
            let value = value.trim().parse().ok().filter(|value: &f64| value.is_finite());
            if let Some(value) = value {
                spec.categories.push(label.trim().trim_matches('"').to_owned());
                values.push(Some(value));
            }
        }
    }
    if values.is_empty() {
        return None;
    }
    spec.series = vec![Series { name: None, values, ..Series::default() }];
    Some(spec)
}
