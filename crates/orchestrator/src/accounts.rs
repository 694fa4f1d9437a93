//! What each provider was asked and paid, and the limits that hold before a request is sent: requests a minute and a
//! day, money for an audit and a day. In memory; a journal can keep the [`Books`]. It reads no clock but its own.

mod books;
mod refusal;

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;
use llm::{ModelTable, Usage};
use model::Number;
use rust_decimal::Decimal;

pub use self::{
    books::{Account, Books, Day},
    refusal::Refusal,
};

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// How often a provider may be asked; `None` is without limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Requests in any 60 seconds.
    pub requests_per_minute: Option<u32>,
    /// Requests in one of the provider's days.
    pub requests_per_day: Option<u32>,
    /// When that day ends.
    pub day: Day,
}

/// How much money may be spent, in USD; `None` is without limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    /// For one audit.
    pub per_audit: Option<Number>,
    /// For one day (UTC), all providers together.
    pub per_day: Option<Number>,
}

/// Counts requests, tokens and money, and refuses what would pass a limit.
pub struct Accounts {
    limits: BTreeMap<String, Limits>,
    budget: Budget,
    models: ModelTable,
    clock: Clock,
    ledger: Mutex<Ledger>,
}

#[derive(Default)]
struct Ledger {
    books: Books,
    /// Money for requests that are under way.
    set_aside: Decimal,
}

/// The money of one audit, spent or set aside, in USD; its queries share it.
#[derive(Clone, Debug, Default)]
pub struct Purse(Arc<Mutex<Decimal>>);

impl Accounts {
    /// Accounts that count and refuse nothing, by the system's clock.
    pub fn new(models: ModelTable) -> Self {
        Self {
            limits: BTreeMap::new(),
            budget: Budget::default(),
            models,
            clock: Arc::new(Timestamp::now),
            ledger: Mutex::default(),
        }
    }

    /// With the limits of a provider.
    #[must_use]
    pub fn with_limits(mut self, provider: &str, limits: Limits) -> Self {
        self.limits.insert(provider.to_owned(), limits);
        self
    }

    /// With a budget.
    #[must_use]
    pub fn with_budget(mut self, budget: Budget) -> Self {
        self.budget = budget;
        self
    }

    /// With another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// With what was counted before, as [`Accounts::books`] gave it.
    #[must_use]
    pub fn with_books(self, books: Books) -> Self {
        self.ledger().books = books;
        self
    }

    /// What has been counted, to be kept. Requests under way are in it as requests, not yet as money.
    pub fn books(&self) -> Books {
        self.ledger().books.clone()
    }

    /// What one provider has used by now, days that have ended left out.
    pub fn account(&self, provider: &str) -> Account {
        let now = (self.clock)();
        let mut account = self.ledger().books.providers.get(provider).cloned().unwrap_or_default();
        account.turn(now, self.limits_of(provider).day);
        account
    }

    /// Sets money aside for a request that uses `most` beside its thoughts, and counts it, or says which limit it would pass. To be settled when the
    /// request has ended; one that is dropped before counts its input as estimated.
    pub fn reserve(
        self: &Arc<Self>,
        provider: &str,
        model: &str,
        most: Usage,
        purse: &Purse,
    ) -> Result<Reservation, Refusal> {
        let most = self.with_thoughts(model, most);
        let now = (self.clock)();
        let limits = self.limits_of(provider);
        let mut ledger = self.ledger();
        let spent_today = ledger.set_aside + ledger.books.spent_on(now);
        let account = ledger.books.providers.entry(provider.to_owned()).or_default();
        account.turn(now, limits.day);
        account.check(provider, limits, now)?;
        let cost = self.cost(model, &most, now);
        let mut purse_money = purse.money();
        if self.budget.is_set() {
            let cost = cost.ok_or_else(|| Refusal::UnknownPrice { model: model.to_owned() })?;
            self.budget.check(cost, *purse_money, spent_today, now)?;
        }
        account.asked(now);
        let set_aside = cost.unwrap_or_default();
        *purse_money += set_aside;
        drop(purse_money);
        ledger.set_aside += set_aside;
        drop(ledger);
        Ok(Reservation {
            accounts: Arc::clone(self),
            purse: purse.clone(),
            provider: provider.to_owned(),
            model: model.to_owned(),
            set_aside,
            used: Usage { output: 0, estimated: true, ..most },
        })
    }

    /// Thoughts come on top of the answer that is asked for, and cost as much.
    fn with_thoughts(&self, model: &str, most: Usage) -> Usage {
        let Some(capabilities) = self.models.get(model) else { return most };
        let asked = u32::try_from(most.output).unwrap_or(u32::MAX);
        Usage { output: capabilities.most_output(asked).into(), ..most }
    }

    fn limits_of(&self, provider: &str) -> Limits {
        self.limits.get(provider).copied().unwrap_or_default()
    }

    fn cost(&self, model: &str, usage: &Usage, now: Timestamp) -> Option<Decimal> {
        if usage.input == 0 && usage.output == 0 {
            return Some(Decimal::ZERO);
        }
        self.models.prices().cost_usd(model, usage, &now.strftime("%F").to_string())
    }

    /// What a panic elsewhere left is still the best count there is.
    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Accounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accounts")
            .field("limits", &self.limits)
            .field("budget", &self.budget)
            .finish_non_exhaustive()
    }
}

impl Budget {
    fn is_set(&self) -> bool {
        self.per_audit.is_some() || self.per_day.is_some()
    }

    fn check(&self, cost: Decimal, audit: Decimal, today: Decimal, now: Timestamp) -> Result<(), Refusal> {
        let passed = |budget: Option<Number>, spent: Decimal| budget.filter(|budget| spent + cost > **budget);
        if let Some(budget) = passed(self.per_audit, audit) {
            return Err(Refusal::AuditBudget { budget, spent: audit.into(), needed: cost.into() });
        }
        if let Some(budget) = passed(self.per_day, today) {
            let resets = Day::Utc.ends(now);
            return Err(Refusal::DayBudget { budget, spent: today.into(), needed: cost.into(), resets });
        }
        Ok(())
    }
}

impl Purse {
    fn money(&self) -> MutexGuard<'_, Decimal> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request that is under way. Dropping it settles it with what is known by then.
#[derive(Debug)]
pub struct Reservation {
    accounts: Arc<Accounts>,
    purse: Purse,
    provider: String,
    model: String,
    set_aside: Decimal,
    used: Usage,
}

impl Reservation {
    /// What the request has used so far.
    pub fn used(&mut self, usage: Usage) {
        self.used = usage;
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        let now = (self.accounts.clock)();
        let cost = self.accounts.cost(&self.model, &self.used, now);
        *self.purse.money() += cost.unwrap_or_default() - self.set_aside;
        let day = self.accounts.limits_of(&self.provider).day;
        let mut ledger = self.accounts.ledger();
        ledger.set_aside -= self.set_aside;
        let account = ledger.books.providers.entry(self.provider.clone()).or_default();
        account.turn(now, day);
        account.spent(&self.used, cost);
    }
}
