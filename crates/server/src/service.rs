//! The service as a whole: it listens, runs audits, keeps house, and stops in order.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Extension, Router};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto::Builder,
    service::TowerToHyperService,
};
use jiff::{Timestamp, ToSpan as _};
use journal::Journal;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    task::JoinSet,
};
use tokio_util::sync::CancellationToken;
use tracing::{debug, info, warn};

use crate::{
    Auditors, Config, Error,
    attendance::{self, Attendance},
    gate::Peer,
    router::{self, App},
    worker::Worker,
};

/// The head of a request must have arrived within this.
const HEAD_TIME: Duration = Duration::from_secs(15);
/// What a connection may hold in memory before its client has read it, in bytes; also the longest head.
const CONNECTION_BUFFER: usize = 32 * 1024;
/// How often old audits and idle clients are looked for.
const HOUSEKEEPING: Duration = Duration::from_mins(10);
/// Connections that have not closed by themselves so long after the end are cut.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// A service that has its address.
#[derive(Debug)]
pub struct Service {
    listener: TcpListener,
    address: SocketAddr,
    journal: Arc<dyn Journal>,
    auditors: Auditors,
    config: Config,
}

impl Service {
    /// Takes the address. An address that other machines can reach demands tokens, and that there is one.
    ///
    /// # Errors
    /// [`Error::NoToken`], [`Error::Listen`], [`Error::Journal`].
    pub async fn bind(
        address: SocketAddr,
        journal: Arc<dyn Journal>,
        auditors: Auditors,
        mut config: Config,
    ) -> Result<Self, Error> {
        config.token_required |= !address.ip().to_canonical().is_loopback();
        if config.token_required && journal.tokens().await?.is_empty() {
            return Err(Error::NoToken { address });
        }
        let cannot = |cause| Error::Listen { address, cause };
        let listener = TcpListener::bind(address).await.map_err(cannot)?;
        let address = listener.local_addr().map_err(cannot)?;
        Ok(Self { listener, address, journal, auditors, config })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `closing`, then stops in order: streams end, audits that run may finish within the configured
    /// time, what is left goes on after the next start. Dropping it cuts everything at once; nothing that was
    /// acknowledged is lost by that.
    pub async fn run(self, closing: CancellationToken) {
        let Self { listener, journal, auditors, config, .. } = self;
        let (attendance, leaving) = Attendance::new();
        let connections = config.limits.connections;
        let (running, drain, keep_days) = (config.limits.running, config.drain, config.keep_days);
        let works = config.worker;
        let app = Arc::new(App::new(
            Arc::clone(&journal),
            auditors.clone(),
            config,
            attendance.clone(),
            closing.clone(),
        ));
        let mut tasks = JoinSet::new();
        tasks.spawn(attendance::mind(attendance, leaving, Arc::clone(&journal), closing.clone()));
        tasks.spawn(keep_house(Arc::clone(&app), keep_days, closing.clone()));
        if works {
            let worker = Arc::new(Worker::new(journal, auditors));
            tasks.spawn(worker.work(running, drain, closing.clone()));
        }
        accept(listener, router::router(app), connections, closing).await;
        while tasks.join_next().await.is_some() {}
        info!("stopped");
    }
}

/// Takes connections until `closing`, then lets them end.
async fn accept(listener: TcpListener, router: Router, connections: usize, closing: CancellationToken) {
    let places = Arc::new(Semaphore::new(connections));
    let mut open = JoinSet::new();
    loop {
        let taken = tokio::select! {
            biased;
            () = closing.cancelled() => break,
            Some(_) = open.join_next() => continue,
            taken = take(&listener, &places) => taken,
        };
        let Some((stream, peer, place)) = taken else { continue };
        let (router, closing) = (router.clone(), closing.clone());
        open.spawn(async move {
            serve(stream, peer, router, closing).await;
            drop(place);
        });
    }
    drop(listener);
    let all_closed = async { while open.join_next().await.is_some() {} };
    if tokio::time::timeout(LAST_WORDS, all_closed).await.is_err() {
        open.shutdown().await;
    }
}

async fn take(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, place)),
        Err(error) => {
            // A connection that was gone again at once is nothing; without files there is nothing to do but wait.
            if !matches!(error.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset) {
                warn!(%error, "no connection could be taken");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            None
        }
    }
}

async fn serve(stream: TcpStream, peer: SocketAddr, router: Router, closing: CancellationToken) {
    if let Err(error) = stream.set_nodelay(true) {
        debug!(%error, "no TCP_NODELAY");
    }
    let service = TowerToHyperService::new(router.layer(Extension(Peer(peer))));
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(CONNECTION_BUFFER);
    builder.http2().timer(TokioTimer::new()).max_send_buf_size(CONNECTION_BUFFER).max_concurrent_streams(100);
    let mut connection = std::pin::pin!(builder.serve_connection(TokioIo::new(stream), service));
    let mut told = false;
    loop {
        tokio::select! {
            ended = connection.as_mut() => {
                if let Err(error) = ended {
                    debug!(%error, "a connection ended");
                }
                return;
            }
            () = closing.cancelled(), if !told => {
                connection.as_mut().graceful_shutdown();
                told = true;
            }
        }
    }
}

async fn keep_house(app: Arc<App>, keep_days: Option<u32>, closing: CancellationToken) {
    let mut due = tokio::time::interval(HOUSEKEEPING);
    loop {
        tokio::select! {
            () = closing.cancelled() => return,
            _ = due.tick() => {}
        }
        app.rates.forget_idle();
        app.config.figures.run_upkeep();
        let Some(days) = keep_days else { continue };
        let before = Timestamp::now() - (i64::from(days) * 24).hours();
        match app.journal.retain(before).await {
            Ok(0) => {}
            Ok(erased) => info!(erased, days, "old audits erased"),
            Err(error) => warn!(%error, "old audits could not be erased"),
        }
    }
}
