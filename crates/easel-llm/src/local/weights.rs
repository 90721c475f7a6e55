//! The network of a GGUF file, whichever of the supported architectures it has.

use std::io::{Cursor, Read, Seek};

use candle_core::quantized::gguf_file::{self, Content};
use candle_core::quantized::{GgmlDType, QTensor};
use candle_core::{Device, Tensor};
use candle_transformers::models::{quantized_llama, quantized_qwen3};

/// Most positions that candle's llama has angles for.
const POSITIONS_MAX: usize = 4096;

/// True for quantisations that candle 0.11 multiplies without vector instructions, and with sums
/// kept in half precision that cost small models their wits (measured: SmolLM2-135M no longer knew
/// the capital of France).
fn is_slow(kind: GgmlDType) -> bool {
    matches!(kind, GgmlDType::Q4_1 | GgmlDType::Q5_0 | GgmlDType::Q5_1)
}

/// The file with slow weights written as `Q8_0`, which holds them as well as they were.
fn quickened<R: Read + Seek>(content: &Content, reader: &mut R) -> candle_core::Result<Vec<u8>> {
    let mut tensors = Vec::new();
    for (name, info) in &content.tensor_infos {
        let tensor = content.tensor(reader, name, &Device::Cpu)?;
        let tensor = if is_slow(info.ggml_dtype) {
            QTensor::quantize(&tensor.dequantize(&Device::Cpu)?, GgmlDType::Q8_0)?
        } else {
            tensor
        };
        tensors.push((name.as_str(), tensor));
    }
    let tensors: Vec<_> = tensors.iter().map(|(name, tensor)| (*name, tensor)).collect();
    let metadata: Vec<_> = content.metadata.iter().map(|(key, value)| (key.as_str(), value)).collect();
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
        let slow = content.tensor_infos.values().any(|info| is_slow(info.ggml_dtype));
        if slow {
            let bytes = quickened(&content, reader)
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
