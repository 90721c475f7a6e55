//! The conformance suite on SQLite, in a file and in memory.

mod file {
    //! Each case in a file of its own.

    use std::sync::Arc;

    use easel_store::conformance;
    use easel_store::sqlite::{SqliteOptions, SqliteStore};

    macro_rules! in_a_file {
        ($($area:ident::$name:ident),* $(,)?) => {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let dir = tempfile::tempdir().unwrap();
                let path = dir.path().join("easel.db");
                let store = SqliteStore::open(&path, SqliteOptions::default()).await.unwrap();
                conformance::$name(Arc::new(store)).await;
            }
        )*};
    }

    easel_store::conformance_cases!(in_a_file);
}

mod memory {
    //! Each case in a memory of its own.

    use std::sync::Arc;

    use easel_store::conformance;
    use easel_store::sqlite::SqliteStore;

    macro_rules! in_memory {
        ($($area:ident::$name:ident),* $(,)?) => {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let store = SqliteStore::open_in_memory().await.unwrap();
                conformance::$name(Arc::new(store)).await;
            }
        )*};
    }

    easel_store::conformance_cases!(in_memory);
}
