//! Names of arrangements and looks as people write them, and which arrangement suits the data
//! where none is named. How an arrangement is drawn is in its own file.

use easel_types::spec::{InfographicItem, InfographicSpec};

/// The arrangements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Template {
    List,
    Row,
    Column,
    Zigzag,
    Sector,
    Pyramid,
    Funnel,
    Waterfall,
    Ascending,
    Steps,
    TimelineHorizontal,
    TimelineVertical,
    Timeline,
    Roadmap,
    Snake,
    Cycle,
    Mountain,
    Compare,
    BeforeAfter,
    ProsCons,
    Table,
    Swot,
    Quadrant,
    Hierarchy,
    Mindmap,
    Layers,
    Relation,
    Hub,
    Network,
    Flow,
    Statistics,
    IconArray,
    Progress,
    ProgressBars,
    Donut,
    Checklist,
    Ranked,
}

/// How an entry looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Card,
    Plain,
    Badge,
    Ribbon,
    Capsule,
    Corner,
    Underline,
    Letter,
    Circle,
    Arrow,
}

/// Arrangement, its own name, other names.
const TEMPLATES: [(Template, &str, &str); 37] = [
    (Template::List, "list", "grid list_grid cards card_grid facts benefits features tips ideas"),
    (Template::Row, "row", "list_row horizontal_list"),
    (Template::Column, "column", "list_column vertical_list rows"),
    (Template::Zigzag, "zigzag", "list_zigzag zig_zag alternating staggered sequence_zigzag"),
    (Template::Sector, "sector", "list_sector sectors wheel segments pie_list"),
    (Template::Pyramid, "pyramid", "list_pyramid sequence_pyramid triangle maslow"),
    (Template::Funnel, "funnel", "sequence_funnel sales_funnel filter"),
    (
        Template::Waterfall,
        "waterfall",
        "stairs staircase list_waterfall cascade descending stairs_front",
    ),
    (Template::Ascending, "ascending", "sequence_ascending rising growth climb steps_up"),
    (
        Template::Steps,
        "steps",
        "process step sequence how_to howto guide procedure instructions sequence_steps",
    ),
    (Template::TimelineHorizontal, "timeline_horizontal", "horizontal_timeline"),
    (Template::TimelineVertical, "timeline_vertical", "vertical_timeline"),
    (
        Template::Timeline,
        "timeline",
        "timeline_alternating alternating_timeline sequence_timeline history milestones milestone chronology",
    ),
    (
        Template::Roadmap,
        "roadmap",
        "road sequence_roadmap_vertical sequence_roadmap road_map winding_road",
    ),
    (Template::Snake, "snake", "sequence_snake serpentine sequence_color_snake"),
    (
        Template::Cycle,
        "cycle",
        "circular loop ring circle_arrows sequence_circular sequence_circle_arrows circle",
    ),
    (Template::Mountain, "mountain", "journey path journey_path sequence_mountain summit"),
    (Template::Compare, "compare", "comparison versus vs compare_binary two_sided contrast"),
    (
        Template::BeforeAfter,
        "before_after",
        "then_now transformation then_and_now before_and_after",
    ),
    (
        Template::ProsCons,
        "pros_cons",
        "pros_and_cons advantages_disadvantages do_dont dos_and_donts",
    ),
    (
        Template::Table,
        "table",
        "plans pricing features_table feature_table price_table matrix_table comparison_table",
    ),
    (Template::Swot, "swot", "compare_swot swot_analysis"),
    (Template::Quadrant, "quadrant", "matrix matrix_2x2 2x2 compare_quadrant quadrants eisenhower"),
    (Template::Hierarchy, "hierarchy", "tree hierarchy_tree org_tree breakdown orgchart"),
    (Template::Mindmap, "mindmap", "hierarchy_mindmap mind_map"),
    (Template::Layers, "layers", "layer stack levels hierarchy_structure"),
    (Template::Relation, "relation", "relation_circle relations relationship"),
    (Template::Hub, "hub", "hub_and_spoke hub_spoke spokes ecosystem radial"),
    (Template::Network, "network", "relation_network web_of connections"),
    (Template::Flow, "flow", "relation_dagre_flow flowchart flow_chart"),
    (
        Template::Statistics,
        "statistics",
        "stats statistic numbers big_numbers figures key_figures kpi kpis metrics",
    ),
    (Template::IconArray, "icon_array", "pictogram people waffle isotype"),
    (Template::Progress, "progress", "progress_rings rings circular_progress"),
    (Template::ProgressBars, "progress_bars", "bars progress_bar skill_bars"),
    (Template::Donut, "donut", "donut_text pie chart_pie shares doughnut"),
    (Template::Checklist, "checklist", "check_list todo to_do done_list tasks"),
    (Template::Ranked, "ranked", "ranking ranked_list top top_10 top_list leaderboard"),
];

