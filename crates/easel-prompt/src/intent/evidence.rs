//! Evidence for each kind of picture by rules: words, their place in the sentence and the shape of
//! the prompt, weighed against signs that a scene is described. The sums are features of the
//! trained model among others; what they amount to is decided there.

use easel_types::Intent;

use crate::lexicon::{Hit, Meaning};
use crate::tokens::{Kind, Text, Token};
use crate::{chart, phrases};

/// Evidence for each intent, in the order of [`Intent::ALL`].
pub(super) struct Scores(pub(super) [f32; 5]);

impl Scores {
    fn add(&mut self, intent: Intent, weight: f32) {
        if let Some(row) = Intent::ALL.iter().position(|known| *known == intent) {
            self.0[row] += weight;
        }
    }

    fn raise(&mut self, intent: Intent, weight: f32) {
        if let Some(row) = Intent::ALL.iter().position(|known| *known == intent) {
            self.0[row] = self.0[row].max(weight);
        }
    }
}

/// Weighs the prompt. The weights were set by hand.
pub(super) fn weigh(text: &Text<'_>) -> Scores {
    let mut scores = Scores([0.0; 5]);
    scores.add(Intent::Standard, 1.0);
    let head = head_phrase(&text.tokens);
    let hits = text.hits();
    let scene = scene_weight(text, &head);
    scores.add(Intent::Standard, scene);
    for hit in hits {
        let weight = hit_weight(text, hit, &head);
        scores.raise(hit.meaning.intent(), weight);
    }
    shape_evidence(text, hits, scene, &mut scores);
    scores
}

/// The noun phrase that names the thing asked for: words before the first preposition, verb
/// form or punctuation, request words left out.
struct Head {
    start: usize,
    end: usize,
}

/// Nouns that only say "a picture" and leave it to the words after `of` what of.
const TRANSPARENT: &str = " image picture illustration graphic visual drawing visualization visualisation imagen image \
     bild immagine imagem afbeelding obraz resim изображение картинка version example sketch \
     representation set collection kind type sort design ";

/// Nouns that may follow the name of a kind without changing what is asked for.
const SOFT_TAILS: &str = " design concept idea ideas template image picture graphic visual illustration vector drawing \
     visualization style poster layout slide please minimal minimalist modern art mark icon symbol \
     diagram chart figure sketch ";

/// Words that end the head phrase.
const BOUNDARIES: &str = " of for with showing about on in at by that which displaying comparing from to where as into \
     using illustrating explaining describing depicting visualizing representing based featuring \
     including made inside over under near like than and or de del des du di da do dos das della \
     delle von für pour para con mit avec com met van voor z dla с для из за ile için über sur \
     sobre who whose while when titled called named is are next per between through has have sorted ordered \
     grouped broken split drawn ";

fn has(list: &str, word: &str) -> bool {
    !word.is_empty()
        && list
            .match_indices(word)
            .any(|(at, _)| list[..at].ends_with(' ') && list[at + word.len()..].starts_with(' '))
}

fn head_phrase(tokens: &[Token]) -> Head {
    let mut start = skip_request(tokens, 0);
    for _ in 0..3 {
        let end = phrase_end(tokens, start);
        let last = end.checked_sub(1).and_then(|at| tokens.get(at));
        let transparent = end > start && last.is_some_and(|t| has(TRANSPARENT, &t.lower));
        let of = tokens.get(end).is_some_and(|t| matches!(&*t.lower, "of" | "de" | "von" | "di"));
        if !(transparent && of) {
            return Head { start, end };
        }
        start = skip_request(tokens, end + 1);
    }
    Head { start, end: phrase_end(tokens, start) }
}

