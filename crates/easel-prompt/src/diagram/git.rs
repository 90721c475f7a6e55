//! Git graphs in words: "on main commit "init", branch develop, commit "add login", merge develop
//! into main, tag v1.0".

use easel_types::spec::DiagramKind;

use crate::language::Language;

use super::head::Content;
use super::sketch::Sketch;
use super::text::{
    cut_at_colon, find_any, has_word, items, label, split, starts_any, statements, unwrapped,
};
use super::{Made, words};

/// Words before the name of a branch that is made.
const BRANCH: &str = "create a branch called|create a branch named|create a branch|create branch|create the branch|make a branch|make branch|new branch|branch off to|branch off into|branch off|branch out|branch to|branches off to|branches off|branch|branches|git branch|fork|checkout -b|create|crear rama|crea la rama|crear la rama|crea una rama|nueva rama|rama|créer la branche|crée la branche|nouvelle branche|branche|neuer branch|erstelle branch|erstelle den branch|zweige ab|zweig|crea il branch|crea un branch|nuovo branch|ramo|criar branch|crie a branch|novo branch|nieuwe branch|maak branch|maak een branch|utwórz gałąź|nowa gałąź|gałąź|создать ветку|создай ветку|создаем ветку|создаём ветку|новая ветка|ветка|dal oluştur|yeni dal|dal|أنشئ فرع|فرع جديد|فرع|ब्रांच बनाओ|नई ब्रांच|新建分支|创建分支|创建|切出|分支|ブランチを作成|ブランチ|브랜치 생성|브랜치";

/// Words before the branch that is worked on.
const ON: &str = "zurück auf|zurück zu|zurück nach|de vuelta en|de vuelta a|volver a|volvemos a|retour sur|de retour sur|revenir sur|di nuovo su|torna su|tornare su|voltar para|de volta a|de volta em|terug naar|terug op|z powrotem na|wracamy na|обратно на|вернуться на|возвращаемся на|on|checkout|switch to|switch back to|back on|back to|en|sur|auf|su|em|no|op|na|в|на|in|git checkout|git switch|在|切换到|على|في";

/// Words before commits.
const COMMIT: &str = "commits|commit|committing|git commit|with commits|with commit|add commits|add commit|two commits|three commits|one commit|commiten|confirmar|коммиты|коммит|коммитим|提交|コミット|커밋|التزام|कमिट";

/// Words before the branch that is taken in.
const MERGE: &str = "merge|merges|merged|merging|is merged|git merge|fusionar|fusiona|fusionner|fusionne|mergen|merge-|unisci|unire|mesclar|mescle|samenvoegen|scal|scalić|слить|сливаем|слияние|смержить|birleştir|ادمج|دمج|मर्ज|合并|マージ|병합|머지";

/// Words between the branch that is taken in and the one that takes it.
const INTO: &str =
    "into|to|back into|back to|in|en|con|dans|à|in|nach|em|no|naar|do|z|в|с|إلى|في|में|到|入";

/// Reads commits, branches and merges in the order of the prompt.
pub(super) fn read(content: &Content<'_>, language: Language) -> Option<Made> {
    let mut history = History {
        sketch: Sketch::new(language),
        language,
        branch: "main".to_owned(),
        tips: Vec::new(),
        named: false,
    };
    for line in &content.lines {
        for statement in statements(line.text) {
            history.statement(statement);
        }
        if history.sketch.is_full() {
            break;
        }
    }
    let sketch = history.sketch;
    (!sketch.nodes.is_empty() && sketch.groups.len() + sketch.edges.len() > 1).then(|| Made {
        sketch,
        kind: Some(DiagramKind::GitGraph),
        ..Made::default()
    })
}

struct History {
    sketch: Sketch,
    language: Language,
    /// The branch that is worked on.
    branch: String,
    /// The last commit of each branch.
    tips: Vec<(String, usize)>,
    /// A branch has been named before any commit.
    named: bool,
}

