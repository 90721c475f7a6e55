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
use super::{Made, relations, staff, words};

/// Words behind the one above, in languages that put them there.
const BELOW: [(&str, &str); 5] = [
    (
        "ko",
        "아래에는|아래에|아래로는|아래로|밑에는|밑에|밑으로|산하에는|산하에|하위에는|하위에|휘하에",
    ),
    ("ja", "の下には|の下に|の配下には|の配下に|の直下には|の直下に|の傘下に|の下位に"),
    (
        "zh",
        "下面有|下面是|底下有|之下有|旗下有|手下有|下属有|下设有|下设|下辖|下分为|下分|下有|的下属是|的下级是|的下级有",
    ),
    ("hi", "के नीचे|के अधीन|के अंतर्गत|के तहत"),
    (
        "tr",
        "altında|ekibinde|emrinde|bünyesinde|'e bağlı olarak|'a bağlı olarak|'ye bağlı olarak|'ya bağlı olarak|e bağlı olarak|a bağlı olarak",
    ),
];

/// Ends of such a clause: "there are".
const THERE_ARE: [(&str, &[&str]); 5] = [
    (
        "ko",
        &[
            "이 있고",
            "가 있고",
            "이 있으며",
            "가 있으며",
            "이 있어요",
            "가 있어요",
            "이 있습니다",
            "가 있습니다",
            "이 있어",
            "가 있어",
            "이 있다",
            "가 있다",
            "을 두고",
            "를 두고",
            "을 둔다",
            "를 둔다",
            "이 있음",
            "가 있음",
            "이고",
            "이며",
            "이다",
            "입니다",
            "있고",
            "있다",
            "이 속해",
            "가 속해",
        ],
    ),
    (
        "ja",
        &[
            "があり",
            "がいて",
            "があります",
            "がいます",
            "がある",
            "がいる",
            "を置く",
            "を置き",
            "が所属し",
            "が所属",
            "が属し",
            "が続き",
            "が並ぶ",
            "です",
        ],
    ),
    ("zh", &["等"]),
    ("hi", &["आते हैं", "काम करते हैं", "होते हैं", "हैं", "है"]),
    (
        "tr",
        &[
            "yer alıyor",
            "yer alır",
            "bulunur",
            "bulunuyor",
            "çalışır",
            "çalışıyor",
            "vardır",
            "var",
        ],
    ),
];

/// Nouns for those under somebody.
const KIN: &str = "direct reports|reports|children|child|kids|sons|son|daughters|daughter|subordinates|people|team members|members|assistants|teams|departments|divisions|units|branches|subcategories|subtypes|hijos|hijo|hijas|hija|subordinados|equipos|departamentos|áreas|enfants|enfant|fils|filles|fille|subordonnés|équipes|départements|services|kinder|kind|söhne|sohn|töchter|tochter|mitarbeiter|teams|abteilungen|bereiche|untergebene|figli|figlio|figlie|figlia|sottoposti|team|reparti|dipartimenti|filhos|filho|filhas|filha|subordinados|equipes|departamentos|kinderen|zonen|zoon|dochters|dochter|afdelingen|medewerkers|dzieci|synów|syna|synowie|córki|córkę|córka|podwładnych|działy|zespoły|детей|дети|ребенок|ребёнок|сына|сын|дочь|дочери|дочерей|подчиненных|подчинённых|отдела|отделов|отделы|çocuğu|çocukları|oğlu|oğulları|kızı|kızları|ekibi|ekip|birimi|أبناء|أطفال|ابن|ابنة|ابنان|بنات|بچے|बच्चे|बेटे|बेटा|बेटी|बेटियाँ|孩子|儿子|女儿|子女|下属|部门|子供|子ども|息子|娘|部下|자녀|아들|딸|부하|팀원|부서";

