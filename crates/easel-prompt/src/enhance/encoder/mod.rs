//! How much of a prompt the text encoders of the models read: real token counts and the windows
//! they have to fit. What is left out where there is no room is decided in `crate::enhance`.

mod clip;
mod t5;

use easel_types::ModelFamily;

/// Positions of CLIP's text encoder, its start and end marks included
/// (<https://huggingface.co/openai/clip-vit-large-patch14>, `max_position_embeddings`).
const CLIP_POSITIONS: usize = 77;

/// Positions of T5's encoder as FLUX uses it, its end mark included
/// (<https://huggingface.co/black-forest-labs/FLUX.1-dev>, `max_sequence_length`).
const T5_POSITIONS: usize = 512;

/// Text for which the bound is worth computing before the count.
const SHORT_BYTES_MAX: usize = 4096;

/// A text encoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoder {
    /// Of the Stable Diffusion family.
    Clip,
    /// Of FLUX; also taken for families whose encoder reads at least as much.
    T5,
}

impl Encoder {
    /// The encoder that decides how long a prompt for `family` may be.
    pub(crate) fn of(family: Option<ModelFamily>) -> Self {
        match family {
            Some(ModelFamily::Sd1 | ModelFamily::Sd2 | ModelFamily::Sdxl | ModelFamily::Sd3) => {
                Self::Clip
            }
            Some(
                ModelFamily::Flux
                | ModelFamily::Flux2
                | ModelFamily::QwenImage
                | ModelFamily::ZImage
                | ModelFamily::Other,
            )
            | None => Self::T5,
        }
    }

    /// Tokens that a prompt may have.
    pub(crate) fn room(self) -> usize {
        match self {
            Self::Clip => CLIP_POSITIONS - 2,
            Self::T5 => T5_POSITIONS - 1,
        }
    }

    /// Tokens of `text`, without start and end marks. Counting stops beyond [`Self::room`].
    pub(crate) fn count(self, text: &str) -> usize {
        match self {
            Self::Clip => clip::count(text, self.room()),
            Self::T5 => t5::count(text, self.room()),
        }
    }

    /// True where the encoder reads all of `text`.
    pub(crate) fn fits(self, text: &str) -> bool {
        // The bound is proven and cheap; counting is exact.
        let short = self == Self::T5 && text.len() <= SHORT_BYTES_MAX;
        (short && t5::most(text) <= self.room()) || self.count(text) <= self.room()
    }
}

#[cfg(test)]
mod tests {
    use super::Encoder;

    /// Text with the numbers of tokens that the tokenizers of Hugging Face count, made by
    /// `assets/tokenizers/reference.py`.
    const REFERENCE: &str = include_str!("../../../tests/data/tokens.tsv");

    #[test]
    fn tokens_are_counted_as_the_reference_does() {
        let mut count = 0;
        for line in REFERENCE.lines() {
            let mut fields = line.split('\t');
            let mut number = || fields.next().unwrap().parse::<usize>().unwrap();
            let (clip, t5) = (number(), number());
            let text = fields.next().unwrap();
            let got = (Encoder::Clip.count(text), Encoder::T5.count(text));
            assert_eq!(got, (clip.min(got.0), t5.min(got.1)), "{text}");
            assert!(got.0 == clip || got.0 > Encoder::Clip.room(), "{text}: {} {clip}", got.0);
            assert!(got.1 == t5 || got.1 > Encoder::T5.room(), "{text}: {} {t5}", got.1);
            count += 1;
        }
        assert!(count >= 100, "{count}");
    }
}
