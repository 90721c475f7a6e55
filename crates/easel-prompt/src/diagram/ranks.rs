//! Who stands under whom, told in sentences: "under her are …", "X's team: …", "A has two
//! daughters, B and C", and languages that put "under" behind the name. Verbs such as "reports to"
//! are read by `relations`; outlines and "A: b, c" alone by `tree`.

use easel_types::spec::DiagramKind;

use crate::language::Language;

use super::head::Content;
use super::sketch::Sketch;
use super::text::{
    bracket_at_end, cut_at_colon, find_any, has_word, is_dense, is_word_char, items, label,
    raw_items, starts_any,
};
use super::{Made, relations, words};

/// Words behind the one above, in languages that put them there.
const BELOW: [(&str, &str); 5] = [
    ("ko", "아래에는|아래에|아래로는|아래로|밑에는|밑에|밑으로|산하에는|산하에|하위에는|하위에|휘하에"),
    ("ja", "の下には|の下に|の配下には|の配下に|の直下には|の直下に|の傘下に|の下位に"),
    ("zh", "下面有|下面是|底下有|之下有|旗下有|手下有|下属有|下设有|下设|下辖|下分为|下分|下有|的下属是|的下级是|的下级有"),
    ("hi", "के नीचे|के अधीन|के अंतर्गत|के तहत"),
    ("tr", "'in altında|'ın altında|'un altında|'ün altında|'nin altında|'nın altında|'nun altında|'nün altında|nin altında|nın altında|nun altında|nün altında|in altında|ın altında|un altında|ün altında|'e bağlı olarak|'a bağlı olarak|'ye bağlı olarak|'ya bağlı olarak"),
];

/// Ends of such a clause: "there are".
const THERE_ARE: [(&str, &[&str]); 5] = [
    (
        "ko",
        &[
            "이 있고", "가 있고", "이 있으며", "가 있으며", "이 있어요", "가 있어요", "이 있습니다", "가 있습니다",
            "이 있어", "가 있어", "이 있다", "가 있다", "을 두고", "를 두고", "을 둔다", "를 둔다", "이 있음", "가 있음",
            "이고", "이며", "이다", "입니다", "있고", "있다", "이 속해", "가 속해",
        ],
    ),
    (
        "ja",
        &[
            "があり", "がいて", "があります", "がいます", "がある", "がいる", "を置く", "を置き", "が所属し", "が所属", "が属し",
            "が続き", "が並ぶ", "です",
        ],
    ),
    ("zh", &["等"]),
    ("hi", &["आते हैं", "काम करते हैं", "होते हैं", "हैं", "है"]),
    (
        "tr",
        &["yer alıyor", "yer alır", "bulunur", "bulunuyor", "çalışır", "çalışıyor", "vardır", "var"],
    ),
];

/// Nouns for those under somebody.
const KIN: &str = "direct reports|reports|children|child|kids|sons|son|daughters|daughter|subordinates|people|team members|members|assistants|teams|departments|divisions|units|branches|subcategories|subtypes|hijos|hijo|hijas|hija|subordinados|equipos|departamentos|áreas|enfants|enfant|fils|filles|fille|subordonnés|équipes|départements|services|kinder|kind|söhne|sohn|töchter|tochter|mitarbeiter|teams|abteilungen|bereiche|untergebene|figli|figlio|figlie|figlia|sottoposti|team|reparti|dipartimenti|filhos|filho|filhas|filha|subordinados|equipes|departamentos|kinderen|zonen|zoon|dochters|dochter|afdelingen|medewerkers|dzieci|synów|syna|synowie|córki|córkę|córka|podwładnych|działy|zespoły|детей|дети|ребенок|ребёнок|сына|сын|дочь|дочери|дочерей|подчиненных|подчинённых|отдела|отделов|отделы|çocuğu|çocukları|oğlu|oğulları|kızı|kızları|ekibi|ekip|birimi|أبناء|أطفال|ابن|ابنة|ابنان|بنات|بچے|बच्चे|बेटे|बेटा|बेटी|बेटियाँ|孩子|儿子|女儿|子女|下属|部门|子供|子ども|息子|娘|部下|자녀|아들|딸|부하|팀원|부서";

