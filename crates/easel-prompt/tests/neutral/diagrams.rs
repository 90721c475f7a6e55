//! Compares a diagram spec with a neutral expectation: nodes by their labels, edges by the labels
//! of their ends, and what each notation adds. The format stands in `data/extraction/FORMAT.md`.
//! Not compared: an edge's words where the expectation gives none. A `positions` is compared by its
//! groups or by the places that the spec gives.

use easel_types::spec::{DiagramSpec, Edge, EndMark, Fragment, Node, Status, Step};
use serde_json::{Map, Value};

/// What differs, in words; empty where the spec meets the expectation.
pub(crate) fn differences(spec: &DiagramSpec, expect: &Value) -> Vec<String> {
    let Some(any) = expect.get("any").and_then(Value::as_array) else {
        return against(spec, expect);
    };
    let all: Vec<Vec<String>> = any.iter().map(|one| against(spec, one)).collect();
    if all.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    all.into_iter().min_by_key(Vec::len).unwrap_or_default()
}

/// A label without article, letter case, white space and marks at its end.
fn normal(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let mut out = words.join(" ");
    out = out
        .trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '.' | '?' | '？' | '¿' | '!' | '؟' | '"' | '。')
        })
        .to_owned();
    for lead in [
        "the ", "a ", "an ", "then ", "and ", "el ", "la ", "los ", "las ", "un ", "una ",
        "luego ", "y ", "le ", "les ", "l'", "puis ", "et ", "der ", "die ", "das ", "den ",
        "ein ", "eine ", "und ", "dann ", "il ", "lo ", "o ", "os ", "as ", "um ", "uma ", "de ",
        "het ", "een ",
    ] {
        if let Some(rest) = out.strip_prefix(lead) {
            return rest.to_owned();
        }
    }
    out
}

struct Names<'a> {
    aliases: Option<&'a Map<String, Value>>,
}

impl Names<'_> {
    /// Whether `got` is the label that is called `wanted` in the expectation.
    fn same(&self, got: &str, wanted: &str) -> bool {
        let got = normal(got);
        if got == normal(wanted) {
            return true;
        }
        let Some(aliases) = self.aliases else { return false };
        aliases.iter().any(|(name, others)| {
            let mut group: Vec<String> = texts(others).iter().map(|other| normal(other)).collect();
            group.push(normal(name));
            group.contains(&normal(wanted)) && group.contains(&got)
        })
    }

    fn node(&self, node: &Node, wanted: &str) -> bool {
        if self.same(label_of(node), wanted) {
            return true;
        }
        // What stands in brackets may be the node's text.
        node.text
            .as_ref()
            .is_some_and(|text| self.same(&format!("{} ({text})", label_of(node)), wanted))
            || !node.tags.is_empty()
                && self.same(&format!("{} ({})", label_of(node), node.tags.join(", ")), wanted)
    }
}

fn label_of(node: &Node) -> &str {
    if node.label.is_empty() { &node.id } else { &node.label }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(many) => many.iter().flat_map(texts).collect(),
        Value::Null => Vec::new(),
        other => vec![other.to_string()],
    }
}

fn against(spec: &DiagramSpec, expect: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let names = Names { aliases: expect.get("aliases").and_then(Value::as_object) };
    let kinds = expect.get("kind").map(texts).unwrap_or_default();
    if !kinds.is_empty() && !kinds.iter().any(|kind| kind == spec.kind.as_str()) {
        out.push(format!("kind {}", spec.kind.as_str()));
    }
    nodes(spec, expect, &names, &mut out);
    edges(spec, expect, &names, &mut out);
    groups(spec, expect, &names, &mut out);
    fragment(spec, expect, &names, &mut out);
    positions(spec, expect, &names, &mut out);
    fields(spec, expect, &names, &mut out);
    entities(spec, expect, &names, &mut out);
    if expect.get("numbered").and_then(Value::as_bool).is_some_and(|is| is != spec.numbered) {
        out.push(format!("numbered {}", spec.numbered));
    }
    if let Some(way) = expect.get("direction").and_then(Value::as_str)
        && serde_json::to_value(spec.direction).ok().as_ref().and_then(Value::as_str) != Some(way)
    {
        out.push(format!("direction {:?}", spec.direction));
    }
    out
}

