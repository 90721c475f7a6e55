//! What things cost: a table of rules, read from data. The default table is `prices.toml` beside
//! this crate's sources; a configuration file may put rules in front of it.

use easel_types::{GenerationRequest, ImageParams, Intent, MicroCredits, ModelFamily, Work};
use serde::Deserialize;

/// Pixels × steps of one unit of work: 1024 × 1024 pixels, 20 steps
/// (the standard unit of the image job API in the seed documents).
const UNIT_WORK: u128 = 1024 * 1024 * 20;

/// What a credit is worth where the configuration says nothing.
const DOLLARS_PER_CREDIT: f64 = 0.01;

/// Rules as they stand in a file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PriceRules {
    /// True: the built-in rules do not apply at all.
    pub replace: bool,
    /// What a credit is worth in dollars, for answers that name a cost in money; 0.01 where
    /// nothing is said.
    pub dollars_per_credit: Option<f64>,
    /// The first that matches gives the price.
    pub rules: Vec<PriceRule>,
    /// Prices of video, from the fewest lines to the most; none for the built-in ones.
    pub video: Vec<VideoPrice>,
}

/// What a second of video costs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VideoPrice {
    /// Up to so many lines (the 720 of 720p).
    pub lines_max: u32,
    /// Credits for each second.
    pub per_second: String,
}

/// One rule: conditions that must all hold, and a price.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PriceRule {
    /// Whether Easel chose the kind of picture.
    pub smart: Option<bool>,
    /// Whether the client set steps or a second pass itself.
    pub own_work: Option<bool>,
    /// The kind of picture.
    pub intent: Option<Intent>,
    /// A change of a picture that needs no engine: `remove_background` or `enlarge`.
    pub edit: Option<String>,
    /// The model's architecture.
    pub family: Option<ModelFamily>,
    /// The model's name.
    pub model: Option<String>,
    /// Credits for each picture.
    pub flat: Option<String>,
    /// Credits for each unit of work (1024 × 1024 pixels × 20 steps).
    pub per_unit: Option<String>,
    /// Credits for each picture that comes with the request, besides.
    pub per_input: Option<String>,
}

/// A price book that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PricesError {
    /// A rule says neither or both of `flat` and `per_unit`.
    #[error("price rule {number}: give exactly one of `flat` and `per_unit`")]
    NotOnePrice {
        /// Counted from 1.
        number: usize,
    },
    /// An amount is not a number of credits, or negative.
    #[error("price rule {number}: `{amount}` is not an amount of credits (such as \"0.75\")")]
    BadAmount {
        /// Counted from 1.
        number: usize,
        /// As written.
        amount: String,
    },
    /// The worth of a credit is not a number of dollars.
    #[error("prices.dollars_per_credit must be a number of dollars, 0 or more")]
    BadRate,
    /// No rule applies to everything, so some request would have no price.
    #[error("the last price rule must have no conditions, so that everything has a price")]
    NoCatchAll,
    /// The text is not a table of rules.
    #[error("the price rules cannot be read: {0}")]
    Syntax(String),
}

#[derive(Debug, Clone, Copy)]
enum Price {
    Flat(MicroCredits),
    PerUnit(MicroCredits),
}

/// A checked table of rules. Every request has exactly one price.
#[derive(Debug, Clone)]
pub struct PriceBook {
    rules: Vec<Row>,
    /// Most lines, and the price of a second.
    video: Vec<(u32, MicroCredits)>,
    dollars_per_credit: f64,
}

#[derive(Debug, Clone)]
struct Row {
    rule: PriceRule,
    price: Price,
    per_input: MicroCredits,
}