fn skip_request(tokens: &[Token], from: usize) -> usize {
    let mut at = from;
    while let Some(token) = tokens.get(at) {
        let names_kind =
            matches!(&*token.lower, "chart" | "graph" | "diagram" | "design" | "plot" | "sketch");
        let verb = tokens.get(at + 1).is_some_and(|next| {
            phrases::is_article(&next.lower) || matches!(&*next.lower, "me" | "us")
        });
        let skip = token.kind == Kind::Word
            && (phrases::is_article(&token.lower) || phrases::is_request(&token.lower))
            && (!names_kind || verb);
        let comma = token.is_mark(',') && at > from;
        if !(skip || comma) {
            break;
        }
        at += 1;
    }
    at
}

fn phrase_end(tokens: &[Token], start: usize) -> usize {
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        let verb_form = at > start
            && token.lower.len() > 5
            && token.lower.ends_with("ing")
            && !matches!(
                &*token.lower,
                "marketing"
                    | "engineering"
                    | "building"
                    | "clothing"
                    | "onboarding"
                    | "wedding"
                    | "painting"
                    | "drawing"
                    | "training"
                    | "banking"
                    | "gaming"
            );
        let article = at > start && matches!(&*token.lower, "a" | "an" | "the" | "my" | "our");
        // A symbol before a word opens a phrase of its own: "infographic 🌱 how plants grow".
        let adorned = at > start && token.end - token.start >= token.lower.len() + 3;
        if token.kind != Kind::Word
            || adorned
            || article
            || has(BOUNDARIES, &token.lower)
            || verb_form
        {
            break;
        }
        at += 1;
    }
    at
}

/// How strongly a phrase says that its kind of picture is the thing asked for.
fn hit_weight(text: &Text<'_>, hit: &Hit, head: &Head) -> f32 {
    const WEAK: f32 = 0.8;
    let tokens = &text.tokens;
    let before = hit.tokens.start.checked_sub(1).and_then(|at| tokens.get(at));
    let word_before = before.map_or("", |t| &*t.lower);
    if matches!(
        word_before,
        "no" | "without"
            | "not"
            | "sin"
            | "sans"
            | "ohne"
            | "senza"
            | "sem"
            | "bez"
            | "без"
            | "zonder"
    ) {
        return 0.0;
    }
    let vague = matches!(
        hit.meaning,
        Meaning::Infographic("timeline" | "list") | Meaning::Chart(None) | Meaning::Diagram(None)
    );
    let strong = if vague { 4.4 } else { 5.0 };
    if hit.unsegmented {
        return if scene_noun_unsegmented(text.prompt) { 2.0 } else { strong - 0.4 };
    }
    if hit.tokens.start >= head.start && hit.tokens.end <= head.end {
        let tail = &tokens[hit.tokens.end..head.end];
        // "bar chart yes 62 no 31": what follows is the first label.
        let data = tokens.get(head.end).is_some_and(|t| t.number().is_some());
        let soft = data || tail.iter().all(|t| has(SOFT_TAILS, &t.lower));
        let foreign = text.language.as_str() != "en";
        let compound = if hit.tokens.len() > 1 { 2.0 } else { 0.9 };
        return if soft || foreign { strong } else { compound };
    }
    // "chart our revenue", "diagram the login flow": the name of the kind is the verb.
    let next = tokens.get(hit.tokens.end);
    if hit.tokens.start == 0 && next.is_some_and(|t| phrases::is_article(&t.lower)) {
        return 3.6;
    }
    if matches!(word_before, "as" | "into") {
        return 3.6;
    }
    // "Before and after infographic: …": what ends at the first colon is the request.
    let unbroken = tokens[..hit.tokens.start].iter().all(|t| t.kind == Kind::Word);
    if next.is_some_and(|t| t.is_mark(':')) && unbroken && hit.tokens.start <= 5 {
        return 3.2;
    }
    let lead = tokens[..hit.tokens.start].iter().rev().take(4);
    let mut adjectives = 0;
    for token in lead {
        if matches!(&*token.lower, "as" | "into") {
            return 3.4;
        }
        if phrases::is_article(&token.lower) {
            continue;
        }
        if matches!(token.kind, Kind::Mark(',' | ':' | '.' | '-' | ';' | '!' | '?') | Kind::Newline)
        {
            return clause_weight(tokens, hit, strong);
        }
        if phrases::is_request(&token.lower) {
            return 3.4;
        }
        if has(BOUNDARIES, &token.lower) {
            let data = matches!(&*token.lower, "in" | "using" | "with")
                && hit.meaning.intent() == Intent::Chart;
            return if data { 1.3 } else { WEAK };
        }
        adjectives += 1;
    }
    if adjectives < 2 { 1.5 } else { WEAK }
}

