//! OTSKP codes: their form, the codes of the bill itself, the unit that a code of concrete or reinforcement stands for.

use model::{Severity, Source, Unit, sections::OtskpCode};

use super::{Claim, Ledger, brief_itself};
use crate::{Assessment, text::say};

/// The codes as the audit carries them: the model's list, checked.
pub(super) fn verify(
    assessment: &Assessment,
    claimed: Vec<OtskpCode>,
    ledger: &mut Ledger,
) -> Vec<OtskpCode> {
    for (index, entry) in claimed.iter().enumerate() {
        let path = format!("otskp_codes[{index}]");
        if is_well_formed(&entry.code) {
            unit(assessment, entry, &path, ledger);
        } else {
            malformed(&entry.code, &path, ledger);
        }
    }
    claimed
}

/// Five or six characters: digits with an optional letter, the last one or in the place of a digit (`45131A`, `574J54`); a
/// variant follows a full stop, an own item ends with `R`.
fn is_well_formed(code: &str) -> bool {
    let plain = code.trim().split('.').next().unwrap_or("");
    let plain = plain.strip_suffix('R').filter(|rest| rest.len() >= 5).unwrap_or(plain);
    let letters = plain.chars().filter(|c| !c.is_ascii_digit()).count();
    let starts_with_digits = plain.bytes().take(3).all(|byte| byte.is_ascii_digit());
    (5..=6).contains(&plain.len())
        && letters <= 1
        && starts_with_digits
        && plain.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
}

fn malformed(code: &str, path: &str, ledger: &mut Ledger) {
    let lang = ledger.lang;
    let digits = code.trim().bytes().take_while(u8::is_ascii_digit).count();
    let note = if digits >= 8 {
        say!(
            lang,
            "{code} is a code of another price system (ÚRS or RTS), not of OTSKP.",
            "{code} je kód jiné cenové soustavy (ÚRS nebo RTS), nikoli OTSKP."
        )
    } else {
        say!(
            lang,
            "{code} is no OTSKP code: those have five or six characters, such as 272325.",
            "{code} není kód OTSKP: ty mají pět nebo šest znaků, např. 272325."
        )
    };
    let claim = Claim::new(format!("{path}.code"), code, "", otskp(true));
    ledger.contradicted(claim, Severity::Medium, note);
}

/// The unit of a code: that of the bill, else the one that the structure of the code tells.
fn unit(assessment: &Assessment, entry: &OtskpCode, path: &str, ledger: &mut Ledger) {
    let lang = ledger.lang;
    let known = assessment.facts.bill.otskp.iter().find(|known| known.code == entry.code.trim());
    let (expected, source) = match known.map(|known| known.unit.as_str()) {
        Some(unit) => (Unit::parse(unit), brief_itself()),
        None => (unit_of(&entry.code), otskp(false)),
    };
    let (Some(expected), claimed) = (expected, Unit::parse(&entry.unit)) else { return };
    if entry.unit.trim().is_empty() || claimed == Some(expected) {
        return;
    }
    let (code, symbol) = (&entry.code, expected.symbol());
    let note = say!(lang, "{code} is measured in {symbol}.", "{code} se měří v {symbol}.");
    let claim = Claim::new(format!("{path}.unit"), &entry.unit, symbol, source);
    ledger.contradicted(claim, Severity::Medium, note);
}

/// In the groups 2 to 4 the digits after the structure tell the matter: 31 plain and 32 reinforced concrete in m³, 36
/// reinforcement in t, as 272325, 272365, 420324, 45131A.
fn unit_of(code: &str) -> Option<Unit> {
    let code = code.trim();
    let is_of_structures = code.len() == 6 && code.starts_with(['2', '3', '4']);
    match code.get(3..5).filter(|_| is_of_structures)? {
        "31" | "32" => Some(Unit::CubicMetre),
        "36" => Some(Unit::Tonne),
        _ => None,
    }
}

fn otskp(verified: bool) -> Source {
    Source { standard: "OTSKP-SPK".to_owned(), clause: String::new(), verified }
}
