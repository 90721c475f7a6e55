//! How fast the SQLite store is: the life of a job at both durabilities, and the same calls
//! with a full queue, a long history and a long ledger behind them.
//!
//! Figures depend on the disk (`Full` waits for it at every commit). Run with
//! `cargo bench -p easel-store`.

use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use easel_store::NewJob;
use easel_store::conformance::fixture::*;
use easel_store::sqlite::{Durability, SqliteOptions, SqliteStore};
use easel_types::MicroCredits;
use sqlx::{Connection as _, SqliteConnection};
use tokio::runtime::Runtime;

const QUEUED: u32 = 10_000;
const FINISHED: u32 = 100_000;
const LEDGER_ENTRIES: u32 = 1_000_000;

/// A store in a file, and the number of the next job.
struct Bench {
    runtime: Runtime,
    dir: tempfile::TempDir,
    store: StoreArc,
    next: u32,
}

impl Bench {
    fn open(durability: Durability) -> Self {
        let runtime = Runtime::new().expect("starts");
        let dir = tempfile::tempdir().expect("is created");
        let path = dir.path().join("easel.db");
        let store: StoreArc = runtime.block_on(async {
            let store = SqliteStore::open(&path, SqliteOptions { durability }).await;
            let store: StoreArc = Arc::new(store.expect("opens"));
            create_account(&store, 1, 1_000_000_000).await;
            store
        });
        Self { runtime, dir, store, next: 1 }
    }

    fn execute(&self, statement: &'static str, n: u32) {
        let url = format!("sqlite:{}", self.dir.path().join("easel.db").display());
        self.runtime.block_on(async {
            let mut conn = SqliteConnection::connect(&url).await.expect("connects");
            sqlx::query(statement).bind(n).execute(&mut conn).await.expect("runs");
        });
    }

    /// Priorities from −10 to 10, a deadline on every third.
    fn enqueue(&mut self) {
        let n = self.next;
        self.next += 1;
        let queued = NewJob {
            priority: i32::try_from(n % 21).expect("is small") - 10,
            deadline_at: n.is_multiple_of(3).then(|| at(3_600_000)),
            price: MicroCredits::from_micros(1),
            now: at(i64::from(n)),
            ..job(n)
        };
        self.runtime.block_on(enqueue(&self.store, queued));
    }

    fn claim(&self) -> easel_types::Job {
        self.runtime.block_on(claim(&self.store, 1, 1_000_000)).expect("is waiting")
    }

    fn finish(&self, claimed: &easel_types::Job) {
        let number = claimed.id.to_string();
        let number = u32::from_str_radix(&number[number.len() - 8..], 16).expect("is a number");
        let artifacts = vec![artifact(number, claimed.id)];
        let lease = lease_on(claimed, 1);
        let finish = self.store.job_finish_if_leased(&lease, artifacts, at(1_000_001));
        assert!(self.runtime.block_on(finish).expect("answers"));
    }
}

fn timed(mut call: impl FnMut()) -> Duration {
    let start = Instant::now();
    call();
    start.elapsed()
}

/// Enqueue, claim and finish one job after another, each timed apart.
fn life_of_a_job(c: &mut Criterion) {
    for durability in [Durability::Full, Durability::Process] {
        let mut group = c.benchmark_group(format!("life_of_a_job/{durability:?}"));
        group.throughput(Throughput::Elements(1)).sample_size(20);
        let mut bench = Bench::open(durability);
        for timed_call in 0..3 {
            let name = ["enqueue", "claim", "finish"][timed_call];
            group.bench_function(name, |b| {
                b.iter_custom(|rounds| {
                    let mut spent = Duration::ZERO;
                    for _ in 0..rounds {
                        let mut claimed = None;
                        let times = [
                            timed(|| bench.enqueue()),
                            timed(|| claimed = Some(bench.claim())),
                            timed(|| bench.finish(claimed.as_ref().expect("was claimed"))),
                        ];
                        spent += times[timed_call];
                    }
                    spent
                });
            });
        }
        group.finish();
    }
}

