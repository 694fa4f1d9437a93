//! Costs worked by hand, and sums that hold for any input.

use std::fmt::Write;

use model::{Brief, Lang, Number, Profile, sections::CostSummary};
use proptest::prelude::*;
use standards::prices::PriceSet;

use crate::{Settings, assess, finding::Finding};

fn brief(text: &str) -> Brief {
    Brief::from_toml(text).unwrap()
}

fn settings(prices: PriceSet) -> Settings {
    Settings { profile: Profile::Csn, lang: Lang::En, prices }
}

fn costing(text: &str) -> super::Costing {
    assess(&brief(text), &settings(PriceSet::embedded())).costing
}

fn number(text: &str) -> Option<Number> {
    Number::parse(text)
}

fn sums_hold(cost: &CostSummary) {
    let of = |value: Option<Number>| value.unwrap();
    let parts = [cost.direct_costs_czk, cost.indirect_costs_czk, cost.profit_czk, cost.site_costs_czk];
    let subtotal: Number = parts.into_iter().map(of).sum();
    assert_eq!(Some(subtotal), cost.subtotal_excl_vat_czk);
    let vat = Number::from(*subtotal * *of(cost.vat_rate)).to_hellers();
    assert_eq!(Some(vat), cost.vat_czk);
    assert_eq!(Some([subtotal, vat].into_iter().sum()), cost.total_incl_vat_czk);
    assert!(parts.into_iter().map(of).all(|sum| sum == sum.to_hellers()));
}

/// By hand: strip 45 × 0.8 × 0.6 = 21.6 m³; C25/30 XC2 3320 + 365 transport = 3685 × 21.6 = 79 596.
/// Reinforcement 21.6 × 80 kg = 1.728 t × 28 000 = 48 384. Formwork 2×45×0.6 + 2×0.8×0.6 = 54.96 m² × 450 = 24 732.
/// Direct 152 712; indirect 15 % 22 906.80; profit 10 % of 175 618.80 = 17 561.88; subtotal 193 180.68;
/// VAT 21 % 40 567.94; total 233 748.62; per m³ 193 180.68 / 21.6 = 8943.55.
#[test]
fn a_strip_footing_without_prices_costs_what_the_price_set_gives() {
    let costing = costing(
        "project_description = \"Foundation strip 45 m × 0.8 m × 0.6 m, founded 1.25 m below ground. Concrete C25/30 XC2.\"",
    );
    let concrete = costing.materials.concrete.unwrap();
    assert_eq!((concrete.volume_m3, concrete.unit_price_czk), (number("21.6"), number("3685")));
    assert_eq!(concrete.total_czk, number("79596"));
    assert_eq!(costing.materials.reinforcement.unwrap().total_czk, number("48384"));
    let formwork = costing.materials.formwork.unwrap();
    assert_eq!((formwork.area_m2, formwork.total_czk), (number("54.96"), number("24732")));
    let cost = costing.summary.unwrap();
    assert_eq!(cost.direct_costs_czk, number("152712"));
    assert_eq!(cost.indirect_costs_czk, number("22906.8"));
    assert_eq!(cost.profit_czk, number("17561.88"));
    assert_eq!(cost.subtotal_excl_vat_czk, number("193180.68"));
    assert_eq!((cost.vat_rate, cost.vat_rate_assumed), (number("0.21"), true));
    assert_eq!(cost.vat_czk, number("40567.94"));
    assert_eq!(cost.total_incl_vat_czk, number("233748.62"));
    assert_eq!(cost.cost_per_m3_concrete_czk, number("8943.55"));
    assert!(cost.price_basis.contains("Karlovy Vary") && cost.price_basis.contains("2026-02-01"));
    assert!(costing.assumptions.iter().any(|text| text.contains("VAT rate 21 %")));
    assert!(costing.assumptions.iter().any(|text| text.contains("1.728 t is an estimate")));
    sums_hold(&cost);
}