/// Weight of a phrase that opens a later clause, such as "coffee brand, minimalist logo".
fn clause_weight(tokens: &[Token], hit: &Hit, strong: f32) -> f32 {
    let next = tokens.get(hit.tokens.end);
    let ends = next.is_none_or(|t| {
        t.kind != Kind::Word || has(BOUNDARIES, &t.lower) || has(SOFT_TAILS, &t.lower)
    });
    if ends { strong - 1.6 } else { 0.9 }
}

fn scene_noun_unsegmented(prompt: &str) -> bool {
    ["照片", "写真", "사진", "油画", "人物", "صورة", "तस्वीर", "肖像", "フォト"]
        .iter()
        .any(|w| prompt.contains(w))
}

/// Nouns that name a painted picture when they head the request.
const SCENE_HEADS: &str = " photo photograph photography painting portrait selfie render rendering wallpaper cartoon \
     anime scene landscape sketch watercolor watercolour snapshot closeup close-up shot still \
     foto fotografía fotografia photographie gemälde pintura peinture dipinto schilderij zdjęcie \
     fotoğraf фото фотография картина портрет retrato ritratto portret man woman boy girl cat dog \
     child person people guy lady astronaut robot tattoo mug tshirt t-shirt shirt sticker room \
     office desk street city house statue sculpture cake pie bar car tree character mural billboard \
     teacher businessman businesswoman student scientist doctor team laptop screen whiteboard \
     blackboard book cover cap hat bag cup singer band ";

/// Words that speak of how a scene looks.
const SCENE_CUES: &str = " photorealistic photo-realistic realistic cinematic bokeh 4k 8k hdr uhd dslr octane unreal \
     lighting lit sunset sunrise moonlight wearing sitting standing holding pointing walking \
     running riding smiling looking eating sleeping flying dancing holds wears masterpiece \
     highly detailed ultra-detailed watercolor oil neon foggy misty beach forest mountains \
     background foreground portrait photo photograph painting anime studio ghibli style 35mm 50mm \
     85mm lens aperture table wall street floating glowing cozy cosy vintage epic fight battle \
     dragon wizard hyperrealistic surreal fantasy wooden kitchen sky plate ";

/// How much the prompt reads like the description of a scene.
fn scene_weight(text: &Text<'_>, head: &Head) -> f32 {
    let tokens = &text.tokens;
    let mut weight: f32 = 0.0;
    if let Some(last) = head.end.checked_sub(1).and_then(|at| tokens.get(at))
        && head.end > head.start
        && tokens[head.start..head.end].iter().any(|t| has(SCENE_HEADS, &t.lower))
    {
        let decisive = has(SCENE_HEADS, &last.lower);
        // "Pie: rent 1,200; food 450" opens a list and is no dish.
        let opens_list = tokens.get(head.end).is_some_and(|t| t.is_mark(':'));
        weight += match (decisive, opens_list) {
            (true, false) => 3.2,
            (true, true) => 0.0,
            (false, _) => 1.0,
        };
    }
    let cues = tokens.iter().filter(|t| t.kind == Kind::Word && has(SCENE_CUES, &t.lower)).count();
    weight += 0.5 * f32::from(u8::try_from(cues.min(5)).unwrap_or(5));
    if ends_with_medium(tokens) {
        weight += 3.0;
    }
    // "(masterpiece:1.2)" and "<lora:x:0.8>" are weights of Stable Diffusion front ends.
    if has_emphasis(text.prompt) {
        weight += 2.5;
    }
    weight
}

