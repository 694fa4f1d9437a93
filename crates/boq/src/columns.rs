//! Where a table's columns are: the header row found by the names in it, in one row or two.
//! The names are those of KROS, EstiCon/ASPE, BuildPower, Stavební rozpočet and hand-made tables.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::LazyLock,
};

use crate::{
    cell::Cell,
    row::{Row, Sheet},
    text::folded,
};

/// What a column of a bill means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    ItemNumber,
    Kind,
    Code,
    Text,
    Unit,
    Quantity,
    UnitPrice,
    /// Material or labour, which make the unit price together.
    UnitPriceShare,
    Total,
    PriceBook,
}

/// The columns of one table, from its header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Columns {
    places: BTreeMap<Role, BTreeSet<u32>>,
    /// Columns without a name of their own to the right of the text's: its header may be merged over them.
    text_continues: Range<u32>,
}

/// A header found in a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) columns: Columns,
    /// Rows that the header takes: its own, a second one that splits "Cena", one of column numbers.
    pub(crate) height: u32,
}

/// Names longer than this are no names of columns.
const LONGEST_NAME: usize = 60;

const NAMES: [(Role, &[&str]); 10] = [
    (
        Role::ItemNumber,
        &[
            "pc",
            "porcislo",
            "poradovecislo",
            "porc",
            "c",
            "cp",
            "cislo",
            "poz",
            "pozice",
            "#",
            "no",
            "pos",
            "itemno",
            "itemnumber",
            "por",
            "pcislo",
            "nr",
            "lfdnr",
            "posnr",
            "positionsnummer",
            "oz",
            "ordnungszahl",
        ],
    ),
    (Role::Kind, &["typ", "type"]),
    (
        Role::Code,
        &[
            "kod",
            "kodpolozky",
            "kodpol",
            "cislopolozky",
            "cpolozky",
            "cislopol",
            "znacka",
            "id",
            "code",
            "itemcode",
            "ref",
            "cennikovapolozka",
            "kodcp",
            "leistungsnummer",
            "artikelnummer",
        ],
    ),
    (
        Role::Text,
        &[
            "popis",
            "nazev",
            "nazevpolozky",
            "nazevpol",
            "zkracenypopis",
            "zkracenypopisvarianta",
            "popispolozky",
            "popisprace",
            "popispraci",
            "polozka",
            "text",
            "opis",
            "nazov",
            "nazovpolozky",
            "opispolozky",
            "popispolozkystavebnehodielu",
            "skratenypopis",
            "druhprace",
            "description",
            "item",
            "itemdescription",
            "itemname",
            "descriptionofworks",
            "descriptionofwork",
            "workitem",
            "name",
            "beschreibung",
            "bezeichnung",
            "kurztext",
            "langtext",
            "leistung",
            "leistungsbeschreibung",
            "positionstext",
        ],
    ),
    (
        Role::Unit,
        &[
            "mj",
            "mernajednotka",
            "jednotka",
            "mnj",
            "j",
            "jedn",
            "unit",
            "units",
            "uom",
            "unitofmeasure",
            "einheit",
            "me",
            "mengeneinheit",
        ],
    ),
    (
        Role::Quantity,
        &[
            "mnozstvi",
            "mnozstvicelkem",
            "mnoz",
            "mn",
            "vymera",
            "pocet",
            "pocetjednotek",
            "pocetmj",
            "mnozstvo",
            "mnozstvospolu",
            "mnozstvocelkom",
            "quantity",
            "qty",
            "quantities",
            "menge",
            "anzahl",
        ],
    ),
    (
        Role::UnitPrice,
        &[
            "jcena",
            "jedncena",
            "cenamj",
            "cenazamj",
            "jednotkovacena",
            "jc",
            "cenajednotkova",
            "cenajednotka",
            "cenazajednotku",
            "unitprice",
            "unitrate",
            "unitcost",
            "rate",
            "price",
            "priceunit",
            "einzelpreis",
            "einheitspreis",
            "ep",
        ],
    ),
    (Role::UnitPriceShare, &["jmaterial", "jmontaz"]),
    (
        Role::Total,
        &[
            "cenacelkem",
            "celkem",
            "celkcena",
            "celkovacena",
            "nakladycelkem",
            "cenaspolu",
            "spolu",
            "cenacelkom",
            "celkom",
            "celkovacenaspolu",
            "total",
            "totalprice",
            "totalcost",
            "pricetotal",
            "amount",
            "gesamtpreis",
            "gesamtbetrag",
            "gesamt",
            "gp",
            "betrag",
        ],
    ),
    (
        Role::PriceBook,
        &["cenovasoustava", "censoustava", "censoustavaplatnost", "cenik", "cenovasustava", "pricebook"],
    ),
];

/// Groups whose split columns are never prices, although one of them may be called "Celkem".
const FOREIGN_GROUPS: [&str; 6] = ["hmotnost", "sut", "nh", "dph", "dodavka", "montaz"];

impl Columns {
    /// The columns that `role` has, leftmost first.
    pub(crate) fn of(&self, role: Role) -> impl Iterator<Item = u32> {
        self.places.get(&role).into_iter().flatten().copied()
    }

