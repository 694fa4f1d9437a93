//! The program `simulated-upstream` as a person runs it.

use std::{
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

#[test]
fn the_program_answers_from_a_folder_by_what_the_prompt_contains() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("cover.json"), "{\"cover_mm\": 40}").unwrap();
    fs::write(folder.path().join("default.txt"), "anything else").unwrap();
    let mut command = program();
    command.arg(folder.path()).args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
    let mut program = Program(command.spawn().unwrap());
    let mut base_url = String::new();
    BufReader::new(program.0.stdout.take().unwrap()).read_line(&mut base_url).unwrap();
    let address = base_url.trim().replace("http://", "").replace("/v1", "");
    for (prompt, expected) in [("What Cover is needed?", "cover_mm"), ("Ahoj", "anything else")] {
        let body = serde_json::json!({"messages": [{"role": "user", "content": prompt}]}).to_string();
        let mut stream = TcpStream::connect(&address).unwrap();
        let length = body.len();
        let head = "POST /v1/chat/completions HTTP/1.1\r\nconnection: close\r\n";
        write!(stream, "{head}content-length: {length}\r\n\r\n{body}").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.contains(expected), "{answer}");
    }
}

#[test]
fn the_program_says_what_is_wrong_with_its_answers() {
    let output = program().arg("no-such-file.json").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8(output.stderr).unwrap().contains("cannot read the answers in no-such-file.json")
    );
}
