//! `dozor serve` and `dozor token`: the real binary, killed without warning and started again.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command},
    sync::mpsc,
    time::Duration,
};

use ::journal::{Journal as _, Sqlite};
use model::{AuditId, Event, EventBody};
use serde_json::{Value, json};
use simulated_upstream::{Received, Reply, Upstream};

use crate::dozor::Dozor;

const JOURNAL: &str = "sqlite:journal.db";

/// A service in a process of its own; killed without warning when it is dropped.
struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn start(dozor: &Dozor, flags: &[&str]) -> Self {
        let arguments = ["serve", "--listen", "127.0.0.1:0", "--journal", JOURNAL];
        let mut child = dozor.command(&[&arguments, flags].concat()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (found, address) = mpsc::channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let line: Value = serde_json::from_str(&line).unwrap_or_default();
                if let Some(address) = line["fields"]["address"].as_str() {
                    let _ = found.send(address.to_owned());
                }
            }
        });
        let address = address.recv_timeout(Duration::from_secs(30)).unwrap();
        Self { child, address }
    }

    /// Status and body; a stream is read to its end.
    fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        // HTTP/1.0, so that the body is what comes until the connection closes.
        write!(
            stream,
            "{method} {path} HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\n{headers}\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        // A service that is killed meanwhile cuts the answer.
        let _ = stream.read_to_string(&mut answer);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        (status, body.to_owned())
    }

    fn get(&self, path: &str) -> (u16, String) {
        self.ask("GET", path, "", "")
    }

    fn submit(&self, description: &str) -> AuditId {
        let body = json!({ "project_description": description }).to_string();
        let (status, answer) = self.ask("POST", "/api/v1/audits", "", &body);
        assert_eq!(status, 202, "{answer}");
        serde_json::from_str::<Value>(&answer).unwrap()["audit_id"].as_str().unwrap().parse().unwrap()
    }

    fn terminate(&mut self) -> i32 {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(told.success());
        self.child.wait().unwrap().code().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The events in a stream's text.
fn events_in(text: &str) -> Vec<Event> {
    let data = text.lines().filter_map(|line| line.strip_prefix("data: "));
    data.filter_map(|data| serde_json::from_str(data).ok()).collect()
}

fn answer(request: &Received) -> Reply {
    let schema = &request.body["response_format"]["json_schema"]["schema"]["properties"];
    let sections = schema.as_object().unwrap().keys().map(|name| {
        let value = match name.as_str() {
            "compliance_status" => json!({ "overall": "CONDITIONAL", "summary": "Data are missing." }),
            "confidence" => json!(0.5),
            name if ["analysis", "summary", "breakdown", "specification"]
                .iter()
                .any(|end| name.ends_with(end)) =>
            {
                json!({})
            }
            _ => json!([]),
        };
        (name.clone(), value)
    });
    let pace = Duration::from_millis(1 + request.number as u64 % 7);
    Reply::json(&Value::Object(sections.collect())).paced(12, pace)
}

/// How often each query of each audit was asked; audits are told by the lot in their description.
fn asked(upstream: &Upstream, lots: usize) -> BTreeMap<(usize, String), usize> {
    let mut asked = BTreeMap::new();
    for request in upstream.received() {
        let prompt = request.user_prompt();
        let lot = (0..lots).find(|lot| prompt.contains(&format!("lot {lot}."))).unwrap();
        let query = request.body["response_format"]["json_schema"]["name"].as_str().unwrap().to_owned();
        *asked.entry((lot, query)).or_default() += 1;
    }
    asked
}

async fn stored(dozor: &Dozor, audit_id: AuditId) -> Vec<Event> {
    let journal = Sqlite::open_beside(&dozor.folder().join("journal.db")).unwrap();
    let records = journal.read(audit_id, 0, 10_000).await.unwrap();
    records.iter().map(|record| record.event().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_again_and_again_every_audit_ends_and_no_ended_query_is_paid_twice() {
    const LOTS: usize = 6;
    let upstream = Upstream::start(answer).await.unwrap();
    let dozor = Dozor::new()
        .with_environment("OPENAI_BASE_URL", &upstream.base_url())
        .with_environment("OPENAI_API_KEY", "none");
    let mut served = Served::start(&dozor, &[]);
    let audits: Vec<AuditId> =
        (0..LOTS).map(|lot| served.submit(&format!("Foundation strip 45 m, outdoor, lot {lot}."))).collect();
    let mut paid: BTreeMap<(usize, String), usize> = BTreeMap::new();
    let mut seen: BTreeMap<AuditId, Vec<Event>> = BTreeMap::new();
    for milliseconds in [0, 40, 90, 150, 220] {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        served.child.kill().unwrap();
        served.child.wait().unwrap();
        drop(served);
        let before = asked(&upstream, LOTS);
        for (lot, audit_id) in audits.iter().enumerate() {
            let events = stored(&dozor, *audit_id).await;
            let known = seen.insert(*audit_id, events.clone()).unwrap_or_default();
            assert_eq!(events[..known.len()], known, "what was synced stands");
            for event in events {
                if let EventBody::QueryCompleted { query, .. } = event.body {
                    let asked_once = (lot, query);
                    paid.entry(asked_once.clone()).or_insert(before[&asked_once]);
                }
            }
        }
        served = Served::start(&dozor, &[]);
    }
    let served = std::sync::Arc::new(served);
    for audit_id in &audits {
        let (served, path) = (std::sync::Arc::clone(&served), format!("/api/v1/audits/{audit_id}/events"));
        let (status, text) = tokio::task::spawn_blocking(move || served.get(&path)).await.unwrap();
        assert_eq!(status, 200);
        let events = events_in(&text);
        let numbers: Vec<u64> = events.iter().map(|event| event.seq).collect();
        assert_eq!(numbers, (1..=events.len() as u64).collect::<Vec<_>>());
        assert_eq!(
            events[..seen[audit_id].len()],
            seen[audit_id][..],
            "the same sequence after every restart"
        );
        assert!(matches!(events.last().unwrap().body, EventBody::FinalResult(_)));
        let restarted = events.iter().filter(|event| matches!(&event.body, EventBody::Started { .. }));
        assert_eq!(restarted.count(), 1);
    }
    let after = asked(&upstream, LOTS);
    for (query, times) in paid {
        assert_eq!(after[&query], times, "{query:?} had ended and was asked again");
    }
}

#[test]
fn told_to_stop_it_finishes_what_runs_and_ends_well() {
    let dozor = Dozor::new();
    let mut served = Served::start(&dozor, &[]);
    let audit_id = served.submit("Foundation strip 45 m");
    assert_eq!(served.terminate(), 0);
    let served = Served::start(&dozor, &[]);
    let (_, text) = served.get(&format!("/api/v1/audits/{audit_id}/events"));
    assert!(matches!(events_in(&text).last().unwrap().body, EventBody::FinalResult(_)));
}

#[test]
fn a_journal_belongs_to_one_service_and_a_wrong_name_is_an_error() {
    let dozor = Dozor::new();
    let _served = Served::start(&dozor, &[]);
    let second = dozor.run(&["serve", "--listen", "127.0.0.1:0", "--journal", JOURNAL]);
    assert_eq!(second.code, 1);
    assert!(second.stderr.contains("in use by another dozor serve"), "{}", second.stderr);
    let wrong = dozor.run(&["serve", "--journal", "nats://127.0.0.1:4222"]);
    assert!(wrong.stderr.contains("name a file as sqlite:PATH"), "{}", wrong.stderr);
    let faulty =
        dozor.with_environment("DOZOR_PLAN", "hybird").run(&["serve", "--journal", "sqlite:other.db"]);
    assert!(faulty.stderr.contains("unknown plan"), "settings are checked at the start: {}", faulty.stderr);
}

#[test]
fn tokens_are_made_listed_and_revoked_beside_a_running_service() {
    let dozor = Dozor::new();
    let open = dozor.run(&["serve", "--listen", "0.0.0.0:0", "--journal", JOURNAL]);
    assert_eq!(open.code, 1);
    assert!(open.stderr.contains("dozor token new NAME"), "{}", open.stderr);

    let made = dozor.run(&["token", "new", "portal", "--tenant", "acme", "--journal", JOURNAL]);
    let token = made.stdout.trim().to_owned();
    assert!(token.starts_with("dozor_"), "{made:?}");
    let served = Served::start(&dozor, &["--require-token"]);
    assert_eq!(served.get("/api/v1/audits").0, 401);
    let bearer = format!("Authorization: Bearer {token}\r\n");
    assert_eq!(served.ask("GET", "/api/v1/audits", &bearer, "").0, 200);
    let list = dozor.run(&["token", "list", "--journal", JOURNAL]).stdout;
    assert!(list.contains("portal") && list.contains("acme") && !list.contains(&token), "{list}");
    let bytes = std::fs::read(dozor.folder().join("journal.db")).unwrap();
    let secret = token.rsplit('_').next().unwrap().as_bytes();
    assert!(!bytes.windows(secret.len()).any(|window| window == secret), "only a digest is kept");
    assert_eq!(dozor.run(&["token", "new", "portal", "--journal", JOURNAL]).code, 1);
    assert_eq!(dozor.run(&["token", "revoke", "portal", "--journal", JOURNAL]).code, 0);
    assert_eq!(served.ask("GET", "/api/v1/audits", &bearer, "").0, 401);
    assert_eq!(dozor.run(&["token", "revoke", "portal", "--journal", JOURNAL]).code, 1);
}

#[test]
fn the_data_folder_is_taken_from_the_environment() {
    let dozor = Dozor::new();
    let folder = dozor.folder().join("data");
    let dozor = dozor.with_environment("DOZOR_DATA_DIR", folder.to_str().unwrap());
    assert_eq!(dozor.run(&["token", "new", "portal"]).code, 0);
    assert!(folder.join("journal.db").exists());
}