/// True where the prompt says how the picture is painted: "…, oil painting", "… as a mural".
fn ends_with_medium(tokens: &[Token]) -> bool {
    let as_art = tokens.windows(3).any(|w| {
        w[0].is_word("as")
            && phrases::is_article(&w[1].lower)
            && matches!(
                &*w[2].lower,
                "mural"
                    | "painting"
                    | "sculpture"
                    | "tattoo"
                    | "photo"
                    | "photograph"
                    | "statue"
                    | "tapestry"
                    | "watercolor"
                    | "watercolour"
                    | "fresco"
                    | "oil"
                    | "cartoon"
            )
    });
    if as_art {
        return true;
    }
    let comma = tokens.iter().rposition(|t| t.is_mark(','));
    let Some(clause) = comma.map(|at| &tokens[at + 1..]) else { return false };
    let last = clause.iter().rfind(|t| t.kind == Kind::Word);
    clause.len() <= 4
        && last.is_some_and(|t| {
            matches!(
                &*t.lower,
                "painting"
                    | "photo"
                    | "photograph"
                    | "photography"
                    | "watercolor"
                    | "watercolour"
                    | "anime"
                    | "canvas"
                    | "fresco"
                    | "engraving"
                    | "woodcut"
                    | "photorealistic"
            )
        })
}

/// True for `(words:1.2)`, `<lora:…>` and `--ar 16:9`.
fn has_emphasis(prompt: &str) -> bool {
    if prompt.contains("<lora:") || prompt.contains("--ar ") || prompt.contains("--v ") {
        return true;
    }
    prompt.match_indices(':').any(|(at, _)| {
        let rest = &prompt[at + 1..];
        let digits = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
        let weight: Option<f32> = rest[..digits].parse().ok();
        let mut start = at.saturating_sub(80);
        while !prompt.is_char_boundary(start) {
            start += 1;
        }
        weight.is_some_and(|w| w < 2.0 && w > 0.0)
            && rest[..digits].contains('.')
            && rest[digits..].starts_with(')')
            && prompt[start..at]
                .rfind('(')
                .is_some_and(|open| !prompt[start..at][open..].contains(')'))
    })
}

/// Evidence that needs no word for the kind: data, arrows, steps, years, comparisons.
fn shape_evidence(text: &Text<'_>, hits: &[Hit], scene: f32, scores: &mut Scores) {
    let has_hit = |intent| hits.iter().any(|hit| hit.meaning.intent() == intent);
    let data = chart::evidence(text);
    if data > 0.0 {
        let damped = if scene >= 2.5 { data * 0.5 } else { data };
        scores.add(
            Intent::Chart,
            if has_hit(Intent::Infographic) || has_hit(Intent::Logo) {
                damped * 0.3
            } else {
                damped
            },
        );
    }
    let arrows = text
        .tokens
        .windows(3)
        .filter(|w| matches!(w[1].kind, Kind::Arrow(_)) && w[0].kind != Kind::Newline)
        .count();
    if arrows > 0 {
        let numeric = text
            .tokens
            .windows(2)
            .filter(|w| matches!(w[0].kind, Kind::Arrow(_)) && w[1].number().is_some())
            .count();
        if numeric * 2 < arrows + 1 {
            scores.add(Intent::Diagram, 2.6 + if arrows > 1 { 0.8 } else { 0.0 });
        }
    }
    sentence_evidence(text, scene, scores);
}

