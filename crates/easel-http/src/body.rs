//! Request bodies: read within the limit, decoded with errors that say where. Each dialect
//! renders the errors in its own shape, so nothing here answers by itself.

use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Path, Query, Request};
use axum::http::header::{CONTENT_TYPE, HeaderMap};
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri};
use bytes::Bytes;
use easel_types::{Error, ErrorKind, Result};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::App;

/// A body that has been read, or why it could not be.
#[derive(Debug)]
pub(crate) struct Body {
    bytes: Result<Bytes>,
    content_type: Option<String>,
    /// Most parts where it is a form.
    parts_max: usize,
}

/// A form that has been read: its parts in the order they came.
#[derive(Debug)]
pub(crate) struct Form {
    parts: Vec<FormPart>,
}

/// One part of a form: a file or a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FormPart {
    /// The name of its field.
    pub(crate) name: String,
    /// The name of the file; texts have none.
    pub(crate) file_name: Option<String>,
    /// What is in it.
    pub(crate) bytes: Bytes,
}

impl FromRequest<App> for Body {
    type Rejection = std::convert::Infallible;

    async fn from_request(req: Request, app: &App) -> Result<Self, Self::Rejection> {
        let content_type = req.headers().get(CONTENT_TYPE);
        let content_type =
            content_type.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        let bytes_max = app.core.limits().body_bytes_max;
        let patience = app.core.limits().body_time_max;
        let bytes = match tokio::time::timeout(patience, Bytes::from_request(req, app)).await {
            Ok(bytes) => bytes.map_err(|rejection| unreadable(&rejection, bytes_max)),
            Err(_) => {
                let seconds = patience.as_secs();
                Err(malformed(format!("the body did not arrive within {seconds} s")))
            }
        };
        Ok(Self { bytes, content_type, parts_max: app.core.limits().form_parts_max })
    }
}

impl Body {
    /// The body as JSON. A missing content type is taken for JSON, as other servers do.
    pub(crate) fn json<T: DeserializeOwned>(self) -> Result<T> {
        let bytes = self.bytes?;
        if let Some(content_type) = &self.content_type {
            let essence = content_type.split(';').next().unwrap_or_default().trim();
            let is_json = essence.eq_ignore_ascii_case("application/json")
                || essence.to_ascii_lowercase().ends_with("+json")
                || is_curls_default(essence, &bytes);
            if !is_json {
                return Err(malformed(format!(
                    "the body is `{essence}`; this call takes `application/json`"
                )));
            }
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(malformed("the body is empty; this call takes a JSON object".to_owned()));
        }
        // Without this an array would be taken for the fields in their order.
        if !bytes.trim_ascii_start().starts_with(b"{") {
            return Err(malformed("the JSON body cannot be used: it is not an object".to_owned()));
        }
        serde_json::from_slice(&bytes).map_err(|err| {
            let text = err.to_string();
            let mut error = malformed(format!("the JSON body cannot be used: {text}"));
            error.param = named_field(&text);
            error
        })
    }

    /// The fields of a JSON body that `T` names, before it is decoded for good; `None` where there
    /// is no such body.
    pub(crate) fn glance<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(self.bytes.as_ref().ok()?).ok()
    }

    /// True where the body says that it is a form with files.
    pub(crate) fn is_form(&self) -> bool {
        let content_type = self.content_type.as_deref().unwrap_or_default();
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case("multipart/form-data")
    }

    /// The body as a form (`multipart/form-data`).
    pub(crate) async fn form(self) -> Result<Form> {
        let is_form = self.is_form();
        let bytes = self.bytes?;
        let content_type = self.content_type.unwrap_or_default();
        if !is_form {
            let essence = content_type.split(';').next().unwrap_or_default().trim();
            return Err(malformed(format!(
                "the body is `{essence}`; this call takes `multipart/form-data`"
            )));
        }
        let unreadable = |text: String| malformed(format!("the form cannot be read: {text}"));
        let request = Request::builder().header(CONTENT_TYPE, content_type).body(bytes.into());
        let request = request.map_err(|err| unreadable(err.to_string()))?;
        let mut form = Multipart::from_request(request, &()).await;
        let form = form.as_mut().map_err(|err| unreadable(err.body_text()))?;
        let mut parts = Vec::new();
        while let Some(part) = form.next_field().await.map_err(|e| unreadable(e.body_text()))? {
            if parts.len() == self.parts_max {
                let public = format!("the form has more than {} parts", self.parts_max);
                return Err(malformed(public));
            }
            let name = part.name().unwrap_or_default().to_owned();
            let file_name = part.file_name().map(str::to_owned);
            let bytes = part.bytes().await.map_err(|err| unreadable(err.body_text()))?;
            parts.push(FormPart { name, file_name, bytes });
        }
        Ok(Form { parts })
    }
}