/// Verbs and particles between somebody and those under them.
const HAVE: &str = "has|have|had|with|gets|manages|leads|runs|supervises|oversees|heads|tiene|tienen|tuvo|tuvieron|dirige|a|ont|eut|dirige|encadre|hat|haben|leitet|führt|ha|hanno|ebbe|dirige|guida|tem|têm|teve|lidera|heeft|hebben|leidt|ma|mają|miał|miała|kieruje|у|имеет|имеют|есть|руководит|لديه|لديها|لديهما|له|لها|لهما|के|की|को|有|には|に|は|에게는|에게|는|은";

/// Reads every statement; `None` where none of the forms of this file is used.
pub(super) fn read(content: &Content<'_>, language: Language) -> Option<Made> {
    let mut reader = Reader { sketch: Sketch::new(language), language, last: None, own: 0 };
    for statement in content.statements() {
        reader.statement(statement);
        if reader.sketch.is_full() {
            break;
        }
    }
    let made = reader.own > 0 && !reader.sketch.edges.is_empty();
    made.then(|| Made {
        sketch: reader.sketch,
        kind: Some(DiagramKind::Orgchart),
        ..Made::default()
    })
}

struct Reader {
    sketch: Sketch,
    language: Language,
    /// Who was spoken of last.
    last: Option<usize>,
    /// How many statements were of the forms of this file.
    own: usize,
}

impl Reader {
    fn statement(&mut self, statement: &str) {
        const TALK: &str = "please|pls|i need|i want|i would|we need|we want|thanks|thank you|cheers|bitte|danke|por favor|gracias|s'il vous plaît|merci|per favore|grazie|por favor|obrigado|obrigada|alsjeblieft|bedankt|proszę|dziękuję|пожалуйста|спасибо|lütfen|teşekkürler|من فضلك|شكرا|कृपया|धन्यवाद|请|谢谢|お願いします|부탁";
        let bare = words::without_sequencer(statement);
        if starts_any(bare, TALK).is_some() {
            return;
        }
        if self.top(bare) || self.below(bare) || self.team(bare) || self.kin(bare) {
            self.own += 1;
            return;
        }
        for clause in relations::clauses(bare, self.language, Some(DiagramKind::Orgchart)) {
            if self.kin(clause.trim()) {
                self.own += 1;
                continue;
            }
            let subject = relations::apply(
                &clause,
                (&mut self.sketch, Some(DiagramKind::Orgchart)),
                self.language,
                self.last,
            );
            self.last = subject.or(self.last);
        }
    }

    /// "At the top is Ana (CEO)".
    fn top(&mut self, statement: &str) -> bool {
        const TOP: &str = "at the very top is|at the top is|at the top sits|at the top we have|on top is|the top is|an der spitze steht|ganz oben steht|oben steht|en la cima está|arriba está|a la cabeza está|au sommet se trouve|tout en haut|en haut se trouve|in cima c'è|al vertice c'è|no topo está|bovenaan staat|na szczycie stoi|na czele stoi|на вершине|во главе стоит|во главе|en üstte|en tepede|في القمة|على رأس الهرم|सबसे ऊपर|最上面是|最顶层是|最高层是|トップは|最上位は|一番上は|맨 위는|맨 위에|최상위는";
        let Some(length) = starts_any(statement, TOP) else { return false };
        let rest = statement.get(length..).unwrap_or("");
        let rest = rest.trim_start_matches([':', ' ', ',']).trim_end_matches("です").trim_end_matches("हैं").trim_end_matches("है");
        let names = raw_items(rest, self.language);
        let [name] = names.as_slice() else { return false };
        self.last = self.named(name);
        self.last.is_some()
    }

