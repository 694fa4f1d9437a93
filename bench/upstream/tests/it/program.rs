//! The program `simulated-upstream` as a person runs it.

use std::{
    ffi::OsStr,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
};

/// The running program; it is stopped when this is dropped.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_simulated-upstream"))
}

/// Starts the program with these arguments; the address that it listens on.
fn started(arguments: &[&OsStr]) -> (Program, String) {
    let mut command = program();
    command.args(arguments).args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
    let mut program = Program(command.spawn().unwrap());
    let mut base_url = String::new();
    BufReader::new(program.0.stdout.take().unwrap()).read_line(&mut base_url).unwrap();
    (program, base_url.trim().replace("http://", "").replace("/v1", ""))
}

/// What the program at `address` answers to a prompt, head and all.
fn asked(address: &str, prompt: &str) -> String {
    let body =
        serde_json::json!({"messages": [{"role": "user", "content": prompt}], "stream": true}).to_string();
    let mut stream = TcpStream::connect(address).unwrap();
    let length = body.len();
    let head = "POST /v1/chat/completions HTTP/1.1\r\nconnection: close\r\n";
    write!(stream, "{head}content-length: {length}\r\n\r\n{body}").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn the_program_answers_from_a_folder_by_what_the_prompt_contains() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("cover.json"), "{\"cover_mm\": 40}").unwrap();
    fs::write(folder.path().join("default.txt"), "anything else").unwrap();
    let (_program, address) = started(&[folder.path().as_os_str()]);
    assert!(asked(&address, "What Cover is needed?").contains("cover_mm"));
    assert!(asked(&address, "Ahoj").contains("anything else"));
}

#[test]
fn an_answer_of_a_file_can_fail_or_be_cut() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("answers.json");
    let answers = serde_json::json!({
        "cover": {"simulate": {"status": 503}},
        "default": {"simulate": {"cut_after": 1, "latency_ms": 20}, "answer": "one two three four five six seven"},
    });
    fs::write(&file, answers.to_string()).unwrap();
    let (_program, address) = started(&[file.as_os_str()]);
    assert!(asked(&address, "cover").starts_with("HTTP/1.1 503"));
    let cut = asked(&address, "Ahoj");
    assert!(
        cut.starts_with("HTTP/1.1 200") && cut.contains("\"content\":\"o") && !cut.contains("[DONE]"),
        "{cut}"
    );
}

#[test]
fn the_program_says_what_is_wrong_with_its_answers() {
    let output = program().arg("no-such-file.json").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8(output.stderr).unwrap().contains("cannot read the answers in no-such-file.json")
    );
}
