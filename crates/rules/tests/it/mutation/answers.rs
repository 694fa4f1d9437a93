//! Correct answers as models write them: other words, numbers as text, units, another order, Czech, more classes than asked.

use model::{Brief, Lang};
use serde_json::{Value, json};

use crate::{brief, cases::table::CASES};

fn case(id: &str, lang: Lang) -> Brief {
    let case = CASES.iter().find(|case| case.id == id).unwrap();
    brief(if lang == Lang::En { case.en } else { case.cs })
}

/// Name, brief, language of the audit, answer.
pub(super) fn all() -> Vec<(&'static str, Brief, Lang, Value)> {
    vec![
        ("model on D02", case("D02", Lang::En), Lang::En, strip()),
        ("model on D05", case("D05", Lang::En), Lang::En, deck()),
        ("model on D12", case("D12", Lang::Cs), Lang::Cs, wall()),
        ("model on D08", case("D08", Lang::Cs), Lang::Cs, pipe()),
        ("model on D17", case("D17", Lang::Cs), Lang::Cs, slab()),
        ("model on D15", case("D15", Lang::En), Lang::En, piles()),
        ("model on D09", case("D09", Lang::En), Lang::En, hall()),
        ("model on D04", case("D04", Lang::En), Lang::En, industrial()),
        ("model on D06", case("D06", Lang::Cs), Lang::Cs, house()),
    ]
}

/// Worked case D02: XC2 XA1 certain, XC4 XF3 assumed; 21.6 m³, formwork 54.96 m².
fn strip() -> Value {
    json!({
        "project_summary": {"title": "Strip foundation", "structure_type": "strip foundation", "summary": "A strip of 45 m in ground water of pH 6.2."},
        "exposure_analysis": {"assumed": [{"class": "XF3", "reason": "frost, depth not given"}, {"class": "XC4", "reason": "outdoor"}],
            "certain": [{"class": "XA1", "reason": "pH 6.2 lies between 6.5 and 5.5"}, {"class": "XC2", "reason": "foundation"}]},
        "final_specification": {"element": "Foundation strip 45 m", "concrete_class": "C 25/30", "exposure_classes": ["XC2", "XC4", "XF3", "XA1"],
            "w_c_ratio": "0,50", "min_cement_kg_m3": "320", "air_content_percent": "4.0", "cover_mm": 40, "sulfate_resisting_cement": false},
        "durability_analysis": {"design_life_years": 50, "required_concrete_class": "C25/30", "measures": ["Curing at least 7 days"]},
        "structural_analysis": {"system": "Continuous strip on soil", "actions": ["Self-weight 13.0 kN/m, γG = 1.35", "Imposed load, gamma_Q = 1.5"], "required_concrete_class": "C20/25", "notes": []},
        "materials_breakdown": {"concrete": {"concrete_class": "C25/30 XC4, XF3", "volume_m3": 22.2, "unit_price_czk": "3 600", "total_czk": 79920},
            "reinforcement": {"total_tonnes": 1.9, "unit_price_czk": 29000, "total_czk": 55100}, "formwork": {"area_m2": 55, "unit_price_czk": 480, "total_czk": 26400}},
        "cost_summary": {"direct_costs_czk": 175_000, "indirect_costs_czk": 26250, "profit_czk": 20125, "vat_rate": 21, "total_incl_vat_czk": 267_864},
        "otskp_codes": [{"code": "272325", "item": "Foundations of reinforced concrete up to C30/37", "unit": "m3"}, {"code": "272365", "item": "Reinforcement of foundations", "unit": "t"}],
        "compliance_status": {"overall": "CONDITIONAL", "summary": "The ground water is not analysed in full."},
        "standards_checked": [{"standard": "EN 206:2013+A2:2021", "status": "current"}, {"standard": "ČSN EN 1992-1-1 ed. 2", "status": "current", "note": "cover"}, {"standard": "ČSN EN 206-1", "status": "superseded"}],
        "compliance_checks": [{"category": "durability", "items": [
            {"check": "Chemical attack by ground water", "required": "analysis to EN 206", "found": "only pH 6.2, XA1", "status": "UNKNOWN", "standard": "EN 206", "clause": "4.1, Table 2"},
            {"check": "Concrete strength class", "required": "min. C25/30", "found": "not specified", "status": "UNKNOWN", "standard": "ČSN EN 206+A2", "clause": "Annex F"},
            {"check": "Maximum w/c ratio", "required": "0.50", "found": "not given", "status": "UNKNOWN", "standard": "ČSN P 73 2404", "clause": "Table F.1"},
            {"check": "Air entrainment", "required": "min. 4 % (XF3)", "found": "", "status": "UNKNOWN", "standard": "ČSN P 73 2404", "clause": "tab. F.1"},
            {"check": "Fire resistance", "required": "R 60", "found": "not stated", "status": "UNKNOWN", "standard": "ČSN EN 1992-1-2", "clause": "5.4"}]}]
    })
}

