//! The limits of a call, on a clock that is paused: frames come when the test says.

use std::time::Duration;

use futures::{StreamExt, stream};
use tokio::time::{Instant, sleep};

use super::{Decoder, Fault, Fed, ending, read};
use crate::{
    Chunk, Error, Limits, Stop, Usage, Waiting,
    transport::{Frames, KeyHeader, Transport},
};

const SECOND: Duration = Duration::from_secs(1);
const LIMITS: Limits = Limits {
    connect: SECOND,
    first_content: Duration::from_secs(10),
    idle: Duration::from_secs(4),
    total: Duration::from_secs(30),
};

/// Text is content, `-` a frame without any, `3` a count, `.` the end.
#[derive(Default)]
struct Simple {
    stopped: bool,
}

impl Decoder for Simple {
    fn feed(&mut self, data: &str) -> Result<Fed, Fault> {
        let chunks = match data {
            "-" => Vec::new(),
            "." => {
                self.stopped = true;
                Vec::new()
            }
            "3" => vec![Chunk::Usage(Usage { input: 9, output: 3, ..Usage::default() })],
            text => vec![Chunk::Content(text.to_owned())],
        };
        Ok(Fed { chunks, done: false })
    }

    fn has_stopped(&self) -> bool {
        self.stopped
    }

    fn end(self) -> Result<Stop, Error> {
        ending(self.stopped.then_some(Stop::End), true)
    }
}

/// Frames, each so many milliseconds after the one before; after the last nothing comes, for ever.
fn frames(timed: &'static [(u64, &'static str)]) -> Frames {
    let timed = stream::iter(timed).then(|(after, data)| async move {
        sleep(Duration::from_millis(*after)).await;
        Ok((*data).to_owned())
    });
    timed.chain(stream::pending()).boxed()
}

/// The chunks, the end, and when it came.
async fn play(opening: Duration, frames: Frames) -> (Vec<Chunk>, Result<Stop, Error>, Duration) {
    let transport = Transport::new("http://127.0.0.1:9", &[], None, KeyHeader::Bearer, LIMITS).unwrap();
    let begun = Instant::now();
    let opened = async move {
        sleep(opening).await;
        Ok(frames)
    };
    let mut answer = read(transport, opened, Simple::default());
    let mut chunks = Vec::new();
    while let Some(item) = answer.next().await {
        match item {
            Ok(Chunk::Stop(stop)) => return (chunks, Ok(stop), begun.elapsed()),
            Ok(chunk) => chunks.push(chunk),
            Err(error) => return (chunks, Err(error), begun.elapsed()),
        }
    }
    panic!("the answer had no end")
}

async fn waited_for(opening: Duration, frames: Frames) -> (Waiting, Duration) {
    let (_, end, took) = play(opening, frames).await;
    match end {
        Err(Error::Timeout { what, after, .. }) => {
            let limit = match what {
                Waiting::Connection => LIMITS.connect,
                Waiting::Response => LIMITS.first_content,
                Waiting::Next => LIMITS.idle,
                Waiting::Whole => LIMITS.total,
            };
            assert_eq!(after, limit);
            (what, took)
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn headers_and_frames_without_content_are_no_first_content() {
    let late = waited_for(11 * SECOND, frames(&[])).await;
    assert_eq!(late, (Waiting::Response, LIMITS.first_content));
    let silent = waited_for(SECOND, frames(&[(0, "-")])).await;
    assert_eq!(silent, (Waiting::Response, LIMITS.first_content));
    let alive = waited_for(SECOND, frames(&[(3000, "-"), (3000, "-"), (3000, "-"), (3000, "late")])).await;
    assert_eq!(alive, (Waiting::Response, LIMITS.first_content));
}

#[tokio::test(start_paused = true)]
async fn frames_without_content_do_not_prolong_the_wait_for_the_next() {
    let (what, took) = waited_for(SECOND, frames(&[(1000, "a"), (3000, "-"), (3000, "late")])).await;
    assert_eq!((what, took), (Waiting::Next, 2 * SECOND + LIMITS.idle));
    let flood = stream::iter([Ok("a".to_owned())]).chain(stream::repeat_with(|| Ok("-".to_owned())));
    let flood = flood.then(|frame| async move {
        // Frames are always there, and time passes in between as it does on a busy machine.
        tokio::time::advance(Duration::from_millis(100)).await;
        frame
    });
    assert_eq!(waited_for(Duration::ZERO, flood.boxed()).await.0, Waiting::Next);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_goes_on_and_on_ends_at_the_total() {
    let endless = stream::repeat_with(|| ()).then(|()| async {
        sleep(SECOND).await;
        Ok("a".to_owned())
    });
    assert_eq!(waited_for(SECOND, endless.boxed()).await, (Waiting::Whole, LIMITS.total));
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_has_ended_is_whole_though_its_connection_stays_silent() {
    let (chunks, end, took) = play(SECOND, frames(&[(0, "abcd"), (0, ".")])).await;
    assert_eq!(chunks, [Chunk::Content("abcd".to_owned())]);
    assert_eq!(end.unwrap(), Stop::End);
    assert_eq!(took, 3 * SECOND, "counts may follow for two seconds");
}

#[tokio::test(start_paused = true)]
async fn text_that_came_after_the_counts_is_estimated_before_the_error() {
    let (chunks, end, _) = play(SECOND, frames(&[(0, "3"), (0, "sixteen letters.")])).await;
    let estimated = Usage { input: 9, output: 4, estimated: true, ..Usage::default() };
    assert_eq!(chunks.last(), Some(&Chunk::Usage(estimated)));
    assert!(matches!(end, Err(Error::Timeout { what: Waiting::Next, .. })));
    let (chunks, ..) = play(SECOND, frames(&[(0, "3"), (0, "few")])).await;
    assert_eq!(chunks.len(), 2, "the counts reported cover it");
}
