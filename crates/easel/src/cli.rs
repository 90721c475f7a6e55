//! The command line as it is typed. Values that are also settings go through the configuration,
//! so that flags win over environment and file.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use easel_types::spec::Theme;

use crate::config::{Config, Flags, load};

/// A self-hosted smart image server: say in plain words what picture you want.
#[derive(Debug, Parser)]
#[command(name = "easel", version, about, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start the server.
    Serve(ServeArgs),
    /// Work on the jobs of a server that shares the data folder, without serving HTTP.
    Worker(WorkerArgs),
    /// Serve an agent over stdin and stdout (Model Context Protocol), without a server.
    Mcp(McpArgs),
    /// Make one picture without a server.
    Make(MakeArgs),
    /// Show what a prompt is understood to mean.
    Understand(UnderstandArgs),
    /// Draw a spec as SVG or PNG.
    Render(RenderArgs),
    /// List, add and remove models.
    Models(ModelsArgs),
    /// Create, list and revoke API keys.
    Keys(KeysArgs),
    /// Give credits to an account.
    Credits(CreditsArgs),
    /// Check the machine and say what is wrong.
    Doctor(DoctorArgs),
    /// Make a handful of pictures over HTTP on a temporary server.
    Demo(DemoArgs),
    /// Measure and stress this installation.
    Bench(BenchArgs),
    /// Print the OpenAPI document.
    #[command(hide = true)]
    Openapi(OpenapiArgs),
    /// What the server runs to paint; not for people.
    #[command(hide = true)]
    EngineWorker(EngineWorkerArgs),
}

/// Flags of every command that uses the data folder.
#[derive(Debug, Default, Args)]
pub(crate) struct DataArgs {
    /// Configuration file [default: easel.toml, if there is one]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder of database and pictures [default: easel-data]
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Database, such as `sqlite:DIR/easel.db`
    #[arg(long, global = true, value_name = "URL")]
    database: Option<String>,
    /// Where pictures are stored, such as `file:DIR/blobs`
    #[arg(long, global = true, value_name = "URL")]
    storage: Option<String>,
}

impl DataArgs {
    pub(crate) fn flags(&self) -> Flags {
        let mut flags = Flags { file: self.config.clone(), ..Flags::default() };
        let data = self.data.as_ref().map(|path| path.to_string_lossy().into_owned());
        flags.set("server", "data", data);
        flags.set("database", "url", self.database.clone());
        flags.set("storage", "url", self.storage.clone());
        flags
    }

    pub(crate) fn config(&self) -> anyhow::Result<Config> {
        load(self.flags())
    }

    /// The configuration of a data folder that must exist: a misspelt one should not be made.
    pub(crate) fn config_of_existing(&self) -> anyhow::Result<Config> {
        let config = self.config()?;
        let folder = config.data.display();
        anyhow::ensure!(
            config.data.join("easel.db").exists(),
            "there is no Easel data in {folder}"
        );
        Ok(config)
    }
}

/// Flags about the engine.
#[derive(Debug, Default, Args)]
pub(crate) struct EngineArgs {
    /// Engine: sd, or fake for tests of everything around it
    #[arg(long, value_name = "KIND")]
    engine: Option<String>,
    /// Worker processes
    #[arg(long, value_name = "N")]
    workers: Option<u32>,
}

impl EngineArgs {
    fn set(&self, flags: &mut Flags) {
        flags.set("engine", "kind", self.engine.clone());
        flags.set("engine", "workers", self.workers);
    }
}

#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    engine: EngineArgs,
    /// Where to listen [default: 127.0.0.1:8188]; port 0 takes a free one
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
    /// First admin key of a fresh data folder
    #[arg(long, value_name = "KEY")]
    bootstrap_key: Option<String>,
    /// Address under which clients reach the server
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// Only accept jobs; `easel worker` processes work on them
    #[arg(long)]
    pub(crate) no_worker: bool,
}

impl ServeArgs {
    pub(crate) fn config(&self) -> anyhow::Result<Config> {
        let mut flags = self.data.flags();
        self.engine.set(&mut flags);
        flags.set("server", "listen", self.listen.clone());
        flags.set("server", "bootstrap_key", self.bootstrap_key.clone());
        flags.set("server", "public_url", self.public_url.clone());
        load(flags)
    }
}

#[derive(Debug, Args)]
pub(crate) struct WorkerArgs {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    engine: EngineArgs,
}

impl WorkerArgs {
    pub(crate) fn config(&self) -> anyhow::Result<Config> {
        let mut flags = self.data.flags();
        self.engine.set(&mut flags);
        load(flags)
    }
}

#[derive(Debug, Args)]
pub(crate) struct McpArgs {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    engine: EngineArgs,
    /// Folder that finished pictures are written to, besides being part of the answers
    #[arg(long, value_name = "DIR")]
    pub(crate) save: Option<PathBuf>,
}