    /// "社長の下に営業部と開発部があり、営業部の下に…".
    fn below(&mut self, statement: &str) -> bool {
        let code = self.language.as_str();
        let Some((_, marks)) = BELOW.iter().find(|(own, _)| *own == code) else { return false };
        let mut found: Vec<(usize, usize)> = Vec::new();
        let mut from = 0;
        while let Some((at, end)) = statement.get(from..).and_then(|t| first_of(t, marks)) {
            found.push((from + at, from + end));
            from += end;
            if found.len() > 200 {
                break;
            }
        }
        let mut parts: Vec<(&str, &str)> = Vec::new();
        for (nth, (at, end)) in found.iter().enumerate() {
            let before = nth.checked_sub(1).and_then(|n| found.get(n)).map_or(0, |(_, end)| *end);
            let boss = last_name(statement.get(before..*at).unwrap_or(""), code);
            let stop = found.get(nth + 1).map_or(statement.len(), |(next, _)| {
                let name = last_name(statement.get(*end..*next).unwrap_or(""), code);
                name.as_ptr() as usize - statement.as_ptr() as usize
            });
            parts.push((boss, statement.get(*end..stop).unwrap_or("")));
        }
        let mut any = false;
        for (boss, list) in parts {
            let boss = if has_word(boss) { self.named(boss) } else { self.last };
            let Some(boss) = boss else { continue };
            let list = without_end(list, code);
            for item in raw_items(list, self.language) {
                if let Some(child) = self.named(without_end(item, code)).filter(|at| *at != boss) {
                    self.sketch.edge(boss, child, None);
                    any = true;
                }
            }
            self.last = Some(boss);
        }
        any
    }

    /// "Felix's team: A and B", "Das Team von Eva: A, B".
    fn team(&mut self, statement: &str) -> bool {
        let Some((before, list)) = cut_at_colon(statement).filter(|(_, list)| has_word(list)) else {
            return false;
        };
        let Some(name) = owner(before, self.language) else { return false };
        let Some(boss) = self.named(name) else { return false };
        for item in raw_items(list, self.language) {
            if let Some(child) = self.named(item).filter(|at| *at != boss) {
                self.sketch.edge(boss, child, None);
            }
        }
        self.last = Some(boss);
        true
    }

    /// "A and B have two daughters, C and D", "A'nın iki kızı var: C ve D".
    fn kin(&mut self, statement: &str) -> bool {
        let Some((at, end)) = find_kin(statement) else { return false };
        let (before, after) =
            (statement.get(..at).unwrap_or(""), statement.get(end..).unwrap_or(""));
        let subject = before_number(before, self.language);
        let Some(subject) = subject.filter(|s| has_word(s) && !s.contains([',', ';', '，'])) else {
            return false;
        };
        let list = after.trim_start();
        let list = starts_any(list, "vardır|var|がいます|がいる|があります|がある|が|है|हैं|namely|named|called|who are|are|is|llamados|llamadas|llamado|llamada|que son|nommés|nommée|appelés|namens|und zwar|di nome|cioè|chamados|chamada|genaamd|namelijk|o imieniu|по имени|:|：|,|，|、|は|은|는|(")
            .and_then(|length| list.get(length..))
            .map(|rest| rest.trim_start_matches([':', '：', ',', ' ', '，', '、']).trim_end_matches(')'));
        let Some(list) = list.filter(|list| has_word(list)) else { return false };
        let pronoun = label(subject, self.language);
        let bosses: Vec<usize> = if relations::is_pronoun(&pronoun) {
            self.last.into_iter().collect()
        } else {
            raw_items(subject, self.language).iter().filter_map(|name| self.named(name)).collect()
        };
        let list = without_end(list, self.language.as_str());
        let children: Vec<usize> = raw_items(list, self.language)
            .iter()
            .filter_map(|name| self.named(without_end(name, self.language.as_str())))
            .collect();
        for boss in &bosses {
            for child in children.iter().filter(|child| *child != boss) {
                self.sketch.edge(*boss, *child, None);
            }
        }
        self.last = bosses.first().copied().or(self.last);
        !bosses.is_empty() && !children.is_empty()
    }

    /// A name with its role in brackets: the node that is known by it, or a new one.
    fn named(&mut self, text: &str) -> Option<usize> {
        let (name, role) = match bracket_at_end(text) {
            Some((name, inside)) => (label(name, self.language), label(inside, self.language)),
            None => (label(text, self.language), String::new()),
        };
        if !has_word(&name) {
            return None;
        }
        let at = relations::person(&self.sketch, &name).unwrap_or_else(|| self.sketch.entity(&name));
        self.sketch.change(at, |node| {
            node.text = node.text.take().or(Some(role).filter(|role| has_word(role)));
        });
        Some(at)
    }
}

/// The first of some words, wherever they stand in scripts without blanks.
fn first_of(text: &str, marks: &str) -> Option<(usize, usize)> {
    marks
        .split('|')
        .filter_map(|mark| text.find(mark).map(|at| (at, at + mark.len())))
        .min_by_key(|(at, end)| (*at, usize::MAX - end))
}

