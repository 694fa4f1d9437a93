//! Quantities of an element: computed from its dimensions, stated in the text, given by the positions.

use model::{Number, Quantities};
use rust_decimal::Decimal;

use crate::{
    element::StructuralElement,
    facts::{dimensions::Measure, kind::Kind, source::Voice},
};

/// Quantities that follow from dimensions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Computed {
    /// Concrete in m³.
    pub(crate) volume: Option<Number>,
    /// Plan area in m².
    pub(crate) area: Option<Number>,
    /// Length in m.
    pub(crate) length: Option<Number>,
    /// Contact area of formwork in m².
    pub(crate) formwork: Option<Number>,
    /// The calculation, such as `45 × 0.8 × 0.6 m`.
    pub(crate) formula: String,
}

/// What the texts state without a calculation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stated {
    /// Concrete in m³.
    pub(crate) volume: Option<Number>,
    /// Formwork in m².
    pub(crate) formwork: Option<Number>,
    /// Reinforcement in t.
    pub(crate) reinforcement: Option<Number>,
    /// Length in m that a bill gives.
    pub(crate) length: Option<Number>,
}

/// Computes from the dimensions of texts other than a bill.
pub(crate) fn computed(element: &StructuralElement) -> Computed {
    let drawn = || {
        element
            .dimensions
            .iter()
            .filter(|dimension| dimension.voice != Voice::Bill)
            .map(|dimension| dimension.measure)
    };
    let mut bodies: Vec<Measure> = Vec::new();
    for body in drawn().filter(|measure| matches!(measure, Measure::Solid(_) | Measure::Plate { .. })) {
        if !bodies.contains(&body) {
            bodies.push(body);
        }
    }
    let pieces =
        drawn().find_map(|measure| if let Measure::Pieces(count) = measure { Some(count) } else { None });
    if !bodies.is_empty() {
        let pieces = pieces
            .filter(|_| bodies.len() == 1 && !element.dimensions.iter().any(|dimension| dimension.is_loose));
        let whole = bodies.into_iter().map(|body| of_body(element.kind, body)).fold(Computed::default(), add);
        return pieces.map_or(whole.clone(), |count| times(&whole, count));
    }
    if element.dimensions.iter().any(|dimension| dimension.is_loose) {
        return Computed::default();
    }
    let first = |pick: fn(Measure) -> Option<Number>| drawn().find_map(pick);
    let length = first(|measure| if let Measure::Length(value) = measure { Some(value) } else { None });
    let section =
        drawn().find_map(|measure| if let Measure::Section(sides) = measure { Some(sides) } else { None });
    let area = first(|measure| if let Measure::Area(value) = measure { Some(value) } else { None });
    let thickness = first(|measure| if let Measure::Thickness(value) = measure { Some(value) } else { None });
    let width = first(|measure| if let Measure::Width(value) = measure { Some(value) } else { None });
    let height = first(|measure| if let Measure::Height(value) = measure { Some(value) } else { None });
    let whole = match (length, section, area, thickness) {
        (Some(length), Some([a, b]), ..) => of_body(element.kind, Measure::Solid([length, a, b])),
        (None, Some([a, b]), ..) if element.kind == Kind::Column && height.is_some() => {
            of_body(element.kind, Measure::Solid([a, b, height.unwrap_or_default()]))
        }
        (_, _, Some(area), Some(thickness)) if element.kind.is_spread() => {
            of_body(element.kind, Measure::Plate { area, thickness })
        }
        (_, Some([a, b]), None, Some(thickness)) if element.kind.is_spread() => {
            of_body(element.kind, Measure::Solid([a, b, thickness]))
        }
        (Some(length), None, ..) => match (width.or(thickness), height) {
            (Some(width), Some(height)) => of_body(element.kind, Measure::Solid([length, width, height])),
            _ => Computed {
                length: Some(length),
                area: area_of_slab(element.kind, area),
                ..Computed::default()
            },
        },
        _ => Computed { length, area: area_of_slab(element.kind, area), ..Computed::default() },
    };
    match pieces {
        Some(count) if whole.volume.is_some() => times(&whole, count),
        _ => whole,
    }
}

/// Several equal pieces.
fn times(one: &Computed, count: Number) -> Computed {
    let scaled = |value: Option<Number>| value.and_then(|value| product(&[value, count]));
    Computed {
        volume: scaled(one.volume),
        area: scaled(one.area),
        length: one.length,
        formwork: scaled(one.formwork),
        formula: format!("{count} × {}", one.formula),
    }
}

fn area_of_slab(kind: Kind, area: Option<Number>) -> Option<Number> {
    area.filter(|_| kind.is_slab() || kind == Kind::Pavement)
}

