//! How numbers and dates are written in a language: separators, places of signs, words for
//! millions, names of months. Digits stay Latin in every language. Rounding is in
//! [`crate::numbers`], the calendar in [`crate::time_axis`].

/// A language that months and large numbers are named in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Language {
    #[default]
    English,
    Spanish,
    French,
    German,
    Italian,
    Portuguese,
    Dutch,
    Polish,
    Russian,
    Turkish,
    Arabic,
    Hindi,
    Chinese,
    Japanese,
    Korean,
}

/// Which digits stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Grouping {
    /// 1,234,567
    #[default]
    Thousands,
    /// 1234 but 12 345
    ThousandsFromFive,
    /// 12,34,567
    Indian,
}

/// What stands at a number of per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum PercentSign {
    #[default]
    Tight,
    Spaced,
    Before,
}

/// How numbers and dates are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Locale {
    language: Language,
    decimal: char,
    separator: char,
    grouping: Grouping,
    percent: PercentSign,
    /// "5 €" instead of "€5".
    currency_behind: bool,
    /// "Mai 5" is read before "5. Mai": the United States.
    month_first: bool,
}

impl Default for Locale {
    fn default() -> Self {
        Self::DEFAULT
    }
}

const SPACE: char = '\u{a0}';

impl Locale {
    const DEFAULT: Self = Self {
        language: Language::English,
        decimal: '.',
        separator: ',',
        grouping: Grouping::Thousands,
        percent: PercentSign::Tight,
        currency_behind: false,
        month_first: true,
    };

    /// The conventions of a language tag such as `de`, `fr-CH` or `hi_IN`; English ones where it
    /// is not known.
    pub(crate) fn new(tag: Option<&str>) -> Self {
        let tag = tag.unwrap_or_default().trim().replace('_', "-").to_lowercase();
        let mut parts = tag.split('-');
        let language = parts.next().unwrap_or_default();
        let region = parts.rfind(|part| part.len() == 2).unwrap_or_default();
        Self::of_language(language, region).in_region(region)
    }

    fn of_language(language: &str, region: &str) -> Self {
        let base = Self { month_first: false, ..Self::DEFAULT };
        let continental = Self { decimal: ',', separator: '.', currency_behind: true, ..base };
        let spaced = Self {
            decimal: ',',
            separator: SPACE,
            currency_behind: true,
            percent: PercentSign::Spaced,
            ..base
        };
        let few = Grouping::ThousandsFromFive;
        match language {
            "de" => {
                Self { language: Language::German, percent: PercentSign::Spaced, ..continental }
            }
            "fr" => Self { language: Language::French, ..spaced },
            "es" => Self {
                language: Language::Spanish,
                percent: PercentSign::Spaced,
                grouping: few,
                ..continental
            },
            "it" => Self { language: Language::Italian, ..continental },
            "pt" if region == "pt" => Self {
                language: Language::Portuguese,
                percent: PercentSign::Tight,
                grouping: few,
                ..spaced
            },
            "pt" => Self { language: Language::Portuguese, currency_behind: false, ..continental },
            "nl" => Self { language: Language::Dutch, currency_behind: false, ..continental },
            "pl" => Self {
                language: Language::Polish,
                percent: PercentSign::Tight,
                grouping: few,
                ..spaced
            },
            "ru" => Self { language: Language::Russian, ..spaced },
            "tr" => Self {
                language: Language::Turkish,
                percent: PercentSign::Before,
                currency_behind: false,
                ..continental
            },
            "ar" => Self { language: Language::Arabic, ..base },
            "hi" => Self { language: Language::Hindi, grouping: Grouping::Indian, ..base },
            "bn" | "gu" | "mr" | "ta" | "te" | "kn" | "ml" | "pa" => {
                Self { grouping: Grouping::Indian, ..base }
            }
            "zh" => Self { language: Language::Chinese, ..base },
            "ja" => Self { language: Language::Japanese, ..base },
            "ko" => Self { language: Language::Korean, ..base },
            "sv" | "nb" | "no" | "nn" | "fi" | "cs" | "sk" | "uk" | "bg" | "hu" | "et" | "lv"
            | "lt" => spaced,
            "da" | "id" | "ro" | "el" | "hr" | "sl" | "sr" | "vi" | "ca" => continental,
            "en" if !matches!(region, "" | "us") => base,
            _ => Self::DEFAULT,
        }
    }

