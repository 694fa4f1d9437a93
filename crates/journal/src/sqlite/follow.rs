//! Following an audit: out of the shared tail where it reaches back far enough, out of the file where it does not.

use std::sync::Arc;

use async_stream::try_stream;
use futures::Stream;

use super::{audits, events, readers::Readers};
use crate::{Error, Record, live::Subscription};

/// Records that are read out of the file at once.
const BATCH: u32 = 32;

/// All records after `after`, until the last.
pub(super) fn follow(
    readers: Arc<Readers>,
    mut tail: Subscription,
    after: u64,
) -> impl Stream<Item = Result<Record, Error>> + Send {
    try_stream! {
        let audit_id = tail.audit_id;
        let mut position = after;
        loop {
            // Looked at before the file is read: what is published in between is seen as a change.
            let seen = tail.look(|tail| (tail.after(position), tail.is_over(position), tail.erased));
            let (in_tail, over, erased) = seen.unwrap_or((None, true, false));
            if erased {
                Err(Error::Unknown { audit_id })?;
            }
            if over {
                return;
            }
            let in_file = in_tail.is_none();
            let records = if let Some(records) = in_tail {
                records
            } else {
                let read = move |connection: &_| events::read(connection, audit_id, position, BATCH);
                readers.read("read events", read).await?
            };
            if records.is_empty() {
                if in_file {
                    let look = move |connection: &_| audits::summary(connection, audit_id);
                    let summary = readers.read("look up an audit", look).await?;
                    let summary = summary.ok_or(Error::Unknown { audit_id })?;
                    if summary.state.has_ended() && summary.last_event <= position {
                        return;
                    }
                    if summary.last_event > position {
                        continue;
                    }
                }
                tail.changed().await;
                continue;
            }
            for record in records {
                position = record.seq;
                let last = record.is_last();
                yield record;
                if last {
                    return;
                }
            }
        }
    }
}
