//! What statements about people and departments say beside "reports to": roles, names in short,
//! who is no person. The statements themselves are read by `relations` and `ranks`.

use easel_types::spec::DiagramKind;

use crate::language::Language;

use super::relations::{dashed, is_pronoun};
use super::sketch::Sketch;
use super::text::{find_any, has_word, is_dense, items, label};

/// Words before the one above.
pub(super) const FIRST: &str = "under|below|beneath|reporting to|answering to|de|del|debajo de|bajo|sous|de la|d'|da|dal|dalla|sotto|do|sob|abaixo de|unter|onder|pod|под";

/// Verbs behind the one above.
pub(super) const THEN: &str = "are|is|come|comes|sit|sits|work|works|there are|there is|we have|dependen|depende|están|está|dépendent|dépend|se trouvent|dipendono|dipende|ci sono|dependem|estão|stehen|steht|arbeiten|sind|ist|kommen|staan|vallen|są|pracują|находятся|работают";

/// "under her are …": a clause of its own.
pub(super) fn is_inverted(text: &str) -> bool {
    const UNDER: &str = "under|below|beneath|reporting to|answering to|debajo de|bajo|por debajo de|sous|en dessous de|sotto|sob|abaixo de|unter|onder|pod|под";
    let text = text.trim_start();
    super::text::starts_any(text, UNDER)
        .and_then(|length| text.get(length..))
        .and_then(|rest| find_any(rest, THEN).map(|(at, end)| (rest.get(..at), rest.get(end..))))
        .is_some_and(|(above, below)| {
            above.is_some_and(|t| has_word(t) && t.split_whitespace().count() <= 4)
                && below.is_some_and(has_word)
        })
}

/// "no reports yet": nobody stands there.
pub(super) fn is_nobody(object: &str) -> bool {
    super::text::starts_any(object.trim(), "no|no one|nobody|none|nothing|kein|keine|keinen|niemanden|ningún|ninguna|nadie|aucun|aucune|personne|nessun|nessuna|nessuno|nenhum|nenhuma|ninguém|geen|niemand|żadnych|nikogo|нет|никого|kimse").is_some()
}

/// One thing in lower case, where the one who leads it is written with a capital: no person.
pub(super) fn is_common(
    object: &str,
    (subject, sketch): (&str, &Sketch),
    language: Language,
) -> bool {
    if matches!(language.as_str(), "de" | "zh" | "ja" | "ko" | "hi" | "ar") {
        return false;
    }
    let (name, who) = (label(object, language), label(subject, language));
    if is_pronoun(&name) {
        return false;
    }
    name.split_whitespace().all(|word| word.starts_with(char::is_lowercase))
        && who.starts_with(char::is_uppercase)
        && items(object, language).len() == 1
        && sketch.find(&name).is_none()
        && !object.contains([',', '('])
}

/// The one node that a shorter form of a name means: "Dana" after "Dana Brooks", "Luc Girard"
/// after "treasurer Luc Girard".
pub(super) fn person(sketch: &Sketch, name: &str) -> Option<usize> {
    if sketch.nodes.len() > 200
        || !name.starts_with(char::is_uppercase)
        || sketch.find(name).is_some()
    {
        return None;
    }
    let words = name.split(' ').count();
    // Names have endings of their case: "Piotrowi Bąkowi", "Сидорова".
    let inflects = sketch.inflects();
    let same = |a: &str, b: &str| {
        let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        let (long, short) =
            (a.chars().count().max(b.chars().count()), a.chars().count().min(b.chars().count()));
        a == b || inflects && shared + 1 >= short && shared >= 3 && long - short <= 3
    };
    let inflected = |known: &str| {
        let (own, wanted): (Vec<&str>, Vec<&str>) =
            (known.split(' ').collect(), name.split(' ').collect());
        let skip = own.len().checked_sub(wanted.len())?;
        let tail = own.get(skip..)?;
        Some(tail.iter().zip(&wanted).all(|(a, b)| same(a, b)))
    };
    let fits = |known: &str| {
        if inflects && inflected(known) == Some(true) {
            return true;
        }
        let rest = match words {
            1 => known.strip_prefix(name).filter(|rest| {
                rest.strip_prefix(' ').is_some_and(|rest| {
                    rest.split(' ').count() == 1 && rest.starts_with(char::is_uppercase)
                })
            }),
            _ => known.strip_suffix(name).filter(|rest| rest.ends_with(' ')),
        };
        rest.is_some()
    };
    let mut all = sketch.nodes.iter().enumerate().filter(|(_, node)| fits(&node.label));
    let first = all.next().map(|(at, _)| at)?;
    all.next().is_none().then_some(first)
}