fn is_free(node: &Node, expect: &Value, names: &Names<'_>) -> bool {
    let listed = |key: &str| expect.get(key).map(texts).unwrap_or_default();
    let dot = node.shape.is_some_and(|shape| {
        matches!(
            serde_json::to_value(shape).ok().as_ref().and_then(Value::as_str),
            Some("start" | "double_circle" | "circle")
        )
    });
    let optional = listed("optional_nodes").iter().any(|name| names.node(node, name));
    let may_merge = expect.get("merge").is_some()
        || listed("optional_nodes").iter().any(|name| name.eq_ignore_ascii_case("merge"));
    let merge = may_merge && node.label.to_lowercase().starts_with("merge");
    let head = !listed("groups").is_empty()
        && expect.get("problem").is_some()
        && expect.get("groups").and_then(Value::as_array).is_some_and(|groups| {
            groups.iter().any(|group| {
                group.get("label").and_then(Value::as_str).is_some_and(|l| names.node(node, l))
            })
        });
    optional
        || merge
        || head
        || (dot
            && (expect.get("initial").is_some()
                || matches!(normal(&node.label).as_str(), "start" | "end" | "[*]")))
}

fn nodes(spec: &DiagramSpec, expect: &Value, names: &Names<'_>, out: &mut Vec<String>) {
    let Some(wanted) = expect.get("nodes").map(texts) else { return };
    let mut taken = vec![false; spec.nodes.len()];
    for name in &wanted {
        let found =
            (0..spec.nodes.len()).find(|at| !taken[*at] && names.node(&spec.nodes[*at], name));
        match found {
            Some(at) => taken[at] = true,
            None if spec.groups.iter().any(|group| names.same(&group.label, name)) => {}
            None => out.push(format!("no node {name:?}")),
        }
    }
    for (node, taken) in spec.nodes.iter().zip(taken) {
        if !taken && !is_free(node, expect, names) {
            out.push(format!("extra node {:?}", node.label));
        }
    }
}

/// Messages of all steps, those in fragments included.
fn messages(steps: &[Step]) -> Vec<Edge> {
    steps
        .iter()
        .flat_map(|step| match step {
            Step::Message(edge) => vec![edge.clone()],
            Step::Fragment(fragment) => {
                fragment.sections.iter().flat_map(|s| messages(&s.steps)).collect()
            }
            _ => Vec::new(),
        })
        .collect()
}

/// Where the quadrants stand: the groups are in reading order.
fn positions(spec: &DiagramSpec, expect: &Value, names: &Names<'_>, out: &mut Vec<String>) {
    const PLACES: [&str; 4] = ["top left", "top right", "bottom left", "bottom right"];
    for (name, place) in expect.get("positions").and_then(Value::as_object).into_iter().flatten() {
        let at = spec.groups.iter().position(|group| names.same(&group.label, name));
        let got = at.and_then(|at| PLACES.get(at)).copied().unwrap_or("nowhere");
        if place.as_str() != Some(got) {
            out.push(format!("group {name:?} is {got}, not {place}"));
        }
    }
}

/// All frames of a sequence diagram, those in others included.
fn fragments(steps: &[Step]) -> Vec<&Fragment> {
    steps
        .iter()
        .flat_map(|step| match step {
            Step::Fragment(fragment) => {
                let inner = fragment.sections.iter().flat_map(|s| fragments(&s.steps));
                std::iter::once(fragment).chain(inner).collect()
            }
            _ => Vec::new(),
        })
        .collect()
}

