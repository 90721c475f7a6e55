//! The tools: what they are called and take, and what each does.

use easel_types::{Error, JobState, Result};
use rmcp::handler::server::tool::schema_for_input;
use rmcp::model::{ContentBlock, JsonObject, Tool, ToolAnnotations};
use rmcp::schemars::JsonSchema;
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::agent::{Agent, Visit};
use crate::arguments::{DrawSpec, EditImage, GetJob, ListModels, MakeImage, UnderstandPrompt};
use crate::making::made;
use crate::{shown, wishes};

/// A tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Name {
    MakeImage,
    DrawSpec,
    UnderstandPrompt,
    EditImage,
    GetJob,
    ListModels,
}

impl Name {
    const ALL: [Self; 6] = [
        Self::MakeImage,
        Self::DrawSpec,
        Self::UnderstandPrompt,
        Self::EditImage,
        Self::GetJob,
        Self::ListModels,
    ];

    const fn as_str(self) -> &'static str {
        match self {
            Self::MakeImage => "make_image",
            Self::DrawSpec => "draw_spec",
            Self::UnderstandPrompt => "understand_prompt",
            Self::EditImage => "edit_image",
            Self::GetJob => "get_job",
            Self::ListModels => "list_models",
        }
    }

    pub(crate) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tool| tool.as_str() == name)
    }

    fn described(self) -> Result<Tool, String> {
        match self {
            Self::MakeImage => tool::<MakeImage>(
                self,
                "Make an image",
                "Makes pictures from a prompt and waits for them. Charts, diagrams and \
                 infographics are drawn from the data in the prompt, within a second; logos and \
                 other pictures are painted by a diffusion model, which takes seconds to minutes. \
                 Answers with the pictures and with JSON: id of the job, addresses, what the \
                 prompt was understood as, revised prompt, credits.",
            ),
            Self::DrawSpec => tool::<DrawSpec>(
                self,
                "Draw a chart, diagram or infographic",
                "Draws a chart, a diagram or an infographic from structured data, exactly and \
                 within a second. Prefer it to make_image where you have the data. Answers with \
                 the picture and with JSON that holds the addresses of PNG and SVG.",
            ),
            Self::UnderstandPrompt => tool::<UnderstandPrompt>(
                self,
                "Understand a prompt",
                "Shows what make_image would make of a prompt, free of charge: the kind of \
                 picture, the spec that would be drawn (to change and give to draw_spec), or the \
                 text a diffusion model would be told.",
            ),
            Self::EditImage => tool::<EditImage>(
                self,
                "Edit an image",
                "Changes a picture: repaints it from a prompt (wholly, or where a mask is white), \
                 makes its plain background transparent, or enlarges it.",
            ),
            Self::GetJob => tool::<GetJob>(
                self,
                "Look up a job",
                "Says how far a job is, and gives its pictures once it is done.",
            ),
            Self::ListModels => tool::<ListModels>(
                self,
                "List models",
                "Lists the installed models with their usual size, steps and price.",
            ),
        }
    }

    const fn reads_only(self) -> bool {
        match self {
            Self::UnderstandPrompt | Self::GetJob | Self::ListModels => true,
            Self::MakeImage | Self::DrawSpec | Self::EditImage => false,
        }
    }
}

/// Every tool as it is offered.
pub(crate) fn all() -> Result<Vec<Tool>, ErrorData> {
    let tools = Name::ALL.into_iter().map(Name::described).collect::<Result<Vec<_>, _>>();
    tools.map_err(|problem| ErrorData::internal_error(problem, None))
}

fn tool<T: JsonSchema + std::any::Any>(
    name: Name,
    title: &'static str,
    description: &'static str,
) -> Result<Tool, String> {
    let annotations = ToolAnnotations::with_title(title)
        .read_only(name.reads_only())
        .destructive(false)
        .open_world(name == Name::EditImage);
    let mut tool = Tool::new(name.as_str(), description, schema_for_input::<T>()?);
    tool.title = Some(title.to_owned());
    tool.annotations = Some(annotations);
    Ok(tool)
}