impl McpArgs {
    pub(crate) fn config(&self) -> anyhow::Result<Config> {
        let mut flags = self.data.flags();
        self.engine.set(&mut flags);
        load(flags)
    }
}

#[derive(Debug, Args)]
pub(crate) struct MakeArgs {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    engine: EngineArgs,
    /// What the picture should show
    pub(crate) prompt: String,
    /// Where to put it; .svg gives vectors for charts, diagrams and infographics
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// Width in pixels
    #[arg(long)]
    pub(crate) width: Option<u32>,
    /// Height in pixels
    #[arg(long)]
    pub(crate) height: Option<u32>,
    /// Name of an installed model
    #[arg(long)]
    pub(crate) model: Option<String>,
    /// Seed, for the same picture again
    #[arg(long)]
    pub(crate) seed: Option<u64>,
    /// Denoising steps
    #[arg(long)]
    pub(crate) steps: Option<u32>,
    /// Guidance scale
    #[arg(long)]
    pub(crate) guidance_scale: Option<f32>,
    /// What to avoid
    #[arg(long, value_name = "TEXT")]
    pub(crate) negative_prompt: Option<String>,
    /// Keep the prompt as it is
    #[arg(long)]
    pub(crate) no_enhance: bool,
}

impl MakeArgs {
    pub(crate) fn config(&self) -> anyhow::Result<Config> {
        let mut flags = self.data.flags();
        self.engine.set(&mut flags);
        load(flags)
    }
}

#[derive(Debug, Args)]
pub(crate) struct UnderstandArgs {
    /// The prompt
    pub(crate) prompt: String,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RenderArgs {
    /// A spec as JSON, or Mermaid or Graphviz DOT; - for stdin
    #[arg(required_unless_present = "gallery")]
    pub(crate) spec: Option<PathBuf>,
    /// Where to put the picture: .png, .svg, .pdf, .webp or .jpg
    #[arg(short, long, value_name = "FILE", required_unless_present = "gallery")]
    pub(crate) output: Option<PathBuf>,
    /// Width in pixels
    #[arg(long, default_value_t = 1024)]
    pub(crate) width: u32,
    /// Height in pixels
    #[arg(long, default_value_t = 1024)]
    pub(crate) height: u32,
    /// Pixels of the picture per pixel of the canvas, 1 to 4
    #[arg(long, default_value_t = 1.0)]
    pub(crate) scale: f32,
    /// Colours: light, dark, paper, midnight, ocean, forest, sunset, mono, candy or corporate;
    /// instead of the spec's
    #[arg(long, value_name = "NAME", value_parser = theme)]
    pub(crate) theme: Option<Theme>,
    /// Brand colours, the most important first, instead of the spec's
    #[arg(long = "color", value_name = "COLOR")]
    pub(crate) colors: Vec<String>,
    /// Keep words as text in SVG, for searching and editing, instead of as outlines
    #[arg(long)]
    pub(crate) selectable_text: bool,
    /// Draw no background
    #[arg(long)]
    pub(crate) transparent: bool,
    /// Write a page with every kind of picture and theme to this folder instead
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["spec", "output"])]
    pub(crate) gallery: Option<PathBuf>,
}

fn theme(text: &str) -> Result<Theme, String> {
    Theme::ALL.into_iter().find(|theme| theme.as_str() == text).ok_or_else(|| {
        let names = Theme::ALL.map(Theme::as_str).join(", ");
        format!("no such theme; there are {names}")
    })
}