const LOOKS: [(Look, &str, &str); 10] = [
    (Look::Card, "card", "cards tinted box compact_card rounded_rect"),
    (Look::Plain, "plain", "plain_text simple minimal clean"),
    (Look::Badge, "badge", "badge_card icon_badge pill_badge white"),
    (Look::Ribbon, "ribbon", "ribbon_card banner header"),
    (Look::Capsule, "capsule", "pill rounded candy"),
    (Look::Corner, "corner", "l_corner_card corner_card quarter quarter_circular"),
    (Look::Underline, "underline", "underline_text lined lined_text line"),
    (Look::Letter, "letter", "letter_card initial initials"),
    (Look::Circle, "circle", "circle_node circles round disc"),
    (Look::Arrow, "arrow", "arrows chevron horizontal_icon_arrow simple_horizontal_arrow"),
];

fn normal(name: &str) -> String {
    name.trim().to_lowercase().replace(['-', ' '], "_")
}

impl Template {
    pub(super) fn name(self) -> &'static str {
        TEMPLATES
            .iter()
            .find(|(template, ..)| *template == self)
            .map_or("list", |(_, name, _)| name)
    }

    /// By its name, another name, or a name in which one of these occurs.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = normal(name);
        if name.is_empty() {
            return None;
        }
        let is_exact =
            |own: &str, other: &str| name == own || other.split(' ').any(|other| other == name);
        let exact = TEMPLATES.iter().find(|(_, own, other)| is_exact(own, other));
        let within = || {
            let parts = |(_, own, _): &&(Self, &str, &str)| {
                own.len() > 3 && name.contains(own.strip_suffix('s').unwrap_or(own))
            };
            TEMPLATES.iter().filter(parts).max_by_key(|(_, own, _)| own.len())
        };
        exact.or_else(within).map(|(template, ..)| *template)
    }

    /// Whether entries can have this look in the arrangement.
    pub(super) fn allows(self, look: Look) -> bool {
        let others: &[Look] = match self {
            Self::List | Self::Row | Self::Column | Self::Zigzag | Self::Steps => return true,
            Self::Statistics | Self::Checklist | Self::Donut => return true,
            Self::Waterfall => return true,
            Self::Layers
            | Self::Mountain
            | Self::Progress
            | Self::ProgressBars
            | Self::Ranked
            | Self::IconArray
            | Self::Ascending
            | Self::Flow
            | Self::Network => &[],
            Self::Snake => &[Look::Plain, Look::Underline],
            Self::Pyramid | Self::Funnel => {
                &[Look::Plain, Look::Badge, Look::Capsule, Look::Underline]
            }
            Self::Hierarchy | Self::Mindmap => &[Look::Badge, Look::Capsule],
            template if template.takes_groups() => &[
                Look::Plain,
                Look::Badge,
                Look::Capsule,
                Look::Corner,
                Look::Underline,
                Look::Letter,
            ],
            _ => &[Look::Plain, Look::Badge, Look::Ribbon, Look::Capsule, Look::Underline],
        };
        look == Look::Card || others.contains(&look)
    }

    /// Whether groups are put beside each other.
    pub(super) fn takes_groups(self) -> bool {
        matches!(
            self,
            Self::Compare
                | Self::BeforeAfter
                | Self::ProsCons
                | Self::Table
                | Self::Swot
                | Self::Quadrant
        )
    }
}

