//! Diagrams for prompts that name a topic but no content. Always marked
//! [`Source::Illustrative`].

use easel_types::spec::{DiagramKind, DiagramSpec, NodeShape, Source};

use super::{Sketch, heading_before};
use crate::tokens::Text;

/// Steps of flows that everybody knows. A step that ends in `?` leads to the next on "Yes" and
/// to the text behind `|` on "No".
const KNOWN: &[(&[&str], &[&str])] = &[
    (
        &["login", "log-in", "sign-in", "signin", "authentication", "anmeldung", "connexion"],
        &["Start", "Enter credentials", "Credentials valid?|Show error", "Open dashboard", "End"],
    ),
    (
        &["registration", "signup", "sign-up", "register", "onboarding"],
        &[
            "Start",
            "Fill in form",
            "Data valid?|Show errors",
            "Create account",
            "Send confirmation",
            "End",
        ],
    ),
    (
        &["checkout", "order", "purchase", "shopping", "e-commerce", "ecommerce"],
        &[
            "Start",
            "Add to cart",
            "Enter address",
            "Pay",
            "Payment accepted?|Show error",
            "Ship order",
            "End",
        ],
    ),
    (
        &["support", "ticket", "helpdesk", "complaint"],
        &[
            "Start",
            "Receive ticket",
            "Solved at once?|Escalate",
            "Reply to customer",
            "Close ticket",
            "End",
        ],
    ),
    (
        &["hiring", "recruitment", "recruiting", "interview"],
        &[
            "Start",
            "Post job",
            "Screen applications",
            "Interview",
            "Suitable?|Send rejection",
            "Make offer",
            "End",
        ],
    ),
    (
        &["deployment", "deploy", "ci/cd", "cicd", "pipeline", "release"],
        &["Start", "Commit", "Build", "Tests pass?|Fix and repeat", "Deploy", "End"],
    ),
    (
        &["password"],
        &[
            "Start",
            "Request reset",
            "Account known?|Show error",
            "Send link",
            "Set new password",
            "End",
        ],
    ),
];

/// A generic diagram about the topic.
pub(super) fn diagram(text: &Text<'_>, kind: DiagramKind) -> DiagramSpec {
    let title = heading_before(text, text.prompt.len());
    let topic = title.clone().unwrap_or_else(|| "Topic".to_owned());
    let mut sketch = Sketch::default();
    match kind {
        DiagramKind::Mindmap => {
            star(&mut sketch, &topic, &["Idea 1", "Idea 2", "Idea 3", "Idea 4"])
        }
        DiagramKind::Orgchart => star(&mut sketch, "Head", &["Team A", "Team B", "Team C"]),
        DiagramKind::Network => chain(&mut sketch, &["Client", "Server", "Database"]),
        DiagramKind::Sequence => chain(&mut sketch, &["User", "Application", "Service"]),
        DiagramKind::Er => star(&mut sketch, "Entity A", &["Entity B", "Entity C"]),
        DiagramKind::Class => star(&mut sketch, "Base class", &["Class A", "Class B"]),
        DiagramKind::State => chain(&mut sketch, &["Start", "Active", "End"]),
        _ => flow(text, &mut sketch, &topic),
    }
    sketch.shape_by_words();
    DiagramSpec {
        kind,
        title,
        nodes: sketch.nodes,
        edges: sketch.edges,
        source: Source::Illustrative,
        ..DiagramSpec::default()
    }
}

fn star(sketch: &mut Sketch, centre: &str, around: &[&str]) {
    let root = sketch.node(centre);
    for name in around {
        let node = sketch.node(name);
        sketch.edge(root, node, None);
    }
}

fn chain(sketch: &mut Sketch, names: &[&str]) {
    let nodes: Vec<usize> = names.iter().map(|name| sketch.node(name)).collect();
    for pair in nodes.windows(2) {
        sketch.edge(pair[0], pair[1], None);
    }
}

/// A flow that everybody knows, or start – topic – end.
fn flow(text: &Text<'_>, sketch: &mut Sketch, topic: &str) {
    let known = KNOWN
        .iter()
        .find(|(words, _)| text.tokens.iter().any(|token| words.contains(&&*token.lower)));
    let Some((_, steps)) = known else {
        return chain(sketch, &["Start", topic, "End"]);
    };
    let mut open: Vec<(usize, Option<&str>)> = Vec::new();
    let mut retry = None;
    for step in *steps {
        let (label, other) = step.split_once('|').map_or((*step, None), |(a, b)| (a, Some(b)));
        let node = sketch.node(label);
        for (from, answer) in open.drain(..) {
            sketch.edge(from, node, answer.map(str::to_owned));
        }
        open.push((node, None));
        if let Some(other) = other {
            sketch.nodes[node].shape = Some(NodeShape::Diamond);
            let side = sketch.node(other);
            sketch.edge(node, side, Some("No".to_owned()));
            if let Some(retry) = retry {
                sketch.edge(side, retry, None);
            }
            open = vec![(node, Some("Yes"))];
        }
        retry = Some(node);
    }
}
