//! What every run of an auditor shares: the plan, the prompts, whose limits and which prices.

use llm::price::PriceTable;
use model::{Lang, Profile};
use standards::prices::PriceSet;

use crate::{Error, Plan, PlanName, Prompts, context};

/// How to audit.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The queries and their time limits.
    pub plan: Plan,
    /// The prompts.
    pub prompts: Prompts,
    /// Whose limits decide.
    pub profile: Profile,
    /// Language of the texts.
    pub lang: Lang,
    /// Prices of materials.
    pub prices: PriceSet,
    /// Prices of models.
    pub model_prices: PriceTable,
    /// How much of the brief is written out for a model.
    pub context: context::Limits,
    /// Whether the rule engine's facts are given to a model.
    pub grounding: bool,
}

impl Settings {
    /// The defaults: plan `hybrid`, profile `csn`, English, everything that is in the binary.
    pub fn new() -> Result<Self, Error> {
        Ok(Self {
            plan: Plan::named(PlanName::Hybrid),
            prompts: Prompts::shipped()?,
            profile: Profile::default(),
            lang: Lang::default(),
            prices: PriceSet::embedded(),
            model_prices: PriceTable::embedded()?,
            context: context::Limits::default(),
            grounding: true,
        })
    }
}
