//! Providers' models as an analyst: the first that answers gives the sections; the others, and the rules at the end
//! of the chain, stand by. Nobody is asked again once a section was published.

use std::{sync::Arc, time::Duration};

use ::llm::{self, Chunk, Provider, Request, Schema, Usage};
use async_stream::stream;
use futures::{Stream, StreamExt as _, stream::BoxStream};
use model::{Lang, Severity, sections::Warning};
use tokio::time::{Instant, sleep, timeout_at};

use super::{
    Analyst, Retries, Task, Update,
    reply::{Again, Failure, Reply},
    retries::Waits,
    rules,
    span::AttemptSpan,
};
use crate::accounts::{Accounts, Reservation};

/// The rules answer in less than a millisecond; so long before the deadline they take over.
const TIME_FOR_RULES: Duration = Duration::from_millis(10);

/// The class of a failure where the provider was still silent.
const GAVE_UP: &str = "timeout";

/// Asks the models of a chain of providers.
#[derive(Clone, Debug)]
pub struct LlmAnalyst {
    providers: Vec<Arc<dyn Provider>>,
    rules_at_the_end: bool,
    accounts: Option<Arc<Accounts>>,
    retries: Retries,
    trace_content: bool,
}

/// What an attempt tells.
enum Step {
    Update(Update),
    /// Nothing follows.
    Ended(Result<(), Failure>),
}

/// One attempt with one provider.
struct Attempt {
    provider: Arc<dyn Provider>,
    number: u32,
    reservation: Option<Reservation>,
    until: Limits,
    trace_content: bool,
}

/// Until when an answer is waited for where somebody else could still give one; `None`: as the provider's own limits
/// and the query's deadline have it.
#[derive(Clone, Copy)]
struct Limits {
    first_content: Option<Instant>,
    first_section: Option<Instant>,
}

impl LlmAnalyst {
    /// An analyst that asks `provider`.
    pub fn new(provider: Arc<dyn Provider>) -> Self {
        Self {
            providers: vec![provider],
            rules_at_the_end: false,
            accounts: None,
            retries: Retries::default(),
            trace_content: false,
        }
    }

    /// The same, with another provider that is asked where those before gave nothing.
    #[must_use]
    pub fn then(mut self, provider: Arc<dyn Provider>) -> Self {
        self.providers.push(provider);
        self
    }

    /// The same, with the rule engine that answers where no provider gave anything.
    #[must_use]
    pub fn then_rules(mut self) -> Self {
        self.rules_at_the_end = true;
        self
    }

    /// The same, counting requests and money and holding their limits.
    #[must_use]
    pub fn with_accounts(mut self, accounts: Arc<Accounts>) -> Self {
        self.accounts = Some(accounts);
        self
    }

    /// The same, with other retries.
    #[must_use]
    pub fn with_retries(mut self, retries: Retries) -> Self {
        self.retries = retries;
        self
    }

    /// The same, writing questions and answers into traces.
    #[must_use]
    pub fn tracing_content(mut self) -> Self {
        self.trace_content = true;
        self
    }

    /// When the rules take over, or the deadline.
    fn limit(&self, task: &Task) -> Instant {
        let rules = task.deadline.checked_sub(TIME_FOR_RULES).filter(|_| self.rules_at_the_end);
        rules.unwrap_or(task.deadline)
    }

    /// Asks one provider of the chain, as often as its failures allow. `before` attempts were made with others.
    fn ask(&self, task: &Task, index: usize, before: u32) -> impl Stream<Item = Step> + Send {
        stream! {
            let Some(provider) = self.providers.get(index) else { return };
            let (patience, until) = self.times(task, index);
            let mut waits = Waits::new(self.retries, &task.prompt.id);
            let mut tries = 0;
            let mut asked_once_more = false;
            loop {
                let failure = match self.reserve(task, provider.as_ref()) {
                    Err(refused) => refused,
                    Ok(reservation) => {
                        tries += 1;
                        let (provider, trace_content) = (Arc::clone(provider), self.trace_content);
                        let number = before + tries;
                        let attempt = Attempt { provider, number, reservation, until, trace_content };
                        let mut steps = std::pin::pin!(attempt.run(task));
                        loop {
                            match steps.next().await {
                                Some(Step::Ended(Err(failure))) => break failure,
                                Some(step) => yield step,
                                None => return,
                            }
                        }
                    }
                };
                let wait = match failure.again {
                    Again::Later(asked_for) if tries < self.retries.attempts => {
                        asked_for.unwrap_or_else(|| waits.after(tries))
                    }
                    Again::Once if !asked_once_more => {
                        asked_once_more = true;
                        Duration::ZERO
                    }
                    _ => {
                        yield Step::Ended(Err(failure));
                        return;
                    }
                };
                if Instant::now() + wait >= patience {
                    yield Step::Ended(Err(failure.that_would_wait(wait)));
                    return;
                }
                let next = before + tries + 1;
                yield Step::Update(retrying(task, next, failure.reason, wait, provider.name()));
                sleep(wait).await;
            }
        }
    }

