//! No log line of this program or of what it is built on may hold a key, at the most talkative level there is.

use std::{
    io,
    sync::{Arc, Mutex},
};

use llm::Limits;
use simulated_upstream::{Reply, Upstream};
use tracing_subscriber::{filter::LevelFilter, util::SubscriberInitExt};

use super::{KEY, providers, read, request};

/// Everything that is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_key_is_in_no_log_line_at_trace() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_ansi(false);
    // Also what libraries say through `log` goes there.
    subscriber.with_writer(move || writer.clone()).finish().try_init().unwrap();
    for reply in
        [Reply::text("{}"), Reply::error(401, &format!("bad key {KEY}")), Reply::text("{}").cut_after(0)]
    {
        let upstream = Upstream::start(move |_| reply.clone()).await.unwrap();
        for provider in providers(&upstream, Limits::default()) {
            if let Err(error) = read(provider.as_ref(), request()).await.end {
                assert!(!super::everything_said(&error).contains(KEY), "{error:?}");
            }
        }
    }
    let logged = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(logged.contains("TRACE") && logged.contains("127.0.0.1"), "nothing was logged: {logged}");
    let leaks: Vec<&str> = logged.lines().filter(|line| line.contains(KEY)).collect();
    assert!(leaks.is_empty(), "{leaks:#?}");
}
