//! A real server for one test: the real router on port 0, real SQLite in a temporary folder.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use easel_core::language_model::LanguageModel;
use easel_core::{Core, CoreParts, Dispatcher, NewKeyRequest, NoOutbound, Outbound, Settings};
use easel_engine::Engine;
use easel_grpc::GrpcOptions;
use easel_http::{App, AppOptions};
use easel_links::PublicUrl;
use easel_mcp::McpOptions;
use easel_store::blobs::BlobStore;
use easel_store::sqlite::{SqliteOptions, SqliteStore};
use easel_store::{LedgerAudit, Store};
use easel_types::model::{ModelDefaults, ModelKind};
use easel_types::{Clock, ModelFamily, ModelFiles, ModelName, ModelRecord, Scope};
use serde_json::Value;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use crate::{FakeEngine, ManualClock, RandomBytes};

/// How a [`TestServer`] is set up.
#[derive(Debug)]
pub struct TestServerBuilder {
    settings: Settings,
    models: Vec<(&'static str, ModelFamily, ModelKind)>,
    outbound: Arc<dyn Outbound>,
    language_model: Option<Arc<dyn LanguageModel>>,
    slots: usize,
}

impl TestServerBuilder {
    /// Changes the settings.
    #[must_use]
    pub fn settings(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.settings);
        self
    }

    /// Installs a model (without files: the fake engine needs none).
    #[must_use]
    pub fn model(mut self, name: &'static str, family: ModelFamily) -> Self {
        self.models.push((name, family, ModelKind::Checkpoint));
        self
    }

    /// Installs a LoRA of this name.
    #[must_use]
    pub fn lora(mut self, name: &'static str, family: ModelFamily) -> Self {
        self.models.push((name, family, ModelKind::Lora));
        self
    }

    /// What the server calls other servers with; nothing where this is not set.
    #[must_use]
    pub fn outbound(mut self, outbound: Arc<dyn Outbound>) -> Self {
        self.outbound = outbound;
        self
    }

    /// The language model; none where this is not set.
    #[must_use]
    pub fn language_model(mut self, model: Arc<dyn LanguageModel>) -> Self {
        self.language_model = Some(model);
        self
    }

    /// Number of slots of the fake engine; 0 starts no dispatcher.
    #[must_use]
    pub fn slots(mut self, slots: usize) -> Self {
        self.slots = slots;
        self
    }

    /// Starts the server.
    pub async fn start(self) -> TestServer {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("easel.db");
        let store = SqliteStore::open(&path, SqliteOptions::default()).await.unwrap();
        let store = Arc::new(store);
        let clock = Arc::new(ManualClock::new());
        let engine = FakeEngine::new(self.slots);
        let core = Core::new(CoreParts {
            store: store.clone(),
            blobs: BlobStore::local(&dir.path().join("blobs")).unwrap(),
            engine: (self.slots > 0).then(|| engine.clone() as Arc<dyn Engine>),
            outbound: self.outbound,
            language_model: self.language_model,
            callback_form: Arc::new(easel_http::Callbacks),
            clock: clock.clone(),
            entropy: Arc::new(RandomBytes),
            settings: self.settings,
        });
        let key = core.bootstrap(None).await.unwrap().unwrap().secret;
        for (name, family, kind) in self.models {
            core.add_model(ModelRecord {
                name: ModelName::new(name).unwrap(),
                kind,
                family,
                files: ModelFiles { model: PathBuf::from(name), ..ModelFiles::default() },
                size_bytes: 1,
                defaults: ModelDefaults::for_family(family),
                added_at: clock.now(),
            })
            .await
            .unwrap();
        }
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = router(&core, address);
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let dispatcher = (self.slots > 0).then(|| Dispatcher::start(core.clone()));
        let http = reqwest::Client::new();
        TestServer {
            core,
            store,
            engine,
            clock,
            key,
            address,
            http,
            dispatcher,
            serving,
            _dir: dir,
        }
    }
}