/// Words for the whole that somebody leads.
const ORGANISATIONS: &str = "company|clinic|firm|organization|organisation|school|hospital|business|startup|agency|institute|association|club|whole team|entire company|empresa|clínica|organización|escuela|hospital|compañía|entreprise|société|clinique|école|hôpital|association|klinik|firma|unternehmen|schule|krankenhaus|verein|gesellschaft|betrieb|azienda|società|clinica|scuola|ospedale|associazione|organização|escola|clínica|bedrijf|kliniek|ziekenhuis|school|vereniging|firma|firmą|firmę|klinika|klinikę|kliniką|szkołą|компанией|компания|компанию|клиникой|фирмой|школой|организацией|şirket|şirketi|kliniği|okulu|الشركة|شركة|المدرسة|कंपनी|公司|学校|医院|会社|学校|病院|회사|학교|병원";

/// True where the words name the whole that is led, not somebody in it.
pub(super) fn is_organisation(object: &str, language: Language) -> bool {
    let name = label(object, language);
    super::text::starts_any(&name, ORGANISATIONS) == Some(name.len())
}

/// "unterstehen", "reportan": the verb agrees with several.
pub(super) fn plural_first(verb: &str) -> bool {
    verb.ends_with("ются")
        || verb.ends_with("ą")
        || verb.ends_with("en")
        || verb.ends_with("an")
        || verb.ends_with("ют")
        || verb.ends_with("no")
}

/// "Maria Lopez is the CEO": the role becomes the words under the name.
pub(super) fn role(
    text: &str,
    sketch: &mut Sketch,
    kind: Option<DiagramKind>,
    language: Language,
) -> Option<usize> {
    if kind != Some(DiagramKind::Orgchart) {
        return None;
    }
    // "CEO Maria Lopez": the one at the top, alone in its statement.
    if sketch.nodes.is_empty()
        && items(text, language).len() == 1
        && text.split_whitespace().count() <= 4
        && text.trim_start().starts_with(char::is_uppercase)
        && !text.contains([':', ',', '(', '-', '–'])
        && find_any(text, "is|are|has|have|es|est|ist|è|é|leads|leitet|we").is_none()
    {
        return Some(sketch.entity(&label(text, language)));
    }
    if let Some((name, role)) = dashed(text).filter(|(_, role)| !role.contains(',')) {
        let turned = name.trim_start().starts_with(char::is_lowercase)
            && role.trim_start().starts_with(char::is_uppercase);
        let (name, role) = if turned { (role, name) } else { (name, role) };
        let node = sketch.entity(&label(name, language));
        let role = label(role, language);
        sketch.change(node, |node| node.text = node.text.take().or(Some(role)));
        return Some(node);
    }
    let (at, end) = find_any(
        text,
        "stays|remains|becomes|serves as|sigue siendo|reste|bleibt|rimane|continua|blijft|pozostaje|остается|остаётся|is the|is our|is|es el|es la|es|est le|est la|est|ist der|ist die|ist|è il|è la|è|é o|é a|é|jest|является|是|는|은|は|has the role of|acts as|is at the top|works as",
    )?;
    let (mut name, mut role) =
        (label(text.get(..at)?, language), label(text.get(end..)?, language));
    // "la directora general es Laura": the role stands first.
    if name.starts_with(char::is_lowercase)
        && role.starts_with(char::is_uppercase)
        && role.split_whitespace().count() <= 3
        && !role.chars().all(char::is_uppercase)
    {
        std::mem::swap(&mut name, &mut role);
    }
    // "Vorsitzender ist Karl Huber": two capitals are a person.
    let capitals = |text: &str| {
        text.split(' ').take_while(|word| word.starts_with(char::is_uppercase)).count()
    };
    let written = text.get(end..)?.trim_start();
    if !name.contains(' ')
        && matches!(role.split(' ').count(), 2 | 3)
        && capitals(&role) == role.split(' ').count()
        && written.starts_with(&role)
        && !role.chars().any(is_dense)
    {
        std::mem::swap(&mut name, &mut role);
    }
    if !has_word(&name)
        || !has_word(&role)
        || name.split_whitespace().count() > 4
        || role.split_whitespace().count() > 6
    {
        return None;
    }
    let single = items(&name, language).len() == 1;
    if !single {
        return None;
    }
    let top = super::text::starts_any(&role, "top|at the top|on top|head of the company|the boss|boss|the top|oben|in alto|en haut|arriba|no topo").is_some();
    let node = sketch.entity(&name);
    if !top {
        sketch.change(node, |node| node.text = node.text.take().or(Some(role)));
    }
    Some(node)
}
