//! The model of the property test: jobs in a list, time as a number, no database. Each step is
//! done to the model and to the store, and the answers are compared.
#![expect(clippy::unwrap_used, reason = "part of a test, outside of its function")]

use easel_store::conformance::fixture::*;
use easel_store::{Balance, CancelOutcome, EnqueueOutcome, Lease, NewJob, RescueOutcome};
use easel_types::{Artifact, JobId, JobState, Progress};
use proptest::sample::Index;

const JOBS_OPEN_MAX: u32 = 6;
const JOBS_OPEN_PER_ACCOUNT_MAX: u32 = 4;
const ATTEMPTS_MAX: u32 = 2;

/// One thing that happens. Indexes choose among the leases ever given or the jobs ever made.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Enqueue {
        account: u32,
        price: i64,
        priority: i32,
        deadline: Option<i64>,
        key: Option<(u8, u8)>,
    },
    RecordFinished {
        account: u32,
        price: i64,
        key: Option<(u8, u8)>,
    },
    Claim {
        worker: u32,
    },
    Heartbeat {
        lease: Index,
        progress: bool,
    },
    Finish {
        lease: Index,
    },
    Fail {
        lease: Index,
    },
    Requeue {
        lease: Index,
        counted: bool,
        delay: i64,
    },
    Cancel {
        job: Index,
        account: u32,
    },
    Rescue,
    Expire,
    Advance {
        ms: i64,
    },
    Grant {
        account: u32,
        amount: i64,
    },
}

#[derive(Debug, Clone)]
struct ModelJob {
    account: u32,
    price: i64,
    priority: i32,
    deadline: Option<i64>,
    key: Option<(u8, u8)>,
    state: JobState,
    attempt: u32,
    counted: u32,
    not_before: i64,
    created: i64,
    worker: u32,
    lease_until: i64,
    progress: Option<Progress>,
    finished: Option<i64>,
}

/// What the store should hold. Job `n` of the store is `jobs[n - 1]`.
#[derive(Debug)]
pub(crate) struct Model {
    now: i64,
    jobs: Vec<ModelJob>,
    leases: Vec<Lease>,
    granted: [i64; 2],
    n_grants: u32,
    n_artifacts: u32,
}

impl Model {
    /// Two accounts with 100 credits each.
    pub(crate) fn new() -> Self {
        Self {
            now: 0,
            jobs: Vec::new(),
            leases: Vec::new(),
            granted: [100, 100],
            n_grants: 0,
            n_artifacts: 0,
        }
    }

    /// Does `step` to both.
    pub(crate) async fn apply(&mut self, store: &StoreArc, step: Step) {
        match step {
            Step::Enqueue { account, price, priority, deadline, key } => {
                let deadline = deadline.map(|ms| self.now + ms);
                self.enqueue(store, self.job(account, price, (priority, deadline), key)).await;
            }
            Step::RecordFinished { account, price, key } => {
                self.record_finished(store, self.job(account, price, (0, None), key)).await;
            }
            Step::Claim { worker } => self.claim(store, worker).await,
            Step::Heartbeat { lease, progress } => self.heartbeat(store, lease, progress).await,
            Step::Finish { lease } => self.finish(store, lease).await,
            Step::Fail { lease } => self.fail(store, lease).await,
            Step::Requeue { lease, counted, delay } => {
                self.requeue(store, lease, counted, delay).await;
            }
            Step::Cancel { job, account } => self.cancel(store, job, account).await,
            Step::Rescue => self.rescue(store).await,
            Step::Expire => self.expire(store).await,
            Step::Advance { ms } => self.now += ms,
            Step::Grant { account, amount } => {
                self.n_grants += 1;
                let grant = grant(account, amount, &self.n_grants.to_string());
                assert!(store.ledger_grant(grant).await.unwrap());
                self.granted[account as usize - 1] += amount;
            }
        }
    }

