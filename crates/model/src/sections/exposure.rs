//! Exposure classes with the reason of each.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The exposure classes of the governing element to EN 206 Table 1 (XM: ČSN P 73 2404).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ExposureAnalysis {
    /// `certain` and `assumed` together, in the order X0 XC XD XS XF XA XM.
    #[schemars(extend("x-ours" = true))]
    pub exposure_classes: Vec<String>,
    /// Classes that follow from the text or are specified in it.
    pub certain: Vec<ClassReason>,
    /// Classes that are assumed and must be confirmed.
    pub assumed: Vec<ClassReason>,
}

/// One class and why it applies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(inline)]
pub struct ClassReason {
    /// Exposure class, such as `XC4`.
    pub class: String,
    /// Why it applies here.
    pub reason: String,
}

impl ExposureAnalysis {
    /// Makes `exposure_classes` the union of `certain` and `assumed` in the contract's order. Classes that stand
    /// in the union alone, as some models write them, count as certain without a reason.
    pub fn complete(&mut self) {
        for class in std::mem::take(&mut self.exposure_classes) {
            let listed = self.certain.iter().chain(&self.assumed).any(|known| known.class == class);
            if !listed {
                self.certain.push(ClassReason { class, reason: String::new() });
            }
        }
        let mut union: Vec<String> =
            self.certain.iter().chain(&self.assumed).map(|known| known.class.clone()).collect();
        union.sort_by(|a, b| class_order(a).cmp(&class_order(b)));
        union.dedup();
        self.exposure_classes = union;
    }
}

/// Place of an exposure class in the contract's order X0 XC XD XS XF XA XM; unknown ones come last.
pub fn class_order(class: &str) -> (usize, &str) {
    let families = ["X0", "XC", "XD", "XS", "XF", "XA", "XM"];
    let family = families.iter().position(|family| class.starts_with(family));
    (family.unwrap_or(families.len()), class)
}
