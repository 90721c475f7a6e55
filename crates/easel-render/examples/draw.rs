//! Draws a spec file: `draw SPEC.json OUT.png|svg|pdf|webp [WIDTH HEIGHT [THEME]] [words]`. For people who work
//! on the renderer; users have `easel render`.

use std::process::ExitCode;

use easel_render::{RenderOptions, SvgText, Theme, inspect, render, render_pdf, render_webp};
use easel_types::{Limits, Size, Spec};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(lines) => {
            let _ = std::io::Write::write_all(&mut std::io::stdout(), lines.as_bytes());
            ExitCode::SUCCESS
        }
        Err(problem) => {
            let _ = std::io::Write::write_all(&mut std::io::stderr(), problem.as_bytes());
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<String, String> {
    let [spec, out, rest @ ..] = arguments else {
        return Err("usage: draw SPEC.json OUT.png|OUT.svg [WIDTH HEIGHT [THEME]]\n".to_owned());
    };
    let text = std::fs::read_to_string(spec).map_err(|error| format!("{spec}: {error}\n"))?;
    let parsed: Spec = serde_json::from_str(&text).map_err(|error| format!("{spec}: {error}\n"))?;
    let side = |index: usize| rest.get(index).and_then(|text| text.parse().ok()).unwrap_or(1024);
    let mut options = RenderOptions::new(Size::new(side(0), side(1)));
    let named = |theme: &Theme| rest.iter().any(|word| word == theme.as_str());
    options.theme = Theme::ALL.into_iter().find(named).unwrap_or_default();
    if rest.iter().any(|word| word == "words") {
        options.svg_text = SvgText::Text;
    }
    let limits = Limits::default();
    let picture = render(&parsed, &options, &limits).map_err(|error| format!("{error}\n"))?;
    let findings = inspect(&parsed, &options, &limits).map_err(|error| format!("{error}\n"))?;
    let ending = out.rsplit('.').next().unwrap_or_default();
    let bytes = match ending {
        "svg" => picture.svg.clone().into_bytes(),
        "pdf" => render_pdf(&parsed, &options, &limits).map_err(|error| format!("{error}\n"))?,
        "webp" => render_webp(&parsed, &options, &limits).map_err(|error| format!("{error}\n"))?,
        _ => picture.png.clone(),
    };
    std::fs::write(out, bytes).map_err(|error| format!("{out}: {error}\n"))?;
    let sizes = format!("png {} svg {}", picture.png.len(), picture.svg.len());
    Ok(format!("{out}: {sizes}, notes {:?}, findings {findings:?}\n", picture.notes))
}
