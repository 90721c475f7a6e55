//! Prompts for charts with the data that a reader finds in them: kinds, labels, series, numbers,
//! units, wishes. Prints every miss and the share of exact ones by class and language.

mod neutral;

use easel_prompt::{Hints, understand};
use easel_types::Intent;
use neutral::{Case, Tally, cases, near, plain, same};
use serde_json::{Value, json};

const DEV: &str = include_str!("data/extraction/charts_dev.jsonl");

#[test]
fn charts_hold_the_data_of_their_prompts() {
    let mut all = Vec::new();
    if let Ok(path) = std::env::var("EASEL_CHARTS_SET") {
        all.push((path.clone(), std::fs::read_to_string(path).unwrap()));
    } else {
        all.push(("dev".to_owned(), DEV.to_owned()));
    }
    for (name, lines) in all {
        let quiet = std::env::var("EASEL_QUIET").is_ok();
        for intent in [Some(Intent::Chart), None] {
            let mut tally = Tally::default();
            println!("== {name}, {}", if intent.is_some() { "intent given" } else { "free" });
            for case in cases(&lines) {
                let problems = problems(&case, intent);
                tally.count(&case, problems.is_empty());
                if !problems.is_empty() && quiet {
                    let fields: Vec<&str> =
                        problems.iter().filter_map(|p| p.split(':').next()).collect();
                    println!("MISS {} {} {}", case.class, case.language, fields.join("+"));
                } else if !problems.is_empty() {
                    println!(
                        "MISS {} {} {:?}\n  {}",
                        case.class,
                        case.language,
                        case.prompt,
                        problems.join("\n  ")
                    );
                }
            }
            tally.print();
            // Without an intent, misses of the recogniser count too.
            let least = if intent.is_some() { 97.0 } else { 90.0 };
            assert!(tally.percent() >= least, "{name}: {:.2} %", tally.percent());
        }
    }
}

/// What is wrong with the chart of a prompt, by the reading that fits best.
fn problems(case: &Case, intent: Option<Intent>) -> Vec<String> {
    let made = understand(&case.prompt, &Hints { intent, ..Hints::default() });
    let made = serde_json::to_value(made).unwrap();
    if made["intent"] != "chart" {
        return vec![format!("intent is {}", made["intent"])];
    }
    let readings = case.readings.iter().map(|expect| misfits(&made["spec"], expect));
    readings.min_by_key(Vec::len).unwrap_or_default()
}

fn misfits(spec: &Value, expect: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for (name, wanted) in expect.as_object().unwrap() {
        let (fits, got) = compare(spec, expect, name, wanted);
        if !fits {
            found.push(format!("{name}: {got}, not {wanted}"));
        }
    }
    found
}

/// Whether the field of the expectation fits, and what the spec has there.
fn compare(spec: &Value, expect: &Value, name: &str, wanted: &Value) -> (bool, Value) {
    let one_of = |got: &Value| list(wanted).iter().any(|w| same(w, got));
    match name {
        "kind" => (one_of(&spec["kind"]), spec["kind"].clone()),
        "unit" => {
            let got = unit(spec);
            (one_of(&got), got)
        }
        "categories" => {
            let got = &spec["categories"];
            (same(&in_wished_order(spec, expect, wanted), got), got.clone())
        }
        "categories_any" => (one_of(&spec["categories"]), spec["categories"].clone()),
        "series" => (series_fit(spec, expect), bare_series(spec)),
        "title_has" => {
            let title = plain(spec["title"].as_str().unwrap_or_default());
            let has = |w: &Value| title.contains(&plain(w.as_str().unwrap_or_default()));
            (list(wanted).iter().all(has), spec["title"].clone())
        }
        "illustrative" => (
            (spec["source"] == "illustrative") == wanted.as_bool().unwrap_or_default(),
            spec["source"].clone(),
        ),
        "sort" => {
            let done = !same(&spec["categories"], &expect["categories"]);
            (same(&spec["sort"], wanted) || done, spec["sort"].clone())
        }
        "points" | "box" | "ohlc" => {
            let got = all(spec, "points");
            (if name == "points" { same_set(&got, wanted) } else { same(&got, wanted) }, got)
        }
        "point_labels" => {
            let got = all(spec, "point_labels");
            (same_set(&got, wanted), got)
        }
        "point_series" => {
            let got = json!(
                list(&spec["series"])
                    .iter()
                    .map(|s| json!({"name": s["name"], "points": s["points"]}))
                    .collect::<Vec<_>>()
            );
            (same_set(&got, wanted), got)
        }
        "samples" => {
            let got = all(spec, "samples");
            (same(&got, wanted), got)
        }
        "raw" => {
            let got = numbers(&spec["series"]);
            let binned: f64 = got.iter().sum();
            let of = f64::from(u32::try_from(list(wanted).len()).unwrap());
            let whole = same_numbers(&got, &numbers(wanted));
            let bins = !list(&spec["categories"]).is_empty() && near(binned, of);
            (whole || bins, json!(got))
        }
        "errors" => {
            let got = all(spec, "errors");
            (rounded(&got) == rounded(wanted), got)
        }
        "links" => {
            let flow = |l: &Value| json!([l["from"], l["to"], l["value"]]);
            let got = json!(list(&spec["links"]).iter().map(flow).collect::<Vec<_>>());
            (same_set(&got, wanted), got)
        }
        "numbers" => {
            let got = numbers(spec);
            (numbers(wanted).iter().all(|w| got.iter().any(|g| near(*g, *w))), json!(got))
        }
        "stacked" | "normalized" => {
            let got = spec[name].as_bool().unwrap_or_default();
            (Some(got) == wanted.as_bool(), json!(got))
        }
        other => (same(&spec[other], wanted), spec[other].clone()),
    }
}

