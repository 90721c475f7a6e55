//! The words that name a kind of picture, in fifteen languages, and how they are found in a
//! prompt. What their position in the sentence means is decided in `intent`.

mod charts;
mod diagrams;
mod index;
mod others;

use std::sync::LazyLock;

use easel_types::Intent;
use easel_types::spec::{ChartKind, DiagramKind};

pub(crate) use self::index::{Index, Match, folded};
use crate::tokens::{Text, Token, collapse};

/// What a phrase names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Meaning {
    /// A chart, of this kind if the phrase says which.
    Chart(Option<ChartKind>),
    /// A diagram; `None` where the phrase leaves the notation open.
    Diagram(Option<DiagramKind>),
    /// An infographic with this template, empty where open.
    Infographic(&'static str),
    /// A logo.
    Logo,
}

impl Meaning {
    /// The intent it belongs to.
    pub(crate) fn intent(self) -> Intent {
        match self {
            Self::Chart(_) => Intent::Chart,
            Self::Diagram(_) => Intent::Diagram,
            Self::Infographic(_) => Intent::Infographic,
            Self::Logo => Intent::Logo,
        }
    }
}

/// A phrase that names a kind of picture, found in a prompt.
pub(crate) type Hit = Match<Meaning>;

/// Phrases by meaning, separated by `|`. A trailing `*` on a word stands for any ending. Accents
/// and the like do not matter, nor does whether two words are joined by a hyphen. Phrases in
/// Arabic, Devanagari, Han, Kana and Hangul are found inside longer runs of letters, with or
/// without a space between their words.
fn phrases() -> impl Iterator<Item = (Meaning, &'static str)> {
    let groups = [
        charts::COMMON,
        charts::SPECIAL,
        charts::RARE,
        diagrams::SOFTWARE,
        diagrams::GENERAL,
        others::INFOGRAPHICS,
        others::LOGOS,
    ];
    let rows = groups.into_iter().flatten();
    rows.flat_map(|(meaning, phrases)| phrases.split('|').map(|phrase| (*meaning, phrase)))
}

static INDEX: LazyLock<Index<Meaning>> = LazyLock::new(|| Index::new(phrases(), false));

/// Finds every phrase in `tokens`. Where phrases overlap, the longest stays.
pub(crate) fn find(prompt: &str, tokens: &[Token]) -> Vec<Hit> {
    INDEX.find(prompt, tokens)
}

/// True for scripts whose words carry glued particles or stand without spaces.
fn is_unsegmented(phrase: &str) -> bool {
    phrase.chars().any(|c| {
        matches!(c, '\u{0600}'..='\u{06ff}' | '\u{0900}'..='\u{097f}' | '\u{1100}'..='\u{11ff}'
            | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
    })
}

/// `heading` without phrases for a kind that are written into its words, as in scripts without
/// spaces: 销售额柱状图 is about 销售额. `None` where nothing else is left.
pub(crate) fn without_kinds(heading: &str, text: &Text<'_>) -> Option<String> {
    let mut out = heading.to_owned();
    if is_unsegmented(heading) {
        let mut known: Vec<&str> = text
            .hits()
            .iter()
            .filter(|hit| hit.unsegmented)
            .map(|hit| text.prompt.get(hit.span.clone()).unwrap_or_default())
            .collect();
        // A longer phrase may hold a shorter one: グラフ stands in インフォグラフィック.
        known.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        for phrase in known {
            out = out.replace(phrase, " ");
        }
        out = without_request(&out);
    }
    // Genitive particles that led to the phrase.
    let idle = |c: char| c.is_whitespace() || "的の:：，,、。をに".contains(c);
    let out = collapse(out.trim_end_matches(idle).trim_start_matches(idle));
    out.chars().any(char::is_alphanumeric).then_some(out)
}

/// `heading` without the words of asking at its beginning, in scripts without spaces.
fn without_request(heading: &str) -> String {
    const ASKING: [&str; 26] = [
        "请",
        "帮我",
        "给我",
        "我想要",
        "我需要",
        "生成",
        "制作",
        "创建",
        "绘制",
        "画",
        "做",
        "一个",
        "一张",
        "一幅",
        "显示",
        "展示",
        "关于",
        "請",
        "製作",
        "建立",
        "繪製",
        "一個",
        "一張",
        "顯示",
        "的",
        "，",
    ];
    const ENDINGS: [&str; 6] =
        ["を作って", "作って", "を作成して", "を描いて", "ください", "お願いします"];
    let mut rest = heading.trim_start();
    while let Some(tail) = ASKING.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = tail.trim_start();
    }
    rest = rest.trim_end();
    while let Some(head) = ENDINGS.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = head.trim_end();
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BAR: Meaning = Meaning::Chart(Some(ChartKind::Bar));
    const PIE: Meaning = Meaning::Chart(Some(ChartKind::Pie));
    const CHART: Meaning = Meaning::Chart(None);
    const FLOW: Meaning = Meaning::Diagram(Some(DiagramKind::Flowchart));
    const GANTT: Meaning = Meaning::Diagram(Some(DiagramKind::Gantt));
    const SWOT: Meaning = Meaning::Infographic("swot");

    fn check(prompt: &str, expect: &[Meaning]) {
        let text = Text::new(prompt);
        let got: Vec<Meaning> =
            find(prompt, &text.tokens).into_iter().map(|hit| hit.meaning).collect();
        assert_eq!(got, expect, "{prompt}");
    }

    #[test]
    fn the_longest_phrase_wins() {
        check("a pie chart of sales", &[PIE]);
        check("flow chart and gantt chart", &[FLOW, GANTT]);
        check("ein Balkendiagramm und ein Flussdiagramm", &[BAR, FLOW]);
        check("gráfico de barras de ventas", &[BAR]);
        check("销售额柱状图", &[BAR]);
        check("ログインのフローチャート", &[FLOW]);
        check("logo-free mug", &[]);
    }

    #[test]
    fn spelling_does_not_matter() {
        check("GRAFICO DE LINEAS y pie-chart", &[Meaning::Chart(Some(ChartKind::Line)), PIE]);
        check("الرسم البياني الدائري", &[PIE]);
        check("رسما بيانيا للمبيعات", &[CHART]);
        check("막대그래프와 간트차트", &[BAR, GANTT]);
        check("Şirketin organizasyon şeması", &[Meaning::Diagram(Some(DiagramKind::Orgchart))]);
        check("给面包店设计一个logo", &[Meaning::Logo]);
        check("新規事業のSWOT", &[SWOT]);
        check("wykresie słupkowym", &[BAR]);
        check("ein UML-Klassendiagramm", &[Meaning::Diagram(Some(DiagramKind::Class))]);
        check("a flowchrat and a grpah", &[FLOW, CHART]);
        check(
            "inforgraphic, histogrm",
            &[Meaning::Infographic(""), Meaning::Chart(Some(ChartKind::Histogram))],
        );
        check("deadlines of a holographic photographer", &[]);
    }
}