impl PriceBook {
    /// The given rules in front of the built-in ones (or instead of them).
    ///
    /// # Errors
    /// [`PricesError`] naming the rule at fault.
    pub fn new(own: PriceRules) -> Result<Self, PricesError> {
        let built_in = Self::built_in_rules()?;
        let mut rules = own.rules;
        if !own.replace {
            rules.extend(built_in.rules);
        }
        let video = if own.video.is_empty() { built_in.video } else { own.video };
        let video = video
            .iter()
            .enumerate()
            .map(|(idx, price)| Ok((price.lines_max, checked_amount(idx + 1, &price.per_second)?)));
        let video = video.collect::<Result<Vec<_>, PricesError>>()?;
        let rules = rules
            .into_iter()
            .enumerate()
            .map(|(idx, rule)| {
                let price = checked_price(idx + 1, &rule)?;
                let per_input = rule.per_input.as_deref();
                let per_input = per_input.map(|text| checked_amount(idx + 1, text)).transpose()?;
                Ok(Row { rule, price, per_input: per_input.unwrap_or(MicroCredits::ZERO) })
            })
            .collect::<Result<Vec<_>, PricesError>>()?;
        let dollars_per_credit = own.dollars_per_credit.unwrap_or(DOLLARS_PER_CREDIT);
        if !(dollars_per_credit.is_finite() && dollars_per_credit >= 0.0) {
            return Err(PricesError::BadRate);
        }
        match rules.last() {
            Some(row) if row.rule.matches_everything() => {
                Ok(Self { rules, video, dollars_per_credit })
            }
            _ => Err(PricesError::NoCatchAll),
        }
    }

    fn built_in_rules() -> Result<PriceRules, PricesError> {
        toml::from_str(include_str!("../prices.toml"))
            .map_err(|err| PricesError::Syntax(err.to_string()))
    }

    /// What so many seconds of video with so many lines cost; beyond the most lines of the table,
    /// its last price.
    pub fn quote_video(&self, lines: u32, seconds: u32) -> MicroCredits {
        let price = self.video.iter().find(|(lines_max, _)| lines <= *lines_max);
        let price = price.or(self.video.last()).map_or(MicroCredits::ZERO, |(_, price)| *price);
        times(price, u128::from(seconds))
    }

    /// What a request costs: exact, and the same before and after the work.
    pub fn quote(&self, request: &GenerationRequest) -> MicroCredits {
        let row = self.rules.iter().find(|row| row.rule.matches(request));
        let per_input = row.map_or(MicroCredits::ZERO, |row| row.per_input);
        let inputs = times(per_input, request.n_inputs() as u128);
        let work = match (row.map(|row| row.price), &request.work) {
            (Some(Price::Flat(each)), work) => times(each, u128::from(n_images(work))),
            (Some(Price::PerUnit(each)), Work::Paint(params)) => per_unit(each, params),
            // Drawing is one unit, however large the picture.
            (Some(Price::PerUnit(each)), Work::Draw { .. } | Work::Edit { .. }) => each,
            // Unreachable: the last rule matches everything.
            (None, _) => MicroCredits::ZERO,
        };
        work.checked_add(inputs).unwrap_or(work)
    }

    /// What an amount of credits is worth, in dollars, for answers that name a cost in money.
    pub fn dollars(&self, amount: MicroCredits) -> f64 {
        amount.as_credits_f64() * self.dollars_per_credit
    }
}

impl Default for PriceBook {
    /// The built-in table. Empty only if `prices.toml` were broken, which a test rules out.
    fn default() -> Self {
        Self::new(PriceRules::default()).unwrap_or(Self {
            rules: Vec::new(),
            video: Vec::new(),
            dollars_per_credit: DOLLARS_PER_CREDIT,
        })
    }
}

impl PriceRule {
    fn matches(&self, request: &GenerationRequest) -> bool {
        let params = match &request.work {
            Work::Paint(params) => Some(params),
            Work::Draw { .. } | Work::Edit { .. } => None,
        };
        let edit = match &request.work {
            Work::Edit { edit, .. } => Some(edit.as_str()),
            Work::Draw { .. } | Work::Paint(_) => None,
        };
        self.smart.is_none_or(|smart| smart == request.smart)
            && self.own_work.is_none_or(|own_work| own_work == request.own_work)
            && self.intent.is_none_or(|intent| intent == request.intent)
            && self.edit.as_deref().is_none_or(|name| edit == Some(name))
            && self.family.is_none_or(|family| params.is_some_and(|p| p.family == family))
            && (self.model.as_deref())
                .is_none_or(|model| params.is_some_and(|p| p.model.as_str() == model))
    }

    fn matches_everything(&self) -> bool {
        self.smart.is_none()
            && self.own_work.is_none()
            && self.intent.is_none()
            && self.family.is_none()
            && self.edit.is_none()
            && self.model.is_none()
    }
}

