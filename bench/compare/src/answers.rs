//! What the simulated upstream answers: the rule engine's own sections, so that sizes and shapes are true.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use anyhow::Context as _;
use llm::{OpenAi, OpenAiConfig};
use model::Brief;
use orchestrator::{Auditor, LlmAnalyst, Plan, PlanName, Settings};
use serde_json::{Map, Value};
use simulated_upstream::{Received, Reply, Upstream};
use tiktoken_rs::CoreBPE;

use crate::latency::Latencies;

/// A query's answer with the tokens that it takes.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    value: Value,
    /// Prompt and schema, without the brief.
    pub(crate) prompt_tokens: usize,
    output_tokens: usize,
}

/// Answer of each prompt by its id.
pub(crate) type Answers = BTreeMap<String, Answer>;

/// Answers to every prompt about `brief`.
pub(crate) fn of(brief: &Brief, settings: &Settings) -> anyhow::Result<Answers> {
    let tokenizer = tiktoken_rs::o200k_base().context("the tokenizer is not usable")?;
    let rule_settings =
        rules::Settings { profile: settings.profile, lang: settings.lang, prices: settings.prices.clone() };
    let assessment = rules::assess(brief, &rule_settings);
    let answer = |prompt: &orchestrator::Prompt| {
        let members =
            prompt.sections.iter().map(|name| (name.to_string(), assessment.section(*name).to_value()));
        let value = Value::Object(members.collect::<Map<_, _>>());
        let schema = prompt.schema().to_string();
        Answer {
            prompt_tokens: count(&tokenizer, &prompt.text) + count(&tokenizer, &schema),
            output_tokens: count(&tokenizer, &value.to_string()),
            value,
        }
    };
    Ok(settings.prompts.iter().map(|prompt| (prompt.id.clone(), answer(prompt))).collect())
}

fn count(tokenizer: &CoreBPE, text: &str) -> usize {
    tokenizer.encode_ordinary(text).len()
}

/// An upstream that takes `latencies` over `scale` for each answer.
pub(crate) async fn upstream(
    answers: &Answers,
    settings: &Settings,
    latencies: Latencies,
    scale: u32,
) -> anyhow::Result<Upstream> {
    let tokenizer = tiktoken_rs::o200k_base().context("the tokenizer is not usable")?;
    let by_prompt: Vec<(String, Answer, Duration)> = settings
        .prompts
        .iter()
        .filter_map(|prompt| {
            let latency = *latencies.get(prompt.id.as_str())? / scale;
            Some((prompt.text.clone(), answers.get(&prompt.id)?.clone(), latency))
        })
        .collect();
    let reply = move |request: &Received| {
        let asked = request.system_prompt();
        match by_prompt.iter().find(|(text, _, _)| *text == asked) {
            None => Reply::error(400, "this prompt is not known"),
            Some((_, answer, latency)) => {
                let input = answer.prompt_tokens + count(&tokenizer, &request.user_prompt());
                Reply::json(&answer.value).lasting(*latency).usage(
                    input as u64,
                    answer.output_tokens as u64,
                    0,
                )
            }
        }
    };
    Upstream::start(reply).await.context("the simulated upstream did not start")
}

/// An auditor of that plan which asks `upstream` for `model`.
pub(crate) fn auditor(upstream: &Upstream, model: &str, plan: PlanName) -> anyhow::Result<Auditor> {
    let provider = OpenAi::new(OpenAiConfig::new(upstream.base_url(), model))?;
    let settings = Settings { plan: Plan::named(plan), ..Settings::new()? };
    Ok(Auditor::new(Arc::new(LlmAnalyst::new(Arc::new(provider))), settings))
}