    /// Regions that write numbers in their own way, whatever the language.
    fn in_region(self, region: &str) -> Self {
        match region {
            "ch" | "li" => Self {
                decimal: '.',
                separator: '’',
                grouping: Grouping::Thousands,
                currency_behind: false,
                percent: PercentSign::Tight,
                ..self
            },
            "in" => Self { decimal: '.', separator: ',', grouping: Grouping::Indian, ..self },
            "za" => Self { decimal: ',', separator: SPACE, ..self },
            "at" => Self { separator: SPACE, currency_behind: false, ..self },
            "mx" | "us" | "gt" | "hn" | "sv" | "ni" | "pa" | "pr" | "do" | "pe" => Self {
                decimal: '.',
                separator: ',',
                grouping: Grouping::Thousands,
                currency_behind: false,
                percent: PercentSign::Tight,
                ..self
            },
            _ => self,
        }
    }

    /// Whether its words are written in Chinese, Japanese or Korean letters.
    pub(crate) fn is_cjk(self) -> bool {
        matches!(self.language, Language::Chinese | Language::Japanese | Language::Korean)
    }

    /// The same separators with English words, for when the letters are missing.
    pub(crate) fn with_english_words(self) -> Self {
        Self { language: Language::English, ..self }
    }

    pub(crate) fn is_currency_behind(self) -> bool {
        self.currency_behind
    }

    /// Writes plain digits (`-1234.5`) with separators and a real minus sign.
    pub(crate) fn group(self, plain: &str) -> String {
        let (sign, digits) = match plain.strip_prefix('-') {
            Some(rest) => ("−", rest),
            None => ("", plain),
        };
        let (whole, fraction) =
            digits.split_once('.').map_or((digits, None), |(a, b)| (a, Some(b)));
        let mut text = String::from(sign);
        let count = whole.len();
        for (index, digit) in whole.chars().enumerate() {
            let left = count - index;
            let breaks = match self.grouping {
                Grouping::Thousands => left.is_multiple_of(3),
                Grouping::ThousandsFromFive => left.is_multiple_of(3) && count > 4,
                Grouping::Indian => left == 3 || (left > 3 && (left - 3).is_multiple_of(2)),
            };
            if index > 0 && breaks {
                text.push(self.separator);
            }
            text.push(digit);
        }
        if let Some(fraction) = fraction {
            text.push(self.decimal);
            text.push_str(fraction);
        }
        text
    }

    /// A written number as per cent.
    pub(crate) fn percent(self, number: &str) -> String {
        match self.percent {
            PercentSign::Tight => format!("{number}%"),
            PercentSign::Spaced => format!("{number}{SPACE}%"),
            PercentSign::Before => match number.strip_prefix('−') {
                Some(positive) => format!("−%{positive}"),
                None => format!("%{number}"),
            },
        }
    }

