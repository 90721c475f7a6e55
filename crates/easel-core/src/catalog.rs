//! The installed models: listing, adding, removing. Looking into model files is `easel-engine`'s
//! affair.

use easel_types::model::{ModelKind, ModelRecord};
use easel_types::{
    Caller, Error, ErrorKind, GenerationRequest, ImageParams, Intent, MicroCredits, ModelName,
    Result, Scope, Size, Work,
};

use crate::Core;
use crate::aliases::choose_model;
use crate::failure::store_error;
use easel_store::StoreError;

/// A model to install, its files already inspected.
pub type NewModel = ModelRecord;

impl Core {
    /// Installed models by name.
    ///
    /// # Errors
    /// `Forbidden` without the scope `generate`.
    pub async fn models(&self, caller: &Caller) -> Result<Vec<ModelRecord>> {
        caller.require(Scope::Generate)?;
        self.installed_models().await
    }

    /// Installed models, each with the price of one picture of its usual size and steps.
    ///
    /// # Errors
    /// `Forbidden` without the scope `generate`.
    pub async fn models_with_prices(
        &self,
        caller: &Caller,
    ) -> Result<Vec<(ModelRecord, MicroCredits)>> {
        let models = self.models(caller).await?.into_iter();
        Ok(models
            .map(|model| {
                let price = self.settings().prices.quote(&usual_request(&model));
                (model, price)
            })
            .collect())
    }

    /// The checkpoint that requests for `name` use: by its own name, an alias or a UUID, or the
    /// base of a LoRA.
    ///
    /// # Errors
    /// `Forbidden`; `InvalidRequest` or `ModelUnavailable` where the name leads to no model.
    pub async fn model_named(&self, caller: &Caller, name: &str) -> Result<ModelRecord> {
        let models = self.models(caller).await?;
        let chosen = crate::aliases::choose_model(&models, Some(name), self.settings())?;
        Ok(chosen.model.clone())
    }

    /// Installs a model.
    ///
    /// # Errors
    /// `Conflict` if the name is taken.
    pub async fn add_model(&self, model: NewModel) -> Result<()> {
        let name = model.name.clone();
        match self.store().model_create(model).await {
            Ok(()) => Ok(()),
            Err(StoreError::Duplicate { .. }) => Err(Error::new(
                ErrorKind::Conflict,
                format!("a model named `{name}` is installed already; choose another --name or remove it first"),
            )
            .with_param("name")),
            Err(err) => Err(store_error(err)),
        }
    }

    /// Removes a model from the catalogue; its files stay where they are.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn remove_model(&self, name: &ModelName) -> Result<()> {
        if self.store().model_delete(name).await.map_err(store_error)? {
            return Ok(());
        }
        Err(Error::new(ErrorKind::NotFound, format!("no model named `{name}` is installed")))
    }

    /// Whether a model of this name is installed.
    ///
    /// # Errors
    /// `Unavailable` if the store is away.
    pub async fn has_model(&self, name: &ModelName) -> Result<bool> {
        Ok(self.installed_models().await?.iter().any(|model| model.name == *name))
    }

    /// Models that the engine leaves alone for a while, with the reason.
    pub fn resting_models(&self) -> Vec<(ModelName, String)> {
        self.shared.parts.engine.as_ref().map(|engine| engine.quarantined()).unwrap_or_default()
    }

    /// The model that requests without a model name use.
    ///
    /// # Errors
    /// `Unavailable` if the store is away.
    pub async fn default_model(&self) -> Result<Option<ModelRecord>> {
        let models = self.installed_models().await?;
        let mut checkpoints = models.into_iter().filter(|m| m.kind == ModelKind::Checkpoint);
        let Some(default) = &self.settings().default_model else { return Ok(checkpoints.next()) };
        let all: Vec<_> = checkpoints.collect();
        let named = all.iter().position(|model| model.name == *default).unwrap_or(0);
        Ok(all.into_iter().nth(named))
    }

    /// The installed checkpoint that a request naming `wanted` would be painted with.
    ///
    /// # Errors
    /// `ModelUnavailable` where none is installed, `InvalidRequest` for a name that means nothing.
    pub async fn model_meant(&self, caller: &Caller, wanted: Option<&str>) -> Result<ModelRecord> {
        let models = self.models(caller).await?;
        Ok(choose_model(&models, wanted, self.settings())?.model.clone())
    }

    pub(crate) async fn installed_models(&self) -> Result<Vec<ModelRecord>> {
        self.store().model_list().await.map_err(store_error)
    }
}

/// One picture with the model's own settings.
fn usual_request(model: &ModelRecord) -> GenerationRequest {
    let side = model.defaults.side;
    let params = ImageParams::plain(model, String::new(), Size::new(side, side));
    GenerationRequest::new(String::new(), Intent::Standard, Work::Paint(Box::new(params)))
}
