//! Logos as vectors: wordmarks, monograms, icons with names, badges, app icons. This file puts
//! them together and brings them to the canvas; what style words mean is in [`style`], letters
//! are in [`letters`], symbols in [`symbol`], badges in [`badge`].

mod badge;
mod letters;
mod mark;
mod style;
mod symbol;

use easel_types::spec::{LogoSpec, LogoTemplate};
use kurbo::{Affine, BezPath, Point, Rect, Vec2};

use self::letters::{Lettering, Setting};
use self::mark::{Ink, Mark};
use self::style::{Colors, Form, Manner, Ornament};
use self::symbol::Motif;
use crate::canvas::Stage;
use crate::error::RenderError;
use crate::icons::Icon;
use crate::scene::Scene;
use crate::text::{Family, TextEngine};

/// What all parts of a logo are made from.
struct Brief<'a> {
    name: &'a str,
    tagline: Option<&'a str>,
    manner: Manner,
    colors: Colors,
    /// Width of the canvas by its height.
    aspect: f64,
}

/// Draws a logo.
///
/// # Errors
/// None at present; the type is that of all templates.
pub(crate) fn draw(spec: &LogoSpec, mut stage: Stage<'_>) -> Result<Scene, RenderError> {
    let canvas = stage.canvas;
    let (name, was_cut) = readable_name(&spec.name);
    stage.record_cut(&spec.name, was_cut);
    let tagline = spec.tagline.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let mut manner = style::manner(spec);
    // A bare word without any wish gets a run of colours, so that it is more than a word.
    manner.runs |= spec.style.is_empty() && spec.symbol.is_none();
    let brief = Brief {
        name: &name,
        tagline,
        manner,
        colors: style::colors(spec, stage.palette),
        aspect: canvas.width / canvas.height,
    };
    let motif = motif(spec, &brief, &mut stage);
    let template = spec
        .template
        .filter(|asked| !(brief.name.is_empty() && *asked == LogoTemplate::Wordmark))
        .unwrap_or_else(|| chosen(spec, &brief));
    let mark = compose(&brief, template, motif.as_ref(), stage.engine);
    let (across, down) = match template {
        LogoTemplate::AppIcon => (0.8, 0.8),
        LogoTemplate::Badge => (0.84, 0.84),
        _ => (0.76, 0.72),
    };
    let room = (canvas.width * across, canvas.height * down);
    fitted(mark, room, Point::new(canvas.width / 2.0, canvas.height / 2.0)).draw(&mut stage.scene);
    // Outlines say nothing to readers of the document.
    stage.scene.full_texts.push(brief.name.to_owned());
    stage.scene.full_texts.extend(tagline.map(str::to_owned));
    Ok(stage.scene)
}

/// Most characters of a name that can still be read in a logo.
const NAME_MAX: usize = 90;

/// The name, shortened where nobody could read it, and whether it was.
fn readable_name(name: &str) -> (String, bool) {
    let name = name.trim();
    if name.chars().count() <= NAME_MAX {
        return (name.to_owned(), false);
    }
    let kept: String = name.chars().take(NAME_MAX - 1).collect();
    (format!("{}…", kept.trim_end()), true)
}

fn chosen(spec: &LogoSpec, brief: &Brief<'_>) -> LogoTemplate {
    let words = spec.style.join(" ").to_lowercase();
    if brief.name.is_empty() {
        LogoTemplate::AppIcon
    } else if words.contains("badge") || words.contains("emblem") || words.contains("seal") {
        LogoTemplate::Badge
    } else if words.contains("monogram") {
        LogoTemplate::Monogram
    } else if spec.symbol.is_some() {
        LogoTemplate::IconWordmark
    } else {
        LogoTemplate::Wordmark
    }
}

/// The icon for the symbol asked for or meant by the name; else the initials.
fn motif(spec: &LogoSpec, brief: &Brief<'_>, stage: &mut Stage<'_>) -> Option<Motif> {
    let asked = spec.symbol.as_deref().map(str::trim).filter(|text| !text.is_empty());
    if spec.template != Some(LogoTemplate::Monogram)
        && let Some(icon) = stage.icons.pick(asked, brief.name, None)
    {
        return Some(Motif::Icon(icon));
    }
    if let Some(asked) = asked.filter(|_| spec.template != Some(LogoTemplate::Monogram)) {
        let instead = if brief.name.is_empty() { "another" } else { "initials" };
        stage.scene.notes.push(format!("no symbol for \"{asked}\" is known; drawn with {instead}"));
    }
    let initials = letters::initials(brief.name, 3);
    if initials.is_empty() {
        return Icon::named("sparkles").map(Motif::Icon);
    }
    Some(Motif::Initials(initials))
}

