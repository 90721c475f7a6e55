//! What stands between a request and a language model: a time limit over everything, one more
//! try after a passing fault, a circuit breaker that stops asking a model that is down, and daily
//! limits on tokens and cost. A refused question costs the caller nothing but the built-in answer.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use easel_core::language_model::{LanguageModel, NoReply, Question, Reply};
use tokio::sync::mpsc;
use tokio::time::Instant;

/// Daily limits; 0 means no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Budget {
    /// Most tokens a day, questions and answers together.
    pub tokens_a_day: u64,
    /// Most cost a day, in the currency of the prices.
    pub cost_a_day: f64,
    /// Price of a million tokens of questions.
    pub question_price: f64,
    /// Price of a million tokens of answers.
    pub answer_price: f64,
}

/// What a guarded model is held to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guard {
    /// Longest wait for a whole answer, tries included.
    pub time_limit: Duration,
    /// Further tries after a passing fault.
    pub retries: u32,
    /// Wait before the first further try; it doubles with each.
    pub retry_wait: Duration,
    /// Faults in a row after which the model is left alone.
    pub breaker_faults: u32,
    /// How long it is left alone; then one question tries it.
    pub breaker_rest: Duration,
    /// Daily limits.
    pub budget: Budget,
}

impl Default for Guard {
    fn default() -> Self {
        Self {
            time_limit: Duration::from_secs(20),
            retries: 1,
            retry_wait: Duration::from_millis(250),
            breaker_faults: 3,
            breaker_rest: Duration::from_secs(30),
            budget: Budget::default(),
        }
    }
}

/// A model with its guard.
#[derive(Debug)]
pub struct Guarded<M> {
    model: M,
    guard: Guard,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    faults: u32,
    /// Questions are refused until then.
    resting_until: Option<Instant>,
    /// Start of the day that is being counted.
    day: Instant,
    tokens: u64,
    cost: f64,
}

