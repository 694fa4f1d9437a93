//! Prompts from Markdown files with front matter, shipped in the binary and replaceable by the user's own.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use model::SectionName;
use serde::Deserialize;
use serde_json::Value;

use crate::{Error, schema};

/// One prompt.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// Id of the query that it serves, and name of its file.
    pub id: String,
    /// Sampling temperature; models that refuse one are not sent it.
    pub temperature: f32,
    /// Ceiling of the answer in tokens, well above what the text asks for.
    pub max_output_tokens: u32,
    /// The sections asked for, in the order in which the model is to write them.
    pub sections: Vec<SectionName>,
    /// The text itself, without the front matter.
    pub text: String,
    /// The whole file.
    pub file: String,
    schema: OnceLock<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    id: String,
    temperature: f32,
    max_output_tokens: u32,
    sections: Vec<SectionName>,
}

/// All prompts, by id.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompts {
    by_id: BTreeMap<String, Arc<Prompt>>,
}

macro_rules! shipped {
    ($($id:literal),+ $(,)?) => { &[$(($id, include_str!(concat!("../../../prompts/", $id, ".md")))),+] };
}

/// Id and file of each prompt in the binary.
const SHIPPED: &[(&str, &str)] = shipped!(
    "comprehensive_analysis",
    "compliance_risks",
    "document_validator",
    "structural_engineer",
    "concrete_specialist",
    "cost_estimator",
    "construction_planner",
    "standards_checker",
);

impl Prompts {
    /// The prompts in the binary.
    pub fn shipped() -> Result<Self, Error> {
        let mut by_id = BTreeMap::new();
        for (id, file) in SHIPPED {
            by_id.insert((*id).to_owned(), Arc::new(Prompt::parse(&format!("{id}.md"), file)?));
        }
        Ok(Self { by_id })
    }

    /// Puts a file of the user's in the place of the shipped prompt with the same id.
    ///
    /// It must ask for the same sections, in any order: an audit always has all of them.
    pub fn replace(&mut self, file_name: &str, file: &str) -> Result<(), Error> {
        let prompt = Prompt::parse(file_name, file)?;
        let wrong = |problem: String| Error::Prompt { file: file_name.to_owned(), problem };
        let Some(shipped) = self.by_id.get(&prompt.id) else {
            let known: Vec<&str> = self.by_id.keys().map(String::as_str).collect();
            return Err(wrong(format!("unknown id {:?}; known are {}", prompt.id, known.join(", "))));
        };
        let missing = shipped.sections.iter().filter(|section| !prompt.sections.contains(section));
        let missing: Vec<&str> = missing.map(|section| section.as_str()).collect();
        if !missing.is_empty() {
            return Err(wrong(format!(
                "its front matter must also list the sections {}",
                missing.join(", ")
            )));
        }
        self.by_id.insert(prompt.id.clone(), Arc::new(prompt));
        Ok(())
    }

    /// The prompt of a query.
    pub fn get(&self, id: &str) -> Option<&Arc<Prompt>> {
        self.by_id.get(id)
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Prompt> {
        self.by_id.values().map(Arc::as_ref)
    }

    /// A short name for exactly these texts (FNV-1a), so that an audit tells which it was made with.
    pub fn version(&self) -> String {
        let bytes = self.by_id.values().flat_map(|prompt| prompt.file.bytes());
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        format!("{hash:016x}")
    }
}

impl Prompt {
    /// Reads a file: TOML between two lines of `+++`, then the text.
    fn parse(file_name: &str, file: &str) -> Result<Self, Error> {
        let wrong = |problem: String| Error::Prompt { file: file_name.to_owned(), problem };
        let parts = file
            .strip_prefix("+++")
            .and_then(|rest| rest.split_once("\n+++"))
            .ok_or_else(|| wrong("begins with front matter: TOML between two lines of +++".to_owned()))?;
        let (front, text) = parts;
        let front: FrontMatter = toml::from_str(front).map_err(|error| wrong(error.to_string()))?;
        if text.trim().is_empty() {
            return Err(wrong("has no text after its front matter".to_owned()));
        }
        if !front.temperature.is_finite() || !(0.0..=2.0).contains(&front.temperature) {
            return Err(wrong(format!("temperature {} is outside 0 to 2", front.temperature)));
        }
        Ok(Self {
            id: front.id,
            temperature: front.temperature,
            max_output_tokens: front.max_output_tokens,
            sections: front.sections,
            text: text.trim().to_owned(),
            file: file.to_owned(),
            schema: OnceLock::new(),
        })
    }

    /// The JSON Schema of the answer, made when a model is first asked.
    pub fn schema(&self) -> &Value {
        self.schema.get_or_init(|| schema::answer(&self.sections))
    }
}
