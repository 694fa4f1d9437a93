//! The least that a call can cost: the same bytes on a kept connection, and the answer searched for two marks.
//! It understands nothing, so that nothing can be cheaper.

use anyhow::{Context as _, ensure};
use simulated_upstream::Received;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::Instant,
};

use crate::{MARK, Took};

/// The end of a chunked HTTP body.
const END: &[u8] = b"\r\n0\r\n\r\n";

/// A connection that sends one request again and again.
#[derive(Debug)]
pub(crate) struct Direct {
    socket: TcpStream,
    request: Vec<u8>,
    answer: Vec<u8>,
}

impl Direct {
    /// Connects to the server at `address`, to send what it has received once.
    pub(crate) async fn connect(address: &str, received: &Received) -> anyhow::Result<Self> {
        let socket = TcpStream::connect(address).await.context("cannot connect to the simulated upstream")?;
        socket.set_nodelay(true)?;
        let body = received.body.to_string();
        let mut request = format!("POST {} HTTP/1.1\r\n", received.path);
        for (name, value) in received.headers.iter().filter(|(name, _)| name != "content-length") {
            request.extend([name, ": ", value, "\r\n"]);
        }
        request.extend([&format!("content-length: {}\r\n\r\n", body.len()), body.as_str()]);
        Ok(Self { socket, request: request.into_bytes(), answer: Vec::with_capacity(64 << 10) })
    }

    /// Asks once. Dropping the future leaves the connection unusable.
    pub(crate) async fn ask(&mut self) -> anyhow::Result<Took> {
        self.answer.clear();
        let begun = Instant::now();
        self.socket.write_all(&self.request).await?;
        let mut first = None;
        while !self.answer.ends_with(END) {
            ensure!(self.socket.read_buf(&mut self.answer).await? > 0, "the server closed the connection");
            if first.is_none() && self.answer.windows(MARK.len()).any(|window| window == MARK.as_bytes()) {
                first = Some(begun.elapsed());
            }
        }
        Ok(Took { first: first.context("the answer has no content")?, whole: begun.elapsed() })
    }
}