/// The frame with its sections: their conditions, and how many messages each holds. A message is
/// given by its words or as an edge.
fn fragment(spec: &DiagramSpec, expect: &Value, names: &Names<'_>, out: &mut Vec<String>) {
    let Some(wanted) = expect.get("fragment") else { return };
    let kind = wanted.get("kind").map(texts).unwrap_or_default();
    let sections = wanted.get("sections").and_then(Value::as_array).cloned().unwrap_or_default();
    let found = fragments(&spec.steps);
    let holds = |fragment: &Fragment| {
        let same_kind = kind.is_empty() || kind.iter().any(|k| normal(k) == normal(&fragment.kind));
        same_kind
            && fragment.sections.len() == sections.len()
            && fragment.sections.iter().zip(&sections).all(|(got, want)| {
                let labels = want.get("label").map(texts).unwrap_or_default();
                let named = labels.is_empty()
                    || labels.iter().any(|label| normal(label) == normal(&got.label));
                let said: Vec<String> = messages(&got.steps)
                    .iter()
                    .map(|edge| normal(edge.label.as_deref().unwrap_or("")))
                    .collect();
                let messages = want.get("messages").and_then(Value::as_array);
                let fits = messages.is_none_or(|messages| {
                    messages.len() == said.len()
                        && messages.iter().zip(&said).all(|(message, said)| {
                            let words = match message.as_array() {
                                Some(edge) => edge.get(2).map(texts).unwrap_or_default(),
                                None => texts(message),
                            };
                            words.is_empty() || words.iter().any(|w| names.same(said, w))
                        })
                });
                named && fits
            })
    };
    if !found.into_iter().any(holds) {
        out.push(format!("fragment is not {wanted}"));
    }
}

struct Wanted {
    from: String,
    to: String,
    labels: Option<Vec<String>>,
}

fn wanted_edges(expect: &Value, key: &str) -> Vec<Wanted> {
    let rows = expect.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    rows.iter()
        .filter_map(|row| {
            let row = row.as_array()?;
            Some(Wanted {
                from: row.first()?.as_str()?.to_owned(),
                to: row.get(1)?.as_str()?.to_owned(),
                labels: row.get(2).map(texts),
            })
        })
        .collect()
}

fn edges(spec: &DiagramSpec, expect: &Value, names: &Names<'_>, out: &mut Vec<String>) {
    if expect.get("edges").is_none() {
        return;
    }
    let wanted = wanted_edges(expect, "edges");
    let straight = edge_differences(spec, expect, names, &wanted);
    if straight.is_empty() || expect.get("reverse_ok").and_then(Value::as_bool) != Some(true) {
        return out.extend(straight);
    }
    let turned: Vec<Wanted> = wanted
        .into_iter()
        .map(|want| Wanted { from: want.to, to: want.from, labels: want.labels })
        .collect();
    let turned = edge_differences(spec, expect, names, &turned);
    out.extend(if turned.is_empty() { turned } else { straight });
}

