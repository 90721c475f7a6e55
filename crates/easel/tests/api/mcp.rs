//! `/mcp` as agents see it: JSON-RPC over streamable HTTP, written by hand. The official SDK
//! drives the same in `conformance/`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use easel_testkit::{Answer, Script, TestServer};
use easel_types::{JobState, ModelFamily};
use serde_json::{Value, json};

const VERSION: &str = "2025-06-18";

async fn server() -> TestServer {
    TestServer::builder().model("sdxl", ModelFamily::Sdxl).start().await
}

/// A session of one agent.
struct Agent<'s> {
    server: &'s TestServer,
    session: String,
}

impl<'s> Agent<'s> {
    async fn connect(server: &'s TestServer) -> Agent<'s> {
        let hello = json!({"protocolVersion": VERSION, "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"}});
        let answer = send(server, None, &request("initialize", &hello)).await;
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.bytes));
        let session = answer.header("mcp-session-id").to_owned();
        assert!(!session.is_empty());
        let result = &message(&answer)["result"];
        assert_eq!(result["serverInfo"]["name"], "easel");
        assert!(result["capabilities"]["tools"].is_object());
        let agent = Agent { server, session };
        agent.tell("notifications/initialized", &json!({})).await;
        agent
    }

    async fn tell(&self, method: &str, params: &Value) {
        let note = json!({"jsonrpc": "2.0", "method": method, "params": params});
        let answer = send(self.server, Some(&self.session), &note).await;
        assert_eq!(answer.status, 202);
    }

    async fn ask(&self, method: &str, params: &Value) -> Value {
        message(&send(self.server, Some(&self.session), &request(method, params)).await)
    }

    async fn call(&self, tool: &str, arguments: &Value) -> Value {
        let params = json!({"name": tool, "arguments": arguments});
        let answer = self.ask("tools/call", &params).await;
        assert!(answer["error"].is_null(), "{answer}");
        answer["result"].clone()
    }
}

fn request(method: &str, params: &Value) -> Value {
    json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
}

async fn send(server: &TestServer, session: Option<&str>, body: &Value) -> Answer {
    server.send(post(server, session, body)).await
}

fn post(server: &TestServer, session: Option<&str>, body: &Value) -> reqwest::RequestBuilder {
    let request = server
        .request("POST", "/mcp")
        .bearer_auth(&server.key)
        .header("accept", "application/json, text/event-stream")
        .header("mcp-protocol-version", VERSION)
        .json(body);
    match session {
        Some(session) => request.header("mcp-session-id", session),
        None => request,
    }
}

/// The messages of an answer: a body of JSON, or the events of a stream.
fn messages(answer: &Answer) -> Vec<Value> {
    if answer.header("content-type").starts_with("application/json") {
        return vec![answer.json()];
    }
    events(&String::from_utf8_lossy(&answer.bytes))
}

fn events(text: &str) -> Vec<Value> {
    let events = text.lines().filter_map(|line| line.strip_prefix("data:"));
    events.filter_map(|event| serde_json::from_str(event.trim()).ok()).collect()
}

/// The message that answers.
fn message(answer: &Answer) -> Value {
    let found = messages(answer).into_iter().find(|message| message["id"] == 1);
    found.unwrap_or_else(|| panic!("no answer: {}", String::from_utf8_lossy(&answer.bytes)))
}

fn sizes(result: &Value) -> Vec<(u32, u32)> {
    let blocks = result["content"].as_array().unwrap().iter();
    let images = blocks.filter(|block| block["type"] == "image");
    let decoded = images.map(|block| {
        assert_eq!(block["mimeType"], "image/png");
        let bytes = STANDARD.decode(block["data"].as_str().unwrap()).unwrap();
        let picture = image::load_from_memory(&bytes).unwrap();
        (picture.width(), picture.height())
    });
    decoded.collect()
}

/// The JSON at the end of a result.
fn told(result: &Value) -> Value {
    let text = result["content"].as_array().unwrap().last().unwrap()["text"].as_str().unwrap();
    serde_json::from_str(text).unwrap_or_else(|_| panic!("{text}"))
}

#[tokio::test]
async fn an_agent_makes_a_picture_and_looks_it_up_again() {
    let server = server().await;
    let agent = Agent::connect(&server).await;
    let result = agent
        .call("make_image", &json!({"prompt": "a fox", "width": 512, "height": 256, "seed": 7}))
        .await;
    assert_eq!((sizes(&result), result["isError"].clone()), (vec![(512, 256)], json!(false)));
    let made = told(&result);
    assert_eq!(
        (made["state"].as_str(), made["images"][0]["seed"].as_u64()),
        (Some("succeeded"), Some(7))
    );
    let url = made["images"][0]["url"].as_str().unwrap();
    let path = url.strip_prefix(&server.url("")).unwrap();
    assert_eq!(server.send(server.request("GET", path)).await.status, 200);
    let again = agent.call("get_job", &json!({"id": made["id"]})).await;
    assert_eq!(sizes(&again), [(512, 256)]);
    server.stop().await;
}

