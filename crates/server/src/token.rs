//! Tokens: `dozor_ID_SECRET`. The journal keeps the SHA-256 of the secret, which is random and long, so that no slow
//! hash is needed.

use jiff::Timestamp;
use journal::Token;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::Error;

const PREFIX: &str = "dozor";
const ID_BYTES: usize = 8;
const SECRET_BYTES: usize = 32;

/// A token just made: what to keep, and what to hand out once.
#[derive(Clone)]
pub struct NewToken {
    /// For the journal.
    pub token: Token,
    /// For its owner; it cannot be had again.
    pub text: String,
}

impl std::fmt::Debug for NewToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewToken").field("token", &self.token.name).finish_non_exhaustive()
    }
}

impl NewToken {
    /// Makes a token with that name, for that tenant.
    ///
    /// # Errors
    /// [`Error::Name`], [`Error::Randomness`].
    pub fn make(name: &str, tenant: &str) -> Result<Self, Error> {
        for word in [name, tenant] {
            let usual = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
            if !(1..=64).contains(&word.len()) || !word.chars().all(usual) {
                return Err(Error::Name(word.to_owned()));
            }
        }
        let id = random::<ID_BYTES>()?;
        let secret = random::<SECRET_BYTES>()?;
        let token = Token {
            id: id.clone(),
            name: name.to_owned(),
            tenant: tenant.to_owned(),
            digest: digest(secret.as_bytes()),
            created_at: Timestamp::now(),
        };
        Ok(Self { token, text: format!("{PREFIX}_{id}_{secret}") })
    }
}

/// The public id and the secret of a token as a client shows it.
pub(crate) fn parts(text: &str) -> Option<(&str, &str)> {
    let (id, secret) = text.strip_prefix(PREFIX)?.strip_prefix('_')?.split_once('_')?;
    (id.len() == 2 * ID_BYTES && secret.len() == 2 * SECRET_BYTES).then_some((id, secret))
}

/// Whether the secret is the token's. Takes the same time for every wrong secret, also where there is no token.
pub(crate) fn is_secret_of(token: Option<&Token>, secret: &str) -> bool {
    let nobody = [0; 32];
    let expected = token.map_or(&nobody, |token| &token.digest);
    let equal: bool = digest(secret.as_bytes()).ct_eq(expected).into();
    equal && token.is_some()
}

pub(crate) fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// So many random bytes, in hexadecimal.
fn random<const BYTES: usize>() -> Result<String, Error> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|error| Error::Randomness(error.to_string()))?;
    Ok(bytes.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}")))
}

#[cfg(test)]
mod tests {
    use super::{NewToken, is_secret_of, parts};

    #[test]
    fn a_token_is_found_by_its_id_and_known_by_its_secret() {
        let [made, other] = ["portal", "script"].map(|name| NewToken::make(name, "acme").unwrap());
        let (id, secret) = parts(&made.text).unwrap();
        assert_eq!(id, made.token.id);
        assert!(is_secret_of(Some(&made.token), secret));
        assert!(!is_secret_of(Some(&other.token), secret));
        assert!(!is_secret_of(None, secret));
        assert!(!format!("{made:?}").contains(secret));
        for wrong in ["", "dozor_", "dozor_1_2", &made.text[1..], &made.text[..80]] {
            assert_eq!(parts(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn names_that_are_none_are_refused() {
        for wrong in ["", "two words", "ěšč", &"x".repeat(65)] {
            assert!(NewToken::make(wrong, "acme").is_err() && NewToken::make("portal", wrong).is_err());
        }
    }
}