fn add(left: Computed, right: Computed) -> Computed {
    let sum = |a: Option<Number>, b: Option<Number>| {
        let known: Vec<Number> = a.into_iter().chain(b).collect();
        (!known.is_empty()).then(|| known.into_iter().sum::<Number>())
    };
    let formula = [left.formula, right.formula]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" + ");
    Computed {
        volume: sum(left.volume, right.volume),
        area: sum(left.area, right.area),
        length: sum(left.length, right.length),
        formwork: sum(left.formwork, right.formwork),
        formula,
    }
}

fn product(factors: &[Number]) -> Option<Number> {
    let product = factors.iter().try_fold(Decimal::ONE, |product, factor| product.checked_mul(**factor))?;
    Some(Number::from(product).rounded(3))
}

fn of_body(kind: Kind, body: Measure) -> Computed {
    match body {
        Measure::Plate { area, thickness } => Computed {
            volume: product(&[area, thickness]),
            area: Some(area),
            length: None,
            formwork: (kind == Kind::Slab || kind == Kind::Balcony || kind == Kind::ParkingDeck)
                .then_some(area),
            formula: format!("{area} m² × {thickness} m"),
        },
        Measure::Solid(sides) => of_solid(kind, sides),
        _ => Computed::default(),
    }
}

fn of_solid(kind: Kind, sides: [Number; 3]) -> Computed {
    let [first, second, third] = sides;
    let mut sorted = sides;
    sorted.sort_unstable();
    let [least, middle, greatest] = sorted;
    let two = Number::from(2_i64);
    let sum = |a: Option<Number>, b: Option<Number>| Some([a?, b?].into_iter().sum::<Number>());
    // The side behind the length is the width or thickness, the last one the height, as drawings write them.
    let (length, width, height) =
        if first == greatest { (first, second, third) } else { (greatest, least, middle) };
    let sides_of =
        |length, width, height| sum(product(&[two, length, height]), product(&[two, width, height]));
    let (area, formwork) = match kind {
        Kind::StripFooting => (product(&[length, width]), sides_of(length, width, height)),
        Kind::PadFooting => (product(&[first, second]), sides_of(first, second, third)),
        Kind::Raft | Kind::Floor | Kind::Garage => {
            (product(&[greatest, middle]), sides_of(greatest, middle, least))
        }
        Kind::Slab | Kind::Balcony | Kind::ParkingDeck => {
            (product(&[greatest, middle]), product(&[greatest, middle]))
        }
        Kind::Wall | Kind::RetainingWall | Kind::FoundationWall | Kind::Parapet => {
            (None, sides_of(greatest, least, middle))
        }
        Kind::Column => (None, sides_of(least, middle, greatest)),
        Kind::Beam => (None, sum(product(&[width, length]), product(&[two, height, length]))),
        _ => (None, None),
    };
    Computed {
        volume: product(&sides),
        area,
        length: Some(greatest).filter(|_| !kind.is_slab()),
        formwork: formwork.map(|area| area.rounded(2)),
        formula: format!("{first} × {second} × {third} m"),
    }
}

/// What the texts state, a quoted bill before the rest.
pub(crate) fn stated(element: &StructuralElement) -> Stated {
    let of = |voice_is_bill: bool, pick: fn(Measure) -> Option<Number>| {
        let mut mine = element
            .dimensions
            .iter()
            .filter(move |dimension| (dimension.voice == Voice::Bill) == voice_is_bill);
        mine.find_map(|dimension| pick(dimension.measure))
    };
    let best = |pick: fn(Measure) -> Option<Number>| of(true, pick).or_else(|| of(false, pick));
    Stated {
        volume: best(|measure| if let Measure::Volume(value) = measure { Some(value) } else { None }),
        formwork: best(|measure| if let Measure::Formwork(value) = measure { Some(value) } else { None }),
        reinforcement: best(
            |measure| if let Measure::Reinforcement(value) = measure { Some(value) } else { None },
        ),
        length: of(true, |measure| if let Measure::Length(value) = measure { Some(value) } else { None }),
    }
}

/// The best known quantities: positions before a bill quoted in the text, that before dimensions.
pub(crate) fn best(element: &StructuralElement) -> Quantities {
    let computed = computed(element);
    let stated = stated(element);
    Quantities {
        volume_m3: element.billed.volume.or(stated.volume).or(computed.volume),
        area_m2: computed.area,
        length_m: computed.length,
        formwork_m2: element.billed.formwork.or(stated.formwork).or(computed.formwork),
        reinforcement_t: element.billed.reinforcement.or(stated.reinforcement),
    }
}