/// Worked case D05: XC4 XD3 XF4; C25/30 and no air fail.
fn deck() -> Value {
    json!({
        "exposure_analysis": {"exposure_classes": ["XF4", "XD3", "XC4", "XF2", "XM1"]},
        "final_specification": {"concrete_class": "C30/37 (XC4, XD3, XF4)", "exposure_classes": ["XF4", "XC4", "XD3"], "w_c_ratio": 0.42,
            "min_cement_kg_m3": 360, "air_content_percent": 5, "cover_mm": "55", "element": "Parking deck slab"},
        "durability_analysis": {"required_concrete_class": "C35/45", "measures": ["Waterproofing membrane"]},
        "compliance_status": {"overall": "NON_COMPLIANT", "summary": "The class is too low and there is no air."},
        "compliance_checks": [
            {"category": "materials", "items": [
                {"check": "Compressive strength class of the deck", "required": "C30/37 or higher", "found": "C 25/30 as specified", "status": "FAIL", "standard": "ČSN EN 206+A2 / ČSN P 73 2404", "clause": "Table F.1"},
                {"check": "Entrained air", "required": "≥ 4,0 %", "found": "none", "status": "FAIL", "standard": "EN 206", "clause": "5.4.3, Table F.1"},
                {"check": "w/c ratio", "required": "max 0.45", "found": "not specified", "status": "UNKNOWN", "standard": "EN 206", "clause": "5.3.2"}]},
            {"category": "exposure", "items": [
                {"check": "Exposure class XD3 (de-icing salts)", "required": "XD3", "found": "not designated", "status": "FAIL", "standard": "EN 206", "clause": "Table 1"},
                {"check": "Exposure class XF4", "required": "XF4", "found": "not designated", "status": "FAIL", "standard": "EN 206", "clause": "Table 1"}]},
        ],
        "standards_checked": [{"standard": "EN 206", "status": "current", "note": ""}, {"standard": "EN 1504-2", "status": "current", "note": "coating"}]
    })
}

/// Worked case D12: the text makes XC4 XD3 XF4, the brief orders XC4 XD1 XF2, 35 mm of cover.
fn wall() -> Value {
    json!({
        "exposure_analysis": {"certain": [{"class": "XC4", "reason": "střídavě mokré a suché"}, {"class": "XD3", "reason": "přímý rozstřik solí"}, {"class": "XF4", "reason": "mráz a sůl"}], "assumed": []},
        "final_specification": {"element": "Opěrná zeď", "concrete_class": "C30/37 XC4, XD3, XF4", "w_c_ratio": "0,45", "min_cement_kg_m3": 340, "air_content_percent": "4,0", "cover_mm": 55},
        "durability_analysis": {"design_life_years": 50, "required_concrete_class": "C 30/37", "measures": ["Provzdušnění", "Odvodnění rubu zdi"]},
        "compliance_status": {"overall": "NON_COMPLIANT", "summary": "Stupně vlivu prostředí a krytí nevyhovují."},
        "compliance_checks": [{"category": "trvanlivost", "items": [
            {"check": "Krytí výztuže opěrné zdi", "required": "55 mm", "found": "35 mm", "status": "FAIL", "standard": "ČSN EN 1992-1-1 ed. 2", "clause": "čl. 4.4.1, tab. 4.4N"},
            {"check": "Stupně vlivu prostředí", "required": "XC4, XD3, XF4", "found": "XC4, XD1, XF2", "status": "FAIL", "standard": "ČSN EN 206+A2", "clause": "tabulka 1"},
            {"check": "Pevnostní třída betonu", "required": "nejméně C30/37", "found": "C30/37", "status": "PASS", "standard": "ČSN P 73 2404", "clause": "tabulka F.1.1"},
            {"check": "Obsah vzduchu", "required": "nejméně 4 %", "found": "neuvedeno", "status": "UNKNOWN", "standard": "ČSN P 73 2404", "clause": "tabulka F.1.1"}]}],
        "standards_checked": [{"standard": "ČSN P 73 2404", "status": "current", "note": "meze složení"}, {"standard": "ČSN EN 1997-1", "status": "current", "note": "opěrné konstrukce"}]
    })
}

