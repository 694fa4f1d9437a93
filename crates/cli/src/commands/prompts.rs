//! `dozor prompts`: the prompts in force, listed, shown, or written to a folder to be changed.

use std::{fmt::Write as _, fs, path::Path};

use anyhow::{Context as _, anyhow};
use model::Options;
use orchestrator::Prompts;

use crate::{
    args::{PromptsCommand, SettingFlags},
    config::{Config, Environment},
    exit::Exit,
    output, text_file,
};

/// Runs `list`, `show` or `export`.
pub(super) fn run(
    command: Option<PromptsCommand>,
    file: Option<&Path>,
    environment: &Environment,
) -> anyhow::Result<Exit> {
    let config = Config::resolve(&SettingFlags::default(), &Options::default(), file, environment)?;
    let prompts = in_force(config.prompts.value.as_deref())?;
    match command.unwrap_or(PromptsCommand::List) {
        PromptsCommand::List => output::result(&list(&prompts), None)?,
        PromptsCommand::Show { id } => {
            let known = || prompts.iter().map(|prompt| prompt.id.as_str()).collect::<Vec<_>>().join(", ");
            let prompt = prompts
                .get(&id)
                .ok_or_else(|| anyhow!("there is no prompt {id:?}; known are {}", known()))?;
            output::result(&format!("{}\n", prompt.file.trim_end()), None)?;
        }
        PromptsCommand::Export { dir } => export(&prompts, &dir)?,
    }
    Ok(Exit::Done)
}

/// The shipped prompts, with the user's own in the place of those of the same id.
pub(super) fn in_force(folder: Option<&Path>) -> anyhow::Result<Prompts> {
    let mut prompts = Prompts::shipped()?;
    let Some(folder) = folder else { return Ok(prompts) };
    let entries =
        fs::read_dir(folder).with_context(|| format!("prompts in {} could not be read", folder.display()))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    for path in files {
        let text = text_file::read(&path, text_file::SMALL)?;
        prompts.replace(&path.display().to_string(), &text)?;
    }
    Ok(prompts)
}

fn list(prompts: &Prompts) -> String {
    let mut text = String::new();
    for prompt in prompts.iter() {
        let sections: Vec<&str> = prompt.sections.iter().map(|section| section.as_str()).collect();
        let _ =
            writeln!(text, "{:24} temperature {:.1}  {}", prompt.id, prompt.temperature, sections.join(", "));
    }
    text
}

fn export(prompts: &Prompts, dir: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(dir).with_context(|| format!("folder {} could not be made", dir.display()))?;
    for prompt in prompts.iter() {
        let path = dir.join(format!("{}.md", prompt.id));
        if path.exists() {
            return Err(anyhow!("{} is there already and is not overwritten", path.display()));
        }
        fs::write(&path, &prompt.file).with_context(|| format!("{} could not be written", path.display()))?;
    }
    output::note(&format!(
        "{} prompts written; name the folder with DOZOR_PROMPTS or prompts = … in dozor.toml",
        prompts.iter().count()
    ));
    Ok(())
}
