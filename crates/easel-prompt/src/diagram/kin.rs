//! Names of those who stand under somebody: words for kin, staff and teams, and names freed from
//! numbers, endings and what leads to them. The sentences they stand in are read by `ranks`.

use crate::language::Language;

use super::ranks::{HAVE, THERE_ARE};
use super::text::{find_any, has_word, is_dense, is_word_char, items, starts_any};
use super::words;

/// Nouns for those under somebody.
pub(super) const KIN: &str = "direct reports|reports|children|child|kids|sons|son|daughters|daughter|subordinates|people|team members|members|assistants|teams|departments|divisions|units|branches|subcategories|subtypes|hijos|hijo|hijas|hija|subordinados|equipos|departamentos|áreas|enfants|enfant|fils|filles|fille|subordonnés|équipes|départements|services|kinder|kind|söhne|sohn|töchter|tochter|mitarbeiter|teams|abteilungen|bereiche|untergebene|figli|figlio|figlie|figlia|sottoposti|team|reparti|dipartimenti|filhos|filho|filhas|filha|subordinados|equipes|departamentos|kinderen|zonen|zoon|dochters|dochter|afdelingen|medewerkers|dzieci|synów|syna|synowie|córki|córkę|córka|podwładnych|działy|zespoły|детей|дети|ребенок|ребёнок|сына|сын|дочь|дочери|дочерей|подчиненных|подчинённых|отдела|отделов|отделы|çocuğu|çocukları|oğlu|oğulları|kızı|kızları|ekibi|ekip|birimi|أبناء|أطفال|ابن|ابنة|ابنان|بنات|بچے|बच्चे|बेटे|बेटा|बेटी|बेटियाँ|孩子|儿子|女儿|子女|下属|部门|子供|子ども|息子|娘|部下|자녀|아들|딸|부하|팀원|부서";

/// The first of some words, wherever they stand in scripts without blanks.
pub(super) fn first_of(text: &str, marks: &str) -> Option<(usize, usize)> {
    marks
        .split('|')
        .filter_map(|mark| text.find(mark).map(|at| (at, at + mark.len())))
        .min_by_key(|(at, end)| (*at, usize::MAX - end))
}

/// "Can Öz'ün" is Can Öz.
pub(super) fn without_genitive(name: &str) -> &str {
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
pub(super) fn married(subject: &str) -> String {
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
pub(super) fn without_kin(name: &str) -> &str {
    let name = name.trim();
    starts_any(name, "grandparents|grandfather|grandmother|parents|mother|father|siblings|brothers|sisters|abuelos|padres|grands-parents|parents|großeltern|eltern|nonni|genitori|avós|pais|grootouders|ouders|dziadkowie|rodzice|бабушка и дедушка|родители|the")
        .and_then(|length| name.get(length..))
        .map(str::trim_start)
        .filter(|rest| rest.starts_with(char::is_uppercase))
        .unwrap_or(name)
}

/// The last name of a clause: what stands behind the last comma or "there are".
pub(super) fn last_name<'t>(text: &'t str, code: &str) -> &'t str {
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
pub(super) fn without_end<'t>(list: &'t str, code: &str) -> &'t str {
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
pub(super) fn owner(before: &str, language: Language) -> Option<&str> {
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
    // "VPs under Lena".
    if let Some((at, end)) = find_any(
        text,
        "under|below|reporting to|bajo|a cargo de|unter|sous|sotto|sob|onder|pod|под",
    )
    .filter(|(at, _)| *at > 0)
    {
        let (noun, name) = (text.get(..at)?, text.get(end..)?);
        if noun.split_whitespace().count() <= 3
            && has_word(name)
            && name.split_whitespace().count() <= 4
        {
            return Some(name);
        }
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
pub(super) fn find_kin(text: &str) -> Option<(usize, usize)> {
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
pub(super) fn before_number(before: &str, language: Language) -> Option<&str> {
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
    // "child F".
    let kin = starts_any(object.trim(), KIN).and_then(|length| object.trim().get(length..));
    if let Some(name) = kin.map(str::trim_start).filter(|name| name.starts_with(char::is_uppercase))
    {
        return name;
    }
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