/// The length of a day of the budget. Days begin when the process does.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl<M: LanguageModel> Guarded<M> {
    /// Puts `guard` around `model`.
    pub fn new(model: M, guard: Guard) -> Self {
        let now = Instant::now();
        let state = State { faults: 0, resting_until: None, day: now, tokens: 0, cost: 0.0 };
        Self { model, guard, state: Mutex::new(state) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // The state is whole after every statement, so a panic elsewhere leaves it usable.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Refuses the question where the breaker is open or the budget used up.
    fn admit(&self) -> Result<(), NoReply> {
        let now = Instant::now();
        let mut state = self.state();
        if now.duration_since(state.day) >= DAY {
            state.day = now;
            state.tokens = 0;
            state.cost = 0.0;
        }
        let budget = &self.guard.budget;
        if budget.tokens_a_day > 0 && state.tokens >= budget.tokens_a_day {
            return Err(NoReply::OverBudget("tokens"));
        }
        if budget.cost_a_day > 0.0 && state.cost >= budget.cost_a_day {
            return Err(NoReply::OverBudget("cost"));
        }
        match state.resting_until {
            Some(until) if now < until => Err(NoReply::Unavailable(format!(
                "it failed {} times in a row and is left alone for {} s more",
                state.faults,
                until.duration_since(now).as_secs() + 1
            ))),
            Some(_) => {
                // This question tries it; others wait for how that ends.
                state.resting_until = Some(now + self.guard.breaker_rest);
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn learn(&self, outcome: &Result<Reply, NoReply>) {
        let mut state = self.state();
        match outcome {
            Ok(reply) => {
                let (question, answer) = (reply.question_tokens, reply.answer_tokens);
                let budget = &self.guard.budget;
                state.tokens += u64::from(question) + u64::from(answer);
                state.cost += (f64::from(question) * budget.question_price
                    + f64::from(answer) * budget.answer_price)
                    / 1e6;
                state.faults = 0;
                state.resting_until = None;
            }
            // The question's or the operator's fault: the model itself is up.
            Err(NoReply::Refused(_) | NoReply::OverBudget(_)) => {
                state.faults = 0;
                state.resting_until = None;
            }
            Err(NoReply::Unavailable(_) | NoReply::TooSlow(_) | NoReply::Malformed(_)) => {
                state.faults += 1;
                if state.faults >= self.guard.breaker_faults {
                    state.resting_until = Some(Instant::now() + self.guard.breaker_rest);
                }
            }
        }
    }

    async fn tried(
        &self,
        question: &Question,
        pieces: Option<mpsc::Sender<String>>,
    ) -> Result<Reply, NoReply> {
        // Pieces that went out cannot be taken back, so a streamed answer gets one try.
        let retries = if pieces.is_some() { 0 } else { self.guard.retries };
        let mut wait = self.guard.retry_wait;
        for _ in 0..retries {
            match self.model.reply(question, None).await {
                Err(NoReply::Unavailable(problem)) => {
                    tracing::info!(model = self.model.name(), problem, "asking once more");
                    tokio::time::sleep(wait).await;
                    wait = wait.saturating_mul(2);
                }
                outcome => return outcome,
            }
        }
        self.model.reply(question, pieces).await
    }
}

#[async_trait]
impl<M: LanguageModel> LanguageModel for Guarded<M> {
    fn name(&self) -> &str {
        self.model.name()
    }

    async fn reply(
        &self,
        question: &Question,
        pieces: Option<mpsc::Sender<String>>,
    ) -> Result<Reply, NoReply> {
        self.admit()?;
        let limit = self.guard.time_limit;
        let started = Instant::now();
        let outcome =
            tokio::time::timeout(limit, self.tried(question, pieces)).await.unwrap_or_else(|_| {
                Err(NoReply::TooSlow(u64::try_from(limit.as_millis()).unwrap_or(u64::MAX)))
            });
        self.learn(&outcome);
        match &outcome {
            Ok(reply) => tracing::info!(
                model = self.model.name(),
                ms = started.elapsed().as_millis(),
                question_tokens = reply.question_tokens,
                answer_tokens = reply.answer_tokens,
                is_complete = reply.is_complete,
                "the language model answered"
            ),
            Err(problem) => tracing::warn!(
                model = self.model.name(),
                ms = started.elapsed().as_millis(),
                %problem,
                "no answer from the language model"
            ),
        }
        outcome
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use easel_core::language_model::{Role, Turn};

    use super::*;

    /// Answers what the test wrote down, one outcome a try; `None` never answers.
    #[derive(Debug, Default)]
    struct Scripted {
        outcomes: Mutex<VecDeque<Option<Result<Reply, NoReply>>>>,
        tries: Mutex<u32>,
    }

    #[async_trait]
    impl LanguageModel for Scripted {
        fn name(&self) -> &str {
            "scripted"
        }

        async fn reply(
            &self,
            _: &Question,
            _: Option<mpsc::Sender<String>>,
        ) -> Result<Reply, NoReply> {
            *self.tries.lock().unwrap() += 1;
            let next = self.outcomes.lock().unwrap().pop_front().expect("no further outcome");
            match next {
                Some(outcome) => outcome,
                None => std::future::pending().await,
            }
        }
    }

    fn answer() -> Option<Result<Reply, NoReply>> {
        Some(Ok(Reply {
            text: "yes".to_owned(),
            is_complete: true,
            question_tokens: 60,
            answer_tokens: 40,
        }))
    }

    fn down() -> Option<Result<Reply, NoReply>> {
        Some(Err(NoReply::Unavailable("connection refused".to_owned())))
    }

    fn question() -> Question {
        Question {
            turns: vec![Turn::new(Role::User, "well?")],
            schema: None,
            answer_tokens_max: 100,
            temperature: 0.0,
            seed: 1,
        }
    }

    fn guarded(
        outcomes: Vec<Option<Result<Reply, NoReply>>>,
        change: impl FnOnce(&mut Guard),
    ) -> Guarded<Scripted> {
        let mut guard = Guard::default();
        change(&mut guard);
        let model = Scripted { outcomes: Mutex::new(outcomes.into()), tries: Mutex::new(0) };
        Guarded::new(model, guard)
    }

    async fn ask(model: &Guarded<Scripted>) -> Result<Reply, NoReply> {
        model.reply(&question(), None).await
    }

    fn tries(model: &Guarded<Scripted>) -> u32 {
        *model.model.tries.lock().unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn a_passing_fault_is_tried_again() {
        let model = guarded(vec![down(), answer()], |_| ());
        assert_eq!(ask(&model).await.unwrap().text, "yes");
        assert_eq!(tries(&model), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_streamed_answer_gets_one_try() {
        let model = guarded(vec![down()], |_| ());
        let (sender, _receiver) = mpsc::channel(8);
        model.reply(&question(), Some(sender)).await.unwrap_err();
        assert_eq!(tries(&model), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_model_is_given_up() {
        let model = guarded(vec![None], |_| ());
        assert_eq!(ask(&model).await, Err(NoReply::TooSlow(20_000)));
    }

    #[tokio::test(start_paused = true)]
    async fn a_model_that_is_down_is_left_alone_and_tried_again_later() {
        let outcomes = vec![down(), down(), down(), down(), answer(), answer()];
        let model = guarded(outcomes, |guard| guard.retries = 0);
        for _ in 0..3 {
            ask(&model).await.unwrap_err();
        }
        // The breaker is open: nobody is asked.
        ask(&model).await.unwrap_err();
        assert_eq!(tries(&model), 3);
        tokio::time::advance(Duration::from_secs(31)).await;
        // One question tries it and fails, so it rests again.
        ask(&model).await.unwrap_err();
        ask(&model).await.unwrap_err();
        assert_eq!(tries(&model), 4);
        tokio::time::advance(Duration::from_secs(31)).await;
        ask(&model).await.unwrap();
        ask(&model).await.unwrap();
        assert_eq!(tries(&model), 6);
    }

    #[tokio::test(start_paused = true)]
    async fn tokens_and_cost_are_limited_by_the_day() {
        for change in
            [(|guard: &mut Guard| guard.budget.tokens_a_day = 100) as fn(&mut Guard), |guard| {
                // 60 × 1 + 40 × 2 millionths.
                guard.budget.cost_a_day = 0.000_14;
                guard.budget.question_price = 1.0;
                guard.budget.answer_price = 2.0;
            }]
        {
            let model = guarded(vec![answer(), answer()], change);
            ask(&model).await.unwrap();
            assert!(matches!(ask(&model).await, Err(NoReply::OverBudget(_))));
            tokio::time::advance(DAY).await;
            ask(&model).await.unwrap();
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_refused_question_does_not_open_the_breaker() {
        let refused = || Some(Err(NoReply::Refused("too long".to_owned())));
        let model = guarded(vec![refused(), refused(), refused(), refused()], |_| ());
        for _ in 0..4 {
            assert!(matches!(ask(&model).await, Err(NoReply::Refused(_))));
        }
    }
}
