//! Remembers which models kill workers. A worker that dies once may have had bad luck; a model
//! that kills several in a row would keep every slot busy with dying.

use std::collections::HashMap;
use std::time::Duration;

use easel_types::ModelName;
use tokio::time::Instant;

/// Strikes of every model that has any.
#[derive(Debug, Default)]
pub(crate) struct Quarantine {
    records: HashMap<ModelName, Record>,
}

#[derive(Debug)]
struct Record {
    deaths: u32,
    until: Option<Instant>,
    last_words: String,
}

impl Quarantine {
    /// Why `model` is refused at `now`, if it is.
    pub(crate) fn reason(&self, model: &ModelName, now: Instant) -> Option<String> {
        let record = self.records.get(model)?;
        let until = record.until.filter(|&until| until > now)?;
        let seconds = until.duration_since(now).as_secs() + 1;
        Some(format!(
            "{model} ({} workers died in a row, for another {seconds} s; last: {})",
            record.deaths, record.last_words
        ))
    }

    /// Every model refused at `now`, by name.
    pub(crate) fn list(&self, now: Instant) -> Vec<(ModelName, String)> {
        let mut refused: Vec<_> = self
            .records
            .keys()
            .filter_map(|model| Some((model.clone(), self.reason(model, now)?)))
            .collect();
        refused.sort();
        refused
    }

    /// A worker died while working for `model`; the `after`-th time in a row quarantines it.
    pub(crate) fn record_death(
        &mut self,
        model: &ModelName,
        last_words: String,
        after: u32,
        until: Instant,
    ) {
        let record = self.records.entry(model.clone()).or_insert(Record {
            deaths: 0,
            until: None,
            last_words: String::new(),
        });
        record.deaths = record.deaths.saturating_add(1);
        record.last_words = last_words;
        if record.deaths >= after {
            record.until = Some(until);
        }
    }

    /// A worker did `model`'s work and lives.
    pub(crate) fn record_success(&mut self, model: &ModelName) {
        self.records.remove(model);
    }
}

/// When a quarantine that starts at `now` ends.
pub(crate) fn end_of_quarantine(now: Instant, lasts: Duration) -> Instant {
    // A duration beyond the clock's range means "for ever"; a century is near enough.
    const CENTURY: Duration = Duration::from_hours(24 * 365 * 100);
    now.checked_add(lasts).unwrap_or_else(|| now + CENTURY)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_mins(1);

    fn model(name: &str) -> ModelName {
        ModelName::new(name).unwrap()
    }

    #[test]
    fn a_model_is_quarantined_by_the_third_death_in_a_row_and_only_for_a_while() {
        let mut quarantine = Quarantine::default();
        let now = Instant::now();
        let until = end_of_quarantine(now, MINUTE);
        for _ in 0..2 {
            quarantine.record_death(&model("bad"), "signal 6".to_owned(), 3, until);
            assert_eq!(quarantine.reason(&model("bad"), now), None);
        }
        quarantine.record_death(&model("bad"), "signal 11".to_owned(), 3, until);
        let reason = quarantine.reason(&model("bad"), now).unwrap();
        assert!(reason.contains("bad (3 workers") && reason.contains("signal 11"), "{reason}");
        assert_eq!(quarantine.list(now).len(), 1);
        assert_eq!(quarantine.reason(&model("good"), now), None);
        assert_eq!(quarantine.reason(&model("bad"), until), None);

        // It had its second chance: one more death is enough now.
        let again = end_of_quarantine(until, MINUTE);
        quarantine.record_death(&model("bad"), "signal 6".to_owned(), 3, again);
        assert!(quarantine.reason(&model("bad"), until).is_some());
    }

    #[test]
    fn success_forgets_earlier_deaths() {
        let mut quarantine = Quarantine::default();
        let now = Instant::now();
        let until = end_of_quarantine(now, MINUTE);
        for _ in 0..5 {
            quarantine.record_death(&model("m"), String::new(), 2, until);
            quarantine.record_success(&model("m"));
        }
        assert_eq!(quarantine.reason(&model("m"), now), None);
    }

    #[test]
    fn a_quarantine_for_ever_does_not_overflow() {
        let now = Instant::now();
        assert!(end_of_quarantine(now, Duration::MAX) > now);
    }
}
