//! `/prompt/…`, `/pricing-calculator` and `/me`.

use axum::extract::State;
use axum::{Extension, Json};
use easel_types::Caller;

use super::super::from_wire::{self, Known};
use super::super::to_wire;
use super::super::wire::{
    ErrorAnswer, MeAnswer, PricingAnswer, PricingCalculator, PromptAnswer, PromptGeneration,
    PromptImprove, ServiceCost,
};
use super::{Answer, renamed};
use crate::App;
use crate::body::Body;

/// Says a prompt in more detail.
#[utoipa::path(post, path = "/api/rest/v1/prompt/improve", tag = "leonardo", security(("bearer" = [])),
    request_body = PromptImprove,
    responses((status = 200, body = PromptAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn prompt_improve(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    body: Body,
) -> Answer<Json<PromptAnswer>> {
    let body: PromptImprove = body.json()?;
    let instruction = body.prompt_instructions.as_deref();
    let prompt = app.core.improve_prompt(&caller, &body.prompt, (instruction, 0));
    let names = [("instruction", "promptInstructions")];
    let prompt = prompt.map_err(|err| renamed(err, &names))?;
    Ok(free(prompt))
}

/// Makes up a prompt.
#[utoipa::path(post, path = "/api/rest/v1/prompt/random", tag = "leonardo", security(("bearer" = [])),
    responses((status = 200, body = PromptAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn prompt_random(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
) -> Answer<Json<PromptAnswer>> {
    Ok(free(app.core.random_prompt(&caller)?))
}

/// Says what a request would cost.
#[utoipa::path(post, path = "/api/rest/v1/pricing-calculator", tag = "leonardo", security(("bearer" = [])),
    request_body = PricingCalculator,
    responses((status = 200, body = PricingAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn pricing_calculator(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    body: Body,
) -> Answer<Json<PricingAnswer>> {
    let models = app.core.models(&caller).await?;
    let known = Known { models: &models, limits: app.core.limits() };
    let draft = from_wire::priced(body.json()?, known)?;
    let price = app.core.quote(&caller, draft).await?;
    let calculate_production_api_service_cost = ServiceCost { cost: to_wire::whole_credits(price) };
    Ok(Json(PricingAnswer { calculate_production_api_service_cost }))
}

/// Shows the caller's account.
#[utoipa::path(get, path = "/api/rest/v1/me", tag = "leonardo", security(("bearer" = [])),
    responses((status = 200, body = MeAnswer), (status = "4XX", body = ErrorAnswer), (status = "5XX", body = ErrorAnswer)))]
pub(crate) async fn get_user_self(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
) -> Answer<Json<MeAnswer>> {
    let account = app.core.account(&caller).await?;
    let slots = app.core.limits().jobs_open_per_account_max;
    Ok(Json(MeAnswer { user_details: vec![to_wire::user_details(&account, slots)] }))
}

/// A prompt, which costs nothing.
fn free(prompt: String) -> Json<PromptAnswer> {
    let cost = to_wire::cost(0.0);
    let prompt_generation = PromptGeneration { prompt, api_credit_cost: 0, cost };
    Json(PromptAnswer { prompt_generation })
}