fn compose(
    brief: &Brief<'_>,
    template: LogoTemplate,
    motif: Option<&Motif>,
    engine: &mut TextEngine,
) -> Mark {
    let Brief { manner, colors, .. } = brief;
    match (template, motif) {
        (LogoTemplate::AppIcon, Some(motif)) => symbol::app_icon(engine, motif, manner, colors),
        (LogoTemplate::Badge, Some(motif)) => {
            let texts = (brief.name, brief.tagline);
            badge::badge(engine, texts, motif, manner, colors).unwrap_or_else(|| {
                // A name too long for a badge stands under one.
                let manner = Manner { form: Form::Disc, ..*manner };
                let symbol = symbol::symbol(engine, motif, &manner, colors);
                stacked(brief, symbol, engine)
            })
        }
        (LogoTemplate::Monogram | LogoTemplate::IconWordmark, Some(motif)) => {
            let symbol = symbol::symbol(engine, motif, manner, colors);
            if brief.name.is_empty() {
                return symbol;
            }
            if brief.aspect > 1.35 {
                beside(brief, symbol, engine)
            } else {
                stacked(brief, symbol, engine)
            }
        }
        _ => {
            let set = name(brief, brief.aspect * 1.05, true, engine);
            decorated(brief, set, true, engine).mark
        }
    }
}

/// Scaled and moved so that its ink fills the room around a point.
fn fitted(mark: Mark, (width, height): (f64, f64), at: Point) -> Mark {
    let ink = mark.bounds();
    if ink.width() <= 0.0 || ink.height() <= 0.0 {
        return mark;
    }
    let scale = (width / ink.width()).min(height / ink.height());
    mark.placed(Affine::scale(scale)).centered(at)
}

/// The name on as many lines as suit a space of this width by height.
fn name(brief: &Brief<'_>, aspect: f64, centered: bool, engine: &mut TextEngine) -> Lettering {
    let Brief { manner, colors, .. } = brief;
    let setting = Setting::of_name(manner);
    let mut best: Option<(f64, Lettering)> = None;
    for (index, lines) in letters::breaks(brief.name).into_iter().enumerate() {
        let ink = if manner.runs && lines.len() == 1 {
            Ink::Run(colors.second.mix(colors.first, 0.35), colors.first)
        } else {
            Ink::Flat(colors.ink)
        };
        // Of two words the second is in colour.
        let turn = lines.first().filter(|line| lines.len() == 1 && line.split(' ').count() == 2);
        let turn = turn.and_then(|line| {
            line.find(' ').map(|at| line.chars().take_while(|c| *c != ' ').count().min(at))
        });
        let second = turn
            .filter(|_| !manner.runs && manner.family != Family::Serif)
            .map(|turn| (turn, Ink::Flat(colors.first)));
        let set = letters::lines(engine, &lines, setting, (ink, second), centered);
        let (width, height) = (set.body.width().max(1.0), set.body.height().max(1.0));
        // One line reads best: more lines must win clearly.
        let size = (aspect / width).min(1.0 / height)
            * set.cap
            * 0.86_f64.powi(i32::try_from(index).unwrap_or(0));
        if best.as_ref().is_none_or(|(most, _)| size > *most) {
            best = Some((size, set));
        }
    }
    best.map_or_else(
        || letters::line(engine, brief.name, setting, (Ink::Flat(colors.ink), None)),
        |(_, set)| set,
    )
}

/// The name with its tagline and ornaments.
fn decorated(
    brief: &Brief<'_>,
    set: Lettering,
    centered: bool,
    engine: &mut TextEngine,
) -> Lettering {
    let Brief { manner, colors, .. } = brief;
    let Lettering { mut mark, body, cap } = set;
    let mut bottom = mark.bounds().y1.max(body.y1);
    let width = body.width();
    match manner.ornament {
        Ornament::Swoosh if brief.tagline.is_none() => {
            mark.add(swoosh(width, bottom + cap * 0.2, cap * 0.13), Ink::Flat(colors.second));
            bottom += cap * 0.42;
        }
        Ornament::Bar => {
            mark.add(
                bar(width, bottom + cap * 0.18, cap * 0.1, manner.slant),
                Ink::Flat(colors.second),
            );
            bottom += cap * 0.3;
        }
        Ornament::Rules if centered => {
            for y in [body.y0 - cap * 0.42, bottom + cap * 0.34] {
                mark.add(rule(0.0, width, y), Ink::Line(colors.first, cap * 0.045));
            }
            bottom += cap * 0.42;
        }
        _ => {}
    }
    let Some(tagline) = brief.tagline else {
        return Lettering { body: Rect { y1: body.y1, ..body }, mark, cap };
    };
    let under = tagline_of(brief, tagline, (width, cap, centered), engine);
    let top = bottom + cap * 0.36;
    let x = if centered { (width - under.body.width()) / 2.0 } else { 0.0 };
    let place = Vec2::new(x - under.body.x0, top - under.body.y0);
    let free = (width - under.body.width()) / 2.0 - cap * 0.22;
    let tag_middle = top + under.cap / 2.0;
    if manner.ornament == Ornament::Flanks && centered && free > cap * 0.3 {
        for (from, to) in [(0.0, free), (width - free, width)] {
            mark.add(rule(from, to, tag_middle), Ink::Line(colors.second, cap * 0.028));
        }
    }
    let height = under.body.height();
    mark.join(under.mark.moved(place));
    let body = Rect {
        x0: body.x0.min(x),
        x1: body.x1.max(x + under.body.width()),
        y1: top + height,
        ..body
    };
    Lettering { mark, body, cap }
}

