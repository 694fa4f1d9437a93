//! Joins what arrived into the one audit: model's sections as verified, the rules' findings, labelled defaults.
//!
//! Pure: the order in which queries answered changes nothing.

use std::{cmp::Reverse, collections::BTreeMap};

use ::rules::Assessment;
use jiff::Timestamp;
use model::{
    Audit, AuditId, Lang, Mark, Outcome, Overall, Performance, Provenance, Section, SectionName, Severity,
    Status, Verification, Versions,
    sections::{ComplianceStatus, ProjectSummarySection, Warning},
};

use crate::{
    defaults::{self, DEFAULT},
    query::Answer,
    settings::Settings,
};

/// What an audit is made of.
#[derive(Debug)]
pub(crate) struct Material<'a> {
    pub(crate) audit_id: AuditId,
    pub(crate) settings: &'a Settings,
    pub(crate) assessment: &'a Assessment,
    pub(crate) stages: &'a [Vec<Answer>],
}

/// Merges the answers of all stages. `performance` is the caller's to fill: its total ends after the merge.
pub(crate) fn merge(material: &Material<'_>, created_at: Timestamp) -> Audit {
    let mut draft = Draft::new(material);
    for answer in material.stages.iter().flatten() {
        draft.take(answer);
    }
    draft.join_shared();
    draft.into_audit(created_at)
}

struct Draft<'a> {
    material: &'a Material<'a>,
    lang: Lang,
    sections: BTreeMap<SectionName, Section>,
    provenance: Provenance,
    failed_summary: Option<String>,
    verifications: Vec<Verification>,
    warnings: Vec<Warning>,
}

impl<'a> Draft<'a> {
    fn new(material: &'a Material<'a>) -> Self {
        Self {
            material,
            lang: material.settings.lang,
            sections: BTreeMap::new(),
            provenance: Provenance::new(),
            failed_summary: None,
            verifications: Vec::new(),
            warnings: Vec::new(),
        }
    }

    fn take(&mut self, answer: &Answer) {
        if answer.performance.outcome != Outcome::Complete {
            self.warnings.push(defaults::warning(answer, self.lang));
        }
        self.warnings.extend(answer.notes.iter().cloned());
        self.verifications.extend(answer.verifications.iter().cloned());
        for (name, section) in answer.sections.iter().filter(|(name, _)| !name.is_shared()) {
            self.sections.insert(*name, section.clone());
            self.provenance.insert(*name, maker(answer, *name));
        }
        for name in answer.missing() {
            self.put_default(name, answer);
        }
    }

    /// Nobody answered: a label, and in the lists of findings what the rule engine knows all the same.
    fn put_default(&mut self, name: SectionName, answer: &Answer) {
        let mut made_by = DEFAULT;
        match name {
            SectionName::ProjectSummary => {
                self.failed_summary = Some(format!("{} failed", answer.query.label));
            }
            SectionName::ComplianceStatus => {
                let status = defaults::compliance_status(self.lang);
                self.sections.insert(name, Section::ComplianceStatus(status));
            }
            SectionName::RisksIdentified => {
                self.sections.insert(name, defaults::risk(answer, self.lang));
                self.add_rule_findings(name);
            }
            SectionName::Recommendations => {
                self.sections.insert(name, defaults::recommendation(self.lang));
            }
            SectionName::ComplianceChecks | SectionName::DocumentIssues | SectionName::RfiItems
                if self.add_rule_findings(name) =>
            {
                made_by = "rules";
            }
            _ => {}
        }
        self.provenance.insert(name, made_by.to_owned());
    }

    /// Adds the rule engine's own entries to a list; tells whether there were any.
    fn add_rule_findings(&mut self, name: SectionName) -> bool {
        let found = self.material.assessment.section(name);
        match (self.sections.get_mut(&name), found) {
            (Some(Section::RisksIdentified(list)), Section::RisksIdentified(found)) => list.extend(found),
            (None, found) => {
                let any = !matches!(found.to_value(), serde_json::Value::Array(list) if list.is_empty());
                self.sections.insert(name, found);
                return any;
            }
            _ => {}
        }
        true
    }

    /// Warnings, assumptions and confidence belong to no query: those of all queries and of the rules are joined.
    fn join_shared(&mut self) {
        let answers = || self.material.stages.iter().flatten();
        let models: Vec<&Answer> = answers().filter(|answer| answer.performance.model.is_some()).collect();
        let from_rules = |name| self.material.assessment.section(name);

        let mut assumptions: Vec<String> = Vec::new();
        let mut warnings = std::mem::take(&mut self.warnings);
        let mut confidences: Vec<f64> = Vec::new();
        let given = models.iter().flat_map(|answer| answer.sections.values().cloned());
        let of_rules = [SectionName::Assumptions, SectionName::Warnings].map(from_rules);
        for section in given.chain(of_rules) {
            match section {
                Section::Assumptions(list) => assumptions.extend(list),
                Section::Warnings(list) => warnings.extend(list),
                Section::Confidence(confidence) => confidences.push(confidence),
                _ => {}
            }
        }
        keep_first(&mut assumptions);
        keep_first(&mut warnings);
        let confidence = self.confidence(&models, &confidences);

        let made_by = match models.first() {
            Some(answer) if !confidences.is_empty() => maker_name(answer, true),
            _ => "rules".to_owned(),
        };
        for (name, section) in [
            (SectionName::Warnings, Section::Warnings(warnings)),
            (SectionName::Assumptions, Section::Assumptions(assumptions)),
            (SectionName::Confidence, Section::Confidence(confidence)),
        ] {
            self.sections.insert(name, section);
            self.provenance.insert(name, made_by.clone());
        }
    }

