//! What the tools were given → drafts. Pure.

use easel_links::{BaseUrl, by_base64, by_url};
use easel_types::request::{Edit, Wanted};
use easel_types::{ArtifactId, Error, GenerationDraft, ImageSource, Intent, Result, Size, Spec};

use crate::arguments::{DrawSpec, EditImage, Kind, MakeImage, Operation};

/// Side of a picture of which only the other side is given.
const SIDE_DEFAULT: u32 = 1024;
/// How many times as wide and high `enlarge` makes a picture where nothing is said.
const FACTOR_DEFAULT: f32 = 2.0;

pub(crate) fn make_image(given: MakeImage) -> GenerationDraft {
    let wanted =
        Wanted::Smart { prompt: given.prompt, intent: given.intent.map(intent), enhance: true };
    GenerationDraft {
        size: size(given.width, given.height),
        model: given.model,
        negative_prompt: given.negative_prompt,
        steps: given.steps,
        seed: given.seed,
        n_images: given.n.unwrap_or(1),
        ..GenerationDraft::new(wanted)
    }
}

pub(crate) fn draw_spec(given: DrawSpec) -> Result<GenerationDraft> {
    let spec: Spec = serde_json::from_value(given.spec).map_err(|err| {
        Error::invalid("spec", format!("`spec` cannot be used: {err}")).with_source(err)
    })?;
    let draft = GenerationDraft::new(Wanted::Draw { spec: Box::new(spec) });
    Ok(GenerationDraft { size: size(given.width, given.height), ..draft })
}

pub(crate) fn edit_image(given: EditImage, base: &BaseUrl) -> Result<GenerationDraft> {
    refuse_what_has_no_meaning(&given)?;
    let image = picture("image", &given.image, base)?;
    match given.operation {
        Operation::RemoveBackground => Ok(edited(image, Edit::RemoveBackground)),
        Operation::Enlarge => {
            let factor = given.factor.unwrap_or(FACTOR_DEFAULT);
            Ok(edited(image, Edit::Enlarge { factor }))
        }
        Operation::Repaint => {
            let prompt = given.prompt.filter(|prompt| !prompt.trim().is_empty());
            let prompt = prompt.ok_or_else(|| {
                Error::invalid("prompt", "`repaint` needs a `prompt`: what should it show?")
            })?;
            let mask = given.mask.as_deref().map(|mask| picture("mask", mask, base)).transpose()?;
            Ok(GenerationDraft {
                init_image: Some(image),
                mask,
                strength: given.strength,
                negative_prompt: given.negative_prompt,
                model: given.model,
                seed: given.seed,
                steps: given.steps,
                ..GenerationDraft::new(Wanted::Paint { prompt })
            })
        }
    }
}

/// The size of which an agent may give one side only.
pub(crate) fn size(width: Option<u32>, height: Option<u32>) -> Option<Size> {
    (width.is_some() || height.is_some())
        .then(|| Size::new(width.unwrap_or(SIDE_DEFAULT), height.unwrap_or(SIDE_DEFAULT)))
}

fn edited(picture: ImageSource, edit: Edit) -> GenerationDraft {
    GenerationDraft::new(Wanted::Edit { picture, edit })
}

fn refuse_what_has_no_meaning(given: &EditImage) -> Result<()> {
    let repaints = given.operation == Operation::Repaint;
    let enlarges = given.operation == Operation::Enlarge;
    let meaningless = [
        ("prompt", given.prompt.is_some() && !repaints),
        ("strength", given.strength.is_some() && !repaints),
        ("mask", given.mask.is_some() && !repaints),
        ("negative_prompt", given.negative_prompt.is_some() && !repaints),
        ("model", given.model.is_some() && !repaints),
        ("seed", given.seed.is_some() && !repaints),
        ("steps", given.steps.is_some() && !repaints),
        ("factor", given.factor.is_some() && !enlarges),
    ];
    match meaningless.iter().find(|(_, found)| *found) {
        Some((param, _)) => {
            let public = format!("`{param}` has no meaning for this operation; leave it out");
            Err(Error::unsupported(*param, public))
        }
        None => Ok(()),
    }
}

fn picture(param: &str, text: &str, base: &BaseUrl) -> Result<ImageSource> {
    let text = text.trim();
    if let Ok(id) = text.parse::<ArtifactId>() {
        return Ok(ImageSource::Artifact(id));
    }
    if text.contains(':') { by_url(param, text, base) } else { by_base64(param, text) }
}

fn intent(kind: Kind) -> Intent {
    match kind {
        Kind::Chart => Intent::Chart,
        Kind::Diagram => Intent::Diagram,
        Kind::Infographic => Intent::Infographic,
        Kind::Logo => Intent::Logo,
        Kind::Standard => Intent::Standard,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(given: EditImage) -> Result<GenerationDraft> {
        edit_image(given, &BaseUrl::new("http://here"))
    }

    #[test]
    fn an_operation_takes_only_what_has_a_meaning_for_it() {
        let given =
            |operation| EditImage { image: "AAEC".to_owned(), operation, ..EditImage::default() };
        let err = edit(given(Operation::Repaint)).unwrap_err();
        assert_eq!(err.param.as_deref(), Some("prompt"));
        let err = edit(EditImage { factor: Some(2.0), ..given(Operation::RemoveBackground) });
        assert_eq!(err.unwrap_err().param.as_deref(), Some("factor"));
        let draft = edit(given(Operation::Enlarge)).unwrap();
        assert!(matches!(
            draft.wanted,
            Wanted::Edit { edit: Edit::Enlarge { factor }, .. } if factor == FACTOR_DEFAULT
        ));
    }

    #[test]
    fn pictures_are_ids_addresses_or_base64() {
        let base = BaseUrl::new("http://here");
        let id = "art_0123456789abcdef0123456789abcdef";
        let own = format!("http://here/files/{id}.png");
        let artifact = ImageSource::Artifact(id.parse().unwrap());
        assert_eq!(picture("image", id, &base).unwrap(), artifact);
        assert_eq!(picture("image", &own, &base).unwrap(), artifact);
        assert_eq!(picture("image", "AAEC", &base).unwrap(), ImageSource::Bytes(vec![0, 1, 2]));
        assert!(picture("image", "%", &base).is_err());
    }
}
