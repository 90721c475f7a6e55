//! The network of a GGUF file, whichever of the supported architectures it has.

use std::io::{Cursor, Read, Seek};

use candle_core::quantized::gguf_file::{self, Content};
use candle_core::quantized::{GgmlDType, QTensor};
use candle_core::{Device, Tensor};
use candle_transformers::models::{quantized_llama, quantized_qwen3};

/// Most positions that candle's llama has angles for.
const POSITIONS_MAX: usize = 4096;

/// Most weights of a model that is run in full precision. Candle multiplies quantised weights with
/// activations of eight bits; small models bear that badly (measured: so run, SmolLM2-135M no
/// longer knows the capital of France, in an independent calculation neither), large ones well.
const PRECISE_MAX: usize = 400_000_000;

/// What weights of a kind are better converted to, if to anything: small models to full
/// precision, others where candle 0.11 has no vector instructions for the kind.
fn better(kind: GgmlDType, is_small: bool) -> Option<GgmlDType> {
    match kind {
        GgmlDType::F32 => None,
        _ if is_small => Some(GgmlDType::F32),
        GgmlDType::Q4_1 | GgmlDType::Q5_0 | GgmlDType::Q5_1 => Some(GgmlDType::Q8_0),
        _ => None,
    }
}

/// The file with its weights in the kinds that `better` names.
fn converted<R: Read + Seek>(
    content: &Content,
    reader: &mut R,
    better: &dyn Fn(GgmlDType) -> Option<GgmlDType>,
) -> candle_core::Result<Vec<u8>> {
    let mut tensors = Vec::new();
    for (name, info) in &content.tensor_infos {
        let tensor = content.tensor(reader, name, &Device::Cpu)?;
        let tensor = match better(info.ggml_dtype) {
            Some(kind) => QTensor::quantize(&tensor.dequantize(&Device::Cpu)?, kind)?,
            None => tensor,
        };
        tensors.push((name.as_str(), tensor));
    }
    let tensors: Vec<_> = tensors.iter().map(|(name, tensor)| (*name, tensor)).collect();
    let metadata: Vec<_> =
        content.metadata.iter().map(|(key, value)| (key.as_str(), value)).collect();
    let mut bytes = Cursor::new(Vec::new());
    gguf_file::write(&mut bytes, &metadata, &tensors)?;
    Ok(bytes.into_inner())
}

#[derive(Clone)]
enum Network {
    Llama(quantized_llama::ModelWeights),
    Qwen3(quantized_qwen3::ModelWeights),
}

/// A network and how far it has read. Clones share the weights but not what was read, so a clone
/// made after reading instructions is a cheap way to read them once only.
#[derive(Clone)]
pub(super) struct Weights {
    network: Network,
    position: usize,
    positions_max: usize,
}

impl Weights {
    pub(super) fn read<R: Read + Seek>(content: Content, reader: &mut R) -> Result<Self, String> {
        let architecture = content
            .metadata
            .get("general.architecture")
            .and_then(|value| value.to_string().ok())
            .cloned()
            .ok_or("it does not name its architecture")?;
        let positions = content
            .metadata
            .get(&format!("{architecture}.context_length"))
            .and_then(|value| value.to_u32().ok())
            .and_then(|positions| usize::try_from(positions).ok())
            .ok_or("it does not say how long conversations may be")?;
        let sizes = content.tensor_infos.values().map(|info| info.shape.elem_count());
        let is_small = sizes.sum::<usize>() <= PRECISE_MAX;
        let better = |kind| better(kind, is_small);
        if content.tensor_infos.values().any(|info| better(info.ggml_dtype).is_some()) {
            let bytes = converted(&content, reader, &better)
                .map_err(|err| format!("its weights cannot be read: {err}"))?;
            let mut reader = Cursor::new(bytes);
            let content = Content::read(&mut reader)
                .map_err(|err| format!("its weights cannot be converted: {err}"))?;
            return Self::network(content, &mut reader, (&architecture, positions));
        }
        Self::network(content, reader, (&architecture, positions))
    }

    fn network<R: Read + Seek>(
        content: Content,
        reader: &mut R,
        (architecture, positions): (&str, usize),
    ) -> Result<Self, String> {
        let device = Device::Cpu;
        let network = match architecture {
            "llama" => quantized_llama::ModelWeights::from_gguf(content, reader, &device)
                .map(Network::Llama),
            "qwen3" => quantized_qwen3::ModelWeights::from_gguf(content, reader, &device)
                .map(Network::Qwen3),
            other => {
                return Err(format!(
                    "its architecture is {other}; llama and qwen3 can be run here, others behind \
                     an endpoint"
                ));
            }
        };
        let network = network.map_err(|err| format!("its weights cannot be read: {err}"))?;
        Ok(Self { network, position: 0, positions_max: positions.min(POSITIONS_MAX) })
    }

    /// Most tokens of a conversation, its answer included.
    pub(super) fn positions_max(&self) -> usize {
        self.positions_max
    }

    /// Tokens read so far.
    pub(super) fn position(&self) -> usize {
        self.position
    }

    /// Reads on and gives one score for each token of the vocabulary that may come next.
    pub(super) fn read_on(&mut self, tokens: &[u32]) -> candle_core::Result<Vec<f32>> {
        let input = Tensor::new(tokens, &Device::Cpu)?.unsqueeze(0)?;
        let scores = match &mut self.network {
            Network::Llama(network) => network.forward(&input, self.position)?,
            Network::Qwen3(network) => network.forward(&input, self.position)?,
        };
        self.position += tokens.len();
        scores.squeeze(0)?.to_dtype(candle_core::DType::F32)?.to_vec1()
    }
}