/// Verbs and particles between somebody and those under them.
const HAVE: &str = "has|have|had|with|gets|manages|leads|runs|supervises|oversees|heads|tiene|tienen|tuvo|tuvieron|dirige|a|ont|eut|dirige|encadre|hat|haben|leitet|führt|ha|hanno|ebbe|dirige|guida|tem|têm|teve|lidera|heeft|hebben|leidt|ma|mają|miał|miała|kieruje|у|имеет|имеют|есть|руководит|لديه|لديها|لديهما|له|لها|لهما|के|की|को|有|には|に|は|에게는|에게|는|은";

/// Reads every statement; `None` where none of the forms of this file is used.
pub(super) fn read(content: &Content<'_>, language: Language) -> Option<Made> {
    let mut reader =
        Reader { sketch: Sketch::new(language), language, last: None, own: 0, pair: Vec::new() };
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
    /// The names of the last list, for "their".
    pair: Vec<usize>,
}

impl Reader {
    fn statement(&mut self, statement: &str) {
        const TALK: &str = "please|pls|i need|i want|i would|we need|we want|thanks|thank you|cheers|bitte|danke|por favor|gracias|s'il vous plaît|merci|per favore|grazie|por favor|obrigado|obrigada|alsjeblieft|bedankt|proszę|dziękuję|пожалуйста|спасибо|lütfen|teşekkürler|من فضلك|شكرا|कृपया|धन्यवाद|请|谢谢|お願いします|부탁";
        let bare = words::without_sequencer(statement);
        if starts_any(bare, TALK).is_some() {
            return;
        }
        if self.told_below(bare) {
            return;
        }
        if self.top(bare)
            || self.below(bare)
            || self.team(bare)
            || self.subordinate(bare)
            || self.held(bare)
            || self.kin(bare)
        {
            self.own += 1;
            return;
        }
        if let Some((role, name)) = cut_at_colon(bare).filter(|(role, name)| {
            // "CEO: Sarah Connor".
            let words: Vec<&str> = name.split_whitespace().collect();
            role.split_whitespace().count() <= 3
                && (2..=3).contains(&words.len())
                && words.iter().all(|word| word.starts_with(char::is_uppercase))
                && !name.contains([',', '('])
                && starts_any(bare, staff::FIRST).is_none()
                && relations::find(role, |r| relations::counts(Some(DiagramKind::Orgchart), r))
                    .is_none()
        }) {
            let name = label(name, self.language);
            self.last = self.named(role);
            if let Some(at) = self.last {
                self.sketch.change(at, |node| node.text = node.text.take().or(Some(name)));
            }
            return;
        }
        self.clauses(bare);
    }

