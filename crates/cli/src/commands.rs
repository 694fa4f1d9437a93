//! One file for each command.

mod audit;
mod boq;
mod config;
mod prompts;
mod providers;
mod rules;
mod serve;
mod standards;
mod token;

use std::path::PathBuf;

use model::Options;

use crate::{
    args::{Arguments, Command},
    config::{Config, Environment},
    exit::Exit,
    telemetry::Telemetry,
};

/// Runs the command that was named.
pub(crate) async fn run(arguments: Arguments, environment: &Environment) -> anyhow::Result<Exit> {
    let file = configuration_file(arguments.config, environment);
    match arguments.command {
        Command::Audit(command) => audit::run(*command, file.as_deref(), environment).await,
        Command::Boq(command) => boq::run(&command, file.as_deref(), environment),
        Command::Rules(command) => rules::run(&command, file.as_deref(), environment),
        Command::Standards(command) => standards::run(&command, file.as_deref(), environment),
        Command::Serve(command) => serve::run(*command, file.as_deref(), environment).await,
        Command::Token(command) => token::run(command, environment).await,
        Command::Prompts(command) => prompts::run(command.command, file.as_deref(), environment),
        Command::Providers(command) => providers::run(*command, file.as_deref(), environment).await,
        Command::Config(flags) => config::run(&flags, file.as_deref(), environment),
    }
}

/// Starts logs and traces for a command that talks to providers. Settings that are wrong are the command's to report.
pub(crate) fn telemetry(arguments: &Arguments, environment: &Environment) -> anyhow::Result<Telemetry> {
    let (flags, usual) = match &arguments.command {
        Command::Audit(command) => (&command.settings, None),
        Command::Providers(command) => (&command.settings, None),
        Command::Serve(command) => (&command.settings, Some("info")),
        Command::Boq(_)
        | Command::Rules(_)
        | Command::Standards(_)
        | Command::Token(_)
        | Command::Prompts(_)
        | Command::Config(_) => return Ok(Telemetry::default()),
    };
    let file = configuration_file(arguments.config.clone(), environment);
    match Config::resolve(flags, &Options::default(), file.as_deref(), environment) {
        Ok(config) => Telemetry::start(&config, usual),
        Err(_) => Ok(Telemetry::default()),
    }
}

fn configuration_file(flag: Option<PathBuf>, environment: &Environment) -> Option<PathBuf> {
    flag.or_else(|| environment.configuration_file())
}