fn checked_amount(number: usize, text: &str) -> Result<MicroCredits, PricesError> {
    match text.parse::<MicroCredits>() {
        Ok(amount) if !amount.is_negative() => Ok(amount),
        _ => Err(PricesError::BadAmount { number, amount: text.to_owned() }),
    }
}

fn checked_price(number: usize, rule: &PriceRule) -> Result<Price, PricesError> {
    let amount = |text: &str| checked_amount(number, text);
    match (&rule.flat, &rule.per_unit) {
        (Some(flat), None) => Ok(Price::Flat(amount(flat)?)),
        (None, Some(per_unit)) => Ok(Price::PerUnit(amount(per_unit)?)),
        _ => Err(PricesError::NotOnePrice { number }),
    }
}

fn n_images(work: &Work) -> u32 {
    match work {
        Work::Paint(params) => params.n_images,
        Work::Draw { .. } | Work::Edit { .. } => 1,
    }
}

/// Price of painting: proportional to pixels × steps of every pass and picture, rounded up to a
/// micro-credit.
fn per_unit(each: MicroCredits, params: &ImageParams) -> MicroCredits {
    let first_pass = u128::from(params.size.pixels()) * u128::from(params.steps);
    let second_pass = params.hires.as_ref().map_or(0, |hires| {
        // Thousandths keep the arithmetic in integers, so that a quote is exact.
        let scale_thousandths = (f64::from(hires.scale) * 1000.0).round().clamp(0.0, 1e6);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let scale = scale_thousandths as u128;
        u128::from(params.size.pixels()) * scale * scale / 1_000_000 * u128::from(hires.steps)
    });
    let work = (first_pass + second_pass) * u128::from(params.n_images);
    let micros = u128::try_from(each.as_micros()).unwrap_or(0) * work;
    MicroCredits::from_micros(i64::try_from(micros.div_ceil(UNIT_WORK)).unwrap_or(i64::MAX))
}

