//! Who may come in: room for the request, a key that is known, and its share of requests per
//! minute. Every front asks here, so that the limits hold over all of them together.

use std::num::NonZeroU32;
use std::time::Duration;

use easel_types::{Caller, Error, ErrorKind, KeyId, Limits, Result};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};
use tokio::sync::OwnedSemaphorePermit;

use crate::Core;

/// Counts requests by key.
#[derive(Debug)]
pub(crate) struct KeyLimiter {
    limiter: DefaultKeyedRateLimiter<KeyId>,
}

/// A request's place among those worked on at once; given back when dropped.
#[derive(Debug)]
pub struct Place {
    _permit: OwnedSemaphorePermit,
}

impl KeyLimiter {
    pub(crate) fn new(limits: &Limits) -> Self {
        let at_least_one = |n: u32| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_minute(at_least_one(limits.requests_per_minute_max))
            .allow_burst(at_least_one(limits.requests_burst_max));
        Self { limiter: DefaultKeyedRateLimiter::keyed(quota) }
    }
}

impl Core {
    /// A place for a request, a known key, and its rate limit: what every request with a key
    /// needs.
    ///
    /// # Errors
    /// `AtCapacity`, `Unauthenticated`, `RateLimited`.
    pub async fn admit(&self, secret: &str) -> Result<(Place, Caller)> {
        let place = self.place()?;
        let caller = self.authenticate(secret).await?;
        self.count_request(&caller)?;
        Ok((place, caller))
    }

    /// A place for a request that shows no key, or shows it in its body.
    ///
    /// # Errors
    /// `AtCapacity`.
    pub fn place(&self) -> Result<Place> {
        match self.shared.room.clone().try_acquire_owned() {
            Ok(permit) => Ok(Place { _permit: permit }),
            Err(_) => Err(Error::new(
                ErrorKind::AtCapacity,
                "the server is working on as many requests as it can; try again shortly",
            )
            .with_retry_after(Duration::from_secs(1))),
        }
    }

    /// Counts a request against its key's share.
    ///
    /// # Errors
    /// `RateLimited` with the time after which there is room again.
    pub fn count_request(&self, caller: &Caller) -> Result<()> {
        self.shared.key_limiter.limiter.check_key(&caller.key_id).map_err(|until| {
            Error::new(
                ErrorKind::RateLimited,
                "too many requests with this API key; wait before the next one",
            )
            .with_retry_after(until.wait_time_from(DefaultClock::default().now()))
        })
    }
}