/// The unit of the chart, or the one that all series share.
fn unit(spec: &Value) -> Value {
    let own = &spec["unit"];
    if !own.is_null() {
        return own.clone();
    }
    let mut units = list(&spec["series"]).iter().map(|s| s["unit"].clone());
    match units.next() {
        Some(first) if units.all(|unit| unit == first) => first,
        _ => Value::Null,
    }
}

/// Where an order by value is wished, a spec that is already in that order is fair as well.
fn in_wished_order(spec: &Value, expect: &Value, wanted: &Value) -> Value {
    let got = &spec["categories"];
    let sorted = expect.get("sort").is_some() && same_set(got, wanted);
    if sorted { got.clone() } else { wanted.clone() }
}

/// Names and values of all series.
fn series_fit(spec: &Value, expect: &Value) -> bool {
    let (made, wanted) = (list(&spec["series"]), list(&expect["series"]));
    let (labels, names) = (list(&spec["categories"]), list(&expect["categories"]));
    // Where categories stand in another order, values do too.
    let order: Vec<usize> = if expect.get("sort").is_some() && labels.len() == names.len() {
        names.iter().map(|n| labels.iter().position(|l| same(l, n)).unwrap_or(0)).collect()
    } else {
        (0..list(&wanted[0]["values"]).len()).collect()
    };
    made.len() == wanted.len()
        && made.iter().zip(wanted).all(|(made, wanted)| {
            let values = list(&made["values"]);
            let moved: Vec<Value> =
                order.iter().map(|at| values.get(*at).cloned().unwrap_or_default()).collect();
            values.len() == list(&wanted["values"]).len()
                && same(&json!(moved), &wanted["values"])
                && (wanted["name"].is_null() || same(&made["name"], &wanted["name"]))
        })
}

fn bare_series(spec: &Value) -> Value {
    let bare = |s: &Value| json!([s["name"], s["values"], s["points"]]);
    json!(list(&spec["series"]).iter().map(bare).collect::<Vec<_>>())
}

/// The lists called `field` of all series, behind each other.
fn all(spec: &Value, field: &str) -> Value {
    json!(list(&spec["series"]).iter().flat_map(|s| list(&s[field])).collect::<Vec<_>>())
}

/// The same elements in any order.
fn same_set(a: &Value, b: &Value) -> bool {
    let mut left: Vec<&Value> = list(b).iter().collect();
    list(a).len() == left.len()
        && list(a)
            .iter()
            .all(|a| left.iter().position(|b| same(a, b)).map(|at| left.swap_remove(at)).is_some())
}

fn same_numbers(a: &[f64], b: &[f64]) -> bool {
    let sorted = |list: &[f64]| {
        let mut list = list.to_vec();
        list.sort_by(f64::total_cmp);
        list
    };
    a.len() == b.len() && sorted(a).iter().zip(sorted(b)).all(|(a, b)| near(*a, b))
}

/// Every number in a value, however deep.
fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Number(number) => number.as_f64().into_iter().collect(),
        Value::Array(list) => list.iter().flat_map(numbers).collect(),
        Value::Object(fields) => fields.values().flat_map(numbers).collect(),
        _ => Vec::new(),
    }
}

/// Ends of errors are sums, which floats do not give exactly.
fn rounded(value: &Value) -> Vec<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "small numbers of a test")]
    numbers(value).iter().map(|n| (n * 1e6).round() as i64).collect()
}

/// The elements of a list, none for anything else.
fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
