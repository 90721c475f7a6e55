//! Scene to PNG and WebP. The rasteriser is behind [`Painter`], because the crate used for it is young.

use std::cell::RefCell;

use kurbo::{Affine, BezPath, Cap, Join, Point, Rect, Stroke, Vec2};
use vello_cpu::peniko;
use vello_cpu::peniko::color::{AlphaColor, Srgb};
use vello_cpu::{Glyph, Pixmap, RenderContext, Resources};

use crate::cast::{to_f32, to_u8, to_u16};
use crate::emoji;
use crate::error::RenderError;
use crate::png_rows;
use crate::scene::{Gradient, GradientRun, Op, Pen, Scene};
use crate::text::{GlyphRun, PlacedEmoji};
use crate::theme::Color;

/// What a rasteriser has to be able to do.
trait Painter {
    fn fill(&mut self, path: &BezPath, color: Color);
    fn stroke(&mut self, path: &BezPath, pen: Pen);
    fn gradient(&mut self, path: &BezPath, gradient: &Gradient);
    fn glyphs(&mut self, run: &GlyphRun, offset: (f64, f64), color: Color);
    /// Limits what follows to the inside of a path, until [`Painter::unclip`].
    fn clip(&mut self, path: &BezPath);
    fn unclip(&mut self);
    /// RGBA bytes, row by row.
    fn finish(self) -> Pixmap;
}

struct VelloPainter {
    context: RenderContext,
    resources: Resources,
    base: Affine,
}

thread_local! {
    /// Buffers of the last picture of this thread; making them costs as much as drawing.
    static BUFFERS: RefCell<Option<(RenderContext, Resources)>> = const { RefCell::new(None) };
    /// The pixels of the last picture of this thread, to be painted over.
    static PIXELS: RefCell<Option<Pixmap>> = const { RefCell::new(None) };
}

/// Pictures of more pixels do not leave their buffer behind.
const KEPT_PIXELS: usize = 2_048 * 2_048;

/// Gives the buffer of a picture to the next one of this thread.
fn keep(pixmap: Pixmap) {
    if pixmap.data().len() <= KEPT_PIXELS {
        PIXELS.with(|slot| slot.replace(Some(pixmap)));
    }
}

fn paint(color: Color) -> AlphaColor<Srgb> {
    AlphaColor::from_rgba8(color.r, color.g, color.b, color.a)
}

impl VelloPainter {
    fn new(width: u16, height: u16, scale: f64) -> Self {
        let (context, resources) = match BUFFERS.with(RefCell::take) {
            Some((mut context, resources)) => {
                context.reset_and_resize(width, height);
                (context, resources)
            }
            None => (RenderContext::new(width, height), Resources::new()),
        };
        let base = Affine::scale(scale);
        let mut painter = Self { context, resources, base };
        painter.context.set_transform(base);
        painter
    }
}

impl Painter for VelloPainter {
    fn fill(&mut self, path: &BezPath, color: Color) {
        self.context.set_paint(paint(color));
        self.context.fill_path(path);
    }

    fn stroke(&mut self, path: &BezPath, pen: Pen) {
        let mut stroke = Stroke::new(pen.width);
        stroke = if pen.round {
            stroke.with_caps(Cap::Round).with_join(Join::Round)
        } else {
            stroke.with_caps(Cap::Butt).with_join(Join::Miter)
        };
        if let Some(dash) = pen.dash {
            stroke = stroke.with_caps(Cap::Butt).with_dashes(0.0, [dash, dash]);
        }
        self.context.set_paint(paint(pen.color));
        self.context.set_stroke(stroke);
        self.context.stroke_path(path);
    }

    fn gradient(&mut self, path: &BezPath, gradient: &Gradient) {
        let brush = match gradient.run {
            GradientRun::Linear(from, to) => peniko::Gradient::new_linear(from, to),
            GradientRun::Radial(circle) => {
                peniko::Gradient::new_radial(circle.center, to_f32(circle.radius))
            }
        };
        let stops: Vec<peniko::ColorStop> = gradient
            .stops
            .iter()
            .map(|&(at, color)| peniko::ColorStop::from((to_f32(at), paint(color))))
            .collect();
        self.context.set_paint(brush.with_stops(stops.as_slice()));
        self.context.fill_path(path);
    }

    fn clip(&mut self, path: &BezPath) {
        self.context.push_clip_path(path);
    }

    fn unclip(&mut self) {
        self.context.pop_clip();
    }

    fn glyphs(&mut self, run: &GlyphRun, offset: (f64, f64), color: Color) {
        self.context.set_paint(paint(color));
        self.context.set_transform(self.base * Affine::translate(offset));
        let glyphs = run.glyphs.iter().map(|glyph| Glyph { id: glyph.id, x: glyph.x, y: glyph.y });
        // A glyph that cannot be drawn is left out; the lint has reported it already.
        let _ = self
            .context
            .glyph_run(&mut self.resources, &run.font)
            .font_size(run.size)
            .hint(false)
            .fill_glyphs(glyphs);
        self.context.set_transform(self.base);
    }

    fn finish(mut self) -> Pixmap {
        let (width, height) = (self.context.width(), self.context.height());
        let mut pixmap = match PIXELS.with(RefCell::take) {
            Some(mut pixmap) => {
                pixmap.resize(width, height);
                pixmap
            }
            None => Pixmap::new(width, height),
        };
        self.context.flush();
        self.context.render(&mut pixmap, &mut self.resources);
        BUFFERS.with(|slot| slot.replace(Some((self.context, self.resources))));
        pixmap
    }
}