impl Form {
    /// Takes every part out of the form whose field has this name, or this name with `[]`, in
    /// the order they came.
    pub(crate) fn take(&mut self, name: &str) -> Vec<FormPart> {
        let is_it = |part: &FormPart| part.name.strip_suffix("[]").unwrap_or(&part.name) == name;
        let (taken, left) = std::mem::take(&mut self.parts).into_iter().partition(is_it);
        self.parts = left;
        taken
    }

    /// What is left, all of it texts, as if it had been a JSON object of strings. A field named
    /// `…[]` is an array.
    pub(crate) fn fields<T: DeserializeOwned>(self) -> Result<T> {
        let mut fields = Map::new();
        for part in self.parts {
            let name = part.name.clone();
            if part.file_name.is_some() {
                let public = format!("the form has a file `{name}`, which this call does not take");
                return Err(Error::malformed(public).with_param(name));
            }
            let text = Value::String(part.text()?);
            let Some(array) = name.strip_suffix("[]") else {
                if fields.insert(name.clone(), text).is_some() {
                    let public = format!("the form has the field `{name}` more than once");
                    return Err(Error::malformed(public).with_param(name));
                }
                continue;
            };
            match fields.entry(array).or_insert_with(|| Value::Array(Vec::new())) {
                Value::Array(texts) => texts.push(text),
                _ => {
                    let public = format!("the form has both `{array}` and `{name}`");
                    return Err(Error::malformed(public).with_param(array));
                }
            }
        }
        serde_json::from_value(Value::Object(fields)).map_err(|err| {
            let text = err.to_string();
            let mut error = malformed(format!("the form cannot be used: {text}"));
            error.param = named_field(&text);
            error
        })
    }
}

impl FormPart {
    /// The part as text.
    pub(crate) fn text(&self) -> Result<String> {
        String::from_utf8(self.bytes.to_vec()).map_err(|err| {
            let public = format!("the field `{}` is not UTF-8 text", self.name);
            Error::malformed(public).with_param(self.name.clone()).with_source(err)
        })
    }
}

/// `curl -d '{…}'` calls its JSON a form unless told otherwise.
fn is_curls_default(essence: &str, bytes: &[u8]) -> bool {
    essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
        && bytes.trim_ascii_start().starts_with(b"{")
}

/// The query of a request, with unknown and malformed parameters refused by name.
pub(crate) fn query<T: DeserializeOwned>(raw: Option<&str>) -> Result<T> {
    let uri = Uri::builder().path_and_query(format!("/?{}", raw.unwrap_or_default())).build();
    let uri = uri.map_err(|_| malformed("the query of the address cannot be read".to_owned()))?;
    let Query(query) = Query::try_from_uri(&uri).map_err(|rejection| {
        let text = rejection.body_text();
        let text = text.strip_prefix("Failed to deserialize query string: ").unwrap_or(&text);
        let mut error = malformed(format!("the query of the address cannot be used: {text}"));
        error.param = text.split(':').next().filter(|name| !name.contains(' ')).map(str::to_owned);
        error
    })?;
    Ok(query)
}

/// The part of an address that names a thing. What cannot be decoded names nothing.
#[derive(Debug)]
pub(crate) struct Segment(pub(crate) String);

impl FromRequestParts<App> for Segment {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let path = Path::<String>::from_request_parts(parts, app).await;
        Ok(Self(path.map_or_else(|_| String::new(), |Path(segment)| segment)))
    }
}

