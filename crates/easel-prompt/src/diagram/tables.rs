//! Pasted data that draws a diagram: tables of transitions or of steps with their next ones, and
//! JSON with nodes and edges. Schedules, people and fields of entities have readers of their own.

use std::collections::HashMap;

use easel_types::spec::DiagramKind;
use serde_json::Value;

use crate::language::Language;

use super::Made;
use super::sketch::Sketch;
use super::text::{has_word, label, starts_any};

/// Most rows that are read.
const ROWS_MAX: usize = 300;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    From,
    To,
    Label,
    Lane,
    Other,
}

const FROM: &str = "from|source|step|state|node|current|current state|start|activity|task|sender|caller|origin|component|service|module|von|aus|schritt|zustand|quelle|absender|de|desde|origen|paso|estado|emisor|source|étape|état|expéditeur|da|origine|passo|stato|mittente|etapa|origem|van|stap|bron|toestand|z|od|krok|stan|из|от|шаг|состояние|источник|adım|durum|kaynak|من|الخطوة|الحالة|चरण|से|从|步骤|状态|来源|元|状態|ステップ|送信元|단계|상태|출발";
const TO: &str = "to|target|next|next step|next state|new state|then|destination|receiver|callee|goes to|depends on|calls|connects to|nach|zu|ziel|nächster schritt|folgezustand|empfänger|a|hacia|destino|siguiente|siguiente paso|receptor|vers|à|cible|suivant|étape suivante|destinataire|destinazione|prossimo|successivo|destinatario|para|próximo|naar|doel|volgende|do|cel|następny|в|к|куда|следующий|следующий шаг|цель|sonraki|hedef|إلى|التالي|को|अगला|到|目标|下一步|至|先|次|遷移先|送信先|다음|도착";
const LABEL: &str = "event|label|trigger|condition|action|when|message|protocol|input|on|ereignis|auslöser|bedingung|aktion|nachricht|evento|disparador|condición|acción|mensaje|événement|déclencheur|condition|action|message|condizione|azione|messaggio|condição|ação|mensagem|gebeurtenis|voorwaarde|actie|bericht|zdarzenie|warunek|akcja|komunikat|событие|условие|действие|сообщение|olay|koşul|mesaj|الحدث|الشرط|घटना|शर्त|事件|条件|动作|消息|イベント|条件|メッセージ|이벤트|조건|메시지";
const LANE: &str = "who|lane|role|owner|department|team|actor|responsible|wer|rolle|abteilung|zuständig|verantwortlich|quién|responsable|rol|área|departamento|qui|rôle|service responsable|chi|ruolo|responsabile|reparto|quem|responsável|papel|wie|verantwoordelijke|afdeling|kto|dział|odpowiedzialny|кто|роль|отдел|ответственный|kim|sorumlu|bölüm|من المسؤول|المسؤول|القسم|कौन|विभाग|谁|负责人|角色|部门|担当|担当者|部署|담당|담당자|부서";

fn role(cell: &str) -> Role {
    let cell = cell.trim().trim_matches(['*', '"']).to_lowercase();
    let is = |list: &str| !cell.is_empty() && starts_any(&cell, list) == Some(cell.len());
    // "Next step" is no step.
    if is(TO) {
        Role::To
    } else if is(LABEL) {
        Role::Label
    } else if is(LANE) {
        Role::Lane
    } else if is(FROM) {
        Role::From
    } else {
        Role::Other
    }
}

/// The cells of a row, by whichever sign parts the first one.
fn cells(line: &str, sign: char) -> Vec<String> {
    let line = line.trim();
    let line = if sign == '|' { line.trim_matches('|') } else { line };
    line.split(sign).map(|cell| cell.trim().trim_matches(['*', '"']).to_owned()).collect()
}

fn is_rule(line: &str) -> bool {
    line.contains("--") && !has_word(line)
}