/// The last name of a clause: what stands behind the last comma or "there are".
fn last_name<'t>(text: &'t str, code: &str) -> &'t str {
    let comma = text
        .char_indices()
        .filter(|(_, c)| matches!(c, ',' | '，' | '、' | ';' | '；' | '。' | '.' | ':' | '：' | '،'))
        .map(|(at, c)| at + c.len_utf8())
        .next_back();
    let ends = THERE_ARE.iter().find(|(own, _)| *own == code).map_or(&[][..], |(_, ends)| *ends);
    let clause = ends
        .iter()
        .filter_map(|end| {
            let at = text.rfind(end)? + end.len();
            let open = text.get(at..)?.starts_with(|c: char| !is_word_char(c) || is_dense(c));
            (open && at < text.len()).then_some(at)
        })
        .max();
    let cut = comma.max(clause).unwrap_or(0);
    let rest = text.get(cut..).unwrap_or("").trim();
    // "ve B'nin altında", "그리고 B 아래": the joint is no part of the name.
    starts_any(rest, "ve|그리고|और|而|そして|また")
        .and_then(|length| rest.get(length..))
        .filter(|tail| has_word(tail))
        .map_or(rest, str::trim_start)
}

/// A list without "there are" and joints at its end.
fn without_end<'t>(list: &'t str, code: &str) -> &'t str {
    let idle = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | '.' | '。' | ';' | '；' | '।');
    let mut list = list.trim_matches(idle);
    let ends = THERE_ARE.iter().find(|(own, _)| *own == code).map_or(&[][..], |(_, ends)| *ends);
    for _ in 0..3 {
        let before = list;
        for joint in ["ve", "그리고", "और", "और फिर"] {
            if let Some(rest) = list.strip_suffix(joint).filter(|rest| rest.ends_with(' ')) {
                list = rest.trim_end_matches(idle);
            }
        }
        let cut = ends.iter().filter_map(|end| list.strip_suffix(end)).min_by_key(|rest| rest.len());
        list = cut.filter(|rest| has_word(rest)).unwrap_or(list).trim_end_matches(idle);
        if list == before {
            break;
        }
    }
    list
}

/// Whose team or children a heading names: "Felix's team", "Kinder von Eva".
fn owner(before: &str, language: Language) -> Option<&str> {
    let text = words::without_lead(before.trim(), language);
    if let Some(name) = ["'s ", "’s ", "s' ", "'nin ", "'nın ", "'in ", "'ın ", "의 ", "の", "的"]
        .iter()
        .find_map(|mark| {
            let (name, noun) = text.split_once(mark)?;
            let team = starts_any(noun, KIN).or_else(|| starts_any(noun, TEAM))?;
            (team == noun.trim_end().len()).then_some(name)
        })
    {
        return Some(name);
    }
    let noun = starts_any(text, KIN).or_else(|| starts_any(text, TEAM))?;
    let rest = text.get(noun..)?.trim_start();
    let of = starts_any(rest, "of|under|reporting to|de la|del|de|d'|des|du|von|vom|di|della|da|do|van|для|у")
        .map(|length| rest.get(length..).unwrap_or(""));
    // "Команда Ивана", "Zespół Anny", "فريق ليلى" have no preposition.
    let inflected = matches!(language.as_str(), "ru" | "pl" | "ar").then_some(rest);
    of.or(inflected).filter(|name| has_word(name) && name.split_whitespace().count() <= 5)
}

/// Nouns for a group around somebody.
const TEAM: &str = "team|crew|group|direct reports|reports|staff|department|equipo|gente|équipe|mannschaft|team|squadra|equipe|ploeg|zespół|команда|отдел|ekibi|takımı|فريق|टीम|团队|下属|小组|チーム|部下|팀";

/// The noun for those under somebody that a list follows, with a number or "have" before it.
fn find_kin(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    for _ in 0..6 {
        let (at, end) = find_any(text.get(from..)?, KIN)?;
        let (at, end) = (from + at, from + end);
        let after = text.get(end..)?.trim_start();
        let listed = after.starts_with([':', ',', '：', '，', '、', '(', '（'])
            || starts_any(after, "namely|named|called|vardır|var|がいます|がいる|があります|llamados|llamadas|nommés|appelés|namens|chamados|genaamd|o imionach|по имени|हैं|है").is_some();
        let open = text.get(..at)?.chars().next_back().is_some_and(|c| !matches!(c, '(' | '"'));
        if listed && open {
            return Some((at, end));
        }
        from = end;
    }
    None
}