fn draw(scene: &Scene, mut painter: impl Painter) -> Pixmap {
    let canvas = Rect::new(0.0, 0.0, scene.width, scene.height);
    if !scene.is_transparent {
        painter.fill(&kurbo::Shape::to_path(&canvas, 0.1), scene.background);
    }
    for op in &scene.ops {
        match op {
            Op::Fill { shape, color } => painter.fill(&shape.path(), *color),
            Op::Stroke { shape, pen } => painter.stroke(&shape.path(), *pen),
            Op::Gradient { shape, gradient } => painter.gradient(&shape.path(), gradient),
            Op::Clip(shape) => painter.clip(&shape.path()),
            Op::Unclip => painter.unclip(),
            Op::Text(text) => {
                for run in &text.block.runs {
                    painter.glyphs(run, (text.origin.x, text.origin.y), text.color);
                }
                for placed in &text.block.emoji {
                    let transform = emoji_transform(placed, text.origin);
                    for (color, path) in placed.emoji.layers() {
                        painter.fill(&(transform * path.clone()), *color);
                    }
                }
            }
        }
    }
    painter.finish()
}

/// From the grid of the emoji to the canvas.
pub(crate) fn emoji_transform(placed: &PlacedEmoji, origin: Point) -> Affine {
    let scale = placed.side / emoji::GRID;
    let corner = origin.to_vec2() + Vec2::new(placed.x, placed.y);
    Affine::translate(corner - Vec2::splat(placed.side / 2.0)) * Affine::scale(scale)
}

/// A drawn scene: 8-bit RGB, with opacity (not multiplied in) where the ground is transparent.
struct Pixels {
    width: u16,
    height: u16,
    bytes: Vec<u8>,
    has_alpha: bool,
}

fn painted(scene: &Scene, scale: f64) -> Pixmap {
    let (width, height) = (to_u16(scene.width * scale), to_u16(scene.height * scale));
    draw(scene, VelloPainter::new(width, height, f64::from(to_f32(scale))))
}

fn pixels(scene: &Scene, scale: f64) -> Pixels {
    let pixmap = painted(scene, scale);
    let (width, height) = (pixmap.width(), pixmap.height());
    let premultiplied = pixmap.data_as_u8_slice();
    let has_alpha = scene.is_transparent;
    let samples = if has_alpha { 4 } else { 3 };
    let mut bytes = vec![0; premultiplied.len() / 4 * samples];
    for (to, from) in bytes.chunks_exact_mut(samples).zip(premultiplied.chunks_exact(4)) {
        match (to, from) {
            ([r, g, b], [red, green, blue, _]) => (*r, *g, *b) = (*red, *green, *blue),
            ([r, g, b, a], [red, green, blue, alpha]) if *alpha > 0 => {
                let full = |channel: u8| to_u8(f64::from(channel) * 255.0 / f64::from(*alpha));
                (*r, *g, *b, *a) = (full(*red), full(*green), full(*blue), *alpha);
            }
            _ => {}
        }
    }
    keep(pixmap);
    Pixels { width, height, bytes, has_alpha }
}

/// Draws a scene at `scale` device pixels per canvas pixel, as RGB or, without a ground, as RGBA.
/// Compression is fast because the default level costs more than everything else together.
///
/// # Errors
/// [`RenderError::Encode`].
pub(crate) fn png(scene: &Scene, scale: f64) -> Result<Vec<u8>, RenderError> {
    if scene.is_transparent {
        return png_with_alpha(&pixels(scene, scale));
    }
    let pixmap = painted(scene, scale);
    let rows = png_rows::compressed(pixmap.data_as_u8_slice(), usize::from(pixmap.width()));
    let rows = rows.map_err(|error| RenderError::Encode { problem: error.to_string() })?;
    let mut bytes = Vec::with_capacity(rows.len() + 128);
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    keep(pixmap);
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(|error| failed(&error))?;
    writer.write_chunk(png::chunk::IDAT, &rows).map_err(|error| failed(&error))?;
    writer.finish().map_err(|error| failed(&error))?;
    Ok(bytes)
}

fn failed(error: &png::EncodingError) -> RenderError {
    RenderError::Encode { problem: error.to_string() }
}

fn png_with_alpha(picture: &Pixels) -> Result<Vec<u8>, RenderError> {
    let mut bytes = Vec::with_capacity(picture.bytes.len() / 16);
    let (width, height) = (u32::from(picture.width), u32::from(picture.height));
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::Adaptive);
    let mut writer = encoder.write_header().map_err(|error| failed(&error))?;
    writer.write_image_data(&picture.bytes).map_err(|error| failed(&error))?;
    writer.finish().map_err(|error| failed(&error))?;
    Ok(bytes)
}

/// As [`png`], as WebP without loss.
///
/// # Errors
/// [`RenderError::Encode`].
pub(crate) fn webp(scene: &Scene, scale: f64) -> Result<Vec<u8>, RenderError> {
    let picture = pixels(scene, scale);
    let kind =
        if picture.has_alpha { image_webp::ColorType::Rgba8 } else { image_webp::ColorType::Rgb8 };
    let mut bytes = Vec::with_capacity(picture.bytes.len() / 16);
    image_webp::WebPEncoder::new(&mut bytes)
        .encode(&picture.bytes, u32::from(picture.width), u32::from(picture.height), kind)
        .map_err(|error| RenderError::Encode { problem: error.to_string() })?;
    Ok(bytes)
}