    /// The mean of the models' confidence, but never above the rules'; each query that gave nothing counts as 0.
    fn confidence(&self, models: &[&Answer], given: &[f64]) -> f64 {
        let Section::Confidence(of_rules) = self.material.assessment.section(SectionName::Confidence) else {
            return 0.0;
        };
        if models.is_empty() || given.is_empty() {
            return of_rules;
        }
        let failed = models.iter().filter(|answer| answer.performance.outcome == Outcome::Failed).count();
        #[expect(clippy::cast_precision_loss, reason = "a handful of queries")]
        let mean = given.iter().sum::<f64>() / (given.len() + failed) as f64;
        mean.min(of_rules)
    }

    /// The verdict of the whole, judged once more now that every check is there.
    fn judged(&mut self) -> ComplianceStatus {
        let answers = || self.material.stages.iter().flatten();
        let carried = match self.sections.remove(&SectionName::ComplianceStatus) {
            Some(Section::ComplianceStatus(status)) => status,
            _ => defaults::compliance_status(self.lang),
        };
        let by_a_model = answers().any(|answer| answer.claimed_status.is_some());
        let by_default =
            self.provenance.get(&SectionName::ComplianceStatus).is_none_or(|made_by| made_by == DEFAULT);
        if !by_a_model && !by_default {
            return carried;
        }
        let claimed = answers().find_map(|answer| answer.claimed_status.clone()).unwrap_or(carried);
        let checks: Vec<_> = answers().flat_map(|answer| answer.claimed_checks.clone()).collect();
        let status = self.material.assessment.judge(&claimed, &checks, &self.verifications);
        if status.overall != claimed.overall || status.disputed {
            let made_by = if by_default { "rules" } else { "model+rules" };
            self.provenance.insert(SectionName::ComplianceStatus, made_by.to_owned());
        }
        status
    }

    fn into_audit(mut self, created_at: Timestamp) -> Audit {
        let compliance_status = self.judged();
        let Material { audit_id, settings, assessment, stages } = self.material;
        let mut verification = std::mem::take(&mut self.verifications);
        // By section and not by arrival, so that a run that was resumed ends with the same audit.
        verification.sort_by_key(|check| {
            check.subject.split(['.', '[']).next().and_then(|section| section.parse::<SectionName>().ok())
        });
        number(&mut verification, "V", |check| &mut check.id);
        let mut audit = Audit {
            audit_id: *audit_id,
            profile: settings.profile,
            status: Status { mark: Mark::Warnings, label: String::new() },
            project_summary: self.failed_summary.take().map(|error| ProjectSummarySection::Failed { error }),
            exposure_analysis: None,
            structural_analysis: None,
            durability_analysis: None,
            final_specification: None,
            materials_breakdown: None,
            cost_summary: None,
            value_engineering: Vec::new(),
            otskp_codes: Vec::new(),
            compliance_status,
            standards_checked: Vec::new(),
            compliance_checks: Vec::new(),
            risks_identified: Vec::new(),
            document_issues: Vec::new(),
            rfi_items: Vec::new(),
            recommendations: Vec::new(),
            warnings: Vec::new(),
            assumptions: Vec::new(),
            confidence: 0.0,
            elements: assessment.elements().to_vec(),
            verification,
            coverage: assessment.coverage(),
            provenance: std::mem::take(&mut self.provenance),
            versions: versions(settings, stages),
            performance: Performance::default(),
            execution_time_seconds: 0.0,
            created_at,
            lang: settings.lang,
            disclaimer: disclaimer(settings.lang).to_owned(),
        };
        for section in self.sections.into_values() {
            put(&mut audit, section);
        }
        put_in_order(&mut audit);
        audit.status = status(&audit);
        audit
    }
}

