//! Diagrams for prompts that name a topic but no content: the general course of things that
//! everybody knows, never facts about a person or a firm. Always marked [`Source::Illustrative`].

use easel_types::spec::{DiagramKind, DiagramSpec, Edge, EndMark, NodeShape, Source};

use super::text::find_any;
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
    (
        &["bug", "triage", "defect", "issue"],
        &[
            "Start",
            "Report bug",
            "Reproducible?|Ask for details",
            "Set priority",
            "Fix",
            "Test fix",
            "Close bug",
            "End",
        ],
    ),
    (
        &["fulfilment", "fulfillment", "delivery", "shipping", "logistics"],
        &[
            "Order received",
            "In stock?|Reorder from supplier",
            "Pick goods",
            "Pack",
            "Ship",
            "Deliver",
        ],
    ),
    (
        &["scientific", "hypothesis", "experiment"],
        &[
            "Observe",
            "Ask question",
            "Form hypothesis",
            "Run experiment",
            "Hypothesis supported?|Revise hypothesis",
            "Publish result",
        ],
    ),
    (
        &["sdlc", "software development", "development"],
        &["Plan", "Analyse", "Design", "Build", "Test", "Deploy", "Maintain"],
    ),
    (
        &["incident", "outage"],
        &["Detect", "Alert on-call", "Severe?|Log and watch", "Contain", "Fix cause", "Review"],
    ),
    (
        &["code review", "pull", "merge"],
        &[
            "Open pull request",
            "Checks pass?|Fix and push",
            "Review",
            "Approved?|Change code",
            "Merge",
        ],
    ),
    (
        &["loan", "credit", "mortgage"],
        &[
            "Apply",
            "Check documents",
            "Creditworthy?|Decline",
            "Make offer",
            "Sign contract",
            "Pay out",
        ],
    ),
    (
        &["expense", "reimbursement", "travel request"],
        &["Submit claim", "Receipts complete?|Return to employee", "Manager approves", "Pay out"],
    ),
    (
        &["refund", "return", "returns"],
        &[
            "Request return",
            "Within deadline?|Refuse",
            "Send goods back",
            "Inspect goods",
            "Refund",
        ],
    ),
    (
        &["content", "publishing", "editorial", "blog"],
        &["Collect ideas", "Write draft", "Edit", "Approved?|Rework", "Publish", "Promote"],
    ),
    (
        &["machine learning", "ml", "data science", "training"],
        &[
            "Collect data",
            "Clean data",
            "Train model",
            "Good enough?|Tune model",
            "Deploy",
            "Monitor",
        ],
    ),
    (
        &["etl", "data pipeline", "warehouse"],
        &["Extract", "Validate", "Valid?|Quarantine", "Transform", "Load"],
    ),
    (
        &["dns"],
        &["Browser asks for name", "In cache?|Ask resolver", "Address found", "Connect to server"],
    ),
    (
        &["tea", "coffee"],
        &["Boil water", "Add leaves or grounds", "Strong enough?|Wait", "Pour", "Serve"],
    ),
    (
        &["atm", "withdrawal", "cash"],
        &[
            "Insert card",
            "Enter PIN",
            "PIN correct?|Show error",
            "Choose amount",
            "Dispense cash",
            "Return card",
        ],
    ),
    (&["pdca", "deming", "improvement"], &["Plan", "Do", "Check", "Act"]),
    (
        &["design thinking", "design process"],
        &["Empathise", "Define", "Ideate", "Prototype", "Test"],
    ),
    (
        &["sales", "lead"],
        &["Find lead", "Qualified?|Nurture", "Present offer", "Negotiate", "Close deal"],
    ),
    (
        &["invoice", "billing", "payment"],
        &["Receive invoice", "Matches order?|Ask supplier", "Approve", "Pay", "File"],
    ),
    (
        &["emergency", "evacuation", "fire"],
        &[
            "Raise alarm",
            "Call for help",
            "Leave building",
            "Meet at assembly point",
            "Count people",
        ],
    ),
    (
        &["booking", "reservation", "appointment"],
        &["Choose date", "Available?|Suggest another date", "Confirm", "Send reminder"],
    ),
    (
        &["problem solving", "troubleshooting", "troubleshoot"],
        &["Describe problem", "Find cause", "Try solution", "Solved?|Try another way", "Document"],
    ),
    (
        &["decision"],
        &["Define goal", "List options", "Weigh options", "Good choice?|Gather facts", "Act"],
    ),
];