/// The same with 10,000 jobs waiting and 100,000 finished.
fn with_a_full_queue_and_a_long_history(c: &mut Criterion) {
    let mut bench = Bench::open(Durability::Process);
    bench.enqueue();
    bench.finish(&bench.claim());
    // Copies of the finished job: history as it looks to the indexes.
    bench.execute(
        "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?)
         INSERT INTO jobs
         SELECT printf('job_%032x', 4000000000 + n), account_id, key_id, NULL, fingerprint,
                request, model, state, priority, price, deadline_at_ms, attempt,
                attempts_counted, not_before_ms, worker_id, lease_until_ms, progress_step,
                progress_steps, failure_kind, failure_message, created_at_ms, started_at_ms,
                finished_at_ms
         FROM jobs CROSS JOIN n",
        FINISHED,
    );
    for _ in 0..QUEUED {
        bench.enqueue();
    }
    let mut group = c.benchmark_group("queue_of_10000");
    group.throughput(Throughput::Elements(1)).sample_size(20);
    group.bench_function("enqueue", |b| {
        b.iter_custom(|rounds| {
            let mut spent = Duration::ZERO;
            for _ in 0..rounds {
                spent += timed(|| bench.enqueue());
                bench.finish(&bench.claim());
            }
            spent
        });
    });
    group.bench_function("claim", |b| {
        b.iter_custom(|rounds| {
            let mut spent = Duration::ZERO;
            for _ in 0..rounds {
                bench.enqueue();
                let mut claimed = None;
                spent += timed(|| claimed = Some(bench.claim()));
                bench.finish(claimed.as_ref().expect("was claimed"));
            }
            spent
        });
    });
    reads(&bench, &mut group);
    group.finish();
}

fn reads(
    bench: &Bench,
    group: &mut criterion::BenchmarkGroup<'_, criterion::measurement::WallTime>,
) {
    let store = &bench.store;
    group.bench_function("claim_all_models_excluded", |b| {
        let mut params = claim_params(1, 1_000_000);
        params.models_excluded = vec![model("base")];
        b.iter(|| {
            let claimed = bench.runtime.block_on(store.job_claim_next(params.clone()));
            assert_eq!(claimed.expect("answers"), None);
        });
    });
    group.bench_function("counts", |b| {
        b.iter(|| bench.runtime.block_on(store.job_counts()).expect("answers"));
    });
    group.bench_function("queue_position", |b| {
        // Of the lowest priority, so it is still there.
        let (last, order) = (job_id(QUEUED - QUEUED % 21), order(1_000_000));
        b.iter(|| {
            let position = store.job_queue_position(last, &order);
            let position = bench.runtime.block_on(position).expect("answers");
            assert!(position.is_some_and(|ahead| ahead > QUEUED / 2));
        });
    });
    group.bench_function("rescue_nothing", |b| {
        b.iter(|| bench.runtime.block_on(store.job_rescue_lost(at(5), 3)).expect("answers"));
    });
    group.bench_function("expire_nothing", |b| {
        b.iter(|| bench.runtime.block_on(store.job_expire_overdue(at(5))).expect("answers"));
    });
    group.bench_function("get", |b| {
        b.iter(|| bench.runtime.block_on(get(store, 1)));
    });
}

/// A balance and a hold with a million entries before them, all of one account.
fn with_a_long_ledger(c: &mut Criterion) {
    let mut bench = Bench::open(Durability::Process);
    bench.execute(
        "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?)
         INSERT INTO ledger (account_id, kind, available_delta, held_delta, available_after,
                             held_after, idempotency_key, note, created_at_ms)
         SELECT account_id, 'grant', 1, 0, available_after + n, 0, 'n' || n, '', 0
         FROM (SELECT * FROM ledger LIMIT 1) CROSS JOIN n",
        LEDGER_ENTRIES,
    );
    let mut group = c.benchmark_group("ledger_of_1000000");
    group.throughput(Throughput::Elements(1)).sample_size(10);
    group.bench_function("balance", |b| {
        let balance = || bench.store.ledger_balance(account_id(1));
        b.iter(|| bench.runtime.block_on(balance()).expect("answers"));
    });
    group.bench_function("audit", |b| {
        b.iter(|| bench.runtime.block_on(bench.store.ledger_audit()).expect("answers"));
    });
    group.bench_function("enqueue_claim_finish", |b| {
        b.iter(|| {
            bench.enqueue();
            bench.finish(&bench.claim());
        });
    });
    group.finish();
}

criterion_group!(benches, life_of_a_job, with_a_full_queue_and_a_long_history, with_a_long_ledger);
criterion_main!(benches);
