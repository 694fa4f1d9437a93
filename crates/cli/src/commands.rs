//! One file for each command.

mod audit;
mod boq;
mod config;
mod prompts;
mod serve;
mod token;

use std::path::PathBuf;

use crate::{
    args::{Arguments, Command},
    config::Environment,
    exit::Exit,
};

/// Runs the command that was named.
pub(crate) async fn run(arguments: Arguments) -> anyhow::Result<Exit> {
    let environment = Environment::of_process();
    let file = configuration_file(arguments.config, &environment);
    match arguments.command {
        Command::Audit(command) => audit::run(*command, file.as_deref(), &environment).await,
        Command::Boq(command) => boq::run(&command, file.as_deref(), &environment),
        Command::Serve(command) => serve::run(*command, file.as_deref(), &environment).await,
        Command::Token(command) => token::run(command, &environment).await,
        Command::Prompts(command) => prompts::run(command.command, file.as_deref(), &environment),
        Command::Config(flags) => config::run(&flags, file.as_deref(), &environment),
    }
}

fn configuration_file(flag: Option<PathBuf>, environment: &Environment) -> Option<PathBuf> {
    flag.or_else(|| environment.configuration_file())
}
