use std::{fs, path::Path, sync::Arc};

use futures::future::join_all;
use jiff::Timestamp;
use model::{AuditId, Brief, Event, EventBody};
use tempfile::TempDir;

use super::Sqlite;
use crate::{Admission, Error, Journal, State, Submission, suite};

fn fresh() -> (Sqlite, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (Sqlite::open(&folder.path().join("journal.db")).unwrap(), folder)
}

suite::journal_suite!(fresh);

fn submission(description: &str) -> Submission {
    Submission {
        audit_id: AuditId::now_v7(),
        tenant: "acme".to_owned(),
        brief: Brief { project_description: description.to_owned(), ..Brief::default() },
        submitted_at: Timestamp::now(),
        key: None,
        retry_of: None,
    }
}

const FREE: Admission = Admission { running: 1_000, waiting: 1_000 };
const LONG: std::time::Duration = std::time::Duration::from_mins(1);

fn cancelled(audit_id: AuditId, seq: u64) -> Event {
    Event { audit_id, seq, timestamp: Timestamp::now(), body: EventBody::Cancelled }
}

fn holds(folder: &Path, text: &[u8]) -> bool {
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    files.into_iter().any(|bytes| bytes.windows(text.len()).any(|window| window == text))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_is_there_after_a_restart_and_claims_are_free_again() {
    let (journal, folder) = fresh();
    let audit_id = journal.submit(vec![submission("Slab")], FREE).await.unwrap()[0].audit_id;
    let lease = journal.claim(LONG).await.unwrap().lease;
    journal
        .append(lease, vec![Event { body: EventBody::Merging, ..cancelled(audit_id, 1) }], vec![])
        .await
        .unwrap();
    drop(journal);

    let journal = Sqlite::open(&folder.path().join("journal.db")).unwrap();
    assert_eq!(journal.summary(audit_id).await.unwrap().unwrap().state, State::Waiting);
    let claim = journal.claim(LONG).await.unwrap();
    assert_eq!((claim.lease.audit_id, claim.earlier.len()), (audit_id, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_service_is_refused_and_a_short_command_is_not() {
    let (_journal, folder) = fresh();
    let path = folder.path().join("journal.db");
    let error = Sqlite::open(&path).unwrap_err();
    assert!(matches!(error, Error::InUse { .. }), "{error}");
    assert!(error.to_string().contains("another dozor serve"), "{error}");
    assert_eq!(Sqlite::open_beside(&path).unwrap().tokens().await.unwrap(), []);
}

#[test]
fn a_newer_schema_is_an_error_that_says_what_to_do() {
    let (journal, folder) = fresh();
    drop(journal);
    let path = folder.path().join("journal.db");
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = Sqlite::open(&path).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the journal has the schema 99, this version of dozor knows 1: use a newer dozor"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_file_is_found_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    fs::write(&path, "this is not a journal, it is a letter to a friend, and quite a long one".repeat(99))
        .unwrap();
    let error = Sqlite::open(&path).unwrap_err();
    assert!(matches!(error, Error::Damaged { .. }), "{error}");

    let (journal, folder) = fresh();
    let path = folder.path().join("journal.db");
    let audit_id = journal.submit(vec![submission("Slab")], FREE).await.unwrap()[0].audit_id;
    let lease = journal.claim(LONG).await.unwrap().lease;
    journal.append(lease, vec![cancelled(audit_id, 1)], vec![]).await.unwrap();
    drop(journal);
    rusqlite::Connection::open(&path).unwrap().execute("DELETE FROM events", []).unwrap();
    let error = Sqlite::open(&path).unwrap_err();
    assert!(error.to_string().contains("has 0 events of 1"), "{error}");
    let beside = Sqlite::open_beside(&path).unwrap();
    assert_eq!(beside.check().await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn erased_text_is_in_none_of_the_files() {
    let (journal, folder) = fresh();
    let audit_id =
        journal.submit(vec![submission("Bunker of Xanadu, level minus five")], FREE).await.unwrap()[0];
    assert!(holds(folder.path(), b"Xanadu") && holds(folder.path(), b"xanadu"));
    assert!(journal.erase(audit_id.audit_id).await.unwrap());
    assert!(!holds(folder.path(), b"Xanadu") && !holds(folder.path(), b"xanadu"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_write_leaves_the_others_of_its_group_alone() {
    let (journal, _folder) = fresh();
    let journal = Arc::new(journal);
    let ids: Vec<AuditId> = (0..50).map(|_| AuditId::now_v7()).collect();
    // Every second id is given twice: the second insertion breaks a constraint in the middle of a group.
    let doubled = ids.iter().chain(ids.iter().step_by(2));
    let written = doubled
        .map(|audit_id| journal.submit(vec![Submission { audit_id: *audit_id, ..submission("Slab") }], FREE));
    let results = join_all(written).await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 50);
    for audit_id in ids {
        assert!(journal.summary(audit_id).await.unwrap().is_some());
    }
    assert_eq!(journal.check().await.unwrap(), Vec::<String>::new());
}