/// Calls a tool.
pub(crate) async fn call(
    agent: &Agent,
    (name, arguments): (Name, JsonObject),
    (visit, context): (&Visit, &RequestContext<RoleServer>),
) -> Result<Vec<ContentBlock>> {
    let call = (visit, context);
    match name {
        Name::MakeImage => made(agent, wishes::make_image(read(arguments)?), call).await,
        Name::DrawSpec => made(agent, wishes::draw_spec(read(arguments)?)?, call).await,
        Name::EditImage => {
            let draft = wishes::edit_image(read(arguments)?, &visit.place.base())?;
            made(agent, draft, call).await
        }
        Name::UnderstandPrompt => {
            let given: UnderstandPrompt = read(arguments)?;
            let size = wishes::size(given.width, given.height);
            let understood = agent.core.understand(&visit.caller, &given.prompt, size).await?;
            Ok(vec![shown::as_text(&shown::understanding(&understood))])
        }
        Name::GetJob => get_job(agent, read(arguments)?, visit).await,
        Name::ListModels => {
            let ListModels {} = read(arguments)?;
            list_models(agent, visit).await
        }
    }
}

async fn get_job(agent: &Agent, given: GetJob, visit: &Visit) -> Result<Vec<ContentBlock>> {
    let id =
        given.id.trim().parse().map_err(|err| {
            Error::invalid("id", format!("`{}` is {err}", given.id)).with_source(err)
        })?;
    let job = agent.core.job(&visit.caller, id).await?;
    if job.state == JobState::Succeeded {
        return shown::pictures(&agent.core, &visit.place, &job).await;
    }
    let view = agent.core.view(job).await?;
    let mut answer = shown::job(&view.job);
    answer["estimated_seconds"] = json!(view.estimated_seconds);
    answer["queue_position"] = json!(view.queue_position);
    Ok(vec![shown::as_text(&answer)])
}

async fn list_models(agent: &Agent, visit: &Visit) -> Result<Vec<ContentBlock>> {
    let default = agent.core.default_model().await?.map(|model| model.name);
    let models = agent.core.models_with_prices(&visit.caller).await?;
    let models: Vec<Value> = models
        .iter()
        .map(|(model, price)| shown::model(model, *price, default.as_ref() == Some(&model.name)))
        .collect();
    Ok(vec![shown::as_text(&json!({"models": models}))])
}

/// The arguments of a call. An argument that does not fit is named.
fn read<T: DeserializeOwned>(arguments: JsonObject) -> Result<T> {
    serde_json::from_value(Value::Object(arguments)).map_err(|err| {
        let public = format!("the arguments do not fit the tool's schema: {err}");
        Error::malformed(public).with_source(err)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tool_has_a_schema_that_names_and_explains_each_argument() {
        for tool in all().unwrap() {
            let schema = Value::Object((*tool.input_schema).clone());
            assert_eq!(schema["type"], "object", "{}", tool.name);
            assert_eq!(schema["additionalProperties"], false, "{}", tool.name);
            let properties = schema["properties"].as_object().cloned().unwrap_or_default();
            for (name, property) in properties {
                let told = property.get("description").and_then(Value::as_str);
                assert!(told.is_some_and(|text| text.len() > 5), "{}.{name}", tool.name);
            }
        }
    }

    #[test]
    fn ranges_stand_in_the_schema() {
        let tools = all().unwrap();
        let make = tools.iter().find(|tool| tool.name == "make_image").unwrap();
        let width = &make.input_schema["properties"]["width"];
        assert_eq!((&width["minimum"], &width["maximum"]), (&json!(256), &json!(2048)));
        assert_eq!(make.input_schema["required"], json!(["prompt"]));
    }
}
