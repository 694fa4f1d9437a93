//! Tokens are kept, found and forgotten.

use rusqlite::{Connection, ErrorCode, OptionalExtension as _, Row, params};

use super::rows::{self, Failure};
use crate::{Error, Token};

const COLUMNS: &str = "SELECT id, name, tenant, digest, created_at FROM tokens";

pub(super) fn add(connection: &Connection, token: &Token) -> Result<(), Failure> {
    let added = connection
        .prepare_cached(
            "INSERT INTO tokens (id, name, tenant, digest, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            token.id,
            token.name,
            token.tenant,
            token.digest,
            token.created_at.as_millisecond()
        ]);
    match added {
        Ok(_) => Ok(()),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            Err(Error::NameTaken { name: token.name.clone() }.into())
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) fn all(connection: &Connection) -> Result<Vec<Token>, Failure> {
    let mut statement = connection.prepare_cached(&format!("{COLUMNS} ORDER BY name"))?;
    let tokens = statement.query_map([], read)?;
    Ok(tokens.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn with_id(connection: &Connection, id: &str) -> Result<Option<Token>, Failure> {
    let mut statement = connection.prepare_cached(&format!("{COLUMNS} WHERE id = ?1"))?;
    Ok(statement.query_row([id], read).optional()?)
}

pub(super) fn revoke(connection: &Connection, name: &str) -> Result<bool, Failure> {
    Ok(connection.prepare_cached("DELETE FROM tokens WHERE name = ?1")?.execute([name])? > 0)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Token> {
    Ok(Token {
        id: row.get("id")?,
        name: row.get("name")?,
        tenant: row.get("tenant")?,
        digest: row.get("digest")?,
        created_at: rows::time(row, "created_at")?,
    })
}