    /// Each job and balance is as in the model, and the ledger adds up.
    pub(crate) async fn assert_matches(&self, store: &StoreArc) {
        for (n, expected) in (1..).zip(&self.jobs) {
            let job = get(store, n).await;
            assert_eq!(job.state, expected.state, "job {n}");
            assert_eq!((job.attempt, job.attempts_counted), (expected.attempt, expected.counted));
            assert_eq!(job.progress, expected.progress, "job {n}");
            let n_artifacts = usize::from(expected.state == JobState::Succeeded);
            assert_eq!(job.artifacts.len(), n_artifacts, "job {n}");
            assert_eq!(job.finished_at, expected.finished.map(at), "job {n}");
            assert_eq!(job.failure.is_some(), expected.state == JobState::Failed, "job {n}");
        }
        for account in 1..=2 {
            let balance = store.ledger_balance(account_id(account)).await.unwrap();
            assert_eq!(balance, self.balance(account), "account {account}");
        }
        let counts = store.job_counts().await.unwrap();
        assert_eq!(counts.queued + counts.running, u64::from(self.open(None)));
        assert_sound(store).await;
    }

    fn job(
        &self,
        account: u32,
        price: i64,
        (priority, deadline): (i32, Option<i64>),
        key: Option<(u8, u8)>,
    ) -> ModelJob {
        ModelJob {
            account,
            price,
            priority,
            deadline,
            key,
            state: JobState::Queued,
            attempt: 0,
            counted: 0,
            not_before: i64::MIN,
            created: self.now,
            worker: 0,
            lease_until: 0,
            progress: None,
            finished: None,
        }
    }

    fn next_id(&self) -> u32 {
        u32::try_from(self.jobs.len() + 1).unwrap()
    }

    fn next_artifact(&mut self, job: JobId) -> Artifact {
        self.n_artifacts += 1;
        artifact(self.n_artifacts, job)
    }

    fn new_job(&self, wanted: &ModelJob) -> NewJob {
        NewJob {
            account_id: account_id(wanted.account),
            idempotency_key: wanted.key.map(|(key, _)| key.to_string()),
            fingerprint: [wanted.key.map_or(0, |(_, fingerprint)| fingerprint); 32],
            priority: wanted.priority,
            deadline_at: wanted.deadline.map(at),
            price: credits(wanted.price),
            jobs_open_max: JOBS_OPEN_MAX,
            jobs_open_per_account_max: JOBS_OPEN_PER_ACCOUNT_MAX,
            now: at(self.now),
            ..job(self.next_id())
        }
    }

    fn balance(&self, account: u32) -> Balance {
        let sum = |wanted: &dyn Fn(JobState) -> bool| {
            let jobs = self.jobs.iter().filter(|job| job.account == account && wanted(job.state));
            jobs.map(|job| job.price).sum::<i64>()
        };
        let held = sum(&|state| !state.is_final());
        let captured = sum(&|state| state == JobState::Succeeded);
        let available = self.granted[account as usize - 1] - held - captured;
        Balance { available: credits(available), held: credits(held) }
    }

    fn open(&self, account: Option<u32>) -> u32 {
        let open = self.jobs.iter().filter(|job| {
            !job.state.is_final() && account.is_none_or(|account| job.account == account)
        });
        u32::try_from(open.count()).unwrap()
    }