    /// "…, under her are A and B, and A leads C": the one spoken of before, and the clauses around.
    fn told_below(&mut self, statement: &str) -> bool {
        const BELOW_THEM: &str = "reporting to him are|reporting to her are|reporting to them are|reporting to him|reporting to her|under him are|under her are|under them are|under him|under her|under them|below him|below her|below that are|below that|le reportan|le reporta|les reportan|a su cargo están|a su cargo está|a su cargo tiene a|a su cargo|bajo su mando están|bajo su mando|con él trabajan|con ella trabajan|de él dependen|de ella dependen|por debajo están|sous ses ordres|sous sa responsabilité|sous sa direction|lui rapportent|lui sont rattachés|lui sont rattachées|sous lui|sous elle|en dessous|ihm unterstehen|ihr unterstehen|ihnen unterstehen|ihm untersteht|ihr untersteht|ihm unterstellt sind|ihr unterstellt sind|an ihn berichten|an sie berichten|unter ihm stehen|unter ihr stehen|unter ihm|unter ihr|darunter|a lui riportano|a lei riportano|gli riportano|le riportano|sotto di lui|sotto di lei|da lui dipendono|da lei dipendono|alle sue dipendenze|a ele se reportam|a ela se reportam|respondem a ele|respondem a ela|abaixo dele|abaixo dela|sob ele|sob ela|onder hem|onder haar|aan hem rapporteren|aan haar rapporteren|daaronder|pod nim|pod nią|pod nimi|podlegają mu|podlegają jej|podlegają im|jemu podlegają|jej podlegają|podlega mu|podlega jej|ему подчиняются|ей подчиняются|им подчиняются|ему подчиняется|ей подчиняется|подчиняются ему|подчиняются ей|под ним|под ней|под ними|в его подчинении|в её подчинении|в ее подчинении|у него в подчинении|у нее в подчинении|у неё в подчинении|يتبعه|تتبعه|يتبعها|تتبعها|تحته|تحتها|ona bağlı olarak|ona bağlı|onun altında";
        let Some((at, end)) = find_any(statement, BELOW_THEM) else { return false };
        let (before, list) =
            (statement.get(..at).unwrap_or(""), statement.get(end..).unwrap_or(""));
        if self.last.is_none() && !has_word(before) || !has_word(list) {
            return false;
        }
        if has_word(before) {
            let before = before.trim().trim_end_matches([',', ';', '،', ' ']);
            let joint = words::ands(self.language);
            let bare = joint
                .split('|')
                .find_map(|and| before.strip_suffix(and).filter(|rest| rest.ends_with(' ')));
            self.clauses(bare.unwrap_or(before));
        }
        let Some(boss) = self.last else { return false };
        self.own += 1;
        let list = list.trim_start_matches([':', ' ', ',']);
        let list = starts_any(list, "are|is|we have|there are|come|están|está|sont|se trouvent|sind|stehen|arbeiten|ci sono|sono|estão|staan|zijn|są|находятся|:")
            .and_then(|length| list.get(length..))
            .unwrap_or(list);
        // A later piece with a verb of its own is a clause of its own.
        let (mut names, mut rest) = (Vec::new(), "");
        let verb = |part: &str| {
            relations::find(part, |r| relations::counts(Some(DiagramKind::Orgchart), r))
                .is_some_and(|v| has_word(v.subject) && has_word(v.object))
                || find_any(part, BELOW_THEM).is_some()
        };
        for piece in super::text::split(list, |c| matches!(c, ',' | '،')) {
            if verb(piece) {
                let start = piece.as_ptr() as usize - list.as_ptr() as usize;
                rest = list.get(start..).unwrap_or("");
                break;
            }
            names.push(piece);
        }
        let names = names.join(",");
        for item in raw_items(without_number(&names, self.language), self.language) {
            if let Some(child) = self.named(item).filter(|at| *at != boss) {
                self.sketch.edge(boss, child, None);
            }
        }
        self.last = Some(boss);
        if has_word(rest) {
            let rest = words::without_lead(rest.trim(), self.language);
            if !self.told_below(rest) {
                self.clauses(rest);
            }
        }
        true
    }

    /// "У Сидорова в подчинении A и B".
    fn subordinate(&mut self, statement: &str) -> bool {
        let Some((at, end)) = find_any(statement, "в подчинении|в непосредственном подчинении")
        else {
            return false;
        };
        let before = statement.get(..at).unwrap_or("").trim();
        let name = starts_any(before, "у|а у|и у").and_then(|length| before.get(length..));
        let list = statement.get(end..).unwrap_or("");
        match name.map(str::trim).filter(|name| has_word(name) && name.split(' ').count() <= 4) {
            Some(name) if has_word(list) => self.children(name, list),
            _ => false,
        }
    }

    /// "Karl's children are A and B", "一郎の子は健太", "Los hijos de Ana son …".
    fn held(&mut self, statement: &str) -> bool {
        const IS: &str = "are|is|were|son|es|sont|est|sind|ist|sono|è|são|é|zijn|to|są|это|—|–|は|은|는|이|是|هم|هما|हैं|है";
        let mut from = 0;
        for _ in 0..4 {
            let Some((at, end)) = statement.get(from..).and_then(|t| find_any(t, IS)) else {
                return false;
            };
            let (at, end) = (from + at, from + end);
            from = end;
            let Some(name) = owner(statement.get(..at).unwrap_or(""), self.language) else {
                continue;
            };
            let list = without_end(statement.get(end..).unwrap_or(""), self.language.as_str());
            if !has_word(list) {
                continue;
            }
            return self.children(name, list);
        }
        false
    }

