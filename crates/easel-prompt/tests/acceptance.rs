//! Prompts as people and programs send them, with what they must give as a person reads them:
//! intent, kind, every label and number, series, unit, edges. What an expectation does not name
//! is free.

use std::collections::BTreeSet;

use easel_prompt::{Hints, understand};
use serde_json::{Value, json};

/// Lines of prompt, tab, intent, tab, JSON of what is expected. `\n` and `\t` in a prompt are
/// written out.
const CASES: &str = include_str!("data/acceptance.tsv");

#[test]
fn prompts_give_what_a_reader_expects() {
    let (mut count, mut misses) = (0, Vec::new());
    for line in CASES.lines().filter(|line| !line.is_empty()) {
        let mut fields = line.split('\t');
        let (prompt, intent, expect) =
            (fields.next().unwrap(), fields.next().unwrap(), fields.next().unwrap());
        let prompt = prompt.replace("\\n", "\n").replace("\\t", "\t");
        let expect: Value = serde_json::from_str(expect).unwrap();
        let made = serde_json::to_value(understand(&prompt, &Hints::default())).unwrap();
        count += 1;
        if made["intent"] != intent {
            misses.push(format!("{prompt:?}: intent {} for {intent}", made["intent"]));
            continue;
        }
        for (name, wanted) in expect.as_object().unwrap() {
            let got = property(&made["spec"], name, wanted);
            if got != *wanted {
                misses.push(format!("{prompt:?}: {name} is {got}, not {wanted}"));
            }
        }
    }
    assert!(count >= 200, "{count} cases");
    assert!(misses.is_empty(), "{} misses of {count}:\n{}", misses.len(), misses.join("\n"));
}

/// The part of a spec that an expectation called `name` speaks of, in the form of `wanted`.
fn property(spec: &Value, name: &str, wanted: &Value) -> Value {
    let series = || spec["series"].as_array().cloned().unwrap_or_default();
    let each = |key: &str| json!(items(spec).iter().map(|i| i[key].clone()).collect::<Vec<_>>());
    match name {
        "values" if spec["type"] == "infographic" => each("value"),
        "values" => json!(series().iter().map(|s| floats(&s["values"])).collect::<Vec<_>>()),
        "points" => {
            let whole = |s: &Value| s["points"].clone();
            let made = series().iter().map(whole).collect::<Vec<_>>();
            // `160` in the expectation is `160.0` in the spec.
            if floats_deep(&json!(made)) == floats_deep(wanted) {
                wanted.clone()
            } else {
                json!(made)
            }
        }
        "names" => json!(series().iter().map(|s| s["name"].clone()).collect::<Vec<_>>()),
        "nodes" => in_order_of(&labels(spec).into_values().collect::<Vec<_>>(), wanted),
        "nodes_with" => {
            let all: BTreeSet<String> = labels(spec).into_values().collect();
            let known = |w: &&Value| w.as_str().is_some_and(|w| all.contains(w));
            json!(list(wanted).iter().filter(known).collect::<Vec<_>>())
        }
        "edges" => {
            let names = labels(spec);
            let edge = |e: &Value| {
                let end = |key: &str| e[key].as_str().and_then(|id| names.get(id)).cloned();
                json!([end("from"), end("to"), e["label"]])
            };
            let made = list(&spec["edges"]).iter().map(edge).collect::<Vec<_>>();
            in_order_of(&made, wanted)
        }
        "labels" => {
            let lower = |i: &Value| i["label"].as_str().unwrap_or_default().to_lowercase();
            json!(items(spec).iter().map(lower).collect::<Vec<_>>())
        }
        "texts" => {
            let lower = |i: &Value| i["text"].as_str().unwrap_or_default().to_lowercase();
            json!(items(spec).iter().map(lower).collect::<Vec<_>>())
        }
        other => spec[other].clone(),
    }
}

/// Items of an infographic, those in groups included.
fn items(spec: &Value) -> Vec<Value> {
    let own = spec["items"].as_array().cloned().unwrap_or_default();
    let groups = spec["groups"].as_array().cloned().unwrap_or_default();
    let inner = groups.iter().flat_map(|g| g["items"].as_array().cloned().unwrap_or_default());
    own.into_iter().chain(inner).collect()
}

/// Labels of the nodes by id.
fn labels(spec: &Value) -> std::collections::BTreeMap<String, String> {
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let nodes = spec["nodes"].as_array().cloned().unwrap_or_default();
    nodes.iter().map(|node| (text(&node["id"]), text(&node["label"]))).collect()
}

/// `made` in the order of `wanted` where both hold the same.
fn in_order_of<T: serde::Serialize>(made: &[T], wanted: &Value) -> Value {
    let made = json!(made);
    let sorted = |values: &Value| {
        let mut texts: Vec<String> = list(values).iter().map(ToString::to_string).collect();
        texts.sort();
        texts
    };
    if sorted(&made) == sorted(wanted) { wanted.clone() } else { made }
}

/// The elements of a list, none for anything else.
fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn floats(list: &Value) -> Vec<Option<f64>> {
    list.as_array().map(|l| l.iter().map(Value::as_f64).collect()).unwrap_or_default()
}

fn floats_deep(value: &Value) -> Value {
    match value {
        Value::Array(list) => json!(list.iter().map(floats_deep).collect::<Vec<_>>()),
        Value::Number(number) => json!(number.as_f64()),
        other => other.clone(),
    }
}
