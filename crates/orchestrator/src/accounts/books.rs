//! The counts themselves: plain data that can be stored and read again.

use std::{
    collections::{BTreeMap, VecDeque},
    time::Duration,
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use llm::Usage;
use model::Number;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Limits, Refusal};

/// A limit per minute looks back this far.
const MINUTE: Duration = Duration::from_mins(1);

/// All counts, by provider.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Books {
    /// By the provider's name.
    pub providers: BTreeMap<String, Account>,
}

/// The counts of one provider.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// The provider's day that `requests` belong to.
    pub quota_day: Option<Date>,
    /// Requests of that day.
    pub requests: u32,
    /// When the requests of the last minute were made.
    pub recent: VecDeque<Timestamp>,
    /// The day (UTC) that tokens and money belong to.
    pub day: Option<Date>,
    /// Input tokens of that day.
    pub tokens_input: u64,
    /// Output tokens of that day.
    pub tokens_output: u64,
    /// Money of that day, in USD, without the requests whose price is not known.
    pub spent_usd: Number,
    /// Requests of that day whose price is not known.
    pub unpriced: u32,
}

/// When a day ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Day {
    /// At midnight UTC.
    #[default]
    Utc,
    /// At midnight in California, where Gemini's daily quotas are reset.
    Pacific,
}

impl Day {
    fn zone(self) -> TimeZone {
        match self {
            Self::Utc => TimeZone::UTC,
            Self::Pacific => TimeZone::posix("PST8PDT,M3.2.0,M11.1.0").unwrap_or(TimeZone::UTC),
        }
    }

    fn of(self, now: Timestamp) -> Date {
        self.zone().to_datetime(now).date()
    }

    /// When the day of `now` ends.
    pub fn ends(self, now: Timestamp) -> Timestamp {
        let midnight = self.of(now).tomorrow().map(|tomorrow| tomorrow.at(0, 0, 0, 0));
        midnight.and_then(|midnight| self.zone().to_timestamp(midnight)).unwrap_or(now)
    }
}

impl Books {
    /// Money of that day, all providers together.
    pub(super) fn spent_on(&self, now: Timestamp) -> Decimal {
        let today = Some(Day::Utc.of(now));
        self.providers.values().filter(|account| account.day == today).map(|account| *account.spent_usd).sum()
    }
}

impl Account {
    /// Begins new days and forgets what no limit looks back to.
    pub(super) fn turn(&mut self, now: Timestamp, quota_day: Day) {
        let (quota_day, day) = (Some(quota_day.of(now)), Some(Day::Utc.of(now)));
        if self.quota_day != quota_day {
            self.quota_day = quota_day;
            self.requests = 0;
        }
        if self.day != day {
            let Self { quota_day, requests, recent, .. } = std::mem::take(self);
            *self = Self { quota_day, requests, recent, day, ..Self::default() };
        }
        self.recent.retain(|asked| now.duration_since(*asked) < jiff::SignedDuration::from_mins(1));
    }

    pub(super) fn check(&self, provider: &str, limits: Limits, now: Timestamp) -> Result<(), Refusal> {
        if let Some(limit) = limits.requests_per_day.filter(|limit| self.requests >= *limit) {
            return Err(Refusal::RequestsPerDay {
                provider: provider.to_owned(),
                limit,
                made: self.requests,
                resets: limits.day.ends(now),
            });
        }
        let Some(limit) = limits.requests_per_minute else { return Ok(()) };
        let allowed = usize::try_from(limit).unwrap_or(usize::MAX);
        if self.recent.len() < allowed {
            return Ok(());
        }
        // The request that has to be a minute old before the next one may follow.
        let oldest = self.recent.get(self.recent.len().saturating_sub(allowed.max(1)));
        let passed = oldest.and_then(|asked| Duration::try_from(now.duration_since(*asked)).ok());
        let wait = MINUTE.saturating_sub(passed.unwrap_or_default());
        Err(Refusal::RequestsPerMinute { provider: provider.to_owned(), limit, wait })
    }

    pub(super) fn asked(&mut self, now: Timestamp) {
        self.requests = self.requests.saturating_add(1);
        self.recent.push_back(now);
    }

    pub(super) fn spent(&mut self, used: &Usage, cost: Option<Decimal>) {
        self.tokens_input += used.input;
        self.tokens_output += used.output;
        match cost {
            Some(cost) => self.spent_usd = (*self.spent_usd + cost).into(),
            None => self.unpriced = self.unpriced.saturating_add(1),
        }
    }
}