/// Whether an edge is the wanted one: ends by their labels, its own label where one is given.
fn edge_fits(
    spec: &DiagramSpec,
    (expect, names): (&Value, &Names<'_>),
    edge: &Edge,
    want: &Wanted,
) -> bool {
    let free = spec.kind.as_str() == "er"
        || expect.get("remark").and_then(Value::as_str).is_some_and(|r| r.contains("undirected"));
    let end = |id: &str, name: &str| match spec.nodes.iter().find(|node| node.id == id) {
        Some(node) => names.node(node, name),
        None => spec.groups.iter().any(|g| g.id == id && names.same(&g.label, name)),
    };
    let straight = end(&edge.from, &want.from) && end(&edge.to, &want.to);
    let turned = free && end(&edge.from, &want.to) && end(&edge.to, &want.from);
    let label = edge.label.as_deref().unwrap_or("");
    (straight || turned)
        && want
            .labels
            .as_ref()
            .is_none_or(|labels| labels.iter().any(|wanted| normal(wanted) == normal(label)))
}

fn edge_differences(
    spec: &DiagramSpec,
    expect: &Value,
    names: &Names<'_>,
    wanted: &[Wanted],
) -> Vec<String> {
    let mut out = Vec::new();
    let got = if spec.steps.is_empty() { spec.edges.clone() } else { messages(&spec.steps) };
    let fits = |edge: &Edge, want: &Wanted| edge_fits(spec, (expect, names), edge, want);
    let mut taken = vec![false; got.len()];
    let mut order = Vec::new();
    for want in wanted {
        match (0..got.len()).find(|at| !taken[*at] && fits(&got[*at], want)) {
            Some(at) => {
                taken[at] = true;
                order.push(at);
            }
            None => out.push(format!("no edge {} > {} {:?}", want.from, want.to, want.labels)),
        }
    }
    let ordered = expect.get("order").and_then(Value::as_str) != Some("any");
    if spec.kind.as_str() == "sequence" && ordered && order.windows(2).any(|p| p[0] > p[1]) {
        out.push("messages out of order".to_owned());
    }
    let either = wanted_edges(expect, "edges_either");
    let mut chosen = 0;
    for (edge, taken) in got.iter().zip(&mut taken).filter(|(_, taken)| !**taken) {
        if either.iter().any(|want| fits(edge, want)) {
            *taken = true;
            chosen += 1;
        }
    }
    if !either.is_empty() && chosen != 1 {
        out.push(format!("edges {chosen} of those of which one must be"));
    }
    let optional = wanted_edges(expect, "optional_edges");
    let node = |id: &str| spec.nodes.iter().find(|node| node.id == id);
    for (edge, taken) in got.iter().zip(taken) {
        let loose = [&edge.from, &edge.to]
            .into_iter()
            .any(|id| node(id).is_some_and(|n| is_free(n, expect, names)));
        if !taken && !loose && !optional.iter().any(|want| fits(edge, want)) {
            let name = |id: &str| node(id).map_or_else(|| id.to_owned(), |n| n.label.clone());
            let (from, to) = (name(&edge.from), name(&edge.to));
            out.push(format!("extra edge {from} > {to} {:?}", edge.label));
        }
    }
    out
}

fn groups(spec: &DiagramSpec, expect: &Value, names: &Names<'_>, out: &mut Vec<String>) {
    let Some(wanted) = expect.get("groups").and_then(Value::as_array) else { return };
    let aliases = expect.get("group_aliases").and_then(Value::as_object);
    let group_names = Names { aliases };
    for group in wanted {
        let label = group.get("label").and_then(Value::as_str).unwrap_or("");
        let members = group.get("nodes").map(texts).unwrap_or_default();
        let own: Vec<&Node> = match spec
            .groups
            .iter()
            .find(|g| names.same(&g.label, label) || group_names.same(&g.label, label))
        {
            Some(found) => found
                .nodes
                .iter()
                .filter_map(|id| spec.nodes.iter().find(|n| n.id == *id))
                .collect(),
            None => {
                let Some(head) = spec.nodes.iter().find(|n| names.node(n, label)) else {
                    out.push(format!("no group {label:?}"));
                    continue;
                };
                spec.edges
                    .iter()
                    .filter(|edge| edge.to == head.id || edge.from == head.id)
                    .filter_map(|edge| {
                        let other = if edge.to == head.id { &edge.from } else { &edge.to };
                        spec.nodes.iter().find(|n| n.id == *other)
                    })
                    .collect()
            }
        };
        for member in &members {
            if !own.iter().any(|node| names.node(node, member)) {
                out.push(format!("group {label:?} lacks {member:?}"));
            }
        }
    }
}

fn find<'a>(spec: &'a DiagramSpec, names: &Names<'_>, wanted: &str) -> Option<&'a Node> {
    spec.nodes.iter().find(|node| names.node(node, wanted))
}

fn days(date: &str) -> Option<i64> {
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let (shifted_year, shifted) =
        if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let era = shifted_year.div_euclid(400);
    let of_era = shifted_year - era * 400;
    Some(
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + (153 * shifted + 2) / 5 + day
            - 1,
    )
}

fn one_of(task: &Value, key: &str) -> Vec<String> {
    let mut all = task.get(key).map(texts).unwrap_or_default();
    all.extend(task.get(format!("{key}_any")).map(texts).unwrap_or_default());
    all
}

fn tasks(spec: &DiagramSpec, expect: &Value, names: &Names<'_>, out: &mut Vec<String>) {
    for task in expect.get("tasks").and_then(Value::as_array).into_iter().flatten() {
        let name = task.get("name").and_then(Value::as_str).unwrap_or("");
        let Some(node) = find(spec, names, name) else {
            out.push(format!("no task {name:?}"));
            continue;
        };
        span(node, task, name, out);
        if task.get("milestone").and_then(Value::as_bool) == Some(true)
            && node.status != Some(Status::Milestone)
        {
            out.push(format!("task {name:?} is no milestone"));
        }
        if let Some(status) = task.get("status").and_then(Value::as_str)
            && serde_json::to_value(node.status).ok().as_ref().and_then(Value::as_str)
                != Some(status)
        {
            out.push(format!("task {name:?} is {:?}", node.status));
        }
        for before in task.get("after").map(texts).unwrap_or_default() {
            let other = find(spec, names, &before);
            let tied = other.is_some_and(|o| {
                spec.edges.iter().any(|e| e.from == o.id && e.to == node.id)
                    || o.end.is_some() && o.end == node.start
            });
            if !tied {
                out.push(format!("task {name:?} does not follow {before:?}"));
            }
        }
    }
}

/// When a task begins and ends, and how many days it takes.
fn span(node: &Node, task: &Value, name: &str, out: &mut Vec<String>) {
    let (start, end) =
        (node.start.clone().unwrap_or_default(), node.end.clone().unwrap_or_default());
    let starts = one_of(task, "start");
    if !starts.is_empty() && !starts.contains(&start) {
        out.push(format!("task {name:?} starts {start:?}, not {starts:?}"));
    }
    if let Some(wanted) = task.get("start_md").and_then(Value::as_str)
        && !start.ends_with(wanted)
    {
        out.push(format!("task {name:?} starts {start:?}, not {wanted:?}"));
    }
    let ends = one_of(task, "end");
    // The end of a spec is exclusive: the day after the last one is the same end.
    let last = days(&end).map(|d| d - 1);
    let same_end = ends.is_empty()
        || ends.contains(&end)
        || end.is_empty() && ends.contains(&start)
        || ends.iter().any(|e| days(e).is_some() && days(e) == last);
    if !same_end {
        out.push(format!("task {name:?} ends {end:?}, not {ends:?}"));
    }
    let lengths: Vec<i64> = one_of(task, "days").iter().filter_map(|d| d.parse().ok()).collect();
    if !lengths.is_empty() {
        let dated = days(&start).zip(days(&end)).map(|(a, b)| b - a);
        let counted = start.parse::<i64>().ok().zip(end.parse::<i64>().ok()).map(|(a, b)| b - a);
        let alone = end.trim_end_matches('d').parse::<i64>().ok().filter(|_| end.ends_with('d'));
        if !dated.or(counted).or(alone).is_some_and(|length| lengths.contains(&length)) {
            out.push(format!("task {name:?} {start:?}–{end:?} is not {lengths:?} days"));
        }
    }
}

fn events(spec: &DiagramSpec, expect: &Value, names: &Names<'_>, out: &mut Vec<String>) {
    for event in expect.get("events").and_then(Value::as_array).into_iter().flatten() {
        let name = event.get("name").and_then(Value::as_str).unwrap_or("");
        let starts = one_of(event, "start");
        match find(spec, names, name) {
            None => out.push(format!("no event {name:?}")),
            Some(node) => {
                let start = node.start.clone().unwrap_or_default();
                let same = |s: &String| normal(s) == normal(&start) || same_day(&start, s);
                if !starts.is_empty() && !starts.iter().any(same) {
                    out.push(format!("event {name:?} at {start:?}, not {starts:?}"));
                }
            }
        }
    }
}

/// Whether a date as people write it is the wanted `1957-10-04` or `1957-10`. A prompt's own form
/// is kept in the spec, as it is what is drawn.
fn same_day(got: &str, wanted: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "jan ene янв sty",
        "feb fév fev фев lut",
        "mar mär мар",
        "apr abr avr апр kwi",
        "may mai mag maj mayo мая май",
        "jun jui giu июн cze",
        "jul jui lug июл lip",
        "aug ago aoû авг sie",
        "sep set wrz сен",
        "oct okt ott out окт paź",
        "nov ноя lis",
        "dec dez dic déc дек gru",
    ];
    let wanted: Vec<usize> = wanted.split('-').filter_map(|part| part.parse().ok()).collect();
    let [_, month, rest @ ..] = wanted.as_slice() else { return false };
    let lower = got.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let holds = |number: usize| {
        words.iter().any(|w| {
            let digits: String = w.chars().take_while(char::is_ascii_digit).collect();
            digits.parse() == Ok(number)
        })
    };
    let named = words.iter().any(|w| {
        let start: String = w.chars().take(3).collect();
        MONTHS.get(month - 1).is_some_and(|names| names.split(' ').any(|name| name == start))
    });
    wanted.first().is_some_and(|year| holds(*year))
        && (named || holds(*month))
        && rest.iter().all(|day| holds(*day))
}

