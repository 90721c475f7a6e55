//! Better prompts as told: an instruction ("add a hat", "make it more dramatic", "replace the dog
//! by a cat", "remove the car") is carried out on the prompt, and guidance is added that agrees
//! with it. What no rule understands is added as it was written.

use crate::language::Language;
use crate::tokens::Text;

use super::form::{self, Example};
use super::{Composition, Levels, Richness, compose_with, head, random_prompt, strip_word};

/// Most wishes that are carried out, and the longest words that are looked for: both keep the time
/// linear.
const WISHES_MAX: usize = 50;
const SOUGHT_BYTES_MAX: usize = 200;

/// Words of an instruction that ask for a level: words, level.
type Cues = &'static [(&'static str, u8)];

/// Stronger words stand before those that they contain.
const STYLE_CUES: Cues = &[
    ("photorealis", 1),
    ("photo-realis", 1),
    ("lifelike", 1),
    ("hyperrealis", 1),
    ("realistic", 2),
    ("abstract", 5),
    ("surreal", 5),
    ("stylized", 4),
    ("stylised", 4),
    ("artistic", 4),
    ("painterly", 4),
];
const DETAIL_CUES: Cues = &[
    ("less detail", 2),
    ("fewer detail", 2),
    ("minimal", 1),
    ("simpl", 2),
    ("cleaner", 2),
    ("hyper-detailed", 5),
    ("hyperdetailed", 5),
    ("intricate", 5),
    ("detail", 4),
];
const COLOR_CUES: Cues = &[
    ("black and white", 1),
    ("black-and-white", 1),
    ("monochrom", 1),
    ("grayscale", 1),
    ("greyscale", 1),
    ("less color", 2),
    ("less colour", 2),
    ("desaturated", 2),
    ("muted", 2),
    ("subdued", 2),
    ("hyper-saturated", 5),
    ("neon color", 5),
    ("vibrant", 4),
    ("vivid", 4),
    ("colorful", 4),
    ("colourful", 4),
    ("more color", 4),
    ("more colour", 4),
    ("saturated", 4),
];
const LIGHT_CUES: Cues = &[
    ("flat light", 1),
    ("even light", 1),
    ("less dramatic", 2),
    ("soft", 2),
    ("gentle light", 2),
    ("chiaroscuro", 5),
    ("extremely dramatic", 5),
    ("dramatic", 4),
    ("cinematic", 4),
    ("moody", 4),
    ("contrast", 4),
];

/// A richer prompt; with an instruction, one that follows it. Total and deterministic.
///
/// The words of `prompt` stay, but for those that the instruction replaces or removes; those of
/// the instruction stand in the result. A prompt of tags stays one. An empty prompt becomes what
/// the instruction describes, or a random prompt.
pub fn instruct(prompt: &str, instruction: Option<&str>, seed: u64) -> String {
    let instruction = instruction.map(str::trim).filter(|instruction| !instruction.is_empty());
    let prompt = prompt.trim();
    if prompt.is_empty() && instruction.is_none() {
        return random_prompt(seed);
    }
    let mut description = prompt.to_owned();
    let tags = form::read(&[prompt.to_owned()]).is_some_and(|example| example.tags);
    // Between words of other languages, English ones do not join.
    let foreign = !prompt.is_empty() && Text::new(head(prompt)).language != Language::ENGLISH;
    for wish in wishes(instruction.unwrap_or_default()).take(WISHES_MAX) {
        carry_out(&mut description, wish, tags || foreign);
    }
    let composition = Composition {
        levels: levels(instruction.unwrap_or_default()),
        description,
        seed,
        ..Composition::default()
    };
    // A prompt of tags stays one.
    let example = tags.then(Example::tags);
    compose_with(&composition, Richness::Full, example.as_ref()).prompt
}

fn levels(instruction: &str) -> Levels {
    let lower = instruction.to_lowercase();
    let cue =
        |cues: Cues| cues.iter().find(|(words, _)| lower.contains(words)).map(|(_, level)| *level);
    Levels {
        stylization: cue(STYLE_CUES),
        detail: cue(DETAIL_CUES),
        color: cue(COLOR_CUES),
        lighting: cue(LIGHT_CUES),
    }
}