/// By hand: 22.5 × 2850 = 64 125; 1.6 × 41 000 = 65 600; 55 × 480 = 26 400; less 10 × 480 = -4800;
/// direct 151 325; VRN 12 500; subtotal 163 825; VAT 12 % 19 659; total 183 484.
const PRICED: &str = r#"
project_description = "Základový pas, beton C30/37 XC2. Sazba DPH 12 %."
[[positions]]
code = "272321511"
item_name = "Základové pasy z betonu železového C30/37"
quantity = 22.5
unit = "m3"
unit_price = 2850
[[positions]]
item_name = "Výztuž základových pasů B500B"
quantity = 1.6
unit = "t"
unit_price = 41000
[[positions]]
item_name = "Bednění základových pasů zřízení"
quantity = 55
unit = "m2"
unit_price = 480
[[positions]]
item_name = "Méněpráce: úprava terénu"
quantity = -10
unit = "m2"
unit_price = 480
[[positions]]
code = "030001000"
item_name = "Zařízení staveniště"
quantity = 1
unit = "kpl"
unit_price = 12500
"#;

#[test]
fn a_priced_bill_costs_its_own_sum_with_site_costs_apart() {
    let costing = costing(PRICED);
    let cost = costing.summary.unwrap();
    assert_eq!((cost.direct_costs_czk, cost.site_costs_czk), (number("151325"), number("12500")));
    assert_eq!((cost.indirect_costs_czk, cost.profit_czk), (number("0"), number("0")));
    assert_eq!((cost.vat_rate, cost.vat_rate_assumed), (number("0.12"), false));
    assert_eq!((cost.vat_czk, cost.total_incl_vat_czk), (number("19659"), number("183484")));
    let concrete = costing.materials.concrete.unwrap();
    assert_eq!((concrete.unit_price_czk, concrete.total_czk), (number("2850"), number("64125")));
    assert_eq!(costing.materials.reinforcement.unwrap().unit_price_czk, number("41000"));
    assert_eq!(costing.materials.formwork.unwrap().area_m2, number("55"));
    assert!(costing.warnings.is_empty() && costing.findings.is_empty());
}

#[test]
fn site_costs_are_known_by_code_section_and_sheet() {
    for place in [
        "code = \"VRN1\"",
        "section = \"VRN - Vedlejší rozpočtové náklady\"",
        "sheet = \"00 - Vedlejší a ostatní n...\"",
    ] {
        let text = format!(
            "{PRICED}[[positions]]\nitem_name = \"Průzkum\"\nquantity = 1\nunit = \"kpl\"\nunit_price = 1000\n{place}\n"
        );
        let cost = costing(&text).summary.unwrap();
        assert_eq!(
            (cost.direct_costs_czk, cost.site_costs_czk),
            (number("151325"), number("13500")),
            "{place}"
        );
    }
}

/// Landfill fees under "other costs" are works; concrete may be named by its class alone.
#[test]
fn fees_stay_direct_and_concrete_is_known_by_its_class() {
    let more = "[[positions]]\nitem_name = \"ŽB stěna - C30/37 XC3 tl. 250mm\"\nquantity = 2\nunit = \"m3\"\nunit_price = 4580\n\
                [[positions]]\nitem_name = \"Poplatek za uložení betonu na skládce\"\nquantity = 1\nunit = \"m3\"\nunit_price = 2000\nsection = \"D7 06 - Ostatní náklady\"\n";
    let costing = costing(&format!("{PRICED}{more}"));
    assert_eq!(costing.summary.unwrap().site_costs_czk, number("12500"));
    let concrete = costing.materials.concrete.unwrap();
    assert_eq!((concrete.volume_m3, concrete.unit_price_czk), (number("24.5"), None));
    assert_eq!(concrete.total_czk, number("73285"));
}

#[test]
fn a_position_without_a_price_is_said_to_be_missing_from_the_sums() {
    let costing = costing(&format!(
        "{PRICED}[[positions]]\nitem_name = \"Zásyp\"\nquantity = 5\nunit = \"m3\"\nunit_price = 0\n"
    ));
    assert!(costing.warnings.iter().any(|warning| warning.message.contains("1 of 6 positions")));
}