    /// Powers of ten that large numbers are written in, with what stands behind the number, the
    /// largest first.
    pub(crate) fn magnitudes(self) -> &'static [(i32, &'static str)] {
        match self.language {
            Language::English if self.grouping == Grouping::Indian => {
                &[(7, "\u{a0}Cr"), (5, "\u{a0}L")]
            }
            Language::German => &[(12, "\u{a0}Bio."), (9, "\u{a0}Mrd."), (6, "\u{a0}Mio.")],
            Language::French => &[(9, "\u{a0}Md"), (6, "\u{a0}M")],
            Language::Spanish => &[(12, "\u{a0}B"), (6, "\u{a0}M")],
            Language::Italian => &[(9, "\u{a0}Mrd"), (6, "\u{a0}Mln")],
            Language::Portuguese => &[(12, "\u{a0}tri"), (9, "\u{a0}bi"), (6, "\u{a0}mi")],
            Language::Dutch => &[(12, "\u{a0}bln."), (9, "\u{a0}mld."), (6, "\u{a0}mln.")],
            Language::Polish => &[(12, "\u{a0}bln"), (9, "\u{a0}mld"), (6, "\u{a0}mln")],
            Language::Russian => &[(12, "\u{a0}трлн"), (9, "\u{a0}млрд"), (6, "\u{a0}млн")],
            Language::Turkish => &[(12, "\u{a0}Tn"), (9, "\u{a0}Mr"), (6, "\u{a0}Mn")],
            Language::Hindi => &[(7, "\u{a0}क॰"), (5, "\u{a0}लाख")],
            Language::Chinese => &[(12, "万亿"), (8, "亿"), (4, "万")],
            Language::Japanese => &[(12, "兆"), (8, "億"), (4, "万")],
            Language::Korean => &[(12, "조"), (8, "억"), (4, "만")],
            _ => &[(12, "T"), (9, "B"), (6, "M")],
        }
    }

    /// The word for the sum of small parts.
    pub(crate) fn other(self) -> &'static str {
        match self.language {
            Language::English => "Other",
            Language::Spanish => "Otros",
            Language::French => "Autres",
            Language::German => "Sonstige",
            Language::Italian => "Altri",
            Language::Portuguese => "Outros",
            Language::Dutch => "Overig",
            Language::Polish => "Inne",
            Language::Russian => "Прочее",
            Language::Turkish => "Diğer",
            Language::Arabic => "أخرى",
            Language::Hindi => "अन्य",
            Language::Chinese => "其他",
            Language::Japanese => "その他",
            Language::Korean => "기타",
        }
    }

    /// The word for a sum of everything.
    pub(crate) fn total(self) -> &'static str {
        match self.language {
            Language::English | Language::Spanish | Language::French | Language::Portuguese => {
                "Total"
            }
            Language::German => "Summe",
            Language::Italian => "Totale",
            Language::Dutch => "Totaal",
            Language::Polish => "Razem",
            Language::Russian => "Итого",
            Language::Turkish => "Toplam",
            Language::Arabic => "الإجمالي",
            Language::Hindi => "कुल",
            Language::Chinese => "合计",
            Language::Japanese => "合計",
            Language::Korean => "합계",
        }
    }

    /// The word for what should be reached.
    pub(crate) fn target(self) -> &'static str {
        match self.language {
            Language::English => "Target",
            Language::Spanish => "Objetivo",
            Language::French => "Objectif",
            Language::German => "Ziel",
            Language::Italian => "Obiettivo",
            Language::Portuguese => "Meta",
            Language::Dutch => "Doel",
            Language::Polish => "Cel",
            Language::Russian => "Цель",
            Language::Turkish => "Hedef",
            Language::Arabic => "الهدف",
            Language::Hindi => "लक्ष्य",
            Language::Chinese => "目标",
            Language::Japanese => "目標",
            Language::Korean => "목표",
        }
    }

    /// The short name of a month, 1 to 12.
    pub(crate) fn month(self, month: u32) -> String {
        if self.is_cjk() {
            let sign = if self.language == Language::Korean { "월" } else { "月" };
            return format!("{month}{sign}");
        }
        let index = crate::cast::to_usize(f64::from(month.max(1) - 1)).min(11);
        months(self.language)[index].to_owned()
    }

    /// A month of a year, as under the days of a time axis.
    pub(crate) fn month_of_year(self, year: i64, month: u32) -> String {
        match self.language {
            Language::Chinese | Language::Japanese => format!("{year}年{month}月"),
            Language::Korean => format!("{year}년{SPACE}{month}월"),
            _ => format!("{}{SPACE}{year}", self.month(month)),
        }
    }

    /// A day of a month, as under the hours of a time axis.
    pub(crate) fn day_of_month(self, month: u32, day: u32) -> String {
        match self.language {
            Language::Chinese | Language::Japanese => format!("{month}月{day}日"),
            Language::Korean => format!("{month}월{SPACE}{day}일"),
            Language::German => format!("{day}.{SPACE}{}", self.month(month)),
            Language::English if self.month_first => format!("{}{SPACE}{day}", self.month(month)),
            _ => format!("{day}{SPACE}{}", self.month(month)),
        }
    }
}

