//! The language of a diagram's words. Prompts for diagrams are full of names and have few of the
//! small words that `language` counts; the verbs and names of notations tell as much.

use crate::language::Language;
use crate::tokens::Text;

/// Words of diagrams by language. A word may stand in several rows.
const TELLING: [(&str, &str); 9] = [
    (
        "en",
        "the and then if is to of with from otherwise reports manages has have where chart flowchart flow draw diagram each on yes no",
    ),
    (
        "es",
        "diagrama de flujo organigrama y el la los las si luego después tiene tienen cada reporta reportan dirige secuencia clases estados mapa del al un una con para no sí hereda heredan sino primero entidad línea tiempo tablero",
    ),
    (
        "fr",
        "diagramme organigramme et le la les des un une si puis ensuite chaque dirige rapporte séquence classes états carte du au avec pour non oui hérite héritent sinon d'abord schéma frise chronologique est d'un d'une",
    ),
    (
        "de",
        "diagramm organigramm und der die das ein eine einen dem den wenn dann sonst ist sind hat von nach zum zur jeder jede leitet berichtet mit für nein ja erben erbt zuerst schaubild als",
    ),
    (
        "it",
        "diagramma organigramma e il lo la gli le di del della se poi altrimenti ha hanno ogni dirige riporta riportano sequenza classi stati mappa con per un una prima infine eredita ereditano linea tempo",
    ),
    (
        "pt",
        "diagrama fluxograma organograma e o a os as um uma de do da se então senão tem têm cada gerencia reporta sequência classes estados mapa com para não sim herda herdam primeiro depois linha tempo quadro",
    ),
    (
        "nl",
        "stroomdiagram organogram en het een de als dan anders heeft elke rapporteert leidt klassen van naar met voor nee ja eerst daarna tijdlijn maak teken over",
    ),
    (
        "pl",
        "schemat diagram blokowy i z do w się jeśli potem inaczej ma mają każdy kieruje podlega klas stanów mapa na nie tak najpierw następnie oś czasu organizacyjny",
    ),
    (
        "tr",
        "şema şeması diyagram diyagramı ve bir ise sonra önce değilse her bağlı yönetir rapor akış durum sınıf hayır evet zihin haritası zaman çizelgesi organizasyon",
    ),
];

/// The language whose words the prompt has most of; the one found before on a tie.
pub(super) fn of(text: &Text<'_>) -> Language {
    let found = text.language.as_str();
    if !TELLING.iter().any(|(code, _)| *code == found) {
        return text.language;
    }
    let mut scores = [0_usize; TELLING.len()];
    for token in text.tokens.iter().take(300) {
        for ((_, words), score) in TELLING.iter().zip(scores.iter_mut()) {
            let known = !token.lower.is_empty()
                && words.split(' ').any(|word| {
                    word == token.lower || (word.len() > 6 && token.lower.ends_with(word))
                });
            *score += usize::from(known);
        }
    }
    let score = |code: &str| {
        TELLING
            .iter()
            .zip(scores)
            .find(|((known, _), _)| *known == code)
            .map_or(0, |(_, score)| score)
    };
    let best = TELLING
        .iter()
        .zip(scores)
        .max_by_key(|((code, _), score)| (*score, usize::from(*code == found)));
    match best {
        // One word more proves little against what the whole prompt says.
        Some(((code, _), most)) if most >= score(found) + if found == "en" { 1 } else { 3 } => {
            Language::from_code(code).unwrap_or(text.language)
        }
        _ => text.language,
    }
}
