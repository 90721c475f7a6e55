//! Drawing a spec that the client sends.

use easel_testkit::TestServer;
use serde_json::json;

#[tokio::test]
async fn a_spec_is_answered_with_the_picture_itself() {
    let server = TestServer::builder().start().await;
    let spec = json!({"type": "chart", "kind": "line", "categories": ["a", "b"],
        "series": [{"values": [1, 2]}]});
    let body = json!({"spec": spec, "width": 300, "height": 400});
    let png = server.post("/api/v1/render", &body).await;
    assert_eq!((png.status, png.header("content-type")), (200, "image/png"));
    assert_eq!(png.header("easel-credits"), "3");
    // Width and height stand at bytes 16 to 24 of a PNG (RFC 2083, section 11.2.1).
    assert_eq!(png.bytes[16..24], [0, 0, 1, 44, 0, 0, 1, 144]);
    let svg = server.post("/api/v1/render", &json!({"spec": spec, "format": "svg"})).await;
    assert_eq!(svg.header("content-type"), "image/svg+xml");
    assert!(svg.bytes.starts_with(b"<svg"));
    server.stop().await;
}

#[tokio::test]
async fn every_format_and_scale_is_written() {
    let server = TestServer::builder().start().await;
    let source = "flowchart LR\n  A[Order] --> B{Paid?}\n  B -->|yes| C[Ship]\n  click A call()";
    for (format, begin) in
        [("png", b"\x89PNG".as_slice()), ("webp", b"RIFF"), ("jpeg", b"\xff\xd8"), ("pdf", b"%PDF")]
    {
        let body = json!({"source": source, "width": 512, "format": format, "scale": 2});
        let answer = server.post("/api/v1/render", &body).await;
        assert!(answer.status == 200 && answer.bytes.starts_with(begin), "{format}");
        if format == "png" {
            assert_eq!(answer.bytes[16..24], [0, 0, 4, 0, 0, 0, 8, 0]);
        }
    }
    let body = json!({"source": source, "format": "svg", "selectable_text": true});
    let svg = String::from_utf8(server.post("/api/v1/render", &body).await.bytes.to_vec()).unwrap();
    assert!(svg.contains("<text") && svg.contains("Order"));
    let job = server.post("/api/v1/generations", &json!({"source": source})).await.json();
    assert_eq!(job["spec"]["kind"], "flowchart");
    assert!(job["notes"].to_string().contains("line 4"), "{job}");
    server.stop().await;
}

#[tokio::test]
async fn a_spec_that_cannot_be_drawn_names_the_place_and_costs_nothing() {
    let server = TestServer::builder().start().await;
    let cases = [
        (
            json!({"type": "chart", "categories": ["a"], "series": [{"values": [1, 2]}]}),
            "series[0]",
        ),
        (
            json!({"type": "diagram", "nodes": [{"id": "a"}], "edges": [{"from": "a", "to": "b"}]}),
            "edges[0]",
        ),
        (json!({"type": "chart"}), "series"),
        (json!({"type": "infographic"}), "items"),
    ];
    for (spec, place) in cases {
        let answer = server.post("/api/v1/generations", &json!({"spec": spec})).await;
        assert_eq!(answer.status, 400, "{spec}: {}", answer.json());
        assert!(answer.json().to_string().contains(place), "{spec}: {}", answer.json());
    }
    assert_eq!(server.audit().await.captured.to_string(), "0");
    server.stop().await;
}
