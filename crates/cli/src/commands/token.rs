//! `dozor token`: who may use the service. Works beside a running one.

use std::fmt::Write as _;

use anyhow::bail;
use journal::{Journal as _, Sqlite};
use server::NewToken;

use crate::{
    args::service::{Token, TokenCommand},
    config::Environment,
    exit::Exit,
    journal::file,
    output,
};

/// Makes, lists or forgets a token.
pub(super) async fn run(command: Token, environment: &Environment) -> anyhow::Result<Exit> {
    let journal = Sqlite::open_beside(&file(command.journal.journal.as_deref(), environment)?)?;
    match command.command {
        TokenCommand::New { name, tenant } => {
            let made = NewToken::make(&name, &tenant)?;
            journal.add_token(made.token).await?;
            output::note("keep it safe: it is not stored and cannot be shown again");
            output::result(&format!("{}\n", made.text), None)?;
        }
        TokenCommand::List => {
            let mut text = String::new();
            for token in journal.tokens().await? {
                let made = token.created_at.strftime("%F");
                let _ = writeln!(text, "{:24} {:24} {made}  dozor_{}_…", token.name, token.tenant, token.id);
            }
            output::result(&text, None)?;
        }
        TokenCommand::Revoke { name } => {
            if !journal.revoke_token(name.clone()).await? {
                bail!("there is no token named {name:?}; see dozor token list");
            }
            output::note(&format!("revoked: {name}"));
        }
    }
    Ok(Exit::Done)
}