#[test]
fn an_odd_unit_price_is_an_outlier() {
    let costing = costing(&PRICED.replace("unit_price = 2850", "unit_price = 285"));
    let codes: Vec<_> = costing
        .findings
        .iter()
        .map(|finding| match finding {
            Finding::Issue(issue) => issue.code.as_deref().unwrap_or_default(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(codes, ["PRICE_OUTLIER"]);
}

/// By hand: 30 × (3320 + 365) = 110 550 and 10 × (3815 + 365) = 41 800; 2.5 t × 28 000 = 70 000 and no estimate;
/// the price band "do C30/37" counts with its upper end.
#[test]
fn an_unpriced_bill_is_taken_off_by_its_positions() {
    let costing = costing(
        "project_description = \"Bridge.\"\n[[positions]]\nitem_name = \"Základy ze železobetonu C25/30 XC2\"\nunit = \"m3\"\nquantity = 30\n\
         [[positions]]\nitem_name = \"Římsy ze železobetonu do C30/37\"\nnote = \"XC4 XD3 XF4\"\nunit = \"m3\"\nquantity = 10\n\
         [[positions]]\nitem_name = \"Výztuž základů a říms B500B\"\nunit = \"t\"\nquantity = 2.5\n",
    );
    let concrete = costing.materials.concrete.unwrap();
    assert_eq!((concrete.volume_m3, concrete.total_czk), (number("40"), number("152350")));
    assert_eq!(costing.materials.reinforcement.unwrap().total_czk, number("70000"));
    assert_eq!(costing.summary.unwrap().direct_costs_czk, number("222350"));
    assert!(!costing.assumptions.iter().any(|text| text.contains("estimate")));
}

/// By hand: 21.6 × (3000 + 100) = 66 960 direct; no overheads; VAT 15 % given by the file 10 044.
#[test]
fn the_users_own_prices_are_used_and_their_vat_is_no_assumption() {
    let prices = PriceSet::from_toml(
        "name = \"Offer\"\nas_of = \"2026-10-01\"\nbasis = \"supply\"\ntransport_per_m3 = 100\nvat_percent = 15\n[concrete_per_m3]\n\"C25/30\" = 3000\n",
    )
    .unwrap();
    let text = "project_description = \"Foundation strip 45 m × 0.8 m × 0.6 m, plain concrete C25/30 XC2.\"";
    let costing = assess(&brief(text), &settings(prices)).costing;
    let cost = costing.summary.unwrap();
    assert_eq!((cost.direct_costs_czk, cost.profit_czk), (number("66960"), number("0")));
    assert_eq!((cost.vat_czk, cost.vat_rate_assumed), (number("10044"), false));
    assert!(cost.price_basis.starts_with("Offer, prices of 2026-10-01"));
}

/// By hand: 10 × 3300.50 = 33 005; 0.75 t × 40 000 = 30 000; direct 63 005; no rate is given, so 21 % is assumed: 13 231.05;
/// total 76 236.05; per m³ 63 005 / 10 = 6300.50.
#[test]
fn an_unknown_vat_rate_is_assumed_and_said_to_be() {
    let costing = costing(
        "project_description = \"Strip footing C25/30 XC2, founding depth 1.2 m.\"\n[[positions]]\nitem_name = \"Concrete of strip footings C25/30\"\nunit = \"m3\"\nquantity = 10\nunit_price = \"3300.50\"\n\
         [[positions]]\nitem_name = \"Reinforcement of strip footings B500B\"\nunit = \"t\"\nquantity = 0.75\nunit_price = 40000\n",
    );
    let cost = costing.summary.unwrap();
    assert_eq!((cost.direct_costs_czk, cost.subtotal_excl_vat_czk), (number("63005"), number("63005")));
    assert_eq!((cost.vat_rate, cost.vat_rate_assumed), (number("0.21"), true));
    assert_eq!((cost.vat_czk, cost.total_incl_vat_czk), (number("13231.05"), number("76236.05")));
    assert_eq!(cost.cost_per_m3_concrete_czk, number("6300.5"));
    assert!(costing.assumptions.iter().any(|text| text.contains("VAT rate 21 %")));
}

/// By hand: 21.6 × 3320 = 71 712; 1.728 t × 28 500 = 49 248; 54.96 m² × 480 = 26 380.80; direct 147 340.80; indirect 15 %
/// 22 101.12; profit 10 % of 169 441.92 = 16 944.19; subtotal 186 386.11; VAT 21 % 39 141.08; total 225 527.19.
#[test]
fn the_users_own_overheads_are_taken_for_the_whole() {
    let prices = PriceSet::from_toml(
        "name = \"Offers\"\nas_of = \"2026-10-01\"\nbasis = \"supply\"\nreinforcement_per_t = 28500\nformwork_per_m2 = 480\n\
         indirect_percent = 15\nprofit_percent = 10\nvat_percent = 21\n[concrete_per_m3]\n\"C25/30\" = 3320\n",
    )
    .unwrap();
    let text = "project_description = \"Foundation strip 45 m × 0.8 m × 0.6 m, founded 1.25 m below ground. Concrete C25/30 XC2.\"";
    let cost = assess(&brief(text), &settings(prices)).costing.summary.unwrap();
    assert_eq!((cost.direct_costs_czk, cost.indirect_costs_czk), (number("147340.8"), number("22101.12")));
    assert_eq!((cost.profit_czk, cost.subtotal_excl_vat_czk), (number("16944.19"), number("186386.11")));
    assert_eq!((cost.vat_czk, cost.total_incl_vat_czk), (number("39141.08"), number("225527.19")));
    sums_hold(&cost);
}

/// Two volumes that are decimals each, and not together.
#[test]
fn volumes_beyond_the_decimals_together_leave_no_costs_and_no_volume() {
    let row = "[[positions]]\nitem_name = \"Concrete C25/30\"\nunit = \"m3\"\nquantity = \"50000000000000000000000000000\"\n";
    let costing = costing(&format!("project_description = \"Foundation.\"\n{}", row.repeat(2)));
    assert!(costing.summary.is_none() && costing.materials.concrete.is_none());
    assert!(
        costing.warnings.iter().any(|warning| warning.message.starts_with("concrete: quantity or price"))
    );
}

#[test]
fn nothing_to_price_has_no_costs() {
    let costing = costing("project_description = \"Concrete foundation in a dry basement.\"");
    assert!(costing.summary.is_none() && costing.materials.concrete.is_none());
}

#[test]
fn sums_beyond_belief_are_refused() {
    let text = PRICED.replace("unit_price = 2850", "unit_price = 28500000000000000");
    let costing = costing(&text);
    assert!(costing.summary.is_none());
    assert!(costing.warnings.iter().any(|warning| warning.message.contains("10^12")));
}

#[test]
fn tendons_and_porous_concrete_are_neither_reinforcement_nor_structural_concrete() {
    let costing = costing(
        "project_description = \"Most.\"\n[[positions]]\nitem_name = \"VÝZTUŽ MOSTNÍ NOSNÉ TRÁMOVÉ KONSTR PŘEDPÍNACÍ\"\nunit = \"t\"\nquantity = 82.84\n\
         [[positions]]\nitem_name = \"VÝZTUŽ ZÁKLADŮ Z OCELI B500B\"\nunit = \"t\"\nquantity = 10\n\
         [[positions]]\nitem_name = \"DRENÁŽNÍ VRSTVY Z BETONU MEZEROVITÉHO\"\nunit = \"m3\"\nquantity = 7\n\
         [[positions]]\nitem_name = \"PODKLADNÍ VRSTVY Z PROSTÉHO BETONU C20/25\"\nnote = \"pod pilíři C40/50\"\nunit = \"m3\"\nquantity = 5\n",
    );
    assert_eq!(costing.materials.reinforcement.unwrap().total_tonnes, number("10"));
    let concrete = costing.materials.concrete.unwrap();
    assert_eq!((concrete.volume_m3, concrete.concrete_class.as_deref()), (number("5"), Some("C20/25")));
}

#[test]
fn concrete_without_a_price_leaves_no_cost_per_cubic_metre() {
    let more = "[[positions]]\nitem_name = \"Beton stěn C30/37\"\nquantity = 100\nunit = \"m3\"\n";
    let cost = costing(&format!("{PRICED}{more}")).summary.unwrap();
    assert_eq!(cost.cost_per_m3_concrete_czk, None);
    assert!(cost.price_basis.contains("No cost per m³"), "{}", cost.price_basis);
    assert!(costing(PRICED).summary.unwrap().cost_per_m3_concrete_czk.is_some());
}

#[test]
fn a_product_beyond_the_decimals_leaves_no_costs_and_names_the_position() {
    let text = PRICED.replace("quantity = 22.5", "quantity = \"9999999999999999999999999999\"");
    let costing = costing(&text);
    assert!(costing.summary.is_none());
    let named =
        |warning: &model::sections::Warning| warning.message.starts_with("Position 1 (Základové pasy");
    assert!(costing.warnings.iter().any(named), "{:?}", costing.warnings);
}

#[test]
fn many_odd_prices_are_one_finding_with_their_number() {
    let row =
        "[[positions]]\nitem_name = \"Beton základů C25/30\"\nquantity = 1\nunit = \"m3\"\nunit_price = 7\n";
    let costing = costing(&format!("project_description = \"Soupis.\"\n{}", row.repeat(40)));
    let [Finding::Issue(issue)] = costing.findings.as_slice() else { panic!("{:?}", costing.findings) };
    assert!(issue.description.starts_with("40 positions"), "{}", issue.description);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn sums_hold_for_any_prices_and_quantities(
        rows in prop::collection::vec((-9_999_999_i64..9_999_999, -9_999_999_i64..9_999_999, any::<bool>()), 1..8),
        percent in 0_u8..25,
    ) {
        let mut text = format!("project_description = \"Soupis prací. Sazba DPH {percent} %.\"\n");
        for (quantity, price, site) in rows {
            let (quantity, price) = (Number::from(quantity), Number::from(price));
            let thousandth = |number: Number| Number::from(*number / rust_decimal::Decimal::ONE_THOUSAND);
            let section = if site { "VRN" } else { "HSV" };
            let _ = write!(
                text,
                "[[positions]]\nitem_name = \"Beton\"\nunit = \"m3\"\nsection = \"{section}\"\nquantity = {}\nunit_price = \"{}\"\n",
                thousandth(quantity), thousandth(price),
            );
        }
        if let Some(cost) = costing(&text).summary {
            sums_hold(&cost);
        }
    }

    #[test]
    fn sums_hold_for_any_dimensions(length in 1_u32..99_999, width in 1_u32..999, height in 1_u32..999) {
        let [length, width, height] = [length, width, height].map(|value| f64::from(value) / 100.0);
        let text = format!("project_description = \"Foundation strip {length} m × {width} m × {height} m, concrete C25/30 XC2.\"");
        if let Some(cost) = costing(&text).summary {
            sums_hold(&cost);
        }
    }

    #[test]
    fn any_numbers_at_all_are_answered_without_a_panic(quantity in any::<i64>(), price in any::<i64>(), exponent in 0_u32..9) {
        let scale = "0".repeat(exponent as usize);
        let text = format!(
            "project_description = \"Beton základů\"\n[[positions]]\nitem_name = \"Beton\"\nunit = \"m3\"\nquantity = \"{quantity}{scale}\"\nunit_price = \"{price}{scale}\"\n",
        );
        if let Ok(brief) = Brief::from_toml(&text) {
            assess(&brief, &settings(PriceSet::embedded()));
        }
    }
}
