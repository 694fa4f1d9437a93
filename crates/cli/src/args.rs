//! The command line as it is typed: flags and their meaning, no files opened, nothing decided.

pub(crate) mod service;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use model::{Lang, Mark, Profile};
use orchestrator::PlanName;

/// Audits construction projects: concrete, quantities, costs, compliance and risks.
///
/// Without a key and without a network the rule engine answers alone. With a model configured, two queries run at
/// the same time and every figure that a standard or arithmetic decides is checked.
#[derive(Debug, Parser)]
#[command(name = "dozor", version, max_term_width = 110)]
pub(crate) struct Arguments {
    /// Configuration file [default: dozor.toml in the current folder, if there is one]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Audit a project
    Audit(Box<Audit>),
    /// Show the positions read from a bill of quantities
    Boq(Boq),
    /// Show the rules: what each checks, where that stands, why, an example, what it does not cover
    Rules(Rules),
    /// Show the tables of the standards with their sources
    Standards(Standards),
    /// Serve audits over HTTP
    Serve(Box<service::Serve>),
    /// Make, list or revoke the tokens of the service
    Token(service::Token),
    /// Show or export the prompts
    Prompts(Prompts),
    /// Show which providers can be asked, or ask one whether it answers
    Providers(Box<Providers>),
    /// Show what is in force and where it comes from
    Config(SettingFlags),
}

#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 done (also where one of two queries failed: the audit says so), 1 error, 2 wrong usage, \
    3 --fail-on met, 130 interrupted."
)]
pub(crate) struct Audit {
    /// Briefs: TOML or JSON files, plain text, or - for standard input. Several are audited in turn; as JSON each
    /// is then on a line of its own
    #[arg(value_name = "BRIEF")]
    pub(crate) briefs: Vec<PathBuf>,
    /// The project's description
    #[arg(long, value_name = "TEXT")]
    pub(crate) describe: Option<String>,
    /// A document, such as the technical report: PDF, DOCX, text or Markdown, told by its content
    #[arg(long = "document", value_name = "FILE")]
    pub(crate) documents: Vec<PathBuf>,
    /// A bill of quantities: XLSX, XLSM, XLS, XLSB, ODS, CSV, XML (UNIXML, XC4, eSoupis) or JSON, told by its content
    #[arg(long = "boq", value_name = "FILE")]
    pub(crate) bills: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) settings: SettingFlags,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// Write the result to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// End with exit code 3 where the audit's mark is this or graver
    #[arg(long, value_enum, default_value_t)]
    pub(crate) fail_on: FailOn,
}

/// Settings that the environment and `dozor.toml` can give too.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct SettingFlags {
    /// Who answers: auto, rules, gemini, claude, openai, or a chain like gemini,claude,rules, where each is asked only
    /// if those before gave nothing; auto takes the first provider with a key, else the rules
    #[arg(long, value_name = "NAME")]
    pub(crate) provider: Option<String>,
    /// Which queries are asked: hybrid or staged
    #[arg(long, value_name = "PLAN")]
    pub(crate) plan: Option<PlanName>,
    /// Whose limits decide: csn, csn100 or en206
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: Option<Profile>,
    /// Language of the texts: en or cs [default: the locale's, else en]
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Option<Lang>,
    /// Your own price list (TOML), or the built-in set otskp-2025-ii
    #[arg(long, value_name = "FILE")]
    pub(crate) prices: Option<PathBuf>,
    /// Longest time for each query [default: 15, plan staged 60]
    #[arg(long, value_name = "SECONDS")]
    pub(crate) timeout: Option<String>,
    /// Let nothing leave this machine
    #[arg(long)]
    pub(crate) offline: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Boq {
    /// Bills of quantities: XLSX, XLSM, XLS, XLSB, ODS, CSV, XML (UNIXML, XC4, eSoupis) or JSON, told by their content;
    /// as JSON each of several is on a line of its own
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// What to print
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// Language of the texts: en or cs [default: the locale's, else en]
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Option<Lang>,
}

#[derive(Debug, Args)]
pub(crate) struct Rules {
    #[command(subcommand)]
    pub(crate) command: Option<RulesCommand>,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// List the rules
    List,
    /// Print the page of one rule
    Show {
        /// Its id, as `dozor rules` lists it
        id: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Standards {
    #[command(subcommand)]
    pub(crate) command: Option<StandardsCommand>,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Debug, Subcommand)]
pub(crate) enum StandardsCommand {
    /// List the tables
    List,
    /// Print one table with its sources
    Show {
        /// Its name, such as limits
        name: String,
    },
}

/// In which form and language reference is printed.
#[derive(Debug, Args)]
pub(crate) struct Form {
    /// What to print
    #[arg(long, value_enum, default_value_t, global = true)]
    pub(crate) format: Format,
    /// Language of the texts: en or cs [default: the locale's, else en]
    #[arg(long, value_name = "LANG", global = true)]
    pub(crate) lang: Option<Lang>,
}

#[derive(Debug, Args)]
pub(crate) struct Prompts {
    #[command(subcommand)]
    pub(crate) command: Option<PromptsCommand>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PromptsCommand {
    /// List the prompts in force
    List,
    /// Print one prompt
    Show {
        /// Its id
        id: String,
    },
    /// Write all prompts to a folder, to be changed and named in the configuration
    Export {
        /// The folder
        dir: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Providers {
    #[command(subcommand)]
    pub(crate) command: Option<ProvidersCommand>,
    #[command(flatten)]
    pub(crate) settings: SettingFlags,
    /// What to print
    #[arg(long, value_enum, default_value_t, global = true)]
    pub(crate) format: Format,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ProvidersCommand {
    /// List them: who can be asked and why not, model, price, limits
    List,
    /// Ask one a tiny question, which costs next to nothing
    Check {
        /// gemini, claude or openai
        name: String,
    },
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Never
    #[default]
    Never,
    /// ⚠️ or graver
    Warning,
    /// ❌ or graver
    NonCompliant,
    /// 🚨
    Critical,
}

impl FailOn {
    /// Whether that mark is reached.
    pub(crate) fn is_met_by(self, mark: Mark) -> bool {
        match self {
            Self::Never => false,
            Self::Warning => mark >= Mark::Warnings,
            Self::NonCompliant => mark >= Mark::NonCompliant,
            Self::Critical => mark >= Mark::CriticalRisk,
        }
    }
}