    /// The leftmost column that `role` has.
    pub(crate) fn first(&self, role: Role) -> Option<u32> {
        self.of(role).next()
    }

    /// The columns that the header of the text is merged over, without the first.
    pub(crate) fn text_continues(&self) -> Range<u32> {
        self.text_continues.clone()
    }

    /// Makes `column` the one that tells the kind of a row, if the header named none.
    pub(crate) fn set_kind(&mut self, column: u32) {
        self.places.entry(Role::Kind).or_insert_with(|| BTreeSet::from([column]));
    }

    /// The header that starts at row `number`, if one does: at least four different meanings, among them text
    /// and unit or quantity, or just these three.
    pub(crate) fn header_at(number: u32, sheet: &Sheet) -> Option<Header> {
        let row = sheet.row(number)?;
        let alone = Self::from_names(&names(row));
        if !alone.names_items() {
            return None;
        }
        let next = sheet.row(number.saturating_add(1));
        let split =
            next.and_then(|next| Self::joined(row, next)).filter(|joined| joined.roles() > alone.roles());
        let (columns, height) = split.map_or((alone, 1), |joined| (joined, 2));
        if columns.roles() < 4 && !columns.names_measured_items() {
            return None;
        }
        let has_numbers = sheet.row(number.saturating_add(height)).is_some_and(is_column_numbers);
        Some(Header { columns, height: height + u32::from(has_numbers) })
    }

    fn from_names(names: &BTreeMap<u32, String>) -> Self {
        let mut columns = Self::default();
        for (column, name) in names {
            if let Some(role) = role_of(name) {
                columns.places.entry(role).or_default().insert(*column);
            }
        }
        if let Some(first) = columns.first(Role::Text).and_then(|column| column.checked_add(1)) {
            let end = names.range(first..).next().map_or(first, |(column, _)| *column);
            columns.text_continues = first..end;
        }
        columns
    }

    /// How many different meanings the columns have.
    pub(crate) fn roles(&self) -> usize {
        self.places.len()
    }

    fn names_items(&self) -> bool {
        let has = |role| self.places.contains_key(&role);
        has(Role::Text) && (has(Role::Unit) || has(Role::Quantity))
    }

    fn names_measured_items(&self) -> bool {
        let has = |role| self.places.contains_key(&role);
        has(Role::Text) && has(Role::Unit) && has(Role::Quantity)
    }

    /// The columns when `lower` is the second row of the header `upper`; `None` where it holds data.
    fn joined(upper: &Row, lower: &Row) -> Option<Self> {
        if lower.values().any(|cell| !matches!(cell, Cell::Text(_))) {
            return None;
        }
        let (groups, parts) = (names(upper), names(lower));
        let mut joined = groups.clone();
        for (column, part) in &parts {
            let group = groups.range(..=column).next_back();
            let own = group.is_some_and(|(start, _)| start == column);
            let group = group.map_or("", |(_, name)| name.as_str());
            let together = format!("{group}{part}");
            if role_of(&together).is_some() {
                joined.insert(*column, together);
            } else if !own && !FOREIGN_GROUPS.iter().any(|foreign| group.starts_with(foreign)) {
                joined.insert(*column, part.clone());
            }
        }
        Some(Self::from_names(&joined))
    }
}

/// The comparable names in a row: without diacritics, blanks, dots, brackets and currencies.
fn names(row: &Row) -> BTreeMap<u32, String> {
    let name = |(column, cell): (u32, &Cell)| match cell {
        // A header is looked for in every row, and no name of a column begins with a digit.
        Cell::Text(text) if text.len() <= LONGEST_NAME && !text.starts_with(|c: char| c.is_ascii_digit()) => {
            Some((column, comparable(text))).filter(|(_, n)| !n.is_empty())
        }
        Cell::Text(_) | Cell::Number(_) | Cell::Fault(_) => None,
    };
    row.iter().filter_map(name).collect()
}

fn comparable(text: &str) -> String {
    let mut depth = 0_u32;
    let mut name = String::new();
    for c in folded(text).chars() {
        match c {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && (c.is_alphanumeric() || c == '#') => name.push(c),
            _ => {}
        }
    }
    let mut bare = name.as_str();
    while let Some(shorter) =
        ["bezdph", "kc", "czk", "eur"].iter().find_map(|suffix| bare.strip_suffix(suffix))
    {
        bare = shorter;
    }
    bare.to_owned()
}

fn role_of(name: &str) -> Option<Role> {
    static ROLES: LazyLock<BTreeMap<&str, Role>> = LazyLock::new(|| {
        NAMES.iter().flat_map(|(role, names)| names.iter().map(|name| (*name, *role))).collect()
    });
    ROLES.get(name).copied()
}

/// Whether a row holds only the numbers of the columns: 0, 1, 2 ...
fn is_column_numbers(row: &Row) -> bool {
    let numbers: Option<Vec<_>> = row.values().map(|cell| cell.amount().value()).collect();
    numbers.is_some_and(|numbers| {
        let whole = numbers.iter().all(|number| number.is_integer());
        let rising = numbers.is_sorted_by(|left, right| left < right);
        numbers.len() >= 4 && whole && rising
    })
}