/// Evidence from runs of words.
fn sentence_evidence(text: &Text<'_>, scene: f32, scores: &mut Scores) {
    let tokens = &text.tokens;
    let words: Vec<&str> = tokens.iter().map(|t| &*t.lower).collect();
    let follow = |run: &[&str]| words.windows(run.len()).any(|w| w == run);
    let any = |list: &[&str]| words.iter().any(|w| list.contains(w));
    let damp = if scene >= 2.0 { 0.35 } else { 1.0 };
    for run in [
        ["reports", "to"],
        ["report", "to"],
        ["depends", "on"],
        ["depend", "on"],
        ["connects", "to"],
        ["inherits", "from"],
    ] {
        if follow(&run) {
            scores.add(Intent::Diagram, 2.6 * damp);
        }
    }
    if any(&["if"]) && any(&["else", "otherwise"]) {
        scores.add(Intent::Diagram, 2.0 * damp);
    }
    if follow(&["then"]) && words.iter().filter(|w| **w == "then").count() > 1 {
        scores.add(Intent::Diagram, 0.8 * damp);
    }
    // "plot" asks for a chart as a verb and is a story or a piece of land as a noun.
    if words.first() == Some(&"plot") && words.get(1).is_some_and(|word| *word != "of") {
        scores.add(Intent::Chart, 3.0 * damp);
    }
    let list = crate::infographic::has_list(text);
    let steps = words.windows(2).any(|w| {
        matches!(w[0], "steps" | "stages" | "phases") && matches!(w[1], "to" | "of" | "for" | "in")
    }) && !any(&["sitting", "standing", "stone", "climbing", "walking"]);
    if steps {
        scores.add(Intent::Infographic, (if list { 3.4 } else { 1.6 }) * damp);
    }
    if words.first() == Some(&"how") && words.get(1) == Some(&"to") || follow(&["explain", "how"]) {
        scores.add(Intent::Infographic, (if list { 2.6 } else { 1.5 }) * damp);
    }
    if any(&["compare", "comparison", "comparing", "difference", "differences"]) && scene < 2.0 {
        let versus = any(&["vs", "versus", "between", "and", "with"]);
        scores.add(Intent::Infographic, if versus { 2.4 } else { 1.2 });
    } else if any(&["vs", "versus"]) {
        scores.add(Intent::Infographic, 1.4 * damp);
    }
    topic_evidence(text, &words, damp, scores);
}

/// Evidence for infographics from kinds of topic: advice, cycles, history, numbered lists.
fn topic_evidence(text: &Text<'_>, words: &[&str], damp: f32, scores: &mut Scores) {
    let tokens = &text.tokens;
    let follow = |run: &[&str]| words.windows(run.len()).any(|w| w == run);
    let any = |list: &[&str]| words.iter().any(|w| list.contains(w));
    let list = crate::infographic::has_list(text);
    let advice = words.windows(2).any(|w| {
        matches!(
            w[0],
            "tips"
                | "ways"
                | "reasons"
                | "facts"
                | "benefits"
                | "advantages"
                | "symptoms"
                | "causes"
                | "stages"
                | "types"
                | "rules"
                | "habits"
                | "principles"
                | "phases"
        ) && matches!(w[1], "for" | "to" | "about" | "of" | "on" | "why" | "in")
    });
    let counted = tokens.windows(3).any(|w| {
        w[0].number().is_some() && (is_plural_topic(&w[1].lower) || is_plural_topic(&w[2].lower))
    });
    if advice || counted {
        scores.add(Intent::Infographic, (if list || counted { 2.2 } else { 1.6 }) * damp);
    }
    if words.windows(2).any(|w| {
        matches!(w[0], "life" | "water" | "carbon" | "nitrogen" | "rock") && w[1] == "cycle"
    }) || any(&["lifecycle", "explained", "overview"])
    {
        scores.add(Intent::Infographic, 1.7 * damp);
    }
    let years = crate::infographic::year_entries(text);
    if years >= 2 {
        scores.add(Intent::Infographic, (if years >= 3 { 2.2 } else { 1.2 }) * damp);
    }
    if follow(&["history", "of"]) && list {
        scores.add(Intent::Infographic, 1.0 * damp);
    }
    if crate::infographic::numbered_lines(text.prompt) >= 2 {
        scores.add(Intent::Infographic, 1.6 * damp);
    }
}

fn is_plural_topic(word: &str) -> bool {
    matches!(
        word,
        "steps"
            | "tips"
            | "ways"
            | "reasons"
            | "facts"
            | "benefits"
            | "stages"
            | "phases"
            | "habits"
            | "rules"
            | "principles"
            | "pillars"
            | "mistakes"
    )
}