#[tokio::test]
async fn progress_is_told_to_whoever_asks_for_it() {
    let server = server().await;
    let agent = Agent::connect(&server).await;
    let params = json!({"name": "make_image", "_meta": {"progressToken": "p"},
        "arguments": {"prompt": "a fox", "steps": 8}});
    server.engine.then(Script::Wait);
    let call = post(&server, Some(&agent.session), &request("tools/call", &params));
    let mut stream = call.send().await.unwrap();
    let mut text = String::new();
    while !text.contains("\"progressToken\":\"p\"") {
        let part = stream.chunk().await.unwrap().unwrap_or_else(|| panic!("ended: {text}"));
        text.push_str(&String::from_utf8_lossy(&part));
    }
    server.engine.release();
    while let Some(part) = stream.chunk().await.unwrap() {
        text.push_str(&String::from_utf8_lossy(&part));
    }
    let messages = events(&text);
    let note = messages.iter().find(|m| m["method"] == "notifications/progress").unwrap();
    let (step, steps) = (&note["params"]["progress"], &note["params"]["total"]);
    assert_eq!((step.as_f64(), steps.as_f64()), (Some(4.0), Some(8.0)));
    assert!(messages.iter().any(|message| message["id"] == 1 && !message["result"].is_null()));
    server.stop().await;
}

#[tokio::test]
async fn giving_up_a_call_cancels_its_job_and_gives_the_credits_back() {
    let server = server().await;
    let agent = Agent::connect(&server).await;
    server.engine.then(Script::Wait);
    let params = json!({"name": "make_image", "arguments": {"prompt": "a fox"}});
    let body = json!({"jsonrpc": "2.0", "id": 99, "method": "tools/call", "params": params});
    let calling = send(&server, Some(&agent.session), &body);
    let giving_up = async {
        server.engine.started().await;
        agent.tell("notifications/cancelled", &json!({"requestId": 99})).await;
        let caller = server.core.authenticate(&server.key).await.unwrap();
        let job = server.core.jobs(&caller, None, None, 1).await.unwrap().remove(0);
        let mut watch = server.core.watch(&caller, job.id).await.unwrap();
        while watch.next().await.is_some() {}
        server.core.job(&caller, job.id).await.unwrap().state
    };
    let state = tokio::select! {
        state = giving_up => state,
        // The SDK may close the stream of a cancelled call at once.
        (_, state) = async { (calling.await, std::future::pending().await) } => state,
    };
    assert_eq!(state, JobState::Canceled);
    assert_eq!(server.audit().await.captured, Default::default());
    server.stop().await;
}

#[tokio::test]
async fn specs_are_drawn_and_edits_are_made() {
    let server = server().await;
    let agent = Agent::connect(&server).await;
    let spec = json!({"type": "chart", "kind": "bar", "categories": ["a", "b"],
        "series": [{"values": [1, 2]}]});
    let result = agent.call("draw_spec", &json!({"spec": spec, "width": 640, "height": 480})).await;
    assert_eq!(sizes(&result), [(640, 480)]);
    assert!(told(&result)["svg_url"].as_str().unwrap().ends_with(".svg"));
    let mut png = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_fn(120, 90, |x, y| {
        let inside = (30..90).contains(&x) && (20..70).contains(&y);
        image::Rgb(if inside { [200, 20, 20] } else { [255, 255, 255] })
    });
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let picture = STANDARD.encode(png.into_inner());
    let cut = json!({"image": picture, "operation": "remove_background"});
    assert_eq!(sizes(&agent.call("edit_image", &cut).await), [(120, 90)]);
    let larger = json!({"image": picture, "operation": "enlarge", "factor": 2});
    assert_eq!(sizes(&agent.call("edit_image", &larger).await), [(240, 180)]);
    let painted = json!({"image": picture, "prompt": "in oil", "mask": picture, "strength": 0.5});
    agent.call("edit_image", &painted).await;
    let order = &server.engine.orders()[0];
    assert!(order.params.init.is_some() && order.mask.is_some());
    server.stop().await;
}