/// Worked case D08: SDR 11 at d90 has a wall of 8.2 mm; 5.4 mm is SDR 17.
fn pipe() -> Value {
    json!({
        "project_summary": {"title": "Vodovodní přípojka", "structure_type": "potrubí", "summary": "PE100 RC d90, 120 m."},
        "compliance_status": {"overall": "NON_COMPLIANT", "summary": "Tloušťka stěny neodpovídá SDR 11."},
        "compliance_checks": [{"category": "potrubí", "items": [
            {"check": "Tloušťka stěny potrubí d90 SDR 11", "required": "8,2 mm", "found": "5,4 mm", "status": "FAIL", "standard": "ČSN EN 12201-2", "clause": "tabulka 2"}]}],
        "standards_checked": [{"standard": "ČSN EN 12201-2", "status": "current", "note": "PE potrubí"}]
    })
}

/// Worked case D17: XC1; a cover of 20 mm where bars of 12 mm ask for 22 mm.
fn slab() -> Value {
    json!({
        "exposure_analysis": {"certain": [{"class": "XC1", "reason": "suchý interiér"}]},
        "final_specification": {"element": "Stropní deska nad 1.NP", "concrete_class": "C20/25", "exposure_classes": ["XC1"], "w_c_ratio": 0.65, "min_cement_kg_m3": 260, "cover_mm": 25, "sulfate_resisting_cement": false},
        "structural_analysis": {"system": "Železobetonová deska tl. 200 mm", "actions": ["γG = 1,35; γQ = 1,5", "γC = 1,5; γS = 1,15"], "required_concrete_class": "C20/25", "notes": ["Posouzení podle rovnic 6.10a a 6.10b"]},
        "compliance_status": {"overall": "NON_COMPLIANT", "summary": "Krytí je menší než c_nom."},
        "compliance_checks": [{"category": "konstrukce", "items": [
            {"check": "Dílčí součinitel γG", "required": "1,35", "found": "1,35", "status": "PASS", "standard": "ČSN EN 1990", "clause": "tab. A1.2(B)"},
            {"check": "Krytí výztuže desky", "required": "c_nom ≥ 25 mm", "found": "20 mm", "status": "FAIL", "standard": "ČSN EN 1992-1-1", "clause": "4.4.1.2"},
            {"check": "Třída betonu: pevnost", "required": "C16/20", "found": "C20/25", "status": "PASS", "standard": "ČSN P 73 2404", "clause": "F.1"}]}],
        "standards_checked": [{"standard": "ČSN EN 1990", "status": "current", "note": "zásady"}, {"standard": "10 505 (R)", "status": "withdrawn", "note": "dnes B500B"}]
    })
}

/// Worked case D15: XC2 XA2, two values of the water in XA1; the brief orders XA1.
fn piles() -> Value {
    json!({
        "exposure_analysis": {"certain": [{"class": "XA2", "reason": "pH 5.8 and CO2 22 mg/l both XA1, so one class higher"}, {"class": "XC2", "reason": "buried"}]},
        "final_specification": {"element": "bored piles", "concrete_class": "C25/30", "exposure_classes": ["XA2", "XC2"], "w_c_ratio": 0.5, "min_cement_kg_m3": 375, "cover_mm": 75, "sulfate_resisting_cement": false},
        "compliance_status": {"overall": "NON_COMPLIANT"},
        "compliance_checks": [{"category": "chemistry", "items": [
            {"check": "Aggressiveness of ground water", "required": "XA2 by the two-value rule", "found": "XA2, NH4 and Mg not measured", "status": "UNKNOWN", "standard": "EN 206", "clause": "Table 2"},
            {"check": "Exposure class of piles", "required": "XC2, XA2", "found": "XA1", "status": "FAIL", "standard": "EN 206", "clause": "4.1"},
            {"check": "Strength class of piles", "required": "C25/30", "found": "C25/30", "status": "PASS", "standard": "ČSN P 73 2404", "clause": "Table F.1.1"}]}],
        "standards_checked": [{"standard": "EN 1536", "status": "current", "note": "bored piles"}]
    })
}