#[derive(Debug, Args)]
pub(crate) struct ModelsArgs {
    #[command(flatten)]
    pub(crate) data: DataArgs,
    #[command(subcommand)]
    pub(crate) command: ModelsCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ModelsCommand {
    /// List the installed models.
    List,
    /// Install a checkpoint or LoRA file. The file stays where it is.
    Add(Box<ModelsAddArgs>),
    /// Remove a model from the list. Its file stays where it is.
    Rm {
        /// Its name
        name: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ModelsAddArgs {
    /// safetensors, ckpt or GGUF
    pub(crate) file: PathBuf,
    /// Name to ask for it by [default: the file's name]
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Architecture, where the file does not tell: `sd1`, `sd2`, `sdxl`, `sd3`, `flux`, `flux2`,
    /// `qwen_image`, `z_image`, `other`
    #[arg(long)]
    pub(crate) family: Option<String>,
    /// Picture decoder in a file of its own
    #[arg(long, value_name = "FILE")]
    pub(crate) vae: Option<PathBuf>,
    /// Small picture decoder used instead of the VAE
    #[arg(long, value_name = "FILE")]
    pub(crate) taesd: Option<PathBuf>,
    /// CLIP-L text encoder in a file of its own
    #[arg(long, value_name = "FILE")]
    pub(crate) clip_l: Option<PathBuf>,
    /// CLIP-G text encoder in a file of its own
    #[arg(long, value_name = "FILE")]
    pub(crate) clip_g: Option<PathBuf>,
    /// T5-XXL text encoder in a file of its own
    #[arg(long, value_name = "FILE")]
    pub(crate) t5xxl: Option<PathBuf>,
    /// Language model used as text encoder
    #[arg(long, value_name = "FILE")]
    pub(crate) llm: Option<PathBuf>,
    /// Steps used where a request says nothing
    #[arg(long)]
    pub(crate) steps: Option<u32>,
    /// Guidance scale used where a request says nothing
    #[arg(long)]
    pub(crate) guidance_scale: Option<f32>,
    /// Side of the square picture made where a request says nothing
    #[arg(long)]
    pub(crate) side: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct KeysArgs {
    #[command(flatten)]
    pub(crate) data: DataArgs,
    #[command(subcommand)]
    pub(crate) command: KeysCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeysCommand {
    /// Create a key and print it once.
    Create {
        /// What people call it
        name: String,
        /// Account it belongs to [default: a new one of the same name]
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<String>,
        /// What it may do: generate, admin
        #[arg(long, value_delimiter = ',', default_value = "generate")]
        scopes: Vec<String>,
        /// The secret, where a client must keep the one it has [default: a new one]
        #[arg(long, value_name = "KEY")]
        secret: Option<String>,
        /// Address that is called when a job of this key is final
        #[arg(long, value_name = "URL")]
        callback: Option<String>,
        /// Sent to that address as a bearer token
        #[arg(long, value_name = "TOKEN", requires = "callback")]
        callback_token: Option<String>,
    },
    /// List all keys.
    List,
    /// Revoke a key.
    Revoke {
        /// Its id
        key: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct CreditsArgs {
    #[command(flatten)]
    pub(crate) data: DataArgs,
    #[command(subcommand)]
    pub(crate) command: CreditsCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CreditsCommand {
    /// Give credits to an account (or take, with a negative amount).
    Grant {
        /// The account
        account: String,
        /// Credits, such as 100 or 0.5
        #[arg(allow_hyphen_values = true)]
        amount: String,
        /// The same key again changes nothing
        #[arg(long, value_name = "KEY")]
        idempotency_key: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct DoctorArgs {
    #[command(flatten)]
    pub(crate) data: DataArgs,
}

#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// Folder for the pictures
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct OpenapiArgs {}

#[derive(Debug, Args)]
pub(crate) struct BenchArgs {
    #[command(subcommand)]
    pub(crate) command: BenchCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BenchCommand {
    /// Jobs a second from submission to settlement with an engine that takes no time.
    Throughput {
        /// How many jobs
        #[arg(long, default_value_t = 2000)]
        jobs: u32,
        /// Jobs submitted at once
        #[arg(long, default_value_t = 8)]
        clients: u32,
        /// full or process, as in the configuration
        #[arg(long, default_value = "full")]
        durability: String,
    },
    /// What Easel adds to a job whose engine takes exactly so long, one job at a time.
    Overhead {
        /// How many jobs
        #[arg(long, default_value_t = 200)]
        jobs: u32,
        /// Milliseconds of the engine
        #[arg(long, default_value_t = 50)]
        engine_ms: u64,
        /// full or process, as in the configuration
        #[arg(long, default_value = "full")]
        durability: String,
    },
    /// Time to ready, memory at rest, and instant charts over HTTP.
    Http {
        /// How many charts for each number of clients
        #[arg(long, default_value_t = 1000)]
        requests: u32,
    },
    /// Kills server and workers at random while jobs run, and checks that every job finished
    /// once and every credit is accounted for.
    Chaos {
        /// How many jobs
        #[arg(long, default_value_t = 200)]
        jobs: u32,
        /// How many kills
        #[arg(long, default_value_t = 20)]
        kills: u32,
        /// Milliseconds a job takes
        #[arg(long, default_value_t = 300)]
        job_ms: u64,
        /// Seed of the kills
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
}

#[derive(Debug, Args)]
pub(crate) struct EngineWorkerArgs {
    /// sd or fake
    #[arg(long)]
    pub(crate) kind: easel_worker::WorkerKind,
    /// CPU threads
    #[arg(long)]
    pub(crate) threads: Option<std::num::NonZeroU32>,
    /// Load models larger than the free memory too
    #[arg(long)]
    pub(crate) no_memory_check: bool,
    /// How long the fake engine takes
    #[arg(long, default_value_t = 200)]
    pub(crate) fake_duration_ms: u64,
}
