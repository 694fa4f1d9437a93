//! The fixed words of the reports, English and Czech side by side. A word is declared once with both values, so
//! none can be missing in a language.

use model::{
    Lang, Outcome, Overall, Priority, Profile, Severity,
    sections::{CheckStatus, StandardState},
};

/// Declares the words: name, English, Czech.
macro_rules! declare {
    ($($name:ident: $english:literal, $czech:literal;)+) => {
        /// The fixed words of one language.
        pub(crate) struct Words { $(pub(crate) $name: &'static str),+ }

        static ENGLISH: Words = Words { $($name: $english),+ };
        static CZECH: Words = Words { $($name: $czech),+ };

        #[cfg(test)]
        const ALL: &[(&str, &str, &str)] = &[$((stringify!($name), $english, $czech)),+];
    };
}

declare! {
    crowns: "CZK", "Kč";
    not_known: "not known", "není známo";

    // Verdict and reasons
    compliant: "COMPLIANT", "VYHOVUJE";
    conditional: "CONDITIONAL", "VYHOVUJE PODMÍNEČNĚ";
    unknown_verdict: "UNKNOWN", "NELZE POSOUDIT";
    non_compliant: "NON-COMPLIANT", "NEVYHOVUJE";
    project: "Project", "Stavba";
    checked: "Checked", "Prověřeno";
    elements_share: "elements", "prvky";
    not_checked: "not checked", "neprověřeno";
    positions_share: "positions", "položky";
    checks_share: "checks", "kontroly";
    profile: "Limits", "Mezní hodnoty";
    profile_csn: "ČSN P 73 2404 for ČSN EN 206+A2, 50 years", "ČSN P 73 2404 k ČSN EN 206+A2, 50 let";
    profile_csn100: "ČSN P 73 2404 with the conditions for 100 years", "ČSN P 73 2404 s podmínkami pro 100 let";
    profile_en206: "EN 206 Annex F (informative)", "EN 206 příloha F (informativní)";
    profile_stavagent: "a simplified table, for comparison only", "zjednodušená tabulka, jen pro srovnání";
    disputed: "Every failed check of the model is contradicted by a rule: the verdict is disputed.",
        "Každou nevyhovující kontrolu modelu vyvrací pravidlo: verdikt je sporný.";
    why: "Why", "Proč";
    query: "query", "dotaz";
    answered_in_part: "answered only in part", "odpověděl jen zčásti";
    failed_query: "failed", "selhal";

    // Exposure and concrete
    exposure_and_concrete: "Exposure and required concrete", "Vliv prostředí a požadovaný beton";
    no_answer: "No answer came for this part.", "Pro tuto část nepřišla odpověď.";
    exposure_classes: "Exposure classes", "Stupně vlivu prostředí";
    certain: "certain", "jistý";
    assumed: "assumed", "předpokládaný";
    element: "Element", "Prvek";
    concrete_class: "Strength class", "Pevnostní třída";
    w_c_ratio: "Water/cement ratio", "Vodní součinitel";
    cement: "Cement", "Cement";
    air: "Air content", "Obsah vzduchu";
    cover: "Nominal cover", "Jmenovitá krycí vrstva";
    at_most: "at most", "nejvýše";
    at_least: "at least", "nejméně";
    sulfate_resisting: "Sulfate-resisting cement (SR)", "Síranovzdorný cement (SR)";
    required: "required", "požadován";
    not_required: "not required", "nepožaduje se";
    limits_verified: "Every limit behind these values was checked against the standard or two independent readings of it.",
        "Všechny mezní hodnoty byly ověřeny podle normy nebo dvou nezávislých zdrojů.";
    limits_not_verified: "Some limits behind these values could not be checked against the text of the standard: confirm them.",
        "Některé mezní hodnoty nebylo možné ověřit podle textu normy: potvrďte je.";
    structure: "Structure and durability", "Konstrukce a trvanlivost";
    system: "System", "Nosný systém";
    actions: "Actions", "Zatížení";
    class_for_resistance: "Class for resistance", "Třída pro únosnost";
    class_for_durability: "Class for durability", "Třída pro trvanlivost";
    design_life: "Design working life", "Návrhová životnost";
    measures: "Measures", "Opatření";

    // Elements
    elements: "Elements", "Prvky";
    place: "Where", "Kde";
    exposure: "Exposure", "Prostředí";
    concrete: "Concrete", "Beton";
    quantities: "Quantities", "Množství";
    formwork_short: "formwork", "bednění";
    reinforcement_short: "steel", "výztuž";
    verdict: "Verdict", "Verdikt";

    // Costs
    costs: "Materials and costs", "Materiály a náklady";
    item: "Item", "Položka";
    quantity: "Quantity", "Množství";
    unit_price: "Unit price", "Jednotková cena";
    total: "Total", "Celkem";
    reinforcement: "Reinforcement", "Výztuž";
    formwork: "Formwork", "Bednění";
    various: "various", "různé";
    other_items: "Other items of the bill", "Ostatní položky soupisu";
    without_labour: "Labour not included", "Práce není zahrnuta";
    direct: "Direct costs", "Přímé náklady";
    indirect: "Indirect costs", "Nepřímé náklady";
    profit: "Profit", "Zisk";
    site: "Site costs", "Vedlejší rozpočtové náklady (VRN)";
    subtotal: "Subtotal without VAT", "Celkem bez DPH";
    vat: "VAT", "DPH";
    vat_assumed: "rate assumed", "sazba předpokládána";
    total_with_vat: "Total with VAT", "Celkem s DPH";
    per_cubic_metre: "Without VAT per m³ of concrete", "Bez DPH na m³ betonu";
    costs_unknown: "The costs could not be determined.", "Náklady nebylo možné stanovit.";
    costs_incomplete: "What is not known here is not counted as zero: the costs are incomplete.",
        "Co zde není známo, nepočítá se jako nula: náklady nejsou úplné.";
    price_basis: "Prices", "Ceny";

    // Checks
    checks: "Checks", "Kontroly";
    pass: "PASS", "VYHOVUJE";
    fail: "FAIL", "NEVYHOVUJE";
    unknown_check: "UNKNOWN", "NELZE ZJISTIT";
    passed: "passed", "vyhovuje";
    failed: "failed", "nevyhovuje";
    undecided: "cannot be told", "nelze zjistit";
    required_value: "required", "požadováno";
    found_value: "found", "zjištěno";
    contradictions: "The model against the rules", "Model proti pravidlům";
    model_says: "the model says", "model uvádí";
    rule_gives: "the rule gives", "pravidlo dává";
    figure_not_verified: "this figure is not verified against the standard", "údaj není ověřen podle normy";
    confirmed: "confirmed", "potvrzeno";
    contradicted: "contradicted", "vyvráceno";
    unverifiable: "cannot be decided", "nelze rozhodnout";
    arithmetic: "arithmetic", "výpočet";
    standards: "Standards", "Normy";
    current: "in force", "platná";
    superseded: "superseded", "nahrazená";
    withdrawn: "withdrawn", "zrušená";
    foreign: "foreign", "zahraniční";
    unknown_standing: "standing not known", "platnost neznámá";

    // Findings
    critical: "CRITICAL", "KRITICKÁ";
    high: "HIGH", "VYSOKÁ";
    medium: "MEDIUM", "STŘEDNÍ";
    low: "LOW", "NÍZKÁ";
    risks: "Risks by severity", "Rizika podle závažnosti";
    impact: "Impact", "Dopad";
    action: "Action", "Opatření";
    effort: "Effort", "Náročnost";
    must_wait: "The work that it concerns must wait until this is settled.",
        "Dotčené práce nesmí pokračovat, dokud se to nevyřeší.";
    document_issues: "Faults of the documents", "Závady v podkladech";
    questions: "Questions to ask", "Dotazy k zodpovězení";
    addressee: "To", "Komu";
    needed_for: "Decides", "Rozhoduje o";
    deadline: "By", "Termín";
    recommendations: "Recommendations", "Doporučení";
    must: "MUST", "NUTNÉ";
    should: "SHOULD", "DOPORUČENO";
    consider: "CONSIDER", "KE ZVÁŽENÍ";
    savings: "Possible savings", "Možné úspory";
    saving: "Saving", "Úspora";
    otskp_codes: "OTSKP codes", "Kódy OTSKP";
    assumptions: "Assumptions", "Předpoklady";
    warnings: "Warnings", "Upozornění";

    // How it was made
    performance: "Time, tokens and money", "Čas, tokeny a peníze";
    total_time: "Total time", "Celkový čas";
    own_time: "Dozor's own work", "z toho vlastní práce Dozoru";
    query_column: "Query", "Dotaz";
    answered_by: "Answered by", "Odpovídal";
    time: "Time", "Čas";
    first_token: "First token", "První token";
    tokens_in_out: "Tokens in/out", "Tokeny dovnitř/ven";
    attempts: "Attempts", "Pokusy";
    outcome: "Outcome", "Výsledek";
    complete: "complete", "úplný";
    partial: "partial", "částečný";
    failed_outcome: "failed", "selhal";
    efficiency: "Parallel efficiency", "Účinnost souběhu";
    efficiency_one: "100 % is one query after the other", "100 % je jeden dotaz po druhém";
    efficiency_two: "200 % is perfect for two", "200 % je ideál pro dva";
    efficiency_below: "below 100 % is overhead", "pod 100 % je režie";
    tokens: "Tokens", "Tokeny";
    estimated: "partly estimated, 4 characters per token", "zčásti odhad, 4 znaky na token";
    cached: "from the cache", "z mezipaměti";
    money: "Price of the queries", "Cena dotazů";
    confidence: "Confidence", "Spolehlivost";
    provenance: "Who made what", "Kdo co vytvořil";
    made_by_rules: "rule engine", "pravidla";
    made_by_both: "model, mended by the rules", "model, opravený pravidly";
    made_by_default: "default, no answer came", "náhradní hodnota, odpověď nepřišla";
    every_section: "every section", "všechny části";
    versions: "Versions", "Verze";
    rules_version: "rules", "pravidla";
    standards_version: "standards", "normy";
    prices_version: "prices", "ceny";
    prompts_version: "prompts", "zadání pro modely";
    models_version: "models", "modely";
    audit: "Audit", "Audit";

    // Bill of quantities
    number_column: "No.", "Č.";
    code_column: "Code", "Kód";
    name_column: "Item", "Položka";
    unit_column: "Unit", "MJ";
    unit_price_column: "CZK per unit", "Kč za MJ";
    total_column: "Total CZK", "Celkem Kč";
    section_column: "Section", "Oddíl";
    positions_column: "Positions", "Položky";
    without_section: "(no section)", "(bez oddílu)";
    sums: "Sums by section, CZK without VAT", "Součty po oddílech, Kč bez DPH";
    priced: "Priced positions", "Oceněné položky";
    total_without_vat: "Total without VAT", "Celkem bez DPH";
    skipped: "Skipped rows", "Přeskočené řádky";
    skipped_above_header: "above the heading of the table", "nad záhlavím tabulky";
    skipped_header: "headings of tables", "záhlaví tabulek";
    skipped_section: "titles of sections", "názvy oddílů";
    skipped_total: "totals", "součty";
    skipped_measurement: "measurements, kept with their positions", "výkaz výměr, veden u položek";
    skipped_note: "notes", "poznámky";
    skipped_price_book: "texts of the price book", "texty cenové soustavy";
    skipped_hidden: "hidden sheets", "skryté listy";
    skipped_sheet: "sheets without a table", "listy bez tabulky";
    skipped_figures: "lists of figures", "seznamy figur";
    skipped_price_list: "items of a price list", "položky ceníku";
    skipped_other: "other", "ostatní";
    no_positions: "No positions were found.", "Nebyly nalezeny žádné položky.";
}

/// The words of a language.
pub(crate) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &ENGLISH,
        Lang::Cs => &CZECH,
    }
}