/// The tagline for a name of this width: no wider, on two lines where it would be too small.
fn tagline_of(
    brief: &Brief<'_>,
    tagline: &str,
    (width, cap, centered): (f64, f64, bool),
    engine: &mut TextEngine,
) -> Lettering {
    let setting = Setting::of_tagline(&brief.manner);
    let ink = Ink::Flat(brief.colors.muted);
    let goal = cap * 0.3;
    let least = cap * 0.17;
    let mut best: Option<Lettering> = None;
    for lines in letters::breaks(tagline).into_iter().take(3) {
        let set = letters::lines(engine, &lines, setting, (ink, None), centered);
        let scale = (goal / set.cap).min(width / set.body.width().max(1.0));
        let size = set.cap * scale;
        let set = set.placed(Affine::scale(scale));
        let is_better = best.as_ref().is_none_or(|best| set.cap > best.cap);
        if is_better {
            best = Some(set);
        }
        if size >= least {
            break;
        }
    }
    // A short name over a long tagline: the tagline may be wider than the name.
    best.map_or_else(
        || letters::line(engine, tagline, setting, (ink, None)),
        |set| {
            let grow = (least / set.cap).max(1.0);
            set.placed(Affine::scale(grow))
        },
    )
}

fn rule(from: f64, to: f64, y: f64) -> BezPath {
    let mut path = BezPath::new();
    path.move_to((from, y));
    path.line_to((to, y));
    path
}

/// A curve that swells in its middle.
fn swoosh(width: f64, y: f64, height: f64) -> BezPath {
    let mut path = BezPath::new();
    path.move_to((width * 0.04, y));
    path.quad_to((width * 0.5, y + height * 2.4), (width * 0.96, y - height * 0.2));
    path.quad_to((width * 0.5, y + height * 0.9), (width * 0.04, y));
    path.close_path();
    path
}

/// A slanted bar that runs out to the left.
fn bar(width: f64, y: f64, height: f64, slant: f64) -> BezPath {
    let lean = slant.max(0.1) * height;
    let mut path = BezPath::new();
    path.move_to((width * 0.12, y + height));
    path.line_to((width * 0.12 + lean, y));
    path.line_to((width + lean, y));
    path.line_to((width, y + height));
    path.close_path();
    path
}

/// Symbol over the name.
fn stacked(brief: &Brief<'_>, symbol: Mark, engine: &mut TextEngine) -> Mark {
    let set = name(brief, brief.aspect * 2.1, true, engine);
    let set = decorated(brief, set, true, engine);
    let width = set.body.width();
    let lines = (set.body.height() / set.cap).max(1.0);
    let high = (width * 0.5).clamp(set.cap * 1.7, set.cap * (2.4 + lines));
    let mut mark = symbol.tall(high);
    let ink = mark.bounds();
    let top = set.mark.bounds().y0.min(set.body.y0);
    let place =
        Vec2::new(set.body.center().x - ink.center().x, top - high * 0.2 - set.cap * 0.12 - ink.y1);
    mark = mark.moved(place);
    mark.join(set.mark);
    mark
}

/// Symbol at the left of the name, both in the middle of their height.
fn beside(brief: &Brief<'_>, symbol: Mark, engine: &mut TextEngine) -> Mark {
    let plain = Brief { aspect: brief.aspect, manner: without_rules(brief.manner), ..*brief };
    let set = name(&plain, (brief.aspect - 0.9).max(0.8) * 1.3, false, engine);
    let set = decorated(&plain, set, false, engine);
    let lines = set.body.height() / set.cap.max(1e-6);
    let high = if lines < 1.4 { set.cap * 2.05 } else { set.body.height() * 1.12 };
    let mut mark = symbol.tall(high);
    let ink = mark.bounds();
    let gap = high * 0.26;
    let place = Vec2::new(-gap - ink.x1, set.body.center().y - ink.center().y);
    mark = mark.moved(place);
    mark.join(set.mark);
    mark
}

fn without_rules(manner: Manner) -> Manner {
    let ornament = match manner.ornament {
        Ornament::Bar | Ornament::Swoosh => manner.ornament,
        _ => Ornament::None,
    };
    Manner { ornament, ..manner }
}
