//! What every request to a dialect passes: room, authentication, rate limit, time limit. The
//! dialect gives the function that turns an error into its own answer.

use std::num::NonZeroU32;

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, HeaderMap};
use axum::middleware::Next;
use axum::response::Response;
use easel_types::{Error, ErrorKind, KeyId, Limits, Result};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};

use crate::App;

/// Turns an error into a dialect's answer.
pub(crate) type RenderError = fn(&Error) -> Response;

/// Counts requests by key.
#[derive(Debug)]
pub(crate) struct KeyLimiter {
    limiter: DefaultKeyedRateLimiter<KeyId>,
}

impl KeyLimiter {
    pub(crate) fn new(limits: &Limits) -> Self {
        let at_least_one = |n: u32| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_minute(at_least_one(limits.requests_per_minute_max))
            .allow_burst(at_least_one(limits.requests_burst_max));
        Self { limiter: DefaultKeyedRateLimiter::keyed(quota) }
    }

    fn check(&self, key: KeyId) -> Result<()> {
        self.limiter.check_key(&key).map_err(|until| {
            Error::new(
                ErrorKind::RateLimited,
                "too many requests with this API key; wait before the next one",
            )
            .with_retry_after(until.wait_time_from(DefaultClock::default().now()))
        })
    }
}

/// The middleware. On success the request carries its `Caller` as an extension.
pub(crate) async fn guard(
    State((app, render)): State<(App, RenderError)>,
    mut req: Request,
    next: Next,
) -> Response {
    let headers = req.headers().clone();
    let admitted = async {
        let permit = app.room.clone().try_acquire_owned().map_err(|_| {
            Error::new(
                ErrorKind::AtCapacity,
                "the server is working on as many requests as it can; try again shortly",
            )
            .with_retry_after(std::time::Duration::from_secs(1))
        })?;
        let caller = app.core.authenticate(bearer(&headers)?).await?;
        app.limiter.check(caller.key_id)?;
        Ok((permit, caller))
    };
    let (_permit, caller) = match admitted.await {
        Ok(admitted) => admitted,
        Err(err) => return render(&err),
    };
    tracing::Span::current().record("key_id", tracing::field::display(caller.key_id));
    req.extensions_mut().insert(caller);
    let longest = app.core.limits().request_time_max;
    match tokio::time::timeout(longest, next.run(req)).await {
        Ok(response) => response,
        Err(_) => render(&Error::new(
            ErrorKind::Unavailable,
            format!("the request was not answered within {} s", longest.as_secs()),
        )),
    }
}

/// The secret in `Authorization: Bearer …`.
fn bearer(headers: &HeaderMap) -> Result<&str> {
    let refused = |public: &str| Error::new(ErrorKind::Unauthenticated, public);
    let value = headers
        .get(AUTHORIZATION)
        .ok_or_else(|| refused("an API key is needed: send `Authorization: Bearer <key>`"))?;
    let secret = value.to_str().ok().and_then(|value| {
        let (scheme, secret) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then_some(secret.trim())
    });
    match secret {
        Some(secret) if !secret.is_empty() => Ok(secret),
        _ => Err(refused("the Authorization header must be `Bearer <key>`")),
    }
}