/// The single wishes of an instruction.
fn wishes(instruction: &str) -> impl Iterator<Item = &str> {
    instruction
        .split(['\n', ';'])
        .flat_map(|line| line.split(". "))
        .flat_map(|sentence| sentence.split(", then "))
        .flat_map(by_verb)
        .map(|wish| wish.trim().trim_end_matches(['.', '!', ',']).trim())
        .filter(|wish| !wish.is_empty())
}

/// `add a hat and remove the dog` as two wishes: "and" before a verb parts them.
fn by_verb(sentence: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut glues: Vec<(usize, &str)> =
        sentence.match_indices(" and ").chain(sentence.match_indices(", ")).collect();
    glues.sort_unstable();
    for (at, glue) in glues {
        let after = &sentence[at + glue.len()..];
        if at >= start && ACTS.iter().any(|act| strip_word(after, act).is_some()) {
            out.push(&sentence[start..at]);
            start = at + glue.len();
        }
    }
    out.push(&sentence[start..]);
    out
}

/// Verbs that begin a wish.
const ACTS: &[&str] = &[
    "add ",
    "include ",
    "put ",
    "remove ",
    "delete ",
    "replace ",
    "change ",
    "make it ",
    "make the ",
    "turn it ",
    "use ",
    "give it ",
    "set it ",
    "place it ",
    "without ",
];

/// Words around a wish that say nothing about the picture.
const COURTESY: &[&str] = &[
    "please ",
    "can you ",
    "could you ",
    "i want it to be ",
    "i want it ",
    "i want ",
    "i'd like ",
    "improve the prompt by adding ",
    "improve it by adding ",
    "improve the prompt ",
    "improve this prompt ",
    "rewrite the prompt ",
    "rewrite it ",
    "the image should be ",
    "the image should have ",
    "it should be ",
    "it should have ",
    "ensure ",
    "also ",
];

/// Verbs that add, and that remove, in the languages that put them first.
const ADD: &[&str] = &[
    "add ",
    "include ",
    "put in ",
    "put ",
    "give it ",
    "use ",
    "füge ",
    "ajoute ",
    "ajoutez ",
    "añade ",
    "agrega ",
    "aggiungi ",
    "adicione ",
    "adiciona ",
    "voeg ",
    "dodaj ",
    "добавь ",
    "добавьте ",
];
const REMOVE: &[&str] = &[
    "remove ",
    "delete ",
    "take out ",
    "get rid of ",
    "entferne ",
    "retire ",
    "enlève ",
    "supprime ",
    "quita ",
    "elimina ",
    "rimuovi ",
    "remova ",
    "verwijder ",
    "usuń ",
    "убери ",
    "удали ",
];

/// Changes `description` as one wish says.
fn carry_out(description: &mut String, wish: &str, tags: bool) {
    let with = if tags { "" } else { "with " };
    let mut wish = wish;
    while let Some(rest) = COURTESY.iter().find_map(|courtesy| strip_word(wish, courtesy)) {
        wish = rest.trim_start();
    }
    let behind =
        |verbs: &[&str]| verbs.iter().find_map(|verb| strip_word(wish, verb)).map(str::trim);
    if let Some(what) = behind(&["replace ", "change ", "swap "]) {
        let parts = [" with ", " by ", " for ", " to ", " into "]
            .iter()
            .find_map(|glue| what.split_once(glue));
        if let Some((old, new)) = parts
            && replace(description, old.trim(), new.trim())
        {
            return;
        }
        let new = parts.map_or(what, |(_, new)| new.trim());
        // What is not in the prompt cannot be replaced, but what is to be there can be added.
        add(description, with, new);
    } else if let Some(what) = behind(REMOVE) {
        remove(description, what);
    } else if let Some(what) = behind(ADD) {
        let what = strip_word(what, "in ").filter(|_| wish.starts_with("put in")).unwrap_or(what);
        // The other half of a verb in two parts.
        let what = [" hinzu", " toe"].iter().find_map(|end| what.strip_suffix(end)).unwrap_or(what);
        add(description, with, what);
    } else if let Some(what) = behind(&[
        "make it look like ",
        "make it look ",
        "make it ",
        "make this ",
        "make the image ",
        "make the picture ",
        "make the scene ",
        "turn it into ",
        "turn this into ",
        "set it ",
        "place it ",
    ]) {
        shape(description, what, tags);
    } else {
        shape(description, wish, tags);
    }
}

