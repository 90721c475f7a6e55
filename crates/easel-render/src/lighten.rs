//! Diagrams without their secondary texts, for canvases on which everything together could not be
//! read.

use easel_types::Spec;
use easel_types::spec::Step;

use crate::scene::Scene;

/// Text smaller than this, in pixels, cannot be read.
const LEGIBLE: f64 = 9.95;
/// Names of the texts left out that a note gives.
const NAMED: usize = 3;

/// The size of the smallest text of a scene.
pub(crate) fn smallest_text(scene: &Scene) -> f64 {
    scene.texts().map(|text| text.block.size).fold(f64::MAX, f64::min)
}

/// Whether all text of a scene can be read.
pub(crate) fn is_legible(scene: &Scene) -> bool {
    smallest_text(scene) >= LEGIBLE
}

/// A diagram with the names of its parts only, and the texts that it has lost. `None` where there
/// is nothing to leave out.
pub(crate) fn lightened(spec: &Spec) -> Option<(Spec, Vec<String>)> {
    let Spec::Diagram(diagram) = spec else { return None };
    let mut light = diagram.clone();
    let mut lost: Vec<String> = Vec::new();
    for node in &mut light.nodes {
        // Some boxes are nothing but their text.
        if !node.label.trim().is_empty() {
            lost.extend(node.text.take());
        }
        lost.append(&mut node.members);
        lost.append(&mut node.methods);
        lost.append(&mut node.tags);
    }
    lost.extend(light.notes.drain(..).map(|remark| remark.text));
    drop_remarks(&mut light.steps, &mut lost);
    lost.extend(light.subtitle.take());
    lost.retain(|text| !text.trim().is_empty());
    (!lost.is_empty()).then_some((Spec::Diagram(light), lost))
}

fn drop_remarks(steps: &mut Vec<Step>, lost: &mut Vec<String>) {
    steps.retain_mut(|step| match step {
        Step::Remark(remark) => {
            lost.push(std::mem::take(&mut remark.text));
            false
        }
        Step::Fragment(fragment) => {
            for section in &mut fragment.sections {
                drop_remarks(&mut section.steps, lost);
            }
            true
        }
        _ => true,
    });
}

/// Tells what a picture has lost.
pub(crate) fn tell(scene: &mut Scene, lost: Vec<String>) {
    let names = lost.iter().take(NAMED).map(|text| format!("\"{}\"", text.trim()));
    let names = names.collect::<Vec<_>>().join(", ");
    let more = if lost.len() > NAMED { ", …" } else { "" };
    scene.notes.push(format!(
        "{} secondary texts are left out so that the others can be read: {names}{more}",
        lost.len()
    ));
    scene.full_texts.extend(lost.iter().cloned());
    scene.left_out.extend(lost);
}

#[cfg(test)]
mod tests {
    use easel_types::spec::{DiagramSpec, Node, Remark};

    use super::*;

    #[test]
    fn names_stay_and_small_texts_go() {
        let node = |label: &str, text: &str| Node {
            label: label.to_owned(),
            text: Some(text.to_owned()),
            members: vec!["id".to_owned()],
            ..Node::default()
        };
        let remark = Remark { text: "why".to_owned(), ..Remark::default() };
        let spec = DiagramSpec {
            nodes: vec![node("A", "one"), node("", "two")],
            notes: vec![remark],
            ..DiagramSpec::default()
        };
        let (light, lost) = lightened(&Spec::Diagram(spec)).unwrap();
        assert_eq!(lost, ["one", "id", "id", "why"]);
        let Spec::Diagram(light) = light else { return };
        assert_eq!(light.nodes[1].text.as_deref(), Some("two"));
        assert!(lightened(&Spec::Diagram(DiagramSpec::default())).is_none());
    }
}
