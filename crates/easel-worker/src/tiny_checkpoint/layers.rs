//! The tensors of the layers that all models are made of. Which layers a model has is listed in
//! the files named after models.

use super::contents::{Content, Tensor};

/// Collects the tensors of layers.
#[derive(Debug, Default)]
pub(crate) struct Layers {
    pub(crate) tensors: Vec<Tensor>,
}

impl Layers {
    pub(crate) fn push(&mut self, name: String, shape: &[u64], content: Content) {
        self.tensors.push(Tensor::new(name, shape, content));
    }

    /// A matrix with bias. `gain` scales what comes out, 1 keeps the variance of what goes in.
    pub(crate) fn linear(&mut self, name: &str, (inputs, outputs): (u64, u64), gain: f32) {
        self.matrix(name, (inputs, outputs), gain);
        self.push(format!("{name}.bias"), &[outputs], Content::Constant(0.0));
    }

    /// A matrix without bias.
    pub(crate) fn matrix(&mut self, name: &str, (inputs, outputs): (u64, u64), gain: f32) {
        let content = random(inputs, gain);
        self.push(format!("{name}.weight"), &[outputs, inputs], content);
    }

    /// A convolution with a square kernel and bias.
    pub(crate) fn conv(&mut self, name: &str, shape: [u64; 3], gain: f32) {
        let [_, outputs, _] = shape;
        self.conv_without_bias(name, shape, gain);
        self.push(format!("{name}.bias"), &[outputs], Content::Constant(0.0));
    }

    /// A convolution with a square kernel.
    pub(crate) fn conv_without_bias(&mut self, name: &str, shape: [u64; 3], gain: f32) {
        let [inputs, outputs, kernel] = shape;
        let content = random(inputs * kernel * kernel, gain);
        self.push(format!("{name}.weight"), &[outputs, inputs, kernel, kernel], content);
    }

    /// A normalisation that changes nothing beside.
    pub(crate) fn norm(&mut self, name: &str, channels: u64) {
        self.scale(&format!("{name}.weight"), channels);
        self.push(format!("{name}.bias"), &[channels], Content::Constant(0.0));
    }

    /// The scale of a normalisation that changes nothing beside, under its full name.
    pub(crate) fn scale(&mut self, name: &str, channels: u64) {
        self.push(name.to_owned(), &[channels], Content::Constant(1.0));
    }
}

/// Random weights that keep the variance of `inputs` numbers, times `gain`.
pub(crate) fn random(inputs: u64, gain: f32) -> Content {
    if gain == 0.0 {
        return Content::Zero;
    }
    // Layers have thousands of inputs at most, which f32 counts exactly.
    let inputs = u16::try_from(inputs).map_or(f32::from(u16::MAX), f32::from);
    Content::Random(gain / inputs.sqrt())
}