/// Adds `what`, led by `lead`.
fn add(description: &mut String, lead: &str, what: &str) {
    if what.is_empty() || description.contains(what) {
        return;
    }
    if description.is_empty() {
        description.push_str(what);
        return;
    }
    let end = description.trim_end().trim_end_matches(['.', ',']).len();
    description.truncate(end);
    description.push_str(", ");
    description.push_str(lead);
    description.push_str(what);
}

/// Adds how the picture is to be: a place or manner as it stands, a thing as "as …", a quality as
/// a look.
fn shape(description: &mut String, what: &str, tags: bool) {
    const LEADS: &[&str] = &[
        "in ",
        "at ",
        "on ",
        "under ",
        "with ",
        "without ",
        "from ",
        "as ",
        "during ",
        "set ",
        "by ",
        "inspired ",
        "against ",
        "near ",
        "no ",
        "above ",
        "during ",
        "like ",
        "into ",
        "behind ",
        "beside ",
    ];
    let leads = |words: &[&str]| words.iter().any(|lead| strip_word(what, lead).is_some());
    let foreign = Text::new(head(what)).language != Language::ENGLISH;
    if tags || foreign || leads(LEADS) || description.is_empty() {
        add(description, "", what);
    } else if leads(&["a ", "an "]) {
        add(description, "as ", what);
    } else if what.split_whitespace().count() <= 4 && strip_word(what, "the ").is_none() {
        let article =
            if what.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) { "an" } else { "a" };
        add(description, "", &format!("with {article} {what} look"));
    } else {
        add(description, "", what);
    }
}

/// Puts `new` in the place of every `old`; false where there is none.
fn replace(description: &mut String, old: &str, new: &str) -> bool {
    let bare = without_article(old);
    let article = bare.len() < old.len();
    let Some(at) = find_word(description, bare) else { return false };
    let mut rest = description.split_off(at);
    rest.drain(..bare.len());
    // An article before it stays, or is that of what comes instead.
    let new_bare = without_article(new);
    if article && new_bare.len() < new.len() {
        let kept = description.trim_end();
        let cut = ["a", "an", "the", "A", "An", "The"].iter().find_map(|word| {
            kept.strip_suffix(word).filter(|head| head.is_empty() || head.ends_with(' '))
        });
        if let Some(head) = cut {
            description.truncate(head.len());
            description.push_str(new);
        } else {
            description.push_str(new_bare);
        }
    } else {
        description.push_str(if article { new_bare } else { new });
    }
    description.push_str(&rest);
    true
}

/// Takes `what` out of the description, with the word that leads to it; says "without" it where it
/// is not there.
fn remove(description: &mut String, what: &str) {
    let bare = without_article(what);
    let Some(at) = find_word(description, bare) else {
        add(description, "without ", what);
        return;
    };
    let mut rest = description.split_off(at);
    rest.drain(..bare.len());
    let mut head = description.trim_end();
    for word in
        ["a", "an", "the", "A", "An", "The", "with", "and", "wearing", "featuring", "including"]
    {
        let shorter = head.strip_suffix(word).filter(|h| h.is_empty() || h.ends_with(' '));
        head = shorter.map_or(head, str::trim_end);
    }
    let head = head.trim_end_matches(',').to_owned();
    *description = head;
    if description.is_empty() {
        description.push_str(rest.trim_start_matches([',', ' ']));
    } else {
        description.push_str(&rest);
    }
    if description.trim().is_empty() {
        add(description, "without ", what);
    }
}

fn without_article(words: &str) -> &str {
    ["a ", "an ", "the "].iter().find_map(|article| strip_word(words, article)).unwrap_or(words)
}

/// Where `words` stand in `text` as whole words, whatever their case (ASCII).
fn find_word(text: &str, words: &str) -> Option<usize> {
    if words.is_empty() || words.len() > SOUGHT_BYTES_MAX {
        return None;
    }
    let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.char_indices().map(|(at, _)| at).find(|at| {
        strip_word(&text[*at..], words).is_some_and(|rest| {
            outside(rest.chars().next()) && outside(text[..*at].chars().next_back())
        })
    })
}