fn months(language: Language) -> [&'static str; 12] {
    match language {
        Language::Spanish => {
            ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"]
        }
        Language::French => [
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.",
            "nov.", "déc.",
        ],
        Language::German => [
            "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.",
            "Dez.",
        ],
        Language::Italian => {
            ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"]
        }
        Language::Portuguese => [
            "jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.",
            "dez.",
        ],
        Language::Dutch => {
            ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
        }
        Language::Polish => {
            ["sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"]
        }
        Language::Russian => [
            "янв.",
            "февр.",
            "март",
            "апр.",
            "май",
            "июнь",
            "июль",
            "авг.",
            "сент.",
            "окт.",
            "нояб.",
            "дек.",
        ],
        Language::Turkish => {
            ["Oca", "Şub", "Mar", "Nis", "May", "Haz", "Tem", "Ağu", "Eyl", "Eki", "Kas", "Ara"]
        }
        Language::Arabic => [
            "يناير",
            "فبراير",
            "مارس",
            "أبريل",
            "مايو",
            "يونيو",
            "يوليو",
            "أغسطس",
            "سبتمبر",
            "أكتوبر",
            "نوفمبر",
            "ديسمبر",
        ],
        Language::Hindi => {
            ["जन॰", "फ़र॰", "मार्च", "अप्रैल", "मई", "जून", "जुल॰", "अग॰", "सित॰", "अक्तू॰", "नव॰", "दिस॰"]
        }
        _ => ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, plain: &str, expect: &str) {
        assert_eq!(Locale::new(Some(tag)).group(plain), expect, "{tag}");
    }

    #[test]
    fn digits_are_grouped_as_the_language_does() {
        check("en", "1234567.5", "1,234,567.5");
        check("de", "-1234567.5", "−1.234.567,5");
        check("fr", "1234567.5", "1\u{a0}234\u{a0}567,5");
        check("de-CH", "1234567.5", "1’234’567.5");
        check("hi", "123456789", "12,34,56,789");
        check("en_IN", "1234567", "12,34,567");
        check("es", "1234", "1234");
        check("es-ES", "12345", "12.345");
        check("es-MX", "1234", "1,234");
        check("pl", "12345", "12\u{a0}345");
        check("ar", "12345", "12,345");
        check("zh-Hant-TW", "12345", "12,345");
        check("no such tag", "1234", "1,234");
        check("", "1234", "1,234");
    }

    #[test]
    fn dates_and_per_cent_follow_the_language() {
        let day = |tag| Locale::new(Some(tag)).day_of_month(5, 17);
        assert_eq!(day("en"), "May\u{a0}17");
        assert_eq!(day("en-GB"), "17\u{a0}May");
        assert_eq!(day("de"), "17.\u{a0}Mai");
        assert_eq!(day("ja"), "5月17日");
        assert_eq!(Locale::new(Some("ko")).month_of_year(2024, 3), "2024년\u{a0}3월");
        assert_eq!(Locale::new(Some("tr")).percent("−12"), "−%12");
        assert_eq!(Locale::new(Some("de")).percent("12"), "12\u{a0}%");
    }
}
