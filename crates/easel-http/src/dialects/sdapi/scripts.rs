//! Extensions (`alwayson_scripts`): there are none here. Clients send them along although they are
//! switched off, which is taken; one that would do something is refused.

use easel_types::{Error, Result};
use serde_json::Value;

use super::lenient::as_bool;
use super::names::shortened;

/// Fields by which a unit of ControlNet, `ADetailer` and others says whether it is on.
const SWITCHES: [&str; 5] = ["enabled", "enable", "is_enabled", "active", "ad_tab_enable"];

/// Refuses extensions that would do something.
pub(crate) fn check(scripts: Option<&Value>) -> Result<()> {
    let scripts = match scripts {
        None | Some(Value::Null) => return Ok(()),
        Some(Value::Array(none)) if none.is_empty() => return Ok(()),
        Some(Value::Object(scripts)) => scripts,
        Some(_) => {
            let public = "`alwayson_scripts` must be an object with one entry per extension";
            return Err(Error::invalid("alwayson_scripts", public));
        }
    };
    for (name, script) in scripts {
        let args = script.get("args").unwrap_or(script);
        if !does_nothing(args) {
            let name = shortened(name);
            let param = format!("alwayson_scripts.{name}");
            let public = format!(
                "the extension `{name}` is not available here; switch it off in the client or \
                 leave it out"
            );
            return Err(Error::unsupported(param, public));
        }
    }
    Ok(())
}

fn does_nothing(args: &Value) -> bool {
    match args {
        Value::Null => true,
        Value::Object(unit) => unit.is_empty() || is_off(args),
        // The first argument of most extensions says whether they are on; where it does, the units
        // after it may still all be off.
        Value::Array(args) => {
            let mut units = args.iter().filter(|arg| arg.is_object()).peekable();
            args.first().is_some_and(|first| as_bool(first) == Some(false))
                || args.iter().all(is_off)
                || (units.peek().is_some() && units.all(is_off))
        }
        Value::Bool(on) => !on,
        Value::Number(_) | Value::String(_) => false,
    }
}

fn is_off(unit: &Value) -> bool {
    match unit {
        Value::Null => true,
        Value::Bool(on) => !on,
        Value::String(text) => text.is_empty() || text == "None",
        Value::Object(unit) => {
            unit.is_empty()
                || unit.get("ad_model").is_some_and(|model| model == "None")
                || SWITCHES.iter().any(|switch| {
                    unit.get(*switch).is_some_and(|value| as_bool(value) == Some(false))
                })
        }
        Value::Array(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn extensions_that_are_off_pass_and_others_are_named() {
        for off in [
            json!({}),
            json!([]),
            json!({"ControlNet": {"args": []}, "ADetailer": {"args": [false]}}),
            json!({"controlnet": {"args": [{"enabled": false, "model": "canny"}]}}),
            json!({"ADetailer": {"args": [true, false, {"ad_model": "None"}]}}),
            json!({"Tiled VAE": {"args": ["False", 960]}}),
            json!({"sampler": null}),
        ] {
            assert!(check(Some(&off)).is_ok(), "{off}");
        }
        for on in [
            json!({"ADetailer": {"args": [true, true, {"ad_model": "face_yolov8n.pt"}]}}),
            json!({"controlnet": {"args": [{"module": "depth", "model": "x"}]}}),
        ] {
            let err = check(Some(&on)).unwrap_err();
            let name = on.as_object().unwrap().keys().next().unwrap();
            assert_eq!(err.param, Some(format!("alwayson_scripts.{name}")));
        }
        assert!(check(Some(&json!("x"))).is_err());
    }
}