/// Reads a table whose header says which column leads to which.
pub(super) fn read(prompt: &str, language: Language, kind: Option<DiagramKind>) -> Option<Made> {
    if prompt.contains('{') {
        return graph(prompt, language);
    }
    let lines: Vec<&str> = prompt.lines().collect();
    let (at, sign, roles) = lines.iter().take(60).enumerate().find_map(|(at, line)| {
        ['|', '\t', ';', ','].into_iter().find_map(|sign| {
            let roles: Vec<Role> = cells(line, sign).iter().map(|cell| role(cell)).collect();
            let has = |wanted: Role| roles.iter().filter(|r| **r == wanted).count() == 1;
            (roles.len() >= 2 && has(Role::From) && has(Role::To)).then_some((at, sign, roles))
        })
    })?;
    let place = |wanted: Role| roles.iter().position(|r| *r == wanted);
    let (from, to) = (place(Role::From)?, place(Role::To)?);
    let (words, lane) = (place(Role::Label), place(Role::Lane));
    let mut sketch = Sketch::new(language);
    for line in lines.iter().skip(at + 1).take(ROWS_MAX) {
        if is_rule(line) {
            continue;
        }
        let row = cells(line, sign);
        if row.len() < 2 || !line.contains(sign) {
            break;
        }
        let cell = |place: Option<usize>| {
            place.and_then(|at| row.get(at)).map(|c| label(c, language)).filter(|c| has_word(c))
        };
        let Some(own) = cell(Some(from)) else { continue };
        let source = sketch.node(&own);
        if let Some(lane) = cell(lane) {
            sketch.place(&lane, source);
        }
        for name in row.get(to).into_iter().flat_map(|c| c.split([',', '/', ';'])) {
            let name = label(name, language);
            let none =
                starts_any(&name, "none|end|nothing|n/a|keine|ninguno|aucun") == Some(name.len());
            if has_word(&name) && !(none && name.len() < 5 && name.to_lowercase() != "end") {
                let target = sketch.node(&name);
                sketch.edge(source, target, cell(words));
            }
        }
    }
    let lanes = lane.is_some() && matches!(kind, None | Some(DiagramKind::Flowchart));
    (sketch.edges.len() >= 2).then(|| Made {
        sketch,
        kind: lanes.then_some(DiagramKind::Swimlane),
        ..Made::default()
    })
}

/// JSON with nodes and edges, under the names that programs give them.
fn graph(prompt: &str, language: Language) -> Option<Made> {
    let text = prompt.get(prompt.find('{')?..=prompt.rfind('}')?)?;
    let value: Value = serde_json::from_str(text).ok()?;
    let list = |names: &[&str]| {
        names.iter().find_map(|name| value.get(name).and_then(Value::as_array)).cloned()
    };
    let edges = list(&["edges", "links", "connections", "transitions", "arrows", "relations"])?;
    let nodes = list(&["nodes", "vertices", "states", "steps", "items"]).unwrap_or_default();
    let word = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let field = |value: &Value, names: &[&str]| {
        names.iter().find_map(|name| value.get(name).and_then(word))
    };
    let mut sketch = Sketch::new(language);
    let mut known: HashMap<String, usize> = HashMap::new();
    for node in nodes.iter().take(ROWS_MAX) {
        let id = word(node).or_else(|| field(node, &["id", "key", "name", "label"]))?;
        let name = field(node, &["label", "name", "title", "text"]).unwrap_or_else(|| id.clone());
        let at = sketch.node(&name);
        known.insert(id, at);
    }
    for edge in edges.iter().take(ROWS_MAX) {
        let pair = edge.as_array();
        let end = |names: &[&str], at: usize| {
            pair.and_then(|pair| pair.get(at)).and_then(word).or_else(|| field(edge, names))
        };
        let from = end(&["from", "source", "start", "src"], 0)?;
        let to = end(&["to", "target", "end", "dst"], 1)?;
        let words = end(&["label", "text", "name", "event", "value", "weight"], 2);
        let mut at = |id: String| match known.get(&id) {
            Some(at) => *at,
            None => {
                let at = sketch.node(&id);
                known.insert(id, at);
                at
            }
        };
        let (from, to) = (at(from), at(to));
        sketch.edge(from, to, words.filter(|w| has_word(w)));
    }
    (!sketch.edges.is_empty()).then(|| Made { sketch, ..Made::default() })
}
