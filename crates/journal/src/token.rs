//! Tokens that let a client in. Only a digest of the secret is kept.

use jiff::Timestamp;

/// A client's token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The public part, by which it is found.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// Whose audits it opens.
    pub tenant: String,
    /// SHA-256 of the secret part.
    pub digest: [u8; 32],
    /// When it was made.
    pub created_at: Timestamp,
}
