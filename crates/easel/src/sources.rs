//! The real sources of time and randomness.

use easel_types::{Clock, Entropy, Timestamp};

/// The machine's clock.
#[derive(Debug)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        #[expect(clippy::disallowed_methods, reason = "this is the Clock that everyone else takes")]
        let now = std::time::SystemTime::now();
        let since_1970 = now.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX))
    }
}

/// The operating system's random bytes.
#[derive(Debug)]
pub(crate) struct OsEntropy;

impl Entropy for OsEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        // Without random bytes no key and no id is safe. Linux, macOS and Windows cannot fail
        // here after start-up; if one does, stopping is the only right answer.
        if let Err(err) = getrandom::fill(bytes) {
            panic!("the operating system gives no random bytes: {err}");
        }
    }
}
