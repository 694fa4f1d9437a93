//! Reads one answer: opens it, decodes its frames, and holds it to the limits. The same for every provider.
//! What a frame means is its [`Decoder`]'s to know; this never looks inside one.

#[cfg(test)]
mod tests;

use std::time::Duration;

use async_stream::stream;
use futures::{StreamExt, stream::BoxStream};
use tokio::time::{Instant, timeout, timeout_at};

use crate::{
    Chunk, Error, Stop, Usage,
    limits::{Wait, Watch},
    reported::ReportedError,
    transport::{Frames, Transport},
};

/// How long an answer that is whole may take to end its HTTP body, so that the connection can be used again.
const LAST_BYTES: Duration = Duration::from_millis(5);

/// Reads the frames of one answer, without I/O, so that recorded frames can be replayed.
pub(crate) trait Decoder: Send + 'static {
    /// Reads the data of one event.
    fn feed(&mut self, data: &str) -> Result<Fed, Fault>;

    /// Whether the answer has said why it ends; only counts can follow.
    fn has_stopped(&self) -> bool;

    /// Why the answer ended.
    fn end(self) -> Result<Stop, Error>;
}

/// What one frame brought.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Fed {
    pub(crate) chunks: Vec<Chunk>,
    /// Nothing follows.
    pub(crate) done: bool,
}

/// What is wrong with a frame.
#[derive(Debug)]
pub(crate) enum Fault {
    /// It is not what the protocol has.
    Malformed(String),
    /// It is an error that the provider reports.
    Reported(ReportedError),
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Self::Malformed(format!("an event is not the JSON expected ({error})"))
    }
}

/// Why an answer ended that said `stop`: one that does not say is truncated, one without any text is empty.
pub(crate) fn ending(stop: Option<Stop>, has_content: bool) -> Result<Stop, Error> {
    match stop {
        None => Err(Error::Truncated),
        Some(Stop::End) if !has_content => Err(Error::Empty),
        Some(stop) => Ok(stop),
    }
}

/// Reads the answer that `opening` opens. The last item is a stop or an error.
///
/// Nothing happens before the first poll. Dropping the stream closes the connection.
pub(crate) fn read<D: Decoder>(
    transport: Transport,
    opening: impl Future<Output = Result<Frames, Error>> + Send + 'static,
    mut decoder: D,
) -> BoxStream<'static, Result<Chunk, Error>> {
    Box::pin(stream! {
        let mut watch = Watch::begin(transport.limits());
        let mut counted = Counted::default();
        let mut frames = match within(watch.wait(), opening).await.unwrap_or_else(|wait| Err(transport.silent(wait))) {
            Ok(frames) => frames,
            Err(error) => {
                yield Err(error);
                return;
            }
        };
        let error = loop {
            let wait = if decoder.has_stopped() { watch.wait_for_counts() } else { watch.wait() };
            let data = match within(wait, frames.next()).await {
                Ok(Some(Ok(data))) => data,
                Ok(Some(Err(error))) => break Some(error),
                Ok(None) => break None,
                Err(wait) => break Some(transport.silent(wait)),
            };
            match decoder.feed(&data) {
                Ok(fed) => {
                    for chunk in fed.chunks {
                        if counted.add(&chunk) {
                            watch.content_came();
                        }
                        yield Ok(chunk);
                    }
                    if fed.done {
                        // A connection that cannot be kept is closed, which is no one's loss.
                        let _ = timeout(LAST_BYTES, async { while let Some(Ok(_)) = frames.next().await {} }).await;
                        break None;
                    }
                }
                Err(fault) => break Some(transport.fault(fault)),
            }
        };
        // An answer that has said why it ended is whole, whatever befalls the connection afterwards.
        let end = match error {
            Some(error) if !decoder.has_stopped() => Err(error),
            _ => decoder.end(),
        };
        if let (Err(_), Some(usage)) = (&end, counted.beyond_reported()) {
            yield Ok(Chunk::Usage(usage));
        }
        yield end.map(Chunk::Stop);
    })
}

/// The result of `future`, or the wait that it was longer than. Never gives what comes too late, not even where
/// frames without content come so fast that the clock is never looked at.
async fn within<T>(wait: Wait, future: impl Future<Output = T>) -> Result<T, Wait> {
    if Instant::now() >= wait.until {
        return Err(wait);
    }
    timeout_at(wait.until, future).await.map_err(|_| wait)
}

/// What an answer has cost so far.
#[derive(Debug, Default)]
struct Counted {
    reported: Option<Usage>,
    characters: u64,
}

impl Counted {
    /// Whether the chunk is content.
    fn add(&mut self, chunk: &Chunk) -> bool {
        match chunk {
            Chunk::Content(text) => self.characters += text.chars().count() as u64,
            Chunk::Usage(usage) => self.reported = Some(*usage),
            Chunk::Stop(_) => {}
        }
        matches!(chunk, Chunk::Content(_))
    }

    /// Counts that were reported before the text that came after them was: it is estimated.
    fn beyond_reported(&self) -> Option<Usage> {
        let reported = self.reported?;
        let output = self.characters.div_ceil(4) + reported.reasoning;
        (output > reported.output).then_some(Usage { output, estimated: true, ..reported })
    }
}