    /// What must come back for a job that is not accepted as new.
    fn assert_refused(&self, wanted: &ModelJob, outcome: EnqueueOutcome, limited: bool) -> bool {
        let earlier = self.jobs.iter().position(|job| {
            let key = |job: &ModelJob| job.key.map(|(key, _)| key);
            job.account == wanted.account && job.key.is_some() && key(job) == key(wanted)
        });
        if let Some(earlier) = earlier {
            let id = job_id(u32::try_from(earlier + 1).unwrap());
            match outcome {
                EnqueueOutcome::Existing(job) => {
                    assert_eq!((job.id, wanted.key), (id, self.jobs[earlier].key));
                }
                EnqueueOutcome::Clash(clash) => {
                    assert_eq!(clash, id);
                    assert_ne!(wanted.key, self.jobs[earlier].key);
                }
                other => panic!("{other:?}"),
            }
            return true;
        }
        let balance = self.balance(wanted.account);
        if wanted.price > 0 && balance.available < credits(wanted.price) {
            assert_eq!(outcome, EnqueueOutcome::InsufficientCredits(balance));
            return true;
        }
        let (of_account, open) = (self.open(Some(wanted.account)), self.open(None));
        if limited && of_account >= JOBS_OPEN_PER_ACCOUNT_MAX {
            assert_eq!(outcome, EnqueueOutcome::QueueFull { of_account: true, open: of_account });
            return true;
        }
        if limited && open >= JOBS_OPEN_MAX {
            assert_eq!(outcome, EnqueueOutcome::QueueFull { of_account: false, open });
            return true;
        }
        assert!(matches!(outcome, EnqueueOutcome::Created(_)), "{outcome:?}");
        false
    }

    async fn enqueue(&mut self, store: &StoreArc, wanted: ModelJob) {
        let outcome = store.job_enqueue_with_hold(self.new_job(&wanted)).await.unwrap();
        if !self.assert_refused(&wanted, outcome, true) {
            self.jobs.push(wanted);
        }
    }

    async fn record_finished(&mut self, store: &StoreArc, wanted: ModelJob) {
        let artifacts = vec![self.next_artifact(job_id(self.next_id()))];
        let outcome = store.job_record_finished(self.new_job(&wanted), artifacts).await.unwrap();
        if !self.assert_refused(&wanted, outcome, false) {
            let (state, finished) = (JobState::Succeeded, Some(self.now));
            self.jobs.push(ModelJob { state, finished, attempt: 1, counted: 1, ..wanted });
        }
    }

    async fn claim(&mut self, store: &StoreArc, worker: u32) {
        let ageing_ms = i64::try_from(AGEING.as_millis()).unwrap();
        let now = self.now;
        let next = (1..)
            .zip(&mut self.jobs)
            .filter(|(_, job)| {
                job.state == JobState::Queued
                    && job.not_before <= now
                    && job.deadline.is_none_or(|deadline| deadline > now)
            })
            .max_by_key(|(n, job)| {
                let waited = now - job.created;
                let steps_ms = i64::from(job.priority) * ageing_ms + waited;
                (steps_ms, -job.created, std::cmp::Reverse(*n))
            });
        let claimed = claim(store, worker, now).await;
        let Some((n, job)) = next else {
            assert_eq!(claimed, None);
            return;
        };
        job.state = JobState::Running;
        job.attempt += 1;
        job.counted += 1;
        job.worker = worker;
        job.lease_until = now + LEASE_MS;
        let claimed = claimed.unwrap();
        assert_eq!((claimed.id, claimed.started_at), (job_id(n), Some(at(now))));
        self.leases.push(lease_on(&claimed, worker));
    }

    /// A lease that was given at some time, and its job if it still holds.
    fn lease(&mut self, index: Index) -> Option<(Lease, Option<&mut ModelJob>)> {
        if self.leases.is_empty() {
            return None;
        }
        let lease = *index.get(&self.leases);
        let (_, job) = (1..).zip(&mut self.jobs).find(|(n, _)| job_id(*n) == lease.job_id).unwrap();
        let holds = job.state == JobState::Running
            && job.attempt == lease.attempt
            && worker_id(job.worker) == lease.worker;
        Some((lease, holds.then_some(job)))
    }

    async fn heartbeat(&mut self, store: &StoreArc, lease: Index, progress: bool) {
        let until = self.now + LEASE_MS;
        let Some((lease, job)) = self.lease(lease) else { return };
        let progress = progress.then_some(Progress { step: lease.attempt, steps: 9 });
        let beat = store.job_heartbeat_if_leased(&lease, at(until), progress).await.unwrap();
        assert_eq!(beat, job.is_some());
        if let Some(job) = job {
            job.lease_until = job.lease_until.max(until);
            job.progress = progress.or(job.progress);
        }
    }