/// Words of a topic, and its arrows: from, to, words.
type Topic = (&'static str, &'static [(&'static str, &'static str, &'static str)]);

/// Messages of exchanges that everybody knows: from, to, words.
const EXCHANGES: &[Topic] = &[
    (
        "tcp|handshake|three-way",
        &[
            ("Client", "Server", "SYN"),
            ("Server", "Client", "SYN-ACK"),
            ("Client", "Server", "ACK"),
        ],
    ),
    (
        "oauth|oauth2|openid|sso|single sign-on",
        &[
            ("User", "App", "Sign in"),
            ("App", "Auth server", "Redirect to login"),
            ("User", "Auth server", "Enter credentials"),
            ("Auth server", "App", "Authorization code"),
            ("App", "Auth server", "Exchange code"),
            ("Auth server", "App", "Access token"),
        ],
    ),
    (
        "dns|domain lookup",
        &[
            ("Browser", "Resolver", "Look up name"),
            ("Resolver", "Root server", "Ask for top-level domain"),
            ("Resolver", "Name server", "Ask for address"),
            ("Name server", "Resolver", "Address"),
            ("Resolver", "Browser", "Address"),
        ],
    ),
    (
        "tls|https|ssl",
        &[
            ("Client", "Server", "Hello"),
            ("Server", "Client", "Certificate"),
            ("Client", "Server", "Key exchange"),
            ("Server", "Client", "Finished"),
        ],
    ),
    (
        "payment|checkout|purchase|order|shopping",
        &[
            ("Customer", "Shop", "Place order"),
            ("Shop", "Payment provider", "Request payment"),
            ("Payment provider", "Shop", "Payment confirmed"),
            ("Shop", "Customer", "Order confirmation"),
        ],
    ),
    (
        "atm|cash|bank",
        &[
            ("Customer", "ATM", "Insert card and PIN"),
            ("ATM", "Bank", "Verify"),
            ("Bank", "ATM", "Approved"),
            ("ATM", "Customer", "Cash"),
        ],
    ),
    (
        "login|sign in|log in|authentication",
        &[
            ("User", "App", "Enter credentials"),
            ("App", "Server", "Check credentials"),
            ("Server", "Database", "Find user"),
            ("Database", "Server", "User record"),
            ("Server", "App", "Session"),
            ("App", "User", "Show dashboard"),
        ],
    ),
    (
        "",
        &[
            ("User", "Application", "Request"),
            ("Application", "Service", "Query"),
            ("Service", "Application", "Result"),
            ("Application", "User", "Answer"),
        ],
    ),
];

/// Pairs of states with what leads from one to the other.
const MACHINES: &[Topic] = &[
    (
        "traffic",
        &[("Red", "Green", "Timer"), ("Green", "Yellow", "Timer"), ("Yellow", "Red", "Timer")],
    ),
    (
        "order|shop|purchase|delivery",
        &[
            ("New", "Paid", "Payment"),
            ("Paid", "Shipped", "Dispatch"),
            ("Shipped", "Delivered", "Arrival"),
            ("New", "Cancelled", "Cancel"),
        ],
    ),
    (
        "door|lock",
        &[
            ("Open", "Closed", "Close"),
            ("Closed", "Open", "Open"),
            ("Closed", "Locked", "Lock"),
            ("Locked", "Closed", "Unlock"),
        ],
    ),
    (
        "vending|coffee machine|ticket machine",
        &[
            ("Idle", "Paid", "Insert coin"),
            ("Paid", "Dispensing", "Choose item"),
            ("Dispensing", "Idle", "Take item"),
            ("Paid", "Idle", "Cancel"),
        ],
    ),
    (
        "document|article|post|content",
        &[
            ("Draft", "In review", "Submit"),
            ("In review", "Draft", "Reject"),
            ("In review", "Published", "Approve"),
            ("Published", "Archived", "Archive"),
        ],
    ),
    (
        "task|ticket|issue|bug",
        &[
            ("Open", "In progress", "Start"),
            ("In progress", "In review", "Submit"),
            ("In review", "Done", "Approve"),
            ("In review", "In progress", "Reject"),
        ],
    ),
    (
        "",
        &[
            ("Idle", "Active", "Start"),
            ("Active", "Idle", "Pause"),
            ("Active", "Finished", "Finish"),
        ],
    ),
];

/// Entities of data models with what one has many of.
const MODELS: &[(&str, &[(&str, &str)])] = &[
    (
        "school|university|student|course",
        &[("Teacher", "Course"), ("Course", "Enrolment"), ("Student", "Enrolment")],
    ),
    ("library|book", &[("Author", "Book"), ("Book", "Loan"), ("Member", "Loan")]),
    (
        "blog|forum|cms",
        &[("User", "Post"), ("Post", "Comment"), ("User", "Comment"), ("Category", "Post")],
    ),
    (
        "hospital|clinic|patient",
        &[("Doctor", "Appointment"), ("Patient", "Appointment"), ("Department", "Doctor")],
    ),
    (
        "shop|store|commerce|order|customer",
        &[
            ("Customer", "Order"),
            ("Order", "Order item"),
            ("Product", "Order item"),
            ("Category", "Product"),
        ],
    ),
    (
        "company|employee|hr",
        &[("Department", "Employee"), ("Employee", "Assignment"), ("Project", "Assignment")],
    ),
    ("", &[("Entity A", "Entity B"), ("Entity B", "Entity C")]),
];

/// Parts of systems and what they use.
const SYSTEMS: &[(&str, &[(&str, &str)])] = &[
    (
        "mvc|model view controller|model-view-controller",
        &[("User", "Controller"), ("Controller", "Model"), ("Model", "View"), ("View", "User")],
    ),
    (
        "microservice|microservices",
        &[
            ("Client", "API gateway"),
            ("API gateway", "Service A"),
            ("API gateway", "Service B"),
            ("Service A", "Database A"),
            ("Service B", "Database B"),
        ],
    ),
    (
        "home|wifi|smart home",
        &[
            ("Internet", "Modem"),
            ("Modem", "Router"),
            ("Router", "Laptop"),
            ("Router", "Phone"),
            ("Router", "Printer"),
        ],
    ),
    (
        "office|company|lan",
        &[
            ("Internet", "Firewall"),
            ("Firewall", "Switch"),
            ("Switch", "Server"),
            ("Switch", "Workstations"),
            ("Switch", "Printer"),
        ],
    ),
    (
        "computer|cpu|von neumann",
        &[("Input", "CPU"), ("Memory", "CPU"), ("CPU", "Memory"), ("CPU", "Output")],
    ),
    (
        "control|feedback",
        &[
            ("Set point", "Controller"),
            ("Controller", "Process"),
            ("Process", "Sensor"),
            ("Sensor", "Controller"),
        ],
    ),
    (
        "event|queue|messaging|kafka",
        &[("Producer", "Queue"), ("Queue", "Consumer A"), ("Queue", "Consumer B")],
    ),
    ("", &[("Client", "Web server"), ("Web server", "Application"), ("Application", "Database")]),
];

/// The first row whose words the prompt has; the last row has none and fits all.
fn row<'t, T>(prompt: &str, rows: &'t [(&str, &'t [T])]) -> &'t [T] {
    rows.iter()
        .find(|(words, _)| words.is_empty() || find_any(prompt, words).is_some())
        .map_or(&[], |(_, row)| row)
}

/// The notation in which a topic is usually drawn.
pub(super) fn usual_kind(prompt: &str) -> DiagramKind {
    if find_any(prompt, "tcp|handshake|oauth|oauth2|tls").is_some() {
        DiagramKind::Sequence
    } else if find_any(prompt, "mvc|microservice|microservices").is_some() {
        DiagramKind::Architecture
    } else {
        DiagramKind::Flowchart
    }
}

/// A generic diagram about the topic.
pub(super) fn diagram(text: &Text<'_>, kind: DiagramKind) -> DiagramSpec {
    let title = heading_before(text, text.prompt.len());
    let topic = title.clone().unwrap_or_else(|| "Topic".to_owned());
    let mut sketch = Sketch::new(text.language);
    match kind {
        DiagramKind::Mindmap => {
            star(&mut sketch, &topic, &["What", "Why", "Who", "How", "When"]);
        }
        DiagramKind::Orgchart => star(&mut sketch, "Head", &["Team A", "Team B", "Team C"]),
        DiagramKind::Network | DiagramKind::Architecture | DiagramKind::Block => {
            for (from, to) in row(text.prompt, SYSTEMS) {
                let (from, to) = (sketch.node(from), sketch.node(to));
                sketch.edge(from, to, None);
            }
        }
        DiagramKind::Sequence => arrows(&mut sketch, row(text.prompt, EXCHANGES)),
        DiagramKind::State => arrows(&mut sketch, row(text.prompt, MACHINES)),
        DiagramKind::Er => entities(&mut sketch, row(text.prompt, MODELS)),
        DiagramKind::Class => classes(&mut sketch),
        DiagramKind::Fishbone => fishbone(&mut sketch, &topic),
        DiagramKind::Kanban => board(
            &mut sketch,
            &[
                ("To do", "Task A"),
                ("To do", "Task B"),
                ("In progress", "Task C"),
                ("Done", "Task D"),
            ],
        ),
        DiagramKind::Swimlane => lanes(&mut sketch),
        DiagramKind::Gantt => plan(&mut sketch),
        DiagramKind::Timeline => phases(&mut sketch),
        DiagramKind::Quadrant => options(&mut sketch),
        DiagramKind::Journey => stages(&mut sketch),
        DiagramKind::GitGraph => history(&mut sketch),
        DiagramKind::Flowchart => flow(text, &mut sketch, &topic),
    }
    sketch.shape_by_words();
    DiagramSpec {
        kind,
        title,
        nodes: sketch.nodes,
        edges: sketch.edges,
        groups: sketch.groups,
        axes: sketch.axes,
        source: Source::Illustrative,
        ..DiagramSpec::default()
    }
}

fn arrows(sketch: &mut Sketch, rows: &[(&str, &str, &str)]) {
    for (from, to, words) in rows {
        let (from, to) = (sketch.node(from), sketch.node(to));
        sketch.edge(from, to, Some((*words).to_owned()));
    }
}

fn entities(sketch: &mut Sketch, relations: &[(&str, &str)]) {
    for (from, to) in relations {
        let (from, to) = (sketch.node(from), sketch.node(to));
        let marks = Edge {
            from_mark: Some(EndMark::One),
            to_mark: Some(EndMark::ZeroOrMany),
            ..Edge::default()
        };
        sketch.arrow(from, to, marks);
    }
}

fn classes(sketch: &mut Sketch) {
    let base = sketch.node("Base class");
    for name in ["Class A", "Class B"] {
        let node = sketch.node(name);
        sketch.arrow(node, base, Edge { to_mark: Some(EndMark::Triangle), ..Edge::default() });
    }
}

fn phases(sketch: &mut Sketch) {
    for (when, name) in
        [("1", "Beginning"), ("2", "First results"), ("3", "Turning point"), ("4", "Today")]
    {
        let node = sketch.node(name);
        sketch.change(node, |node| node.start = Some(format!("Phase {when}")));
    }
}

fn options(sketch: &mut Sketch) {
    for (name, at) in [
        ("Option A", [0.25, 0.75]),
        ("Option B", [0.75, 0.75]),
        ("Option C", [0.25, 0.25]),
        ("Option D", [0.75, 0.25]),
    ] {
        let node = sketch.node(name);
        sketch.change(node, |node| node.at = Some(at));
    }
    sketch.axes = Some(["Low effort", "High effort", "Low value", "High value"].map(str::to_owned));
}

fn stages(sketch: &mut Sketch) {
    for (name, value) in
        [("Become aware", 3.0), ("Compare", 3.0), ("Buy", 4.0), ("Use", 4.0), ("Recommend", 5.0)]
    {
        let node = sketch.node(name);
        sketch.change(node, |node| node.value = Some(value));
    }
}

fn fishbone(sketch: &mut Sketch, topic: &str) {
    let head = sketch.node(topic);
    for name in ["People", "Process", "Machines", "Material", "Environment", "Measurement"] {
        let node = sketch.node(name);
        sketch.edge(node, head, None);
    }
}

fn board(sketch: &mut Sketch, cards: &[(&str, &str)]) {
    for (column, card) in cards {
        let node = sketch.node(card);
        sketch.place(column, node);
    }
}

fn lanes(sketch: &mut Sketch) {
    board(
        sketch,
        &[
            ("Customer", "Send request"),
            ("Service", "Check request"),
            ("Back office", "Carry out"),
            ("Customer", "Receive result"),
        ],
    );
    chain(sketch, &["Send request", "Check request", "Carry out", "Receive result"]);
}

/// Days counted from 0: a plan without dates of its own.
fn plan(sketch: &mut Sketch) {
    let tasks = [
        ("Plan", "0", "5"),
        ("Design", "5", "12"),
        ("Build", "12", "26"),
        ("Test", "26", "33"),
        ("Launch", "33", "35"),
    ];
    for (name, start, end) in tasks {
        let node = sketch.node(name);
        sketch.change(node, |node| {
            node.start = Some(start.to_owned());
            node.end = Some(end.to_owned());
        });
    }
    chain(sketch, &["Plan", "Design", "Build", "Test", "Launch"]);
}

fn history(sketch: &mut Sketch) {
    chain(sketch, &["Initial commit", "Start feature", "Finish feature", "Merge feature"]);
    board(
        sketch,
        &[
            ("main", "Initial commit"),
            ("feature", "Start feature"),
            ("feature", "Finish feature"),
            ("main", "Merge feature"),
        ],
    );
    chain(sketch, &["Initial commit", "Merge feature"]);
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
    for (from, to) in nodes.iter().zip(nodes.iter().skip(1)) {
        sketch.edge(*from, *to, None);
    }
}

/// A flow that everybody knows, or start – topic – end.
fn flow(text: &Text<'_>, sketch: &mut Sketch, topic: &str) {
    let has = |word: &&&str| find_any(text.prompt, word).is_some();
    let known = KNOWN.iter().find(|(words, _)| words.iter().any(|word| has(&word)));
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
            sketch.change(node, |node| node.shape = Some(NodeShape::Diamond));
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
