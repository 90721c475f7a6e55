//! Shows what is read out of prompts for diagrams: one prompt a line on standard input, with `\n`
//! for a line break, gives kind, title, nodes, edges and groups in a few lines. For people who
//! work on the rules.

use std::io::{BufRead as _, Write as _};
use std::process::ExitCode;

use easel_prompt::{Hints, understand};
use easel_types::spec::{DiagramSpec, Edge, Step};
use easel_types::{Intent, Spec};

fn main() -> ExitCode {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let prompt = line.replace("\\n", "\n");
        let hints = Hints { intent: Some(Intent::Diagram), ..Hints::default() };
        let shown = match understand(&prompt, &hints).spec {
            Some(Spec::Diagram(spec)) => shown(&spec),
            _ => "no diagram\n".to_owned(),
        };
        if write!(out, "# {line}\n{shown}").is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// The parts of a spec that come out of the words.
fn shown(spec: &DiagramSpec) -> String {
    let name = |id: &String| {
        let node = spec.nodes.iter().find(|node| node.id == *id);
        node.map_or_else(|| id.clone(), |node| node.label.clone())
    };
    let mut out = format!(
        "  {} title={:?} {:?} numbered={}\n",
        spec.kind.as_str(),
        spec.title.as_deref().unwrap_or(""),
        spec.source,
        spec.numbered,
    );
    let nodes: Vec<String> = spec
        .nodes
        .iter()
        .map(|node| match &node.text {
            Some(text) => format!("[{} ({text})]", node.label),
            None => format!("[{}]", node.label),
        })
        .collect();
    out.push_str(&format!("  {}\n", nodes.join(" ")));
    for edge in &spec.edges {
        out.push_str(&format!("    {}\n", arrow(edge, &name)));
    }
    for step in &spec.steps {
        steps(step, "    ", &name, &mut out);
    }
    for group in &spec.groups {
        let inside: Vec<String> = group.nodes.iter().map(&name).collect();
        out.push_str(&format!("  group {}: {}\n", group.label, inside.join(", ")));
    }
    out
}

fn arrow(edge: &Edge, name: &impl Fn(&String) -> String) -> String {
    let label = edge.label.as_ref().map(|label| format!(" : {label}")).unwrap_or_default();
    format!("{} > {}{label}", name(&edge.from), name(&edge.to))
}

fn steps(step: &Step, indent: &str, name: &impl Fn(&String) -> String, out: &mut String) {
    match step {
        Step::Message(edge) => out.push_str(&format!("{indent}{}\n", arrow(edge, name))),
        Step::Fragment(fragment) => {
            for section in &fragment.sections {
                out.push_str(&format!("{indent}{} [{}]\n", fragment.kind, section.label));
                for inner in &section.steps {
                    steps(inner, &format!("{indent}  "), name, out);
                }
            }
        }
        Step::Remark(remark) => out.push_str(&format!("{indent}remark {}\n", remark.text)),
        other => out.push_str(&format!("{indent}{other:?}\n")),
    }
}
