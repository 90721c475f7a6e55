//! Who stands under whom, told in sentences: "under her are …", "X's team: …", "A has two
//! daughters, B and C", and languages that put "under" behind the name. Verbs such as "reports to"
//! are read by `relations`; outlines and "A: b, c" alone by `tree`.

use easel_types::spec::DiagramKind;

use crate::language::Language;

use super::head::Content;
use super::kin::{
    KIN, before_number, find_kin, first_of, last_name, married, owner, without_end,
    without_genitive, without_kin, without_number,
};
use super::sketch::Sketch;
use super::text::{
    bracket_at_end, cut_at_colon, find_any, has_word, is_dense, items, label, raw_items, starts_any,
};
use super::verbs::Relation;
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
pub(super) const THERE_ARE: [(&str, &[&str]); 5] = [
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

/// Verbs and particles between somebody and those under them.
pub(super) const HAVE: &str = "has|have|had|with|gets|manages|leads|runs|supervises|oversees|heads|tiene|tienen|tuvo|tuvieron|dirige|a|ont|eut|dirige|encadre|hat|haben|leitet|führt|ha|hanno|ebbe|dirige|guida|tem|têm|teve|lidera|heeft|hebben|leidt|ma|mają|miał|miała|kieruje|у|имеет|имеют|есть|руководит|لديه|لديها|لديهما|له|لها|لهما|के|की|को|有|には|に|は|에게는|에게|는|은";

/// Reads every statement; `None` where none of the forms of this file is used.
pub(super) fn read(content: &Content<'_>, language: Language) -> Option<Made> {
    let mut reader = Reader {
        sketch: Sketch::new(language),
        language,
        last: None,
        own: 0,
        pair: Vec::new(),
        body: content.body,
    };
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

struct Reader<'a> {
    sketch: Sketch,
    language: Language,
    /// Who was spoken of last.
    last: Option<usize>,
    /// How many statements were of the forms of this file.
    own: usize,
    /// The names of the last list, for "their".
    pair: Vec<usize>,
    /// The whole content.
    body: &'a str,
}

impl Reader<'_> {
    fn statement(&mut self, statement: &str) {
        const TALK: &str = "please|pls|i need|i want|i would|we need|we want|thanks|thank you|cheers|bitte|danke|por favor|gracias|s'il vous plaît|merci|per favore|grazie|por favor|obrigado|obrigada|alsjeblieft|bedankt|proszę|dziękuję|пожалуйста|спасибо|lütfen|teşekkürler|من فضلك|شكرا|कृपया|धन्यवाद|请|谢谢|お願いします|부탁";
        let bare = words::without_sequencer(statement);
        if starts_any(bare, TALK).is_some() {
            return;
        }
        if self.told_below(bare) || self.in_brackets(bare) {
            return;
        }
        if self.top(bare)
            || self.below(bare)
            || self.team(bare)
            || self.couple(bare)
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
            // A name in one word is spoken of again, a lower post is not its holder.
            let again = words.len() == 1
                && self.body.matches(name.trim().trim_end_matches('.')).take(3).count() > 1
                && self.body.matches(role.trim()).take(3).count() == 1;
            role.split_whitespace().count() <= 3
                && (again || (2..=3).contains(&words.len()))
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

    /// "Bob Ray (reports to Ann Lee)", "Finance: Bob Ray (under Ann Lee)".
    fn in_brackets(&mut self, statement: &str) -> bool {
        let parts: Vec<(&str, &str)> =
            raw_items(statement, self.language).into_iter().filter_map(bracket_at_end).collect();
        let above = |inside: &str| {
            let found = relations::find(inside, |r| r == Relation::Under)?;
            let object = inside.get(inside.len() - found.object.len()..)?;
            (!has_word(found.subject) && has_word(object)).then(|| object.to_owned())
        };
        let told: Vec<(&str, String)> =
            parts.iter().filter_map(|(name, inside)| Some((*name, above(inside)?))).collect();
        for (name, boss) in &told {
            let (role, name) = cut_at_colon(name)
                .filter(|(role, name)| has_word(role) && has_word(name))
                .map_or((None, *name), |(role, name)| (Some(label(role, self.language)), name));
            let (Some(node), Some(boss)) = (self.named(name), self.named(boss)) else { continue };
            self.sketch.change(node, |node| node.text = node.text.take().or(role));
            if node != boss {
                self.sketch.edge(boss, node, None);
            }
        }
        self.own += told.len();
        !told.is_empty()
    }

    /// "…, under her are A and B, and A leads C": the one spoken of before, and the clauses around.
    fn told_below(&mut self, statement: &str) -> bool {
        const BELOW_THEM: &str = "dependen de él|dependen de ella|depende de él|depende de ella|dependem dele|dependem dela|dépendent de lui|dépendent d'elle|dipendono da lui|dipendono da lei|подчиняются непосредственно|reporting to him are|reporting to her are|reporting to them are|reporting to him|reporting to her|under him are|under her are|under them are|under him|under her|under them|below him|below her|below that are|below that|le reportan|le reporta|les reportan|a su cargo están|a su cargo está|a su cargo tiene a|a su cargo|bajo su mando están|bajo su mando|con él trabajan|con ella trabajan|de él dependen|de ella dependen|por debajo están|sous ses ordres|sous sa responsabilité|sous sa direction|lui rapportent|lui sont rattachés|lui sont rattachées|sous lui|sous elle|en dessous|ihm unterstehen|ihr unterstehen|ihnen unterstehen|ihm untersteht|ihr untersteht|ihm unterstellt sind|ihr unterstellt sind|an ihn berichten|an sie berichten|unter ihm stehen|unter ihr stehen|unter ihm|unter ihr|darunter|a lui riportano|a lei riportano|gli riportano|le riportano|sotto di lui|sotto di lei|da lui dipendono|da lei dipendono|alle sue dipendenze|a ele se reportam|a ela se reportam|respondem a ele|respondem a ela|abaixo dele|abaixo dela|sob ele|sob ela|onder hem|onder haar|aan hem rapporteren|aan haar rapporteren|daaronder|pod nim|pod nią|pod nimi|podlegają mu|podlegają jej|podlegają im|jemu podlegają|jej podlegają|podlega mu|podlega jej|ему подчиняются|ей подчиняются|им подчиняются|ему подчиняется|ей подчиняется|подчиняются ему|подчиняются ей|под ним|под ней|под ними|в его подчинении|в её подчинении|в ее подчинении|у него в подчинении|у нее в подчинении|у неё в подчинении|يتبعه|تتبعه|يتبعها|تتبعها|تحته|تحتها|ona bağlı olarak|ona bağlı|onun altında";
        let Some((at, end)) = find_any(statement, BELOW_THEM) else { return false };
        let (before, list) =
            (statement.get(..at).unwrap_or(""), statement.get(end..).unwrap_or(""));
        if self.last.is_none() && !has_word(before) || !has_word(list) {
            return false;
        }
        if has_word(before) {
            let before = before.trim().trim_end_matches([',', ';', '،', ' ']);
            let joint = words::ands(self.language);
            const ADVERBS: &str = "direkt|directly|right|just|directamente|directement|direttamente|diretamente|direct|bezpośrednio|непосредственно|and|und|y|et|e|en|i|и";
            let before =
                if starts_any(before, ADVERBS) == Some(before.len()) { "" } else { before };
            let bare = joint
                .split('|')
                .find_map(|and| before.strip_suffix(and).filter(|rest| rest.ends_with(' ')));
            // "A has under her …": whose they are stands before the verb.
            let owner = [" has", " a", " tiene", " hat", " ha", " tem", " heeft", " ma", " имеет"]
                .iter()
                .find_map(|have| before.strip_suffix(have))
                .filter(|owner| owner.split_whitespace().count() <= 5);
            match owner {
                Some(owner) if has_word(owner) => self.last = self.named(owner),
                _ if has_word(before) => self.clauses(bare.unwrap_or(before)),
                _ => {}
            }
        }
        let Some(boss) = self.last else { return false };
        self.own += 1;
        let list = list.trim_start_matches([':', ' ', ',']);
        let list = words::without_there(list).unwrap_or(list).trim_start();
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

    /// "My grandparents are Ivan and Olga": two of whom more is told.
    fn couple(&mut self, statement: &str) -> bool {
        const COUPLE: &str = "my grandparents|the grandparents|grandparents|my parents|the parents|parents|the couple|the founders|mis abuelos|los abuelos|mis padres|los padres|mes grands-parents|les grands-parents|mes parents|les parents|meine großeltern|die großeltern|meine eltern|die eltern|i miei nonni|i nonni|i miei genitori|i genitori|meus avós|os avós|meus pais|os pais|mijn grootouders|mijn ouders|moi dziadkowie|dziadkowie|moi rodzice|rodzice|мои бабушка и дедушка|мои родители|родители";
        let bare = statement.trim();
        let Some(rest) = starts_any(bare, COUPLE).and_then(|n| bare.get(n..)) else { return false };
        let rest = rest.trim_start();
        let list =
            starts_any(rest, "are|were|son|sont|sind|sono|são|zijn|to|są|—|:|are called|heißen")
                .and_then(|length| rest.get(length..));
        let Some(list) = list.filter(|list| has_word(list)) else { return false };
        let nodes: Vec<usize> =
            raw_items(list, self.language).iter().filter_map(|name| self.named(name)).collect();
        self.last = nodes.first().copied().or(self.last);
        self.pair = nodes;
        self.pair.len() > 1
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

    /// "사장은 김철수이고": the one who has a post, before a comma.
    fn korean_post<'t>(&mut self, text: &'t str) -> &'t str {
        if self.language.as_str() != "ko" {
            return text;
        }
        let Some((piece, rest)) = text.split_once(',') else { return text };
        let Some((post, name)) = piece.split_once("은 ").or_else(|| piece.split_once("는 "))
        else {
            return text;
        };
        let name =
            ["이고", "이며", "입니다", "이다", "고"].iter().find_map(|end| name.strip_suffix(end));
        let Some(name) = name.filter(|name| name.split(' ').count() <= 3) else { return text };
        self.last = self.named(name);
        if let Some(at) = self.last {
            let post = label(post, self.language);
            self.sketch.change(at, |node| node.text = node.text.take().or(Some(post)));
        }
        rest
    }

    /// Clauses with verbs of `relations`; a name alone is the one spoken of.
    fn clauses(&mut self, text: &str) {
        let text = self.korean_post(text);
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
            // "总经理王强，下属有…": the name before the comma.
            let first = statement.get(..found.first().map_or(0, |(at, _)| *at)).unwrap_or("");
            let boss = if !has_word(boss) && self.last.is_none() { first } else { boss };
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
        let several = starts_any(
            &pronoun,
            "they|both|ellos|ellas|ils|elles|sie|beide|loro|eles|elas|zij|ze|oni|one|они|onlar|هما|هم|वे|他们|彼ら",
        ) == Some(pronoun.len());
        let bosses: Vec<usize> = if several && self.pair.len() > 1 {
            self.pair.clone()
        } else if relations::is_pronoun(&pronoun) {
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
        let told = self.sketch.nodes.iter().take(200).position(|node| {
            node.text.as_ref().is_some_and(|text| text.eq_ignore_ascii_case(&name))
        });
        let at = self
            .sketch
            .find(&name)
            .or(told)
            .or_else(|| staff::person(&self.sketch, &name))
            .unwrap_or_else(|| self.sketch.entity(&name));
        self.sketch.change(at, |node| {
            node.text = node.text.take().or(Some(role).filter(|role| has_word(role)));
        });
        Some(at)
    }
}