impl Words {
    pub(crate) fn overall(&self, overall: Overall) -> &'static str {
        match overall {
            Overall::Compliant => self.compliant,
            Overall::Conditional => self.conditional,
            Overall::Unknown => self.unknown_verdict,
            Overall::NonCompliant => self.non_compliant,
        }
    }

    pub(crate) fn severity(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Critical => self.critical,
            Severity::High => self.high,
            Severity::Medium => self.medium,
            Severity::Low => self.low,
        }
    }

    pub(crate) fn priority(&self, priority: Priority) -> &'static str {
        match priority {
            Priority::Must => self.must,
            Priority::Should => self.should,
            Priority::Consider => self.consider,
        }
    }

    pub(crate) fn check(&self, status: CheckStatus) -> &'static str {
        match status {
            CheckStatus::Pass => self.pass,
            CheckStatus::Fail => self.fail,
            CheckStatus::Unknown => self.unknown_check,
        }
    }

    pub(crate) fn standing(&self, state: StandardState) -> &'static str {
        match state {
            StandardState::Current => self.current,
            StandardState::Superseded => self.superseded,
            StandardState::Withdrawn => self.withdrawn,
            StandardState::Foreign => self.foreign,
            StandardState::Unknown => self.unknown_standing,
        }
    }

    pub(crate) fn outcome(&self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::Complete => self.complete,
            Outcome::Partial => self.partial,
            Outcome::Failed => self.failed_outcome,
        }
    }

    /// Why rows of a bill are no positions; a reason without a word of its own stays as it is.
    pub(crate) fn skip_reason<'a>(&self, reason: &'a str) -> &'a str {
        match reason {
            "above_header" => self.skipped_above_header,
            "header" => self.skipped_header,
            "section" => self.skipped_section,
            "total" => self.skipped_total,
            "measurement" => self.skipped_measurement,
            "note" => self.skipped_note,
            "price_book_text" => self.skipped_price_book,
            "hidden_sheet" => self.skipped_hidden,
            "sheet_without_header" => self.skipped_sheet,
            "figure_list" => self.skipped_figures,
            "price_list" => self.skipped_price_list,
            "other" => self.skipped_other,
            unnamed => unnamed,
        }
    }

    pub(crate) fn limits_of(&self, profile: Profile) -> &'static str {
        match profile {
            Profile::Csn => self.profile_csn,
            Profile::Csn100 => self.profile_csn100,
            Profile::En206 => self.profile_en206,
            Profile::Stavagent => self.profile_stavagent,
        }
    }
}

