//! One connection: reads HTTP/1.1 requests one after another and has each answered.
//! It watches for the client leaving all the while.

use std::{io, sync::Arc};

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpStream,
        tcp::{ReadHalf, WriteHalf},
    },
    time::Instant,
};

use crate::{Ending, Protocol, Received, Reply, State, wire};

/// The head and the body of one request may be this long, in bytes.
const LONGEST_HEAD: usize = 64 << 10;
const LONGEST_BODY: usize = 64 << 20;
const MOST_HEADERS: usize = 100;

/// How a connection goes on after a request.
enum Next {
    Request,
    Close,
    Reset,
}

/// Answers requests until either side closes.
pub(crate) async fn serve(mut stream: TcpStream, state: &Arc<State>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let (mut reader, mut writer) = stream.split();
    let mut unread = Vec::new();
    let next = loop {
        match read_request(&mut reader, &mut writer, &mut unread).await {
            Ok(Some(received)) => {
                match answer(&mut reader, &mut writer, &mut unread, (state, received)).await {
                    Next::Request => {}
                    next => break next,
                }
            }
            Ok(None) => break Next::Close,
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                let reply = Reply::error(400, &error.to_string());
                wire::play(&mut writer, &reply, &Received::default(), Instant::now()).await?;
                break Next::Close;
            }
            Err(error) => return Err(error),
        }
    };
    if matches!(next, Next::Reset) {
        stream.set_zero_linger()?;
    }
    Ok(())
}

async fn answer(
    reader: &mut ReadHalf<'_>,
    writer: &mut WriteHalf<'_>,
    unread: &mut Vec<u8>,
    (state, received): (&Arc<State>, Received),
) -> Next {
    let arrived = Instant::now();
    let received = state.ledger.arrived(received);
    let reply = match Protocol::of(&received) {
        Some(_) => (state.script)(&received),
        None => Reply::error(404, "this server knows chat completions, messages and streamGenerateContent"),
    };
    let (ending, next) = tokio::select! {
        biased;
        played = wire::play(writer, &reply, &received, arrived) => match played {
            Ok(wire::Played::Whole) => (Ending::Served, Next::Request),
            Ok(wire::Played::Reset) => (Ending::CutByServer, Next::Reset),
            Ok(wire::Played::Closed) => (Ending::CutByServer, Next::Close),
            Err(_) => (Ending::ClosedByClient, Next::Close),
        },
        () = client_left(reader, unread) => (Ending::ClosedByClient, Next::Close),
    };
    state.ledger.ended(received.number, ending);
    let closes = received.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
    if closes && matches!(next, Next::Request) { Next::Close } else { next }
}

/// Returns when the client has closed its side; what it sends in the meantime is kept for the next request.
async fn client_left(reader: &mut ReadHalf<'_>, unread: &mut Vec<u8>) {
    while unread.len() <= LONGEST_BODY {
        match reader.read_buf(unread).await {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// The next request, `None` where the client closed instead. `InvalidData` means that it is not HTTP as we know it.
async fn read_request(
    reader: &mut ReadHalf<'_>,
    writer: &mut WriteHalf<'_>,
    unread: &mut Vec<u8>,
) -> io::Result<Option<Received>> {
    let (mut received, head) = loop {
        if let Some(parsed) = parse_head(unread)? {
            break parsed;
        }
        if unread.len() > LONGEST_HEAD {
            return Err(invalid("the head of the request is too long"));
        }
        if reader.read_buf(unread).await? == 0 {
            return Ok(None);
        }
    };
    if received.header("transfer-encoding").is_some() {
        return Err(invalid("send the request with a content-length"));
    }
    let length = match received.header("content-length") {
        None => 0,
        Some(text) => text.parse().map_err(|_| invalid("the content-length is not a number"))?,
    };
    if length > LONGEST_BODY {
        return Err(invalid("the body of the request is too long"));
    }
    if received.header("expect").is_some_and(|value| value.eq_ignore_ascii_case("100-continue")) {
        writer.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
    }
    while unread.len() < head + length {
        if reader.read_buf(unread).await? == 0 {
            return Ok(None);
        }
    }
    let later = unread.split_off(head + length);
    let request = std::mem::replace(unread, later);
    received.body =
        request.get(head..).and_then(|body| serde_json::from_slice(body).ok()).unwrap_or(Value::Null);
    Ok(Some(received))
}

/// The request's head and its length in bytes, `None` where it is not whole yet.
fn parse_head(bytes: &[u8]) -> io::Result<Option<(Received, usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let parsed = request.parse(bytes).map_err(|error| invalid(&error.to_string()))?;
    let httparse::Status::Complete(length) = parsed else {
        return Ok(None);
    };
    let headers = request.headers.iter().map(|header| {
        (header.name.to_ascii_lowercase(), String::from_utf8_lossy(header.value).trim().to_owned())
    });
    let received = Received {
        number: 0,
        method: request.method.unwrap_or_default().to_owned(),
        path: request.path.unwrap_or_default().to_owned(),
        headers: headers.collect(),
        body: Value::Null,
    };
    Ok(Some((received, length)))
}

fn invalid(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message.to_owned())
}