/// The client's own name for a request, from the header `Idempotency-Key`.
pub(crate) fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    match value.to_str() {
        Ok(key) => Ok(Some(key.to_owned())),
        Err(_) => Err(Error::invalid(
            "idempotency_key",
            "the header Idempotency-Key must be printable ASCII",
        )),
    }
}

fn unreadable(rejection: &BytesRejection, bytes_max: usize) -> Error {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Error::new(
            ErrorKind::PayloadTooLarge,
            format!("the body is larger than the {bytes_max} bytes allowed"),
        );
    }
    malformed("the body could not be read to its end".to_owned())
}

fn malformed(public: String) -> Error {
    Error::malformed(public).with_param(BODY)
}

/// `param` of errors about the body as a whole.
const BODY: &str = "body";

/// The field in serde's messages (``missing field `prompt` at line 1``), or the whole body.
fn named_field(text: &str) -> Option<String> {
    let about_a_field = ["missing field `", "unknown field `", "duplicate field `"];
    let named = about_a_field.iter().find_map(|start| text.strip_prefix(start));
    let named = named.and_then(|rest| rest.split('`').next());
    Some(named.unwrap_or(BODY).to_owned())
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Fields {
        prompt: String,
        n: Option<String>,
        #[serde(default)]
        tags: Vec<String>,
    }

    async fn form(content_type: &str, body: &str) -> Result<Form> {
        let bytes = Ok(Bytes::from(body.replace('\n', "\r\n")));
        Body { bytes, content_type: Some(content_type.to_owned()), parts_max: 4 }.form().await
    }

    fn part(head: &str, text: &str) -> String {
        format!("--x\nContent-Disposition: form-data; {head}\n\n{text}\n")
    }

    const TYPE: &str = "multipart/form-data; boundary=x";

    #[tokio::test]
    async fn files_are_taken_by_name_and_the_rest_is_decoded_like_json() {
        let body = [
            part("name=\"image[]\"; filename=\"a.png\"", "AA"),
            part("name=\"prompt\"", "a fox"),
            part("name=\"image[]\"; filename=\"b.png\"", "BB"),
            part("name=\"tags[]\"", "red"),
            "--x--\n".to_owned(),
        ];
        let mut form = form(TYPE, &body.concat()).await.unwrap();
        let files = form.take("image");
        assert_eq!(files.iter().map(|file| &*file.bytes).collect::<Vec<_>>(), [b"AA", b"BB"]);
        assert_eq!(files[0].file_name.as_deref(), Some("a.png"));
        let fields = Fields { prompt: "a fox".into(), n: None, tags: vec!["red".into()] };
        assert_eq!(form.fields::<Fields>().unwrap(), fields);
    }

    async fn refused(parts: &[String], expect: &str) {
        let err = match form(TYPE, &format!("{}--x--\n", parts.concat())).await {
            Ok(form) => form.fields::<Fields>().unwrap_err(),
            Err(err) => err,
        };
        assert!(err.malformed && err.public.contains(expect), "{}", err.public);
    }

    #[tokio::test]
    async fn forms_that_cannot_be_used_are_refused_by_name() {
        let prompt = part("name=\"prompt\"", "a fox");
        refused(&[prompt.clone(), prompt.clone()], "`prompt` more than once").await;
        refused(&[prompt.clone(), part("name=\"no\"", "1")], "unknown field `no`").await;
        refused(&[part("name=\"prompt\"; filename=\"a\"", "1")], "a file `prompt`").await;
        refused(&[], "missing field `prompt`").await;
        refused(&vec![prompt; 5], "more than 4 parts").await;
        let err = form("application/json", "{}").await.unwrap_err();
        assert!(err.public.contains("this call takes `multipart/form-data`"), "{}", err.public);
        let err = form("multipart/form-data", "").await.unwrap_err();
        assert!(err.public.contains("the form cannot be read"), "{}", err.public);
        let err = form(TYPE, "--x\nContent-Disposition: form-data; name=\"a\"\n\ncut off").await;
        assert!(err.unwrap_err().public.contains("the form cannot be read"));
    }
}