    /// Until when that provider may be waited for at all, and the limits of its attempts.
    fn times(&self, task: &Task, index: usize) -> (Instant, Limits) {
        let now = Instant::now();
        let limit = self.limit(task);
        let left = u32::try_from(self.providers.len().saturating_sub(index)).unwrap_or(1).max(1);
        // Each of those who are left has its share of the time to begin.
        let patience = now + limit.saturating_duration_since(now) / left;
        let others = self.next_after(index).is_some();
        let limits = Limits {
            first_content: others.then_some(patience),
            first_section: self.rules_at_the_end.then_some(limit),
        };
        (patience, limits)
    }

    fn next_after(&self, index: usize) -> Option<&str> {
        let rules = self.rules_at_the_end.then_some("rules");
        self.providers.get(index + 1).map(|provider| provider.name()).or(rules)
    }

    fn reserve(&self, task: &Task, provider: &dyn Provider) -> Result<Option<Reservation>, Failure> {
        let Some(accounts) = &self.accounts else { return Ok(None) };
        let reserved = accounts.reserve(provider.name(), provider.model(), most(task), &task.purse);
        reserved.map(Some).map_err(|refusal| {
            let again = refusal.wait().map_or(Again::Elsewhere, |wait| Again::Later(Some(wait)));
            Failure { reason: refusal.to_string(), class: "refused".to_owned(), again }
        })
    }
}

impl Analyst for LlmAnalyst {
    fn recipients(&self) -> Vec<String> {
        self.providers.iter().map(|provider| provider.name().to_owned()).collect()
    }

    fn answer(&self, task: Task) -> BoxStream<'static, Update> {
        let chain = self.clone();
        stream! {
            let mut number = 0;
            let mut failures = Vec::new();
            for (index, provider) in chain.providers.iter().enumerate() {
                let mut steps = std::pin::pin!(chain.ask(&task, index, number));
                let failure = loop {
                    match steps.next().await {
                        Some(Step::Update(update)) => {
                            if let Update::Asked { attempt, .. } = &update {
                                number = *attempt;
                            }
                            yield update;
                        }
                        Some(Step::Ended(Err(failure))) if failure.again != Again::Never => break failure.reason,
                        Some(Step::Ended(result)) => {
                            yield Update::Ended(result.map_err(|failure| failure.reason));
                            return;
                        }
                        None => return,
                    }
                };
                let named = format!("{}: {failure}", provider.name());
                failures.push(if chain.providers.len() > 1 { named } else { failure.clone() });
                if let Some(next) = chain.next_after(index) {
                    yield retrying(&task, number + 1, failure, Duration::ZERO, next);
                }
            }
            let failures = failures.join("; ");
            if !chain.rules_at_the_end {
                yield Update::Ended(Err(failures));
                return;
            }
            yield rules::asked(number + 1);
            for update in rules::sections(&task) {
                yield update;
            }
            yield answered_by_rules(&task, &failures);
            yield Update::Ended(Ok(()));
        }
        .boxed()
    }
}

impl Attempt {
    /// Asks, and tells what comes. Dropping the stream closes the connection.
    fn run(mut self, task: &Task) -> impl Stream<Item = Step> + Send {
        stream! {
            let provider = Arc::clone(&self.provider);
            yield Step::Update(Update::Asked {
                provider: provider.name().to_owned(),
                model: Some(provider.model().to_owned()),
                attempt: self.number,
            });
            let request = request(task);
            let mut span = AttemptSpan::new(task, provider.as_ref(), &request, self.number);
            if self.trace_content {
                span = span.with_content(&request);
            }
            let started = Instant::now();
            let mut reply = Reply::new(task, provider.as_ref());
            let mut chunks = provider.stream(request);
            let stop = loop {
                let limit = if reply.has_begun() { self.until.first_section } else { self.until.first_content };
                let limit = limit.filter(|_| !reply.has_published());
                let next = match limit {
                    Some(limit) => timeout_at(limit, chunks.next()).await,
                    None => Ok(chunks.next().await),
                };
                match next {
                    Ok(Some(Ok(Chunk::Content(text)))) => {
                        if !reply.has_begun() {
                            span.first_chunk(started.elapsed());
                        }
                        for update in reply.content(&text) {
                            yield Step::Update(update);
                        }
                    }
                    Ok(Some(Ok(Chunk::Usage(usage)))) => yield Step::Update(Update::Usage(reply.usage(usage))),
                    Ok(Some(Ok(Chunk::Stop(stop)))) => break Ok(stop),
                    Ok(Some(Err(error))) => break Err(Failure::of(&error)),
                    Ok(None) => break Err(Failure::ended_without_reason()),
                    Err(_) => break Err(Failure::gave_up(started.elapsed())),
                }
                if let Some(reservation) = self.reservation.as_mut().filter(|_| reply.has_begun()) {
                    reservation.used(reply.used());
                }
            };
            drop(chunks);
            let end = reply.end(stop);
            for update in end.updates {
                yield Step::Update(update);
            }
            let used = reply.used();
            yield Step::Update(Update::Usage(used));
            if let Some(mut reservation) = self.reservation.take() {
                // What a provider that was given up would have charged is not known: its input is, so it stands.
                if !matches!(&end.result, Err(failure) if failure.class == GAVE_UP) {
                    reservation.used(used);
                }
            }
            let class = end.result.as_ref().err().map(|failure| failure.class.as_str());
            span.end(&used, class, &provider.without_secrets(reply.text()));
            yield Step::Ended(end.result);
        }
    }
}