/// The words of the title: all of `title_has`, and all of one of the lists of `title_has_any`,
/// where an empty list means that no title is fine.
fn title(spec: &DiagramSpec, expect: &Value, out: &mut Vec<String>) {
    let title = spec.title.clone().unwrap_or_default().to_lowercase();
    let has = |word: &String| title.contains(&word.to_lowercase());
    for word in expect.get("title_has").map(texts).unwrap_or_default() {
        if !has(&word) {
            out.push(format!("title {title:?} lacks {word:?}"));
        }
    }
    let Some(lists) = expect.get("title_has_any").and_then(Value::as_array) else { return };
    let fits = lists
        .iter()
        .map(texts)
        .any(|words| if words.is_empty() { title.is_empty() } else { words.iter().all(has) });
    if !fits {
        out.push(format!("title {title:?} has the words of none of {lists:?}"));
    }
}

fn fields(spec: &DiagramSpec, expect: &Value, names: &Names<'_>, out: &mut Vec<String>) {
    tasks(spec, expect, names, out);
    events(spec, expect, names, out);
    title(spec, expect, out);
    for (name, score) in expect.get("scores").and_then(Value::as_object).into_iter().flatten() {
        if find(spec, names, name).and_then(|n| n.value) != score.as_f64() {
            out.push(format!("score of {name:?} is not {score}"));
        }
    }
    for (name, tags) in expect.get("tags").and_then(Value::as_object).into_iter().flatten() {
        let got = find(spec, names, name).map(|n| n.tags.clone()).unwrap_or_default();
        for tag in texts(tags) {
            if !got.iter().any(|g| normal(g) == normal(&tag)) {
                out.push(format!("{name:?} has tags {got:?}, not {tag:?}"));
            }
        }
    }
    for (name, words) in expect.get("texts").and_then(Value::as_object).into_iter().flatten() {
        let fits = find(spec, names, name).is_some_and(|n| {
            texts(words).iter().any(|w| {
                n.text.as_deref().is_some_and(|t| normal(t) == normal(w))
                    || n.tags.iter().any(|t| normal(t) == normal(w))
                    || normal(&n.tags.join(", ")) == normal(w)
                    || normal(&n.label).contains(&normal(w))
            })
        });
        if !fits {
            out.push(format!("{name:?} lacks text {words}"));
        }
    }
    for (name, state) in expect.get("status").and_then(Value::as_object).into_iter().flatten() {
        let got = find(spec, names, name).and_then(|n| serde_json::to_value(n.status).ok());
        if got.as_ref().and_then(Value::as_str) != state.as_str() {
            out.push(format!("status of {name:?} is {got:?}"));
        }
    }
    if let Some(axes) = expect.get("axes").map(texts) {
        let got = spec.axes.clone().map(Vec::from).unwrap_or_default();
        let same =
            got.len() == axes.len() && got.iter().zip(&axes).all(|(a, b)| normal(a) == normal(b));
        if !same {
            out.push(format!("axes {got:?}"));
        }
    }
    for (name, at) in expect.get("at").and_then(Value::as_object).into_iter().flatten() {
        let wanted: Vec<f64> =
            at.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        let got = find(spec, names, name).and_then(|n| n.at).unwrap_or([-1.0, -1.0]);
        if wanted.len() != 2 || got.iter().zip(&wanted).any(|(a, b)| (a - b).abs() > 1e-9) {
            out.push(format!("{name:?} at {got:?}, not {wanted:?}"));
        }
    }
    if let Some(tag) = expect.get("tag").and_then(Value::as_str)
        && !spec.nodes.iter().any(|n| n.tags.iter().any(|t| normal(t) == normal(tag)))
    {
        out.push(format!("no tag {tag:?}"));
    }
    if let Some(problem) = expect.get("problem").and_then(Value::as_str)
        && !spec.nodes.first().is_some_and(|n| names.node(n, problem))
    {
        out.push(format!("the head is not {problem:?}"));
    }
    for (name, word) in expect.get("stereotypes").and_then(Value::as_object).into_iter().flatten() {
        let got = find(spec, names, name).and_then(|n| n.stereotype.clone()).unwrap_or_default();
        if !texts(word).iter().any(|w| normal(w) == normal(&got)) {
            out.push(format!("stereotype of {name:?} is {got:?}"));
        }
    }
}