/// Every front, as the binary puts them together.
fn router(core: &Core, address: SocketAddr) -> axum::Router {
    let public_url = PublicUrl { configured: None, fallback: format!("http://{address}") };
    let stopping = CancellationToken::new();
    let app = App::new(
        core.clone(),
        AppOptions {
            public_url: public_url.clone(),
            metrics: Arc::new(String::new),
            stopping: stopping.clone(),
        },
    );
    let mcp = McpOptions { public_url: public_url.clone(), stopping };
    let http = easel_mcp::routes(core.clone(), mcp).fallback_service(easel_http::router(app));
    easel_grpc::beside(core.clone(), GrpcOptions { public_url }, http)
}

/// A running server.
#[derive(Debug)]
pub struct TestServer {
    /// Its use cases.
    pub core: Core,
    /// Its store.
    pub store: Arc<SqliteStore>,
    /// Its engine.
    pub engine: Arc<FakeEngine>,
    /// Its clock.
    pub clock: Arc<ManualClock>,
    /// A key with every scope and 1,000,000 credits.
    pub key: String,
    /// Where it listens.
    pub address: SocketAddr,
    http: reqwest::Client,
    dispatcher: Option<Dispatcher>,
    serving: tokio::task::JoinHandle<()>,
    _dir: TempDir,
}

/// What a request was answered with.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: reqwest::header::HeaderMap,
    /// The body.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|err| {
            panic!("not JSON ({err}): {}", String::from_utf8_lossy(&self.bytes))
        })
    }

    /// A header's value, empty if absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl TestServer {
    /// A server with one SDXL model and one slot, unless changed.
    pub fn builder() -> TestServerBuilder {
        TestServerBuilder {
            settings: Settings::default(),
            models: Vec::new(),
            language_model: None,
            outbound: Arc::new(NoOutbound),
            slots: 1,
        }
    }

    /// The absolute address of `path`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A request to change before sending; see [`TestServer::send`].
    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method.parse().unwrap(), self.url(path))
    }

    /// Sends a request.
    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            bytes: response.bytes().await.unwrap().to_vec(),
        }
    }

    /// POSTs JSON with the server's key.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request("POST", path).bearer_auth(&self.key).json(body)).await
    }

    /// GETs with the server's key.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request("GET", path).bearer_auth(&self.key)).await
    }

    /// DELETEs with the server's key.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(self.request("DELETE", path).bearer_auth(&self.key)).await
    }

    /// Polls a native job until it is final.
    pub async fn finished(&self, id: &str) -> Value {
        for _ in 0..400 {
            let job = self.get(&format!("/api/v1/generations/{id}")).await.json();
            if !matches!(job["state"].as_str(), Some("queued" | "running")) {
                return job;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("the job {id} was not finished within 10 s");
    }

    /// A key of a new account without credits.
    pub async fn poor_key(&self, scopes: &[Scope]) -> String {
        let request = NewKeyRequest {
            account_id: None,
            name: "poor".to_owned(),
            scopes: scopes.to_vec(),
            secret: None,
            callback: None,
        };
        self.core.create_key(request).await.unwrap().secret
    }

    /// The sums of the ledger, which must always add up.
    pub async fn audit(&self) -> LedgerAudit {
        let audit = self.store.ledger_audit().await.unwrap();
        assert_eq!(audit.available, audit.granted - audit.captured - audit.held, "{audit:?}");
        assert_eq!(audit.jobs_captured_twice, 0, "{audit:?}");
        assert_eq!(audit.final_jobs_with_open_hold, 0, "{audit:?}");
        audit
    }

    /// Stops the server and checks that the books are in order.
    pub async fn stop(self) {
        self.stop_after(Duration::from_secs(5)).await;
    }

    /// The same, with this much time for running jobs to finish.
    pub async fn stop_after(mut self, drain: Duration) {
        if let Some(dispatcher) = self.dispatcher.take() {
            dispatcher.shutdown(drain).await;
        }
        self.audit().await;
        self.serving.abort();
    }
}
