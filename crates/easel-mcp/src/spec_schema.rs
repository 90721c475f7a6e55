//! The schema of specs as agents see it. It says what the types of `easel_types::spec` take; the
//! renderer's own checks come after.

use rmcp::schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

/// A chart, diagram or infographic.
pub(crate) fn spec_schema(_generator: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "description": "The picture, described in full: `type` and what belongs to it. Unknown \
            kinds and impossible data are refused with the place at fault. Examples: \
            {\"type\":\"chart\",\"kind\":\"bar\",\"title\":\"Sales\",\"categories\":[\"Q1\",\"Q2\"],\
            \"series\":[{\"values\":[10,20]}]} and {\"type\":\"diagram\",\"kind\":\"flowchart\",\
            \"nodes\":[{\"id\":\"a\",\"label\":\"Start\"},{\"id\":\"b\",\"label\":\"End\"}],\
            \"edges\":[{\"from\":\"a\",\"to\":\"b\"}]} and {\"type\":\"infographic\",\"title\":\
            \"Tea\",\"items\":[{\"label\":\"Boil\",\"text\":\"Heat water.\",\"icon\":\"water\"}]}",
        "oneOf": [chart(), diagram(), infographic()]
    })
}

fn text(description: &str) -> Value {
    json!({"type": "string", "description": description})
}

fn texts(description: &str) -> Value {
    json!({"type": "array", "items": {"type": "string"}, "description": description})
}

fn chart() -> Value {
    json!({
        "type": "object",
        "required": ["type", "kind"],
        "properties": {
            "type": {"const": "chart"},
            "kind": {"enum": ["bar", "line", "area", "pie", "donut", "scatter"]},
            "title": text("Heading."),
            "subtitle": text("Line under the heading."),
            "categories": texts("Names along the category axis, in drawing order."),
            "series": {
                "type": "array",
                "description": "The data.",
                "items": {
                    "type": "object",
                    "properties": {
                        "name": text("Shown in the legend; needed for several series."),
                        "values": {
                            "type": "array",
                            "items": {"type": ["number", "null"]},
                            "description": "One value a category; null where missing."
                        },
                        "points": {
                            "type": "array",
                            "items": {"type": "array", "items": {"type": "number"},
                                "minItems": 2, "maxItems": 3},
                            "description": "[x, y] pairs, for scatter."
                        }
                    }
                }
            },
            "stacked": {"type": "boolean", "description": "Series stand on each other."},
            "orientation": {"enum": ["vertical", "horizontal"], "description": "Way bars grow."},
            "unit": text("What the numbers count, such as `%` or `k users`."),
            "x_label": text("Name of the category axis."),
            "y_label": text("Name of the value axis.")
        }
    })
}

fn diagram() -> Value {
    json!({
        "type": "object",
        "required": ["type", "nodes"],
        "properties": {
            "type": {"const": "diagram"},
            "kind": {"enum": ["flowchart", "state", "mindmap", "orgchart", "network"]},
            "title": text("Heading."),
            "subtitle": text("Line under the heading."),
            "direction": {"enum": ["TB", "LR"],
                "description": "Way most edges run; chosen by the canvas where nothing is said."},
            "nodes": {
                "type": "array",
                "description": "The boxes, in reading order.",
                "items": {
                    "type": "object",
                    "required": ["id"],
                    "properties": {
                        "id": text("What edges refer to; unique."),
                        "label": text("What is written in it; the id where nothing is said."),
                        "shape": {"enum": ["rect", "rounded", "diamond", "stadium", "circle",
                            "cylinder", "parallelogram", "hexagon"]}
                    }
                }
            },
            "edges": {
                "type": "array",
                "description": "The arrows.",
                "items": {
                    "type": "object",
                    "required": ["from", "to"],
                    "properties": {
                        "from": text("Id of the node it leaves."),
                        "to": text("Id of the node it points to."),
                        "label": text("Written beside it.")
                    }
                }
            },
            "groups": {
                "type": "array",
                "description": "Frames around nodes.",
                "items": {
                    "type": "object",
                    "properties": {"label": text("Written on the frame."),
                        "nodes": texts("Ids of the nodes inside.")}
                }
            }
        }
    })
}

fn infographic() -> Value {
    let item = json!({
        "type": "object",
        "required": ["label"],
        "properties": {
            "label": text("A few words."),
            "text": text("A sentence."),
            "value": text("A key figure as it should be read, such as `42 %`."),
            "icon": text("A word that the icon should show, such as `water`.")
        }
    });
    json!({
        "type": "object",
        "required": ["type"],
        "properties": {
            "type": {"const": "infographic"},
            "template": text("Arrangement: steps, list, timeline, cycle or compare; chosen by \
                the data where nothing is said."),
            "title": text("Heading."),
            "subtitle": text("Line under the heading."),
            "items": {"type": "array", "items": item, "description": "In reading order."},
            "groups": {
                "type": "array",
                "description": "Items in named groups, for comparisons.",
                "items": {
                    "type": "object",
                    "properties": {"label": text("The heading."),
                        "items": {"type": "array", "items": item}}
                }
            }
        }
    })
}