impl History {
    fn statement(&mut self, statement: &str) {
        if let Some((at, end)) = find_any(statement, "has commits|has the commits|has commit|with commits|contains commits|has two commits|has three commits").filter(|(at, _)| *at > 0 && statement.get(..*at).is_some_and(|b| b.split_whitespace().count() <= 3 && starts_any(b, BRANCH).is_none())) {
            self.heading(statement.get(..at).unwrap_or(""));
            self.commits(statement.get(end..).unwrap_or(""));
            return;
        }
        if let Some((before, after)) =
            cut_at_colon(statement).filter(|(b, a)| has_word(b) && has_word(a))
        {
            let lead = words::without_sequencer(before).trim();
            let name = starts_any(lead, ON)
                .or_else(|| starts_any(lead, BRANCH))
                .and_then(|n| lead.get(n..))
                .filter(|r| has_word(r))
                .unwrap_or(lead);
            let merged = starts_any(lead, MERGE).is_some();
            if !merged && name.split_whitespace().count() <= 5 {
                self.heading(name);
                for part in split(after, |c| matches!(c, ',' | '，' | '、')) {
                    self.part(part, true);
                }
                return;
            }
        }
        for part in split(statement, |c| matches!(c, ',' | '，' | '、' | '،')) {
            for piece in cut_at_then(part) {
                self.part(piece, false);
            }
        }
    }

    /// "develop (from main)": a branch with its commits behind a colon.
    fn heading(&mut self, name: &str) {
        let (name, from) = match super::text::bracket_at_end(name) {
            Some((name, inside)) => (name, Some(inside)),
            None => match find_any(name, "from|off|de|von|aus|da|van|от|из") {
                Some((at, end)) if has_word(name.get(..at).unwrap_or("")) => {
                    (name.get(..at).unwrap_or(name), name.get(end..))
                }
                _ => (name, None),
            },
        };
        let from = from.map(|f| {
            let f = f.trim();
            starts_any(f, "branched from|branches from|from|off|de|von")
                .and_then(|n| f.get(n..))
                .unwrap_or(f)
        });
        let name = branch_name(name, self.language);
        self.switch(&name, from.map(|f| branch_name(f, self.language)));
    }

    /// Goes to a branch; a new one leaves where the work stands.
    fn switch(&mut self, name: &str, from: Option<String>) {
        if !has_word(name) {
            return;
        }
        let known = self.tips.iter().any(|(branch, _)| branch.eq_ignore_ascii_case(name));
        if !known {
            let origin = from.unwrap_or_else(|| self.branch.clone());
            // "from c2": a commit.
            let tip = self.tip(&origin).or_else(|| {
                self.sketch.nodes.iter().position(|node| node.label.eq_ignore_ascii_case(&origin))
            });
            self.sketch.group(name);
            if let Some(tip) = tip {
                self.tips.push((name.to_owned(), tip));
            }
        }
        self.branch = name.to_owned();
        self.named = true;
    }

    fn tip(&self, branch: &str) -> Option<usize> {
        self.tips.iter().find(|(name, _)| name.eq_ignore_ascii_case(branch)).map(|(_, tip)| *tip)
    }