/// The line behind a list that was cut.
pub(crate) fn and_more(lang: Lang, number: usize, shown: &str) -> String {
    match lang {
        Lang::En => format!("… and {shown} more, see --format json"),
        Lang::Cs => {
            let rest = counted(lang, number, ["další položka", "další položky", "dalších položek"]);
            format!("… a {shown} {rest}, viz --format json")
        }
    }
}

/// `15 positions`.
pub(crate) fn positions(lang: Lang, number: usize, shown: &str) -> String {
    let noun = match lang {
        Lang::En => counted(lang, number, ["position", "positions", "positions"]),
        Lang::Cs => counted(lang, number, ["položka", "položky", "položek"]),
    };
    format!("{shown} {noun}")
}

/// `50 years`.
pub(crate) fn years(lang: Lang, number: usize) -> String {
    let noun = match lang {
        Lang::En => counted(lang, number, ["year", "years", "years"]),
        Lang::Cs => counted(lang, number, ["rok", "roky", "let"]),
    };
    format!("{number} {noun}")
}

/// The noun's form for a count: for one, for two to four (Czech alone tells it apart), for more.
fn counted(lang: Lang, number: usize, [one, few, many]: [&'static str; 3]) -> &'static str {
    match (lang, number) {
        (_, 1) => one,
        (Lang::Cs, 2..=4) => few,
        _ => many,
    }
}

#[cfg(test)]
mod tests {
    use model::Lang;

    use super::{ALL, and_more, positions, years};

    #[test]
    fn no_word_is_empty_in_either_language() {
        for (name, english, czech) in ALL {
            assert!(!english.trim().is_empty() && !czech.trim().is_empty(), "{name}");
        }
    }

    #[test]
    fn czech_counts_take_their_three_forms() {
        assert_eq!(positions(Lang::Cs, 1, "1"), "1 položka");
        assert_eq!(positions(Lang::Cs, 3, "3"), "3 položky");
        assert_eq!(positions(Lang::Cs, 5, "5"), "5 položek");
        assert_eq!(positions(Lang::Cs, 0, "0"), "0 položek");
        assert_eq!(positions(Lang::Cs, 22, "22"), "22 položek");
        assert_eq!(years(Lang::Cs, 50), "50 let");
        assert_eq!(positions(Lang::En, 1, "1"), "1 position");
        assert_eq!(positions(Lang::En, 2, "2"), "2 positions");
    }

    #[test]
    fn a_cut_list_says_how_much_is_missing() {
        assert_eq!(and_more(Lang::Cs, 2, "2"), "… a 2 další položky, viz --format json");
        assert_eq!(and_more(Lang::En, 40, "40"), "… and 40 more, see --format json");
    }
}