fn request(task: &Task) -> Request {
    Request {
        system: task.prompt.text.clone(),
        user: task.context.to_string(),
        temperature: Some(task.prompt.temperature),
        max_output_tokens: task.prompt.max_output_tokens,
        schema: Some(Schema { name: task.prompt.id.clone(), schema: task.prompt.schema().clone() }),
    }
}

/// The most that a request can use: a token for three bytes, which Czech text does not exceed, and the longest answer.
fn most(task: &Task) -> Usage {
    let bytes = task.prompt.text.len() + task.context.len() + task.prompt.schema().to_string().len();
    let output = task.prompt.max_output_tokens.into();
    Usage { input: bytes.div_ceil(3) as u64, output, estimated: true, ..Usage::default() }
}

fn retrying(task: &Task, attempt: u32, reason: String, wait: Duration, provider: &str) -> Update {
    tracing::info!(parent: &task.span, attempt, provider, wait_ms = wait.as_millis(), reason, "asking again");
    Update::Retrying { attempt, reason, wait, provider: provider.to_owned() }
}

fn answered_by_rules(task: &Task, failures: &str) -> Update {
    let query = &task.prompt.id;
    let (message, recommendation) = match task.lang {
        Lang::En => (
            format!("{query}: the rule engine answered, because no model did ({failures})"),
            "Run the audit again for what only a reader of the documents sees.",
        ),
        Lang::Cs => (
            format!("{query}: odpověděla vestavěná pravidla, protože žádný model neodpověděl ({failures})"),
            "Spusťte audit znovu; co pozná jen čtenář dokumentace, zde chybí.",
        ),
    };
    Update::Note(Warning {
        level: Severity::Medium,
        category: "query".to_owned(),
        message,
        recommendation: recommendation.to_owned(),
    })
}

impl Failure {
    fn of(error: &llm::Error) -> Self {
        let again = if error.is_retryable() { Again::Later(error.retry_after()) } else { Again::Elsewhere };
        let class = match (error, error.status()) {
            (_, Some(status)) => status.to_string(),
            (llm::Error::Timeout { .. }, None) => GAVE_UP.to_owned(),
            (llm::Error::Connect { .. } | llm::Error::Interrupted { .. }, None) => "connection".to_owned(),
            (llm::Error::Blocked { .. }, None) => "content_filter".to_owned(),
            (llm::Error::Stream { .. }, None) => "provider_error".to_owned(),
            _ => "malformed_reply".to_owned(),
        };
        Self { reason: described(error), class, again }
    }

    fn ended_without_reason() -> Self {
        let reason = "the answer ended without a reason".to_owned();
        Self { reason, class: "malformed_reply".to_owned(), again: Again::Later(None) }
    }

    fn gave_up(after: Duration) -> Self {
        let reason = format!("no section of an answer within {:.1} s", after.as_secs_f64());
        Self { reason, class: GAVE_UP.to_owned(), again: Again::Elsewhere }
    }

    /// The same, where the next attempt would come too late.
    fn that_would_wait(self, wait: Duration) -> Self {
        let seconds = wait.as_secs_f64();
        let reason =
            format!("{}; the next attempt would be in {seconds:.1} s, which is too late", self.reason);
        Self { reason, again: Again::Elsewhere, ..self }
    }
}

/// An error with its causes on one line.
fn described(error: &llm::Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text = format!("{text}: {inner_text}");
        }
        cause = inner.source();
    }
    text
}
