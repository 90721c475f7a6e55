//! Random interleavings of everything that can happen to jobs, against a model that is too
//! simple to be wrong in the same way: after every step each job and balance is as in the
//! model, and the ledger adds up.

mod model;

use easel_store::conformance::fixture::*;
use easel_store::sqlite::SqliteStore;
use model::{Model, Step};
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::Arc;

fn steps() -> impl Strategy<Value = Step> {
    let job = (1..=2_u32, 0..40_i64, -2..=2_i32, deadline(), key());
    prop_oneof![
        6 => job.prop_map(|(account, price, priority, deadline, key)| Step::Enqueue {
            account, price, priority, deadline, key
        }),
        1 => (1..=2_u32, 0..40_i64, key())
            .prop_map(|(account, price, key)| Step::RecordFinished { account, price, key }),
        6 => (1..=3_u32).prop_map(|worker| Step::Claim { worker }),
        3 => (any::<Index>(), any::<bool>())
            .prop_map(|(lease, progress)| Step::Heartbeat { lease, progress }),
        3 => any::<Index>().prop_map(|lease| Step::Finish { lease }),
        2 => any::<Index>().prop_map(|lease| Step::Fail { lease }),
        2 => (any::<Index>(), any::<bool>(), 0..20_000_i64)
            .prop_map(|(lease, counted, delay)| Step::Requeue { lease, counted, delay }),
        2 => (any::<Index>(), 1..=2_u32)
            .prop_map(|(job, account)| Step::Cancel { job, account }),
        2 => Just(Step::Rescue),
        1 => Just(Step::Expire),
        4 => (0..20_000_i64).prop_map(|ms| Step::Advance { ms }),
        1 => (-100_000..0_i64).prop_map(|ms| Step::Advance { ms }),
        1 => (1..=2_u32, -30..60_i64).prop_map(|(account, amount)| Step::Grant { account, amount }),
    ]
}

fn deadline() -> impl Strategy<Value = Option<i64>> {
    prop::option::weighted(0.4, 0..60_000_i64)
}

fn key() -> impl Strategy<Value = Option<(u8, u8)>> {
    prop::option::weighted(0.3, (0..3_u8, 0..2_u8))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn the_store_does_what_the_model_does(steps in prop::collection::vec(steps(), 1..80)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let store: StoreArc = Arc::new(SqliteStore::open_in_memory().await.unwrap());
            create_account(&store, 1, 100).await;
            create_account(&store, 2, 100).await;
            let mut model = Model::new();
            for step in steps {
                model.apply(&store, step).await;
                model.assert_matches(&store).await;
            }
        });
    }
}