/// Worked case D09: a Soviet basis of design.
fn hall() -> Value {
    json!({
        "exposure_analysis": {"certain": [{"class": "XC1", "reason": "dry interior"}]},
        "final_specification": {"concrete_class": "C20/25", "exposure_classes": ["XC1"], "w_c_ratio": 0.6, "min_cement_kg_m3": 280},
        "compliance_status": {"overall": "NON_COMPLIANT", "summary": "SNiP is no basis for a new hall."},
        "standards_checked": [{"standard": "SNiP 2.03.01-84", "status": "foreign", "note": "use EN 1992-1-1"}, {"standard": "EN 1992-1-1", "status": "current"}],
        "compliance_checks": [{"category": "standards", "items": [
            {"check": "Design standard in force", "required": "EN 1992-1-1", "found": "SNiP 2.03.01-84", "status": "FAIL", "standard": "EN 1992-1-1", "clause": "1.1"}]}]
    })
}

/// Worked case D04: XC2 XA3, driven by sulfate.
fn industrial() -> Value {
    json!({
        "exposure_analysis": {"certain": [{"class": "XC2", "reason": "foundation"}, {"class": "XA3", "reason": "pH 4.9 and SO4 2200 mg/l: two values in XA2"}]},
        "final_specification": {"element": "Foundation", "concrete_class": "C30/37", "exposure_classes": ["XC2", "XA3"], "w_c_ratio": 0.45, "min_cement_kg_m3": 360, "cover_mm": 50, "sulfate_resisting_cement": true},
        "compliance_status": {"overall": "CONDITIONAL", "summary": "The analysis is not complete."},
        "compliance_checks": [{"category": "chemistry", "items": [
            {"check": "Sulfate-resisting cement", "required": "SR cement", "found": "not stated", "status": "UNKNOWN", "standard": "EN 206", "clause": "5.3.2"},
            {"check": "Minimum cement content", "required": "360 kg/m³", "found": "not stated", "status": "UNKNOWN", "standard": "ČSN P 73 2404", "clause": "Table F.1.1"}]}]
    })
}

/// Worked case D06: C25/30 XC2; 21.6 m³ by dimensions, 22.5 m³, 55 m² and 1.6 t in the bill.
fn house() -> Value {
    json!({
        "exposure_analysis": {"certain": [{"class": "XC2", "reason": "základ pod terénem"}]},
        "final_specification": {"element": "Základový pas", "concrete_class": "C25/30", "exposure_classes": ["XC2"], "w_c_ratio": 0.6, "min_cement_kg_m3": 280, "cover_mm": 40},
        "materials_breakdown": {"concrete": {"concrete_class": "C25/30", "volume_m3": 21.6, "unit_price_czk": 3400, "total_czk": 73440},
            "reinforcement": {"total_tonnes": 1.6, "unit_price_czk": 28500, "total_czk": 45600}, "formwork": {"area_m2": 54.96, "unit_price_czk": 450, "total_czk": 24732}},
        "cost_summary": {"direct_costs_czk": 143_772, "indirect_costs_czk": 0, "profit_czk": 0, "vat_rate": 0.12, "total_incl_vat_czk": 161_025},
        "compliance_status": {"overall": "COMPLIANT", "summary": "Bez závad."},
        "compliance_checks": [{"category": "množství", "items": [
            {"check": "Bednění pasu", "required": "55 m²", "found": "55 m2", "status": "PASS", "standard": "", "clause": ""},
            {"check": "Objem betonu pasu", "required": "21,6 m³", "found": "22,5 m³", "status": "PASS", "standard": "", "clause": ""},
            {"check": "Stupeň vyztužení", "required": "50-110 kg/m³", "found": "71 kg/m³", "status": "PASS", "standard": "", "clause": ""}]}]
    })
}