fn times(each: MicroCredits, n: u128) -> MicroCredits {
    let micros = u128::try_from(each.as_micros()).unwrap_or(0) * n;
    MicroCredits::from_micros(i64::try_from(micros).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use easel_types::model::{ModelDefaults, ModelKind};
    use easel_types::request::Edit;
    use easel_types::spec::ChartSpec;
    use easel_types::{ImageFormat, ModelFiles, ModelName, ModelRecord, Size, Spec, Timestamp};

    use super::*;

    fn paint(family: ModelFamily, size: Size, steps: u32, n_images: u32) -> ImageParams {
        let model = ModelRecord {
            name: ModelName::new("m").unwrap(),
            kind: ModelKind::Checkpoint,
            family,
            files: ModelFiles::default(),
            size_bytes: 0,
            defaults: ModelDefaults::for_family(family),
            added_at: Timestamp::from_millis(0),
        };
        ImageParams { steps, n_images, ..ImageParams::plain(&model, String::new(), size) }
    }

    fn check(smart: bool, intent: Intent, work: Work, expect: &str) {
        let request =
            GenerationRequest { smart, ..GenerationRequest::new(String::new(), intent, work) };
        assert_eq!(
            PriceBook::new(PriceRules::default()).unwrap().quote(&request).to_string(),
            expect
        );
    }

    fn check_paint(params: ImageParams, expect: &str) {
        check(false, Intent::Standard, Work::Paint(Box::new(params)), expect);
    }

    #[test]
    fn engine_work_costs_by_pixels_times_steps() {
        let sdxl = |w, h, steps, n| paint(ModelFamily::Sdxl, Size::new(w, h), steps, n);
        check_paint(sdxl(1024, 1024, 20, 1), "1");
        check_paint(sdxl(1024, 512, 30, 1), "0.75");
        check_paint(sdxl(1024, 512, 30, 4), "3");
        check_paint(sdxl(512, 512, 1, 1), "0.0125");
        check_paint(paint(ModelFamily::Sd1, Size::new(1024, 1024), 20, 1), "0.4");
        check_paint(paint(ModelFamily::Flux, Size::new(1024, 1024), 20, 1), "2.5");
    }

    #[test]
    fn amounts_are_rounded_up_to_a_micro_credit() {
        check_paint(paint(ModelFamily::Sdxl, Size::new(257, 263), 7, 1), "0.022561");
    }

    #[test]
    fn a_second_pass_costs_its_own_pixels_and_steps() {
        let mut params = paint(ModelFamily::Sdxl, Size::new(1024, 1024), 20, 1);
        params.hires = Some(easel_types::params::Hires { scale: 2.0, steps: 10, strength: 0.5 });
        check_paint(params, "3");
    }

    #[test]
    fn instant_and_smart_pictures_have_flat_prices() {
        let draw = || Work::Draw {
            drawing: easel_types::request::Drawing::default(),
            spec: Box::new(Spec::Chart(ChartSpec::default())),
            size: Size::new(2048, 2048),
            format: ImageFormat::Png,
        };
        check(true, Intent::Infographic, draw(), "5");
        check(true, Intent::Chart, draw(), "3");
        check(false, Intent::Diagram, draw(), "3");
        let flux = Box::new(paint(ModelFamily::Flux, Size::new(2048, 2048), 50, 1));
        check(true, Intent::Logo, Work::Paint(flux.clone()), "2");
        check(true, Intent::Standard, Work::Paint(flux), "2");
    }

    #[test]
    fn a_flat_price_does_not_cover_work_that_the_client_asked_for() {
        let mut params = paint(ModelFamily::Sdxl, Size::new(2048, 2048), 150, 1);
        let hires = easel_types::params::Hires { scale: 1.0, steps: 150, strength: 0.5 };
        params.hires = Some(hires);
        let work = Work::Paint(Box::new(params));
        let request = GenerationRequest {
            smart: true,
            own_work: true,
            ..GenerationRequest::new(String::new(), Intent::Standard, work)
        };
        let price = PriceBook::new(PriceRules::default()).unwrap().quote(&request);
        assert_eq!(price.to_string(), "60");
    }

    #[test]
    fn broken_rules_are_refused_by_number() {
        let rules = |text: &str| PriceBook::new(toml::from_str(text).unwrap()).unwrap_err();
        assert_eq!(rules("[[rules]]\nsmart = true"), PricesError::NotOnePrice { number: 1 });
        assert_eq!(
            rules("[[rules]]\nflat = \"1\"\n[[rules]]\nflat = \"-2\""),
            PricesError::BadAmount { number: 2, amount: "-2".to_owned() }
        );
        assert_eq!(rules("replace = true"), PricesError::NoCatchAll);
    }

    #[test]
    fn edits_inputs_and_video_have_prices_of_their_own() {
        let book = PriceBook::default();
        let edit = |edit| {
            let work = Work::Edit { edit, size: Size::new(9, 9), format: ImageFormat::Png };
            book.quote(&GenerationRequest::new(String::new(), Intent::Standard, work)).to_string()
        };
        assert_eq!(edit(Edit::RemoveBackground), "1");
        assert_eq!(edit(Edit::Enlarge { factor: 2.0 }), "0.5");
        let mut params = paint(ModelFamily::Flux, Size::new(1024, 1024), 20, 2);
        let blob = easel_types::BlobKey::new("inputs/a.png").unwrap();
        params.references = vec![blob.clone(), blob];
        check_paint(params, "5.5");
        assert_eq!(book.quote_video(480, 6).to_string(), "30");
        assert_eq!(book.quote_video(500, 6).to_string(), "42");
        assert_eq!(book.quote_video(2160, 2).to_string(), "50");
        let own = "[[video]]\nlines_max = 100\nper_second = \"1\"";
        let book = PriceBook::new(toml::from_str(own).unwrap()).unwrap();
        assert_eq!(book.quote_video(480, 6).to_string(), "6");
        let dollars = book.dollars(MicroCredits::from_credits(3));
        assert!((dollars - 0.03).abs() < 1e-12, "{dollars}");
    }

    #[test]
    fn own_rules_come_first() {
        let own = "[[rules]]\nmodel = \"m\"\nflat = \"9\"";
        let book = PriceBook::new(toml::from_str(own).unwrap()).unwrap();
        let work = Work::Paint(Box::new(paint(ModelFamily::Sdxl, Size::new(512, 512), 1, 2)));
        let request = GenerationRequest::new(String::new(), Intent::Standard, work);
        assert_eq!(book.quote(&request).to_string(), "18");
    }
}
