//! That all writers show the same picture: SVG against PNG by pixels, PDF and WebP by what they
//! contain, with and without a ground.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::path::Path;

use easel_render::{
    RenderOptions, Rendered, SvgText, Theme, render, render_pdf, render_png, render_svg,
    render_webp,
};
use easel_types::{Limits, Size, Spec};

fn case(name: &str) -> (Spec, RenderOptions) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let text = std::fs::read_to_string(root.join(format!("{name}.json"))).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let side = |key: &str| u32::try_from(json["corpus"][key].as_u64().unwrap_or(1024)).unwrap();
    let mut options = RenderOptions::new(Size::new(side("width"), side("height")));
    let named = |theme: &Theme| json["corpus"]["theme"] == theme.as_str();
    options.theme = Theme::ALL.into_iter().find(named).unwrap_or_default();
    (serde_json::from_str(&text).unwrap(), options)
}

fn drawn(name: &str) -> Rendered {
    let (spec, options) = case(name);
    render(&spec, &options, &Limits::default()).unwrap()
}

/// Width, height, samples for each pixel, bytes.
fn decoded(png: &[u8]) -> (u32, u32, usize, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    (info.width, info.height, info.color_type.samples(), bytes)
}

/// Root of the mean squared difference of all colour channels, 0.0 to 1.0.
fn difference(name: &str) -> f64 {
    let picture = drawn(name);
    let (width, height, samples, ours) = decoded(&picture.png);
    assert_eq!(samples, 3, "{name}");
    let tree = resvg::usvg::Tree::from_str(&picture.svg, &resvg::usvg::Options::default()).unwrap();
    let mut pixmap = resvg::tiny_skia::Pixmap::new(width, height).unwrap();
    resvg::render(&tree, resvg::tiny_skia::Transform::identity(), &mut pixmap.as_mut());
    let theirs = pixmap.data().chunks_exact(4).flat_map(|pixel| &pixel[..3]);
    let squares: f64 =
        ours.iter().zip(theirs).map(|(a, b)| (f64::from(*a) - f64::from(*b)).powi(2)).sum();
    (squares / ours.len() as f64).sqrt() / 255.0
}

#[test]
fn another_rasteriser_draws_the_svg_as_we_draw_the_png() {
    for name in [
        "bar/grouped",
        "line/three_series",
        "area/stacked",
        "donut/energy",
        "flowchart/order",
        "sequence/typical",
        "scene_water_cycle/typical",
        "scene_solar_system/typical",
        "emoji/sequences",
        "emoji/flags",
        "scripts/typical",
        "themes/midnight",
        "brand/navy_ground",
        "heatmap/typical",
    ] {
        let difference = difference(name);
        assert!(difference < 0.015, "{name}: {:.2} %", difference * 100.0);
    }
}

#[test]
fn without_a_ground_only_the_picture_is_painted() {
    for name in ["transparent/bars", "transparent/typical"] {
        let (spec, options) = case(name);
        let picture = drawn(name);
        let (width, _, samples, bytes) = decoded(&picture.png);
        assert_eq!(samples, 4, "{name}");
        assert_eq!(bytes[..4], [0; 4], "{name}");
        assert!(bytes.chunks_exact(4).any(|pixel| pixel[3] == 255), "{name}");
        assert!(!picture.svg.contains(&format!("M0 0H{width}")), "{name}");
        let tree = resvg::usvg::Tree::from_str(&picture.svg, &resvg::usvg::Options::default());
        assert!(tree.is_ok(), "{name}");
        assert!(render_pdf(&spec, &options, &Limits::default()).is_ok(), "{name}");
    }
}

#[test]
fn webp_has_the_pixels_of_the_png() {
    for name in ["bar/grouped", "transparent/typical"] {
        let (spec, options) = case(name);
        let webp = render_webp(&spec, &options, &Limits::default()).unwrap();
        let mut decoder = image_webp::WebPDecoder::new(std::io::Cursor::new(&webp)).unwrap();
        let mut pixels = vec![0; decoder.output_buffer_size().unwrap()];
        decoder.read_image(&mut pixels).unwrap();
        let (width, height, _, bytes) = decoded(&drawn(name).png);
        assert_eq!(decoder.dimensions(), (width, height), "{name}");
        assert!(pixels == bytes, "{name}");
    }
}

#[test]
fn a_scale_multiplies_the_pixels_of_the_raster_picture() {
    let (spec, options) = case("bar/grouped");
    for (scale, side) in [(1.0, 512), (1.5, 768), (2.0, 1024), (4.0, 2048)] {
        let options = RenderOptions { scale, size: Size::new(512, 512), ..options.clone() };
        let png = render_png(&spec, &options, &Limits::default()).unwrap();
        let (width, height, ..) = decoded(&png);
        assert_eq!((width, height), (side, side));
    }
}

#[test]
fn pdf_has_a_title_and_is_the_same_every_time() {
    for name in ["bar/grouped", "scripts/typical", "scene_water_cycle/typical"] {
        let (spec, options) = case(name);
        let draw = || render_pdf(&spec, &options, &Limits::default()).unwrap();
        let pdf = draw();
        let has = |words: &[u8]| pdf.windows(words.len()).any(|window| window == words);
        assert!(pdf.starts_with(b"%PDF-") && has(b"/Title") && has(b"/FontFile"), "{name}");
        assert!(!has(b"/CreationDate") && pdf.len() < 250_000, "{name}: {}", pdf.len());
        assert!(pdf == draw(), "{name} differs from run to run");
    }
}

#[test]
fn words_in_an_svg_keep_their_places_and_widths() {
    let (spec, options) = case("scripts/mixed_directions");
    let options = RenderOptions { svg_text: SvgText::Text, ..options };
    let svg = render_svg(&spec, &options, &Limits::default()).unwrap();
    assert!(
        svg.contains("<text") && svg.contains("textLength") && svg.contains("direction=\"rtl\"")
    );
    assert!(svg.contains("font-family=\"Inter, ") && !svg.contains("<use href=\"#g"));
    assert!(resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).is_ok());
    let outlines = drawn("scripts/mixed_directions").svg;
    assert!(svg.len() < outlines.len() && !outlines.contains("<text"));
}

#[test]
fn an_svg_needs_nothing_from_elsewhere() {
    for name in ["emoji/flags", "scene_city_energy/typical", "scripts/japanese", "brand/pale"] {
        let svg = drawn(name).svg;
        for part in ["<filter", "<image", "<style", "<script", "href=\"http", "url(http"] {
            assert!(!svg.contains(part), "{name}: {part}");
        }
    }
}
