//! What every request to a dialect passes: room, authentication, rate limit, time limit. The
//! dialect gives the function that turns an error into its own answer.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use easel_links::secret;
use easel_types::{Error, ErrorKind};

use crate::App;

/// Turns an error into a dialect's answer.
pub(crate) type RenderError = fn(&Error) -> Response;

/// The middleware. On success the request carries its `Caller` as an extension.
pub(crate) async fn guard(
    State((app, render)): State<(App, RenderError)>,
    mut req: Request,
    next: Next,
) -> Response {
    let headers = req.headers().clone();
    let admitted = match secret(&headers) {
        Ok(secret) => app.core.admit(&secret).await,
        Err(err) => Err(err),
    };
    let (_place, caller) = match admitted {
        Ok(admitted) => admitted,
        Err(err) => return render(&err),
    };
    tracing::Span::current().record("key_id", tracing::field::display(caller.key_id));
    req.extensions_mut().insert(caller);
    in_time(&app, render, next.run(req)).await
}

/// The middleware of calls that show their key in the body, or none: room and time limit. Keys
/// and rate limits are the handler's affair.
pub(crate) async fn unkeyed(
    State((app, render)): State<(App, RenderError)>,
    req: Request,
    next: Next,
) -> Response {
    let _place = match app.core.place() {
        Ok(place) => place,
        Err(err) => return render(&err),
    };
    in_time(&app, render, next.run(req)).await
}

async fn in_time(
    app: &App,
    render: RenderError,
    answer: impl Future<Output = Response>,
) -> Response {
    let longest = app.core.limits().request_time_max;
    match tokio::time::timeout(longest, answer).await {
        Ok(response) => response,
        Err(_) => render(&Error::new(
            ErrorKind::Unavailable,
            format!("the request was not answered within {} s", longest.as_secs()),
        )),
    }
}
