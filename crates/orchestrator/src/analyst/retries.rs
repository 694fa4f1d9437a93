//! When the same provider is asked again, and after which wait. Randomness is seeded: a run can be repeated.

use std::time::Duration;

/// How often and how patiently the same provider is asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    /// Attempts with one provider, the first included.
    pub attempts: u32,
    /// The longest wait before the second attempt; each further one may be twice as long.
    pub first_wait: Duration,
    /// No wait of our own choice is longer. A provider's own `retry-after` may be.
    pub longest_wait: Duration,
    /// Where the waits come from.
    pub seed: u64,
}

impl Default for Retries {
    /// Three attempts, waits of up to 0.5 s and 1 s.
    fn default() -> Self {
        Self {
            attempts: 3,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(8),
            seed: 0,
        }
    }
}

/// The waits of one query.
#[derive(Debug)]
pub(super) struct Waits {
    retries: Retries,
    random: fastrand::Rng,
}

impl Waits {
    /// Queries of one audit wait for different times, however often the audit is repeated.
    pub(super) fn new(retries: Retries, query: &str) -> Self {
        let seed = query.bytes().fold(retries.seed, |seed, byte| seed.rotate_left(7) ^ u64::from(byte));
        Self { retries, random: fastrand::Rng::with_seed(seed) }
    }

    /// The wait after the attempt of that number (from 1): anything between nothing and the longest, so that those
    /// who were turned away together do not come back together.
    pub(super) fn after(&mut self, attempt: u32) -> Duration {
        let doubled = self.retries.first_wait.saturating_mul(1 << attempt.saturating_sub(1).min(16));
        doubled.min(self.retries.longest_wait).mul_f64(self.random.f64())
    }
}
