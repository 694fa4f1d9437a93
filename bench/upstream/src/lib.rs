//! A provider of language models that exists only on loopback: the protocols of OpenAI, Anthropic and Google by path,
//! with latency, pacing and faults set per request. Start at [`Upstream::start`]; what it answers is a [`Reply`].
//! It must never listen for other machines, nor leave a task behind when it is dropped.

mod connection;
mod ledger;
mod protocol;
mod received;
mod reply;
mod wire;

use std::{fmt, io, net::SocketAddr, sync::Arc, time::Duration};

use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    task::JoinSet,
};

pub use ledger::Ending;
pub use received::Received;
pub use reply::Reply;

use ledger::Ledger;
use protocol::Protocol;

/// How many connections may wait to be taken: thousands of clients can come at once.
const BACKLOG: u32 = 16_384;

/// Decides what a request is answered with.
type Script = dyn Fn(&Received) -> Reply + Send + Sync;

/// A running simulated provider. Dropping it closes its port and every connection.
pub struct Upstream {
    address: SocketAddr,
    state: Arc<State>,
    _server: JoinSet<()>,
}

/// What all connections share.
struct State {
    script: Box<Script>,
    ledger: Ledger,
}

impl Upstream {
    /// Starts on a free port of 127.0.0.1; `script` is asked once for each question.
    ///
    /// Fails where no port can be bound.
    pub async fn start(script: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> io::Result<Self> {
        Self::start_on(SocketAddr::from(([127, 0, 0, 1], 0)), script).await
    }

    /// Starts on `address`, which must be a loopback address.
    ///
    /// Fails with `InvalidInput` where it is not, and where the port cannot be bound.
    #[expect(
        clippy::unused_async,
        reason = "a future can only run where the server's tasks can: in a runtime"
    )]
    pub async fn start_on(
        address: SocketAddr,
        script: impl Fn(&Received) -> Reply + Send + Sync + 'static,
    ) -> io::Result<Self> {
        if !address.ip().is_loopback() {
            let message = format!("{address} is not a loopback address: listen on 127.0.0.1 or [::1]");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        let listener = socket.listen(BACKLOG)?;
        let address = listener.local_addr()?;
        let state = Arc::new(State { script: Box::new(script), ledger: Ledger::default() });
        let mut server = JoinSet::new();
        server.spawn(accept(listener, Arc::clone(&state)));
        Ok(Self { address, state, _server: server })
    }

    /// The address that a client is configured with: `http://127.0.0.1:PORT/v1`.
    pub fn base_url(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// The address that a client of Gemini is configured with: `http://127.0.0.1:PORT/v1beta`.
    pub fn gemini_base_url(&self) -> String {
        format!("http://{}/v1beta", self.address)
    }

    /// The requests that have arrived whole, in the order of their numbers.
    pub fn received(&self) -> Vec<Arc<Received>> {
        self.state.ledger.received()
    }

    /// How many connections clients hold open now.
    pub fn open_connections(&self) -> usize {
        self.state.ledger.open_connections()
    }

    /// Waits until the request with this number (from 1) has arrived whole. Dropping the future only stops waiting.
    pub async fn wait_for_request(&self, number: usize) -> Arc<Received> {
        self.state.ledger.wait_for_request(number).await
    }

    /// Waits until the request with this number (from 1) has ended, and says how. Dropping the future only stops waiting.
    pub async fn wait_for_closed(&self, number: usize) -> Ending {
        self.state.ledger.wait_for_ending(number).await
    }

    /// Waits until exactly `count` connections are open. Dropping the future only stops waiting.
    pub async fn wait_for_connections(&self, count: usize) {
        self.state.ledger.wait_for_connections(count).await;
    }
}

impl fmt::Debug for Upstream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upstream").field("address", &self.address).finish_non_exhaustive()
    }
}

/// Takes connections for as long as the server lives; they are its own and end with it.
async fn accept(listener: TcpListener, state: Arc<State>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(serve(stream, Arc::clone(&state)));
                }
                // Out of file descriptors: others must end before the next can be taken.
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn serve(stream: TcpStream, state: Arc<State>) {
    let _open = state.ledger.connection_opened();
    // What goes wrong on one connection is the client's to see; the others go on.
    let _ = connection::serve(stream, &state).await;
}