    fn part(&mut self, part: &str, listed: bool) {
        let mut text = words::without_sequencer(part).trim();
        if let Some(rest) = starts_any(text, words::ands(self.language))
            .and_then(|n| text.get(n..))
            .filter(|r| r.starts_with(' '))
        {
            text = words::without_sequencer(rest).trim();
        }
        if let Some((at, end)) = find_any(
            text,
            "tag|tagged|tag it|tagged as|tag as|etiqueta|étiquette|тег|タグ|태그|标签|标记|etiket|وسم|टैग",
        ) {
            let before = text.get(..at).unwrap_or("");
            self.tag(text.get(end..).unwrap_or(""));
            if !has_word(before) {
                return;
            }
            text = before;
        }
        let text = starts_any(text, "meanwhile|in the meantime|mientras tanto|pendant ce temps|währenddessen|inzwischen|nel frattempo|enquanto isso|ondertussen|tymczasem|тем временем|bu sırada|同时")
            .and_then(|length| text.get(length..))
            .map_or(text, |rest| rest.trim_start_matches([' ', ',']));
        if let Some((at, end)) = find_any(
            text,
            "gets|receives|has|recibe|reçoit|bekommt|erhält|riceve|recebe|krijgt|dostaje|получает",
        ) && let Some(name) = text.get(..at).map(|name| branch_name(name, self.language))
            && self.tip(&name).is_some()
        {
            self.switch(&name, None);
            self.commits(text.get(end..).unwrap_or(""));
            return;
        }
        if let Some((at, end)) = find_any(text, MERGE) {
            let behind = text.get(end..).unwrap_or("");
            let before = text.get(..at).unwrap_or("");
            self.merge(behind, before);
            return;
        }
        // "on develop commit X".
        if let Some(rest) =
            starts_any(text, ON).and_then(|n| text.get(n..)).filter(|r| r.starts_with(' '))
        {
            let commit = find_any(rest, COMMIT)
                .or_else(|| find_any(rest, "add|make|two|three|there"))
                .or_else(|| rest.find('"').map(|at| (at, at)));
            let (name, tail) = match commit {
                Some((at, _)) => (rest.get(..at).unwrap_or(""), rest.get(at..)),
                None => (rest, None),
            };
            if let Some((at, _)) = find_any(rest, BRANCH).filter(|(at, _)| {
                commit.is_none_or(|(c, _)| *at < c) && has_word(rest.get(..*at).unwrap_or(""))
            }) {
                let name = branch_name(rest.get(..at).unwrap_or(""), self.language);
                self.switch(&name, None);
                self.part(rest.get(at..).unwrap_or(""), false);
                return;
            }
            let name = branch_name(name, self.language);
            self.switch(&name, None);
            if let Some(tail) = tail {
                self.commits(tail);
            }
            return;
        }
        if let Some(length) = starts_any(text, BRANCH)
            && !listed
        {
            self.make_branch(text.get(length..).unwrap_or(""));
            return;
        }
        if let Some((at, end)) = find_any(text, "branch off|branches off|is branched from|branches from|branches off from|is created from|comes off").filter(|(at, _)| *at > 0) {
            let name = branch_name(text.get(..at).unwrap_or(""), self.language);
            let from = text.get(end..).map(|t| starts_any(t.trim_start(), "from|of|off").and_then(|n| t.trim_start().get(n..)).unwrap_or(t));
            let from = from.map(|f| branch_name(f, self.language)).filter(|f| has_word(f));
            self.switch(&name, from);
            return;
        }
        let named = starts_any(text, COMMIT).is_some();
        if named || listed || text.contains('"') || self.sketch.nodes.is_empty() || !has_verb(text)
        {
            self.commits(text);
        }
    }

    fn make_branch(&mut self, rest: &str) {
        let rest = rest.trim();
        let (name, tail) = match find_any(
            rest,
            "from|off|with|con|mit|avec|com|met|z|de|von|aus|da|van|od|от|из|desde|depuis|off of|at|and",
        ) {
            Some((at, end)) => (
                rest.get(..at).unwrap_or(""),
                Some((rest.get(at..end).unwrap_or(""), rest.get(end..).unwrap_or(""))),
            ),
            None => (rest, None),
        };
        let name = branch_name(name, self.language);
        match tail {
            Some(("with" | "and" | "con" | "mit" | "avec" | "com" | "met" | "z", tail)) => {
                self.switch(&name, None);
                self.commits(tail);
            }
            Some((_, tail)) => {
                let (from, more) = match find_any(tail, COMMIT) {
                    Some((at, _)) => (tail.get(..at).unwrap_or(""), tail.get(at..)),
                    None => (tail, None),
                };
                let from = from.trim_end().trim_end_matches(" with").trim_end_matches(" and");
                self.switch(&name, Some(branch_name(from, self.language)));
                if let Some(more) = more {
                    self.commits(more);
                }
            }
            None => self.switch(&name, None),
        }
    }