    /// "their children A and B", "Karl's daughter Mia", "Lisa's sons Ben and Leo".
    fn relatives(&mut self, clause: &str) -> bool {
        const THEIR: &str = "their|his|her|its|sus|su|leurs|leur|ses|son|sa|ihre|ihr|seine|sein|i loro|i suoi|sua|suo|seus|suas|seu|sua|hun|zijn|haar|ich|jego|jej|их|его|её|ее|onların";
        let parts: Vec<&str> = super::text::split(clause, |c| matches!(c, ',' | '،'));
        let mut any = false;
        for part in parts {
            let text = words::without_lead(part.trim(), self.language);
            let owned = starts_any(part.trim(), THEIR)
                .and_then(|length| part.trim().get(length..))
                .map(str::trim_start);
            if let Some(rest) = owned
                && let Some(noun) = starts_any(rest, KIN)
            {
                let list = rest.get(noun..).unwrap_or("");
                let bosses = self.pair.clone();
                any |= self.under(&bosses, list);
                continue;
            }
            let found = ["'s ", "’s ", "s' "].iter().find_map(|mark| {
                let (name, rest) = text.split_once(mark)?;
                let noun = starts_any(rest, KIN)?;
                Some((name, rest.get(noun..)?))
            });
            match found {
                Some((name, list)) if has_word(list) => any |= self.children(name, list),
                _ if any || !self.knows_kin(clause) => return any,
                _ => {
                    let names = raw_items(text, self.language);
                    self.pair =
                        names.iter().filter_map(|name| self.named(without_kin(name))).collect();
                    self.last = self.pair.first().copied().or(self.last);
                }
            }
        }
        any
    }

    /// True where a later part of a clause speaks of relatives.
    fn knows_kin(&self, clause: &str) -> bool {
        find_any(clause, "their children|their sons|their daughters|their son|their daughter|their kids|his children|her children|sus hijos|leurs enfants|ihre kinder|i loro figli|seus filhos|hun kinderen|ich dzieci|их дети").is_some()
    }

    fn children(&mut self, name: &str, list: &str) -> bool {
        let bosses: Vec<usize> =
            raw_items(name, self.language).iter().filter_map(|name| self.named(name)).collect();
        self.last = bosses.first().copied().or(self.last);
        self.under(&bosses, list)
    }

    /// Puts the names of a list under each of `bosses`.
    fn under(&mut self, bosses: &[usize], list: &str) -> bool {
        let list = list.trim().trim_start_matches([':', ',', ' ']);
        let list = without_number(list, self.language);
        let nodes: Vec<usize> =
            raw_items(list, self.language).iter().filter_map(|name| self.named(name)).collect();
        for boss in bosses {
            for child in nodes.iter().filter(|child| *child != boss) {
                self.sketch.edge(*boss, *child, None);
            }
        }
        if nodes.len() > 1 {
            self.pair.clone_from(&nodes);
        }
        !bosses.is_empty() && !nodes.is_empty()
    }

    /// Clauses with verbs of `relations`; a name alone is the one spoken of.
    fn clauses(&mut self, text: &str) {
        for clause in relations::clauses(text, self.language, Some(DiagramKind::Orgchart)) {
            if self.kin(clause.trim()) || self.relatives(&clause) {
                self.own += 1;
                continue;
            }
            let subject = relations::apply(
                &clause,
                (&mut self.sketch, Some(DiagramKind::Orgchart)),
                self.language,
                self.last,
            );
            let alone = items(&clause, self.language).len() == 1
                && clause.split_whitespace().count() <= 6
                && !clause.contains([':', ',']);
            self.last = match subject {
                None if alone => self.named(&clause).or(self.last),
                subject => subject.or(self.last),
            };
        }
    }

