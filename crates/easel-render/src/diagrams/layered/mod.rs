//! Layered layout of boxes, arrows and nested frames: which box is in which rank, in which order
//! and where; where lines run and labels stand. Knows nothing about texts and colours; what it is
//! given are sizes.
//!
//! Everything here flows downwards: *along* the flow is y, *across* it is x. Callers turn the
//! result. The steps are [`rank`] → [`order`] → [`ports`] → [`coords`] → [`route`] (with
//! [`tracks`]); the first two depend on the links only and are shared by all sizes that are tried.

mod coords;
mod order;
mod ports;
mod rank;
mod route;
mod simplex;
mod tracks;

use kurbo::{Point, Rect};

pub(super) use self::rank::Skeleton;
pub(super) use self::simplex::find;

/// Boxes, links and frames without sizes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Topology {
    pub(super) cells: Vec<Cell>,
    pub(super) links: Vec<Link>,
    pub(super) frames: Vec<Frame>,
    /// Frames are lanes: side by side in the order given, as long as the whole.
    pub(super) lanes: bool,
    /// Frames stand one before the other where all lines between them run one way.
    pub(super) stages: bool,
    /// Ranks over which boxes that end a line and have no other are spread, where a box has many
    /// of them.
    pub(super) spread: usize,
    /// The lines tell of things that happen in order: those against the flow run round the side of
    /// what they pass, and labels stand near the source instead of in the middle.
    pub(super) directed: bool,
}

impl Topology {
    /// Spreads only where some box has more leaves than that. Topologies that differ in nothing
    /// else are then the same.
    pub(super) fn settle_spread(&mut self) {
        let mut lines = vec![0_usize; self.cells.len()];
        for link in &self.links {
            lines[link.from] += 1;
            lines[link.to] += 1;
        }
        let mut leaves = vec![0_usize; self.cells.len()];
        for link in &self.links {
            leaves[link.from] += usize::from(lines[link.to] == 1);
            leaves[link.to] += usize::from(lines[link.from] == 1);
        }
        if leaves.iter().all(|count| *count <= self.spread) {
            self.spread = 1;
        }
    }
}

/// A box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    /// The caller's number.
    pub(super) id: usize,
    pub(super) frame: Option<usize>,
    pub(super) ports: Ports,
}

/// Where links touch a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ports {
    /// Anywhere on its sides.
    Sides,
    /// At the middles of its sides, which are tips.
    Tips,
    /// At the middles of its sides; all links of a side share one.
    Middles,
}

/// What is seen of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    Labelled,
    /// Keeps the order without a line.
    Hidden,
}

/// A line between two boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    /// The caller's number.
    pub(super) id: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    /// Frames whose outlines the ends touch, in place of the boxes.
    pub(super) from_frame: Option<usize>,
    pub(super) to_frame: Option<usize>,
    pub(super) look: Look,
    /// The target belongs above the source.
    pub(super) upward: bool,
    /// Shares the port of others that say so: at the source, at the target.
    pub(super) joined: (bool, bool),
    /// Should be straight before others.
    pub(super) main: bool,
}

/// A frame around boxes and other frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    /// The caller's number.
    pub(super) id: usize,
    pub(super) parent: Option<usize>,
}

/// Sizes by the caller's numbers: across, along.
#[derive(Debug, Clone, Default)]
pub(super) struct Measures {
    pub(super) cells: Vec<(f64, f64)>,
    pub(super) labels: Vec<(f64, f64)>,
    /// Length of the marks at the ends and size of the texts there: source, target.
    pub(super) ends: Vec<[EndRoom; 2]>,
    /// Titles of frames.
    pub(super) titles: Vec<(f64, f64)>,
    pub(super) title_side: TitleSide,
    pub(super) spacing: Spacing,
}

/// Where frames have their titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum TitleSide {
    /// Before the first rank.
    #[default]
    Begin,
    /// Behind the last.
    End,
    /// Across the flow, where x is least.
    Low,
}

/// What stands at an end of a link.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct EndRoom {
    pub(super) mark: f64,
    pub(super) text: (f64, f64),
}

/// Distances.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spacing {
    /// The unit: the font size at which everything was measured.
    pub(super) em: f64,
    /// What distances across and along are multiplied with.
    pub(super) across: f64,
    pub(super) along: f64,
    /// Labels stand at greater x than their line, or at smaller.
    pub(super) labels_after: bool,
    /// Boxes of a rank share their upper edge instead of their middle.
    pub(super) flush: bool,
    /// Parents stand in the middle above their children.
    pub(super) centered: bool,
}

impl Default for Spacing {
    fn default() -> Self {
        Self {
            em: 20.0,
            across: 1.0,
            along: 1.0,
            labels_after: true,
            flush: false,
            centered: false,
        }
    }
}

/// Everything in place, from (0, 0).
#[derive(Debug, Clone, Default)]
pub(super) struct Placed {
    /// By the numbers of the topology.
    pub(super) cells: Vec<Rect>,
    pub(super) frames: Vec<Rect>,
    pub(super) routes: Vec<Route>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// The way of a line.
#[derive(Debug, Clone, Default)]
pub(super) struct Route {
    /// Number of the link in the topology.
    pub(super) link: usize,
    /// Corners from source to target; the ends lie on the bounding boxes of what they touch.
    pub(super) points: Vec<Point>,
    pub(super) label: Option<Rect>,
    pub(super) from_text: Option<Rect>,
    pub(super) to_text: Option<Rect>,
}

/// What a skeleton takes at least across and along the flow: a quick look before it is laid out.
pub(super) fn least_size(skeleton: &Skeleton, measures: &Measures) -> (f64, f64) {
    route::least_size(skeleton, measures)
}

/// Lays out a skeleton for sizes.
pub(super) fn place(skeleton: &Skeleton, measures: &Measures) -> Placed {
    let mut wired = ports::wire(skeleton, measures);
    let across = coords::assign(&mut wired, measures);
    route::route(&wired, &across, measures)
}
