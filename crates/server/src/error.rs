//! Why the service does not start or has stopped.

use std::{io, net::SocketAddr};

/// Why the service does not start or has stopped.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address cannot be had.
    #[error("cannot listen on {address}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// Anybody on the network could read and pay with the service.
    #[error(
        "{address} can be reached from other machines, so clients must show a token, and there is none yet: \
         make one with dozor token new NAME"
    )]
    NoToken {
        /// The address.
        address: SocketAddr,
    },
    /// The system has no randomness to give.
    #[error("no random numbers for a token: {0}")]
    Randomness(String),
    /// A name for a token that is no name.
    #[error("{0:?} is no name for a token or a tenant: 1 to 64 letters, digits, - and _")]
    Name(String),
    /// The journal refused.
    #[error(transparent)]
    Journal(#[from] journal::Error),
}