    /// "At the top is Ana (CEO)".
    fn top(&mut self, statement: &str) -> bool {
        const TOP: &str = "at the very top is|at the top is|at the top sits|at the top we have|on top is|the top is|an der spitze steht|ganz oben steht|oben steht|en la cima está|arriba está|a la cabeza está|au sommet se trouve|tout en haut|en haut se trouve|in cima c'è|al vertice c'è|no topo está|bovenaan staat|na szczycie stoi|na czele stoi|на вершине|во главе стоит|во главе|en üstte|en tepede|في القمة|على رأس الهرم|सबसे ऊपर|最上面是|最顶层是|最高层是|トップは|最上位は|一番上は|맨 위는|맨 위에|최상위는";
        let Some(length) = starts_any(statement, TOP) else { return false };
        let rest = statement.get(length..).unwrap_or("");
        let rest = rest
            .trim_start_matches([':', ' ', ','])
            .trim_end_matches("です")
            .trim_end_matches("हैं")
            .trim_end_matches("है");
        let names = raw_items(rest, self.language);
        let [name] = names.as_slice() else { return false };
        self.last = self.named(name);
        self.last.is_some()
    }

    /// "社長の下に営業部と開発部があり、営業部の下に…".
    fn below(&mut self, statement: &str) -> bool {
        let code = self.language.as_str();
        let spoken = statement.split_whitespace().count() > 1 || statement.chars().any(is_dense);
        let Some((_, marks)) = BELOW.iter().find(|(own, _)| *own == code && spoken) else {
            return false;
        };
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
            let boss = if code == "tr" { without_genitive(boss) } else { boss };
            let pronoun = relations::is_pronoun(&label(boss, self.language))
                || matches!(boss, "その" | "其" | "그" | "उनके" | "उसके" | "इनके" | "उन" | "उस");
            let boss = if has_word(boss) && !pronoun { self.named(boss) } else { self.last };
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
        let Some((before, list)) = cut_at_colon(statement).filter(|(_, list)| has_word(list))
        else {
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
        let Some(subject) = subject.filter(|s| has_word(s) && !s.contains([',', ';', '，']))
        else {
            return false;
        };
        let list = after.trim_start();
        let list = starts_any(list, "vardır|var|がいます|がいる|があります|がある|が|है|हैं|namely|named|called|who are|are|is|llamados|llamadas|llamado|llamada|que son|nommés|nommée|appelés|namens|und zwar|di nome|cioè|chamados|chamada|genaamd|namelijk|o imieniu|по имени|:|：|,|，|、|は|은|는|(")
            .and_then(|length| list.get(length..))
            .map(|rest| rest.trim_start_matches([':', '：', ',', ' ', '，', '、']).trim_end_matches(')'));
        let Some(list) = list.filter(|list| has_word(list)) else { return false };
        let pronoun = label(subject, self.language);
        let subject = &married(subject);
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
        let at = staff::person(&self.sketch, &name).unwrap_or_else(|| self.sketch.entity(&name));
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

/// "Can Öz'ün" is Can Öz.
fn without_genitive(name: &str) -> &str {
    let name = name.trim_end();
    if let Some((bare, _)) = name.rsplit_once(['\'', '’']) {
        return bare;
    }
    ["nın", "nin", "nun", "nün", "ın", "in", "un", "ün"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .filter(|bare| bare.chars().count() >= 3)
        .unwrap_or(name)
}

/// "Elena married Pablo and" as "Elena, Pablo".
fn married(subject: &str) -> String {
    const MARRIED: &str = "is married to|was married to|married|se casó con|está casado con|está casada con|casado con|casada con|est marié à|est mariée à|a épousé|épousa|heiratete|ist verheiratet mit|verheiratet mit|sposò|ha sposato|è sposato con|è sposata con|casou-se com|casado com|casada com|trouwde met|is getrouwd met|poślubił|poślubiła|wyszła za mąż za|ożenił się z|женат на|замужем за|вышла замуж за|женился на|ile evli|ile evlendi|和|ile";
    let Some((at, end)) = find_any(subject, MARRIED) else { return subject.to_owned() };
    let (a, b) = (subject.get(..at).unwrap_or(""), subject.get(end..).unwrap_or(""));
    let b = b.trim();
    let b = [" and", " y", " et", " und", " e", " en", " i", " и", " ve"]
        .iter()
        .find_map(|and| b.strip_suffix(and))
        .unwrap_or(b);
    if has_word(a) && has_word(b) { format!("{}, {b}", a.trim()) } else { subject.to_owned() }
}

/// "grandparents Otto" is Otto.
fn without_kin(name: &str) -> &str {
    let name = name.trim();
    starts_any(name, "grandparents|grandfather|grandmother|parents|mother|father|siblings|brothers|sisters|abuelos|padres|grands-parents|parents|großeltern|eltern|nonni|genitori|avós|pais|grootouders|ouders|dziadkowie|rodzice|бабушка и дедушка|родители|the")
        .and_then(|length| name.get(length..))
        .map(str::trim_start)
        .filter(|rest| rest.starts_with(char::is_uppercase))
        .unwrap_or(name)
}

/// The last name of a clause: what stands behind the last comma or "there are".
fn last_name<'t>(text: &'t str, code: &str) -> &'t str {
    let comma = text
        .char_indices()
        .filter(|(_, c)| {
            matches!(c, ',' | '，' | '、' | ';' | '；' | '。' | '.' | ':' | '：' | '،')
        })
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
    let idle = |c: char| {
        c.is_whitespace() || matches!(c, ',' | '，' | '、' | '.' | '。' | ';' | '；' | '।')
    };
    let mut list = list.trim_matches(idle);
    let ends = THERE_ARE.iter().find(|(own, _)| *own == code).map_or(&[][..], |(_, ends)| *ends);
    for _ in 0..3 {
        let before = list;
        for joint in ["ve", "그리고", "और", "और फिर"] {
            if let Some(rest) = list.strip_suffix(joint).filter(|rest| rest.ends_with(' ')) {
                list = rest.trim_end_matches(idle);
            }
        }
        let cut =
            ends.iter().filter_map(|end| list.strip_suffix(end)).min_by_key(|rest| rest.len());
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
    let of = starts_any(
        rest,
        "of|under|reporting to|de la|del|de|d'|des|du|von|vom|di|della|da|do|van|для|у",
    )
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
            c.is_numeric()
                || matches!(
                    c,
                    '人' | 'の'
                        | '个'
                        | '名'
                        | '一'
                        | '二'
                        | '两'
                        | '三'
                        | '四'
                        | '五'
                        | ' '
                        | '명'
                )
        });
        if let Some(name) = tail.iter().find_map(|tail| bare.strip_suffix(tail)) {
            return Some(name);
        }
    }
    let owned = [
        "'nin", "'nın", "'nun", "'nün", "'in", "'ın", "'un", "'ün", "'s", "’s", " के", " की", " को",
    ]
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
    // "the two bakers Pia and Tom".
    let lead = words::without_lead(object.trim(), language);
    if let Some(noun) =
        words::without_count(lead).filter(|noun| noun.starts_with(char::is_lowercase))
        && let Some(first) = noun.split(' ').find(|word| word.starts_with(char::is_uppercase))
    {
        let start = first.as_ptr() as usize - noun.as_ptr() as usize;
        let names = noun.get(start..).unwrap_or(object);
        let between = noun.get(..start).unwrap_or("");
        if items(names, language).len() > 1
            && between.split_whitespace().count() <= 3
            && !between.contains([',', ':'])
        {
            return names;
        }
    }
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