impl Look {
    pub(super) fn name(self) -> &'static str {
        LOOKS.iter().find(|(look, ..)| *look == self).map_or("card", |(_, name, _)| name)
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        let name = normal(name);
        let is = |(_, own, other): &&(Self, &str, &str)| {
            name == *own || other.split(' ').any(|other| other == name)
        };
        LOOKS.iter().find(is).map(|(look, ..)| *look)
    }
}

/// What there is to show.
#[derive(Debug, Clone, Copy)]
pub(super) struct Data<'a> {
    pub(super) spec: &'a InfographicSpec,
    pub(super) items: &'a [InfographicItem],
    /// Groups, or items that can serve as groups.
    pub(super) groups: usize,
    /// Items whose share is known.
    pub(super) shares: usize,
}

impl Data<'_> {
    /// Whether an arrangement can show this.
    pub(super) fn fits(&self, template: Template) -> bool {
        let count = self.items.len();
        match template {
            template if template.takes_groups() => {
                self.groups >= 2 || (template == Template::Quadrant && count >= 2)
            }
            Template::Flow | Template::Network => !self.spec.relations.is_empty(),
            Template::Relation | Template::Cycle | Template::Sector => (2..=12).contains(&count),
            Template::Hub => (1..=12).contains(&count),
            Template::IconArray | Template::Progress | Template::ProgressBars => {
                self.shares * 2 >= count && self.shares > 0
            }
            Template::Donut => self.shares == count && count <= 12,
            Template::Pyramid | Template::Funnel | Template::Layers => count <= 12,
            Template::Mountain | Template::Ascending | Template::Waterfall => count <= 10,
            _ => true,
        }
    }

    /// What suits the data where nothing is named.
    pub(super) fn suggestion(&self) -> Template {
        let items = self.items;
        let is_year =
            |value: &str| value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_digit());
        let all =
            |test: &dyn Fn(&InfographicItem) -> bool| !items.is_empty() && items.iter().all(test);
        if self.spec.groups.len() >= 2 {
            Template::Compare
        } else if !self.spec.relations.is_empty() {
            Template::Flow
        } else if all(&|item| item.value.as_deref().is_some_and(|value| is_year(value.trim()))) {
            Template::Timeline
        } else if all(&|item| item.done.is_some()) {
            Template::Checklist
        } else if items.iter().any(|item| item.items.iter().any(|item| !item.items.is_empty())) {
            Template::Hierarchy
        } else if all(&|item| item.share.is_some()) {
            Template::Progress
        } else if all(&|item| item.value.is_some()) && items.len() <= 9 {
            Template::Statistics
        } else {
            Template::List
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrangements_are_known_by_many_names() {
        let check = |name: &str, expect: Option<Template>| {
            assert_eq!(Template::named(name), expect, "{name}");
        };
        check("steps", Some(Template::Steps));
        check("Hub and spoke", Some(Template::Hub));
        check("sequence-roadmap-vertical-simple", Some(Template::Roadmap));
        check("timeline-horizontal", Some(Template::TimelineHorizontal));
        check("compare-swot", Some(Template::Swot));
        check("2x2", Some(Template::Quadrant));
        check("", None);
        check("spaceship", None);
    }

    #[test]
    fn every_name_leads_to_its_own_arrangement_or_look() {
        for (template, name, _) in TEMPLATES {
            assert_eq!(Template::named(name), Some(template));
            assert_eq!(template.name(), name);
        }
        for (look, name, _) in LOOKS {
            assert_eq!(Look::named(name), Some(look));
        }
    }
}