/// "A and B have two" is A and B: what stands before the verb and the number.
fn before_number(before: &str, language: Language) -> Option<&str> {
    let text = before.trim_end();
    // "A's", "A'nın", "Aには", "A 的": the owner.
    let mut text = text;
    let mut told = false;
    for _ in 0..5 {
        let last = text.rsplit([' ', '\u{3000}']).next().unwrap_or("");
        let numbers = "a|an|one|two|three|four|five|six|seven|eight|nine|ten|several|many|direct|some|un|una|uno|dos|tres|cuatro|cinco|varios|varias|une|deux|trois|quatre|cinq|plusieurs|ein|eine|einen|zwei|drei|vier|fünf|mehrere|due|tre|quattro|cinque|um|uma|dois|duas|três|een|twee|drie|vier|vijf|jeden|jedną|jednego|dwoje|dwóch|dwie|trzy|troje|trzech|один|одна|одного|две|два|двое|трое|три|четыре|bir|iki|üç|dört|beş|ثلاثة|اثنان|أربعة|دو|दो|तीन|चार|एक|两个|三个|一个|四个";
        let number = starts_any(last, numbers) == Some(last.len())
            || !last.is_empty() && last.chars().all(char::is_numeric);
        let verb = starts_any(last, HAVE) == Some(last.len());
        if !(number || verb) || last.is_empty() {
            break;
        }
        told = true;
        text = text.get(..text.len() - last.len())?.trim_end();
        if verb && !number {
            break;
        }
    }
    // Dense scripts: "王伟有三个", "花子には3人の".
    let tail = ["有三个", "有两个", "有一个", "有四个", "有", "には", "に", "에게는", "에게"];
    if matches!(language.as_str(), "zh" | "ja" | "ko") {
        let bare = text.trim_end_matches(|c: char| {
            c.is_numeric() || matches!(c, '人' | 'の' | '个' | '名' | '一' | '二' | '两' | '三' | '四' | '五' | ' ' | '명')
        });
        if let Some(name) = tail.iter().find_map(|tail| bare.strip_suffix(tail)) {
            return Some(name);
        }
    }
    let owned = ["'nin", "'nın", "'nun", "'nün", "'in", "'ın", "'un", "'ün", "'s", "’s", " के", " की", " को"]
        .iter()
        .find_map(|tail| text.strip_suffix(tail));
    match owned {
        Some(name) => Some(name),
        None => told.then_some(text),
    }
    .map(|name| {
        let lead = starts_any(name, "у|a|to").filter(|_| language.as_str() == "ru");
        lead.and_then(|length| name.get(length..)).unwrap_or(name)
    })
}

/// "two people, the grill cook and the prep cook": the list behind the number of its names.
pub(super) fn without_number(object: &str, language: Language) -> &str {
    let Some(cut) = object.find([',', ':', '，', '：', '、']) else { return object };
    let (before, rest) = object.split_at(cut);
    let rest = rest.trim_start_matches([',', ':', ' ', '，', '：', '、']);
    let bare = before.trim();
    let counted = words::without_count(bare)
        .or_else(|| starts_any(bare, "one|a|an|un|una|une|ein|eine|einen|um|uma|een|zwei|drei|vier|dos|tres|cuatro|deux|trois|quatre|due|tre|quattro|dois|duas|três|twee|drie|dwoje|dwóch|dwie|trzy|два|две|три|iki|üç").and_then(|length| bare.get(length..)).map(str::trim_start))
        .filter(|noun| {
            noun.starts_with(char::is_lowercase)
                || starts_any(noun, KIN).or_else(|| starts_any(noun, TEAM)).is_some()
        });
    let Some(noun) = counted else { return object };
    let known = starts_any(noun, KIN).or_else(|| starts_any(noun, TEAM)).is_some();
    let names = items(rest, language);
    let one = starts_any(bare, "one|a|an|un|una|une|ein|eine|einen|um|uma|een|1").is_some();
    let fits = if one { names.len() == 1 } else { names.len() >= 2 };
    if fits && (known || noun.split_whitespace().count() <= 3 && !one) { rest } else { object }
}