    async fn finish(&mut self, store: &StoreArc, index: Index) {
        let now = self.now;
        let Some((lease, _)) = self.lease(index) else { return };
        let artifacts = vec![self.next_artifact(lease.job_id)];
        let Some((lease, job)) = self.lease(index) else { return };
        let done = store.job_finish_if_leased(&lease, artifacts, at(now)).await.unwrap();
        assert_eq!(done, job.is_some());
        if let Some(job) = job {
            (job.state, job.finished) = (JobState::Succeeded, Some(now));
        }
    }

    async fn fail(&mut self, store: &StoreArc, lease: Index) {
        let now = self.now;
        let Some((lease, job)) = self.lease(lease) else { return };
        let done = store.job_fail_if_leased(&lease, failure(), at(now)).await.unwrap();
        assert_eq!(done, job.is_some());
        if let Some(job) = job {
            (job.state, job.finished) = (JobState::Failed, Some(now));
        }
    }

    async fn requeue(&mut self, store: &StoreArc, lease: Index, counted: bool, delay: i64) {
        let not_before = self.now + delay;
        let Some((lease, job)) = self.lease(lease) else { return };
        let done = store.job_requeue_if_leased(&lease, counted, at(not_before)).await.unwrap();
        assert_eq!(done, job.is_some());
        if let Some(job) = job {
            (job.state, job.progress, job.not_before) = (JobState::Queued, None, not_before);
            job.counted -= u32::from(!counted);
        }
    }

    async fn cancel(&mut self, store: &StoreArc, job: Index, account: u32) {
        if self.jobs.is_empty() {
            return;
        }
        let index = job.index(self.jobs.len());
        let id = job_id(u32::try_from(index + 1).unwrap());
        let job = &mut self.jobs[index];
        let outcome = store.job_cancel_if_open(id, account_id(account), at(self.now)).await;
        let expected = if job.account != account {
            CancelOutcome::NotFound
        } else if job.state.is_final() {
            CancelOutcome::AlreadyFinal(job.state)
        } else {
            let was_running = job.state == JobState::Running;
            (job.state, job.finished) = (JobState::Canceled, Some(self.now));
            CancelOutcome::Canceled { was_running }
        };
        assert_eq!(outcome.unwrap(), expected);
    }

    async fn rescue(&mut self, store: &StoreArc) {
        let now = self.now;
        let mut expected: Vec<(JobId, bool)> = Vec::new();
        for (n, job) in (1..).zip(&mut self.jobs) {
            // Given before the clock was set back.
            if job.state == JobState::Running && job.lease_until > now + 2 * LEASE_MS {
                job.lease_until = now + LEASE_MS;
            }
            if job.state == JobState::Running && job.lease_until < now {
                let failed = job.counted >= ATTEMPTS_MAX;
                if failed {
                    (job.state, job.finished) = (JobState::Failed, Some(now));
                } else {
                    (job.state, job.progress, job.not_before) = (JobState::Queued, None, i64::MIN);
                }
                expected.push((job_id(n), failed));
            }
        }
        let rescued = store.job_rescue_lost(at(now), ATTEMPTS_MAX).await.unwrap();
        let mut rescued: Vec<_> = rescued
            .into_iter()
            .map(|(id, outcome)| (id, outcome == RescueOutcome::Failed))
            .collect();
        rescued.sort_unstable();
        assert_eq!(rescued, expected);
    }

    async fn expire(&mut self, store: &StoreArc) {
        let now = self.now;
        let mut expected = Vec::new();
        for (n, job) in (1..).zip(&mut self.jobs) {
            if job.state == JobState::Queued && job.deadline.is_some_and(|ms| ms <= now) {
                (job.state, job.finished) = (JobState::Expired, Some(now));
                expected.push(job_id(n));
            }
        }
        let mut expired = store.job_expire_overdue(at(now)).await.unwrap();
        expired.sort_unstable();
        assert_eq!(expired, expected);
    }
}