#[tokio::test]
async fn what_goes_wrong_is_told_to_the_model_and_costs_nothing() {
    let server = server().await;
    let agent = Agent::connect(&server).await;
    for (tool, arguments, words) in [
        ("make_image", json!({"prompt": ""}), "prompt"),
        ("make_image", json!({"prompt": "a", "width": 9}), "width"),
        ("make_image", json!({"prompt": "a", "n": 11}), "`n`"),
        ("make_image", json!({"prompt": "a", "colour": 1}), "colour"),
        ("make_image", json!({"prompt": 5}), "string"),
        ("make_image", json!({"prompt": "a", "model": "nonsense"}), "nonsense"),
        ("draw_spec", json!({"spec": {"type": "poem"}}), "poem"),
        ("draw_spec", json!({}), "spec"),
        ("edit_image", json!({"image": "AAAA", "operation": "enlarge"}), "image"),
        ("edit_image", json!({"image": "file:///etc/passwd", "prompt": "a"}), "image"),
        ("get_job", json!({"id": "nonsense"}), "nonsense"),
        ("understand_prompt", json!({"prompt": ""}), "prompt"),
    ] {
        let result = agent.call(tool, &arguments).await;
        let text = result["content"][0]["text"].as_str().unwrap();
        assert_eq!(result["isError"], true, "{tool} {arguments}: {text}");
        assert!(text.contains(words), "{tool} {arguments}: {text}");
    }
    let answer = agent.ask("tools/call", &json!({"name": "nothing", "arguments": {}})).await;
    assert!(answer["error"]["message"].as_str().unwrap().contains("nothing"));
    assert_eq!(server.audit().await.captured, Default::default());
    server.stop().await;
}

#[tokio::test]
async fn every_tool_is_listed_with_its_schema() {
    let server = server().await;
    let agent = Agent::connect(&server).await;
    let tools = agent.ask("tools/list", &json!({})).await["result"]["tools"].clone();
    let names: Vec<_> =
        tools.as_array().unwrap().iter().map(|tool| tool["name"].as_str().unwrap()).collect();
    let expect =
        ["make_image", "draw_spec", "understand_prompt", "edit_image", "get_job", "list_models"];
    assert_eq!(names, expect);
    assert_eq!(tools[0]["inputSchema"]["properties"]["width"]["maximum"], 2048);
    server.stop().await;
}

#[tokio::test]
async fn every_request_needs_a_key_also_within_a_session() {
    let server = server().await;
    let agent = Agent::connect(&server).await;
    for method in ["POST", "GET", "DELETE"] {
        let request = server.request(method, "/mcp").header("mcp-session-id", &agent.session);
        let answer = server.send(request.json(&request_body())).await;
        assert_eq!((answer.status, answer.header("www-authenticate")), (401, "Bearer"), "{method}");
        assert!(answer.json()["error"]["message"].as_str().unwrap().contains("key"));
    }
    // Somebody else's key in the same session sees its own account only.
    let made = told(&agent.call("make_image", &json!({"prompt": "a fox"})).await);
    let other = server.poor_key(&[easel_types::Scope::Generate]).await;
    let params = json!({"name": "get_job", "arguments": {"id": made["id"]}});
    let request = server
        .request("POST", "/mcp")
        .bearer_auth(other)
        .header("accept", "application/json, text/event-stream")
        .header("mcp-session-id", &agent.session)
        .json(&request("tools/call", &params));
    let result = message(&server.send(request).await)["result"].clone();
    assert_eq!(result["isError"], true, "{result}");
    server.stop().await;
}

fn request_body() -> Value {
    request("tools/list", &json!({}))
}

#[tokio::test]
async fn a_session_ends_when_the_agent_says_so() {
    let server = server().await;
    let agent = Agent::connect(&server).await;
    let request = server
        .request("DELETE", "/mcp")
        .bearer_auth(&server.key)
        .header("mcp-session-id", &agent.session);
    let ended = server.send(request).await.status;
    assert!((200..300).contains(&ended), "{ended}");
    let answer = send(&server, Some(&agent.session), &request_body()).await;
    assert_eq!(answer.status, 404);
    server.stop().await;
}

#[tokio::test]
async fn pages_from_elsewhere_are_turned_away() {
    let server = server().await;
    for (origin, expect) in [("https://evil.example", 403), ("http://localhost:5173", 200)] {
        let hello = json!({"protocolVersion": VERSION, "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"}});
        let request = server
            .request("POST", "/mcp")
            .bearer_auth(&server.key)
            .header("accept", "application/json, text/event-stream")
            .header("origin", origin)
            .json(&request("initialize", &hello));
        assert_eq!(server.send(request).await.status, expect, "{origin}");
    }
    server.stop().await;
}
