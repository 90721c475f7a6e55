//! Logos drawn as vectors: a name, a symbol and an arrangement. Painted logos are jobs of an
//! engine.

use serde::{Deserialize, Serialize};

use super::{Appearance, Source, is_default};

/// A logo.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LogoSpec {
    /// The name as it is written. May be empty where there is a symbol.
    pub name: String,
    /// A few words under the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tagline: Option<String>,
    /// A word for the symbol: `coffee`, `mountain`, `rocket`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbol: Option<String>,
    /// How name and symbol are arranged; what suits them where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<LogoTemplate>,
    /// Words about the style: `minimal`, `vintage`, `playful`, `elegant`, `tech`, `bold`…
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub style: Vec<String>,
    /// Colours and ground.
    #[serde(skip_serializing_if = "is_default")]
    pub appearance: Appearance,
    /// Where name and tagline come from.
    pub source: Source,
}

/// How name and symbol of a logo are arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogoTemplate {
    /// The name alone.
    Wordmark,
    /// The initials in a form.
    Monogram,
    /// Symbol beside or over the name.
    IconWordmark,
    /// A round or shield-like emblem with the name around or across.
    Badge,
    /// The symbol on a rounded square.
    AppIcon,
}