/// A member without spaces and visibility.
fn tight(member: &str) -> String {
    let all: String = member.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    all.trim_start_matches(['+', '-', '#', '~']).to_owned()
}

fn entities(spec: &DiagramSpec, expect: &Value, names: &Names<'_>, out: &mut Vec<String>) {
    for key in ["members", "attributes"] {
        for (name, wanted) in expect.get(key).and_then(Value::as_object).into_iter().flatten() {
            let Some(node) = find(spec, names, name) else { continue };
            let got: Vec<String> =
                node.members.iter().chain(&node.methods).map(|m| tight(m)).collect();
            let wanted: Vec<String> = texts(wanted).iter().map(|m| tight(m)).collect();
            let missing: Vec<&String> = wanted.iter().filter(|w| !got.contains(w)).collect();
            if !missing.is_empty() || got.len() > wanted.len() {
                out.push(format!("{key} of {name:?} are {got:?}"));
            }
        }
    }
    for row in expect.get("cardinalities").and_then(Value::as_array).into_iter().flatten() {
        let row = texts(row);
        let [a, b, left, right] = row.as_slice() else { continue };
        let Some((x, y)) = find(spec, names, a).zip(find(spec, names, b)) else { continue };
        let found = spec.edges.iter().find_map(|edge| {
            if edge.from == x.id && edge.to == y.id {
                Some((edge.from_mark, edge.to_mark))
            } else if edge.from == y.id && edge.to == x.id {
                Some((edge.to_mark, edge.from_mark))
            } else {
                None
            }
        });
        let fits = |mark: Option<EndMark>, wanted: &str| match wanted {
            "any" => true,
            "1" => matches!(mark, Some(EndMark::One | EndMark::ZeroOrOne)),
            "0..1" => matches!(mark, Some(EndMark::ZeroOrOne)),
            _ => matches!(mark, Some(EndMark::ZeroOrMany | EndMark::OneOrMany)),
        };
        if !found.is_some_and(|(near, far)| fits(near, left) && fits(far, right)) {
            out.push(format!("cardinality {a} {left}:{right} {b} is {found:?}"));
        }
    }
}