    fn commits(&mut self, text: &str) {
        let mut rest = text.trim();
        // "initial commit on main" has no other name.
        let initial = starts_any(
            rest,
            "the initial commit|an initial commit|initial commit|first commit|commit inicial|commit initial|initialer commit|commit iniziale|eerste commit|pierwszy commit|первый коммит|ilk commit|初始提交|最初のコミット",
        );
        if let Some(length) = initial.filter(|n| rest.get(*n..).is_some_and(|t| !t.contains('"'))) {
            let behind = rest.get(length..).unwrap_or("").trim();
            if let Some(branch) = starts_any(behind, ON).and_then(|n| behind.get(n..)) {
                let name = branch_name(branch, self.language);
                self.switch(&name, None);
            }
            let name = label(rest.get(..length).unwrap_or(rest), self.language);
            self.commit(&name);
            return;
        }
        for _ in 0..3 {
            let count = words::without_count(rest).unwrap_or(rest);
            let verb = starts_any(count, "add|make|adds|there are|with|a|an|the|of|initial")
                .filter(|_| find_any(count, COMMIT).is_some_and(|(at, _)| at < 16));
            let after = starts_any(count, COMMIT).or(verb).and_then(|n| count.get(n..));
            match after.filter(|r| has_word(r)) {
                Some(after) if !after.starts_with(['-', '\'']) => {
                    rest = after.trim_start_matches([' ', ':', '：', '(', '-'])
                }
                _ => break,
            }
        }
        let rest = rest.trim_end_matches(')');
        // "commit C on feature": the branch stands behind its commits.
        let mut rest = rest;
        if let Some((at, name)) =
            ["on", "to", "auf", "en", "sur", "su", "em", "na", "op"].iter().find_map(|word| {
                let at = rest.rfind(&format!(" {word} "))?;
                let name = branch_name(rest.get(at + word.len() + 2..)?, self.language);
                let known = self.sketch.groups.iter().any(|g| g.label.eq_ignore_ascii_case(&name))
                    || self.tip(&name).is_some();
                let usual = matches!(
                    &*name.to_lowercase(),
                    "main" | "master" | "develop" | "dev" | "trunk"
                );
                (known || usual).then_some((at, name))
            })
        {
            self.switch(&name, None);
            rest = rest.get(..at).unwrap_or(rest);
        }
        let names = items(rest, self.language);
        for name in names {
            let (name, tag) = match super::text::bracket_at_end(&name) {
                Some((before, inside)) => (label(before, self.language), Some(inside.to_owned())),
                None => (name.clone(), None),
            };
            self.commit(unwrapped(&name));
            if let Some(tag) = tag {
                self.tag(&tag);
            }
        }
    }

    /// A commit on the branch that is worked on.
    fn commit(&mut self, name: &str) {
        let node = self.sketch.fresh(name);
        if let Some(tip) = self.tip(&self.branch.clone()) {
            self.sketch.edge(tip, node, None);
        }
        self.put(node);
    }

    /// Sets the last commit of the branch that is worked on.
    fn put(&mut self, node: usize) {
        let branch = self.branch.clone();
        self.sketch.place(&branch, node);
        match self.tips.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case(&branch)) {
            Some((_, tip)) => *tip = node,
            None => self.tips.push((branch, node)),
        }
    }

    fn merge(&mut self, behind: &str, before: &str) {
        // "feature in main mergen": the verb stands last.
        if !has_word(behind) && find_any(before, INTO).is_some_and(|(at, _)| at > 0) {
            self.merge(before, "");
            return;
        }
        let behind = behind.trim();
        // "into main and back into develop": two merges.
        if let Some((at, end)) = find_any(
            behind,
            "and back into|and back to|and then into|and into|and also into|y también en|und auch in|und zurück in|et aussi dans|e anche in|e também em",
        ) && let (Some(first), Some(second)) = (behind.get(..at), behind.get(end..))
            && let Some((stop, _)) = find_any(first, INTO)
        {
            let from = first.get(..stop).unwrap_or("").to_owned();
            self.merge(first, before);
            self.merge(&format!("{from} into {second}"), before);
            return;
        }
        let behind = starts_any(behind, "branch|the branch|it|la rama|la branche|den branch")
            .and_then(|n| behind.get(n..))
            .filter(|r| r.starts_with(' ') || r.is_empty())
            .map_or(behind, str::trim_start);
        let cut = find_any(behind, INTO);
        let (from, into) = match cut {
            Some((at, end)) => {
                (behind.get(..at).unwrap_or(""), Some(behind.get(end..).unwrap_or("")))
            }
            None => (behind, None),
        };
        let stop = |text: &str| text.find(['(', ';']).map_or(text.len(), |at| at);
        // "into main as C3": the name of the merge.
        let named = into
            .and_then(|t| t.split_once(" as "))
            .map(|(_, name)| label(name, self.language))
            .filter(|n| has_word(n));
        let into = into
            .map(|t| t.split_once(" as ").map_or(t, |(t, _)| t))
            .map(|t| t.get(..stop(t)).unwrap_or(t))
            .map(|t| branch_name(t, self.language))
            .filter(|t| has_word(t));
        let mut from = branch_name(from, self.language);
        if !has_word(&from) {
            // "develop is merged into main", "merge it back into main".
            let named = branch_name(
                before.trim_end().trim_end_matches(" is").trim_end_matches(" gets"),
                self.language,
            );
            from = if has_word(&named) && self.tip(&named).is_some() {
                named
            } else {
                self.branch.clone()
            };
        }
        let target = into.unwrap_or_else(|| {
            if from.eq_ignore_ascii_case(&self.branch) {
                self.first_branch()
            } else {
                self.branch.clone()
            }
        });
        let (Some(tip), other) = (self.tip(&from), self.tip(&target)) else { return };
        let node = self.sketch.fresh(&named.unwrap_or_else(|| format!("Merge {from}")));
        if let Some(other) = other {
            self.sketch.edge(other, node, None);
        }
        if other != Some(tip) {
            self.sketch.edge(tip, node, None);
        }
        self.branch = target;
        self.put(node);
    }

    fn first_branch(&self) -> String {
        self.tips.first().map_or_else(|| "main".to_owned(), |(name, _)| name.clone())
    }

    fn tag(&mut self, text: &str) {
        let text = text.trim().trim_start_matches([':', ' ']);
        let text = starts_any(text, "it|as|with|the|release|merge|commit|the release|the merge|it as|main as|the merge commit").and_then(|n| text.get(n..)).filter(|r| has_word(r)).unwrap_or(text);
        let text = find_any(text, "as")
            .and_then(|(_, end)| text.get(end..))
            .filter(|r| has_word(r))
            .unwrap_or(text);
        let name = label(text.trim_end_matches(')'), self.language);
        let Some(tip) = self.tip(&self.branch) else { return };
        if has_word(&name) {
            self.sketch.change(tip, |node| node.tags.push(name));
        }
    }
}