fn put(audit: &mut Audit, section: Section) {
    match section {
        Section::ProjectSummary(value) => audit.project_summary = Some(ProjectSummarySection::Known(value)),
        Section::ExposureAnalysis(value) => audit.exposure_analysis = Some(value),
        Section::StructuralAnalysis(value) => audit.structural_analysis = Some(value),
        Section::DurabilityAnalysis(value) => audit.durability_analysis = Some(value),
        Section::FinalSpecification(value) => audit.final_specification = Some(value),
        Section::MaterialsBreakdown(value) => audit.materials_breakdown = Some(value),
        Section::CostSummary(value) => audit.cost_summary = Some(value),
        Section::ValueEngineering(value) => audit.value_engineering = value,
        Section::OtskpCodes(value) => audit.otskp_codes = value,
        Section::ComplianceStatus(value) => audit.compliance_status = value,
        Section::StandardsChecked(value) => audit.standards_checked = value,
        Section::ComplianceChecks(value) => audit.compliance_checks = value,
        Section::RisksIdentified(value) => audit.risks_identified = value,
        Section::DocumentIssues(value) => audit.document_issues = value,
        Section::RfiItems(value) => audit.rfi_items = value,
        Section::Recommendations(value) => audit.recommendations = value,
        Section::Warnings(value) => audit.warnings = value,
        Section::Assumptions(value) => audit.assumptions = value,
        Section::Confidence(value) => audit.confidence = value,
    }
}

/// Gravest first, numbered in that order.
fn put_in_order(audit: &mut Audit) {
    audit.risks_identified.sort_by_key(|risk| Reverse(risk.severity));
    audit.document_issues.sort_by_key(|issue| Reverse(issue.severity));
    audit.rfi_items.sort_by_key(|question| Reverse(question.priority));
    audit.recommendations.sort_by_key(|advice| advice.priority);
    number(&mut audit.risks_identified, "R", |risk| &mut risk.id);
    number(&mut audit.rfi_items, "Q", |question| &mut question.id);
}

fn number<T>(items: &mut [T], letter: &str, id: impl Fn(&mut T) -> &mut String) {
    for (index, item) in items.iter_mut().enumerate() {
        *id(item) = format!("{letter}{}", index + 1);
    }
}

fn keep_first<T: PartialEq>(items: &mut Vec<T>) {
    let mut kept: Vec<T> = Vec::with_capacity(items.len());
    for item in items.drain(..) {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    *items = kept;
}

fn maker(answer: &Answer, name: SectionName) -> String {
    maker_name(answer, answer.changed.contains(&name))
}

fn maker_name(answer: &Answer, with_rules: bool) -> String {
    match &answer.performance.model {
        None => "rules".to_owned(),
        Some(_) if with_rules => "model+rules".to_owned(),
        Some(model) => model.clone(),
    }
}

fn versions(settings: &Settings, stages: &[Vec<Answer>]) -> Versions {
    let model = |answer: &Answer| answer.performance.model.clone().unwrap_or_else(|| "rules".to_owned());
    // A query that a budget forbade was answered by nobody; one that is kept from an earlier audit was not asked again.
    let asked = stages
        .iter()
        .flatten()
        .filter(|answer| answer.performance.attempts > 0 || !answer.sections.is_empty());
    Versions {
        rules: ::rules::VERSION.to_owned(),
        standards: standards::DATA_VERSION.to_owned(),
        prices: format!("{} {}", settings.prices.id, settings.prices.as_of),
        prompts: settings.prompts.version(),
        models: asked.map(|answer| (answer.query.id.to_owned(), model(answer))).collect(),
    }
}

fn status(audit: &Audit) -> Status {
    let gravest: Option<Severity> = audit.risks_identified.iter().map(|risk| risk.severity).max();
    let overall = audit.compliance_status.overall;
    let verdict = match (audit.lang, overall) {
        (Lang::En, Overall::Compliant) => "Compliant",
        (Lang::En, Overall::Conditional) => "Conditionally compliant",
        (Lang::En, Overall::Unknown) => "Not judged",
        (Lang::En, Overall::NonCompliant) => "Not compliant",
        (Lang::Cs, Overall::Compliant) => "Vyhovuje",
        (Lang::Cs, Overall::Conditional) => "Vyhovuje s podmínkami",
        (Lang::Cs, Overall::Unknown) => "Neposouzeno",
        (Lang::Cs, Overall::NonCompliant) => "Nevyhovuje",
    };
    let coverage = &audit.coverage;
    let (checked, total) = (coverage.checks.checked, coverage.checks.total);
    let label = match audit.lang {
        Lang::En => format!("{verdict}; {checked} of {total} checks could be decided"),
        Lang::Cs => format!("{verdict}; rozhodnout šlo {checked} z {total} kontrol"),
    };
    Status { mark: Mark::of(overall, gravest, !audit.warnings.is_empty()), label }
}

fn disclaimer(lang: Lang) -> &'static str {
    match lang {
        Lang::En => {
            "Made by a program from the documents given to it. It does not replace the responsible designer, the \
             structural check or the standards themselves; limits marked as not verified must be read in the standard."
        }
        Lang::Cs => {
            "Vytvořeno programem z předaných podkladů. Nenahrazuje odpovědného projektanta, statický výpočet ani \
             samotné normy; hodnoty označené jako neověřené je nutno ověřit v normě."
        }
    }
}