fn has_verb(text: &str) -> bool {
    find_any(text, "is|are|was|we|the team").is_some()
}

/// The name of a branch without "branch" before or behind it.
fn branch_name(text: &str, language: Language) -> String {
    let name = label(text, language);
    let name = [" los", " las", " les", " die", " der", " the", " i", " os", " as", " de", " den"]
        .iter()
        .find_map(|article| name.strip_suffix(article))
        .map_or(name.clone(), str::to_owned);
    let name = starts_any(&name, "branch|rama|branche|ramo|gałąź|gałęzi|ветка|ветке|ветку|called|named|分支|ブランチ|브랜치|فرع|off|to").and_then(|n| name.get(n..)).filter(|r| has_word(r)).map_or_else(|| name.clone(), |r| label(r, language));
    let name = [
        "branch",
        "分支上",
        "分支",
        "ブランチに",
        "ブランチ",
        "브랜치에",
        "브랜치",
        "에서",
        "에",
        "上",
        "again",
        "dalında",
        "dalına",
        "dalı",
        "पर",
        "में",
    ]
    .iter()
    .find_map(|end| name.strip_suffix(end))
    .filter(|r| has_word(r))
    .map_or(name.clone(), |r| r.trim().to_owned());
    name.split_whitespace()
        .next()
        .filter(|_| name.split_whitespace().count() > 3)
        .map_or(name.clone(), str::to_owned)
}

/// Cuts at "then" and at "and" before a verb of this notation.
fn cut_at_then(part: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = part;
    let joints = "and then|then|y luego|luego|puis|et puis|dann|und dann|poi|e poi|depois|e depois|daarna|potem|затем|потом|ثم|फिर|然后|sonra";
    while let Some((at, end)) = find_any(rest, joints) {
        let (Some(before), Some(after)) = (rest.get(..at), rest.get(end..)) else { break };
        if has_word(before) {
            out.push(before);
        }
        rest = after;
        if out.len() > 60 {
            break;
        }
    }
    let mut from = 0;
    while let Some((at, end)) =
        rest.get(from..).and_then(|t| find_any(t, "and|y|et|und|e|en|i|и|ve"))
    {
        let (at, end) = (from + at, from + end);
        let after = rest.get(end..).unwrap_or("").trim_start();
        let verb = starts_any(after, MERGE).or_else(|| starts_any(after, "branch off|create branch|create a branch|checkout|switch|commit|on|tag|tagged|tag it"));
        if verb.is_some() && has_word(rest.get(..at).unwrap_or("")) {
            out.extend(rest.get(..at));
            rest = rest.get(end..).unwrap_or("");
            from = 0;
            continue;
        }
        from = end;
    }
    out.push(rest);
    out
}
