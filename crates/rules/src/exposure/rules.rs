//! The table of phrases and elements against classes, one function per group of elements.

use standards::exposure::ExposureClass::{
    self, Xa1, Xa2, Xa3, Xc1, Xc2, Xc3, Xc4, Xd1, Xd2, Xd3, Xf1, Xf2, Xf3, Xf4, Xm1, Xm2, Xm3, Xs1, Xs2, Xs3,
};

use crate::{
    exposure::{Derivation, FrostDepth, asks_for_frost_depth, frost_depth},
    facts::{
        environment::Phrase,
        kind::{Kind, Orientation},
    },
    text::say,
};

/// Applies every rule to one element.
pub(super) fn apply(derivation: &mut Derivation<'_>) {
    if derivation.element.kind == Kind::Blinding {
        let reason =
            say!(derivation.lang, "blinding of plain concrete", "podkladní vrstva z prostého betonu");
        derivation.certain(&[ExposureClass::X0], &reason);
        return;
    }
    inside(derivation);
    foundation(derivation);
    outside(derivation);
    bridge(derivation);
    cars(derivation);
    salt(derivation);
    water(derivation);
    liquids(derivation);
    floor(derivation);
    sea(derivation);
}

fn inside(derivation: &mut Derivation<'_>) {
    let (element, lang) = (derivation.element, derivation.lang);
    let is_unheated_inside = element.is(Phrase::Interior) && element.is(Phrase::Unheated);
    if element.is(Phrase::Interior) && !is_unheated_inside && !element.kind.is_always_outside() {
        let reason = say!(lang, "dry or heated interior", "suchý nebo vytápěný interiér");
        derivation.certain(&[Xc1], &reason);
    }
    if element.is(Phrase::Humid) {
        let reason =
            say!(lang, "interior of moderate or high humidity", "interiér se střední nebo vysokou vlhkostí");
        derivation.certain(&[Xc3], &reason);
    }
    if is_unheated_inside {
        let reason = say!(
            lang,
            "interior without heating: moist air and frost are possible",
            "nevytápěný interiér: vlhký vzduch a mráz jsou možné"
        );
        derivation.assume(&[Xc3, Xf1], &reason);
    } else if element.is(Phrase::Sheltered) || element.is(Phrase::Unheated) {
        let reason = say!(lang, "outside air, sheltered from rain", "vnější vzduch, kryto před deštěm");
        derivation.certain(&[Xc3], &reason);
        derivation.assume(&[Xf1], &say!(lang, "not heated: frost is possible", "nevytápěno: mráz je možný"));
    }
}

fn foundation(derivation: &mut Derivation<'_>) {
    let (element, lang) = (derivation.element, derivation.lang);
    let is_backfilled =
        matches!(element.kind, Kind::Wall | Kind::Tank | Kind::Culvert | Kind::Column | Kind::Structure);
    if is_backfilled && element.is(Phrase::InGround) {
        let reason = say!(lang, "soil against it: wet, rarely dry", "zemina u líce: mokré, občas suché");
        derivation.certain(&[Xc2], &reason);
    }
    if !element.kind.is_buried() || element.is(Phrase::Interior) {
        return;
    }
    let reason =
        say!(lang, "in contact with the ground: wet, rarely dry", "ve styku se zeminou: mokré, občas suché");
    derivation.certain(&[Xc2], &reason);
    if !asks_for_frost_depth(element) {
        return;
    }
    let has_water = element.is(Phrase::GroundWater);
    let is_open = element.is(Phrase::Exterior) || element.is(Phrase::Rain);
    let depth = match frost_depth(element) {
        FrostDepth::Within => {
            say!(lang, "the footing stands within the depth of frost", "základ je v zámrzné hloubce")
        }
        _ => say!(lang, "depth of founding unknown", "hloubka založení není známa"),
    };
    match (has_water, is_open) {
        (true, true) => derivation.assume(
            &[Xc4, Xf3],
            &say!(
                lang,
                "{depth}, ground water and weather reach it",
                "{depth}, působí podzemní voda a povětrnost"
            ),
        ),
        (true, false) => derivation
            .assume(&[Xf3], &say!(lang, "{depth}, ground water reaches it", "{depth}, působí podzemní voda")),
        (false, _) => {
            derivation.assume(&[Xf1], &say!(lang, "{depth}, frost is possible", "{depth}, mráz je možný"));
        }
    }
}

fn outside(derivation: &mut Derivation<'_>) {
    let (element, lang) = (derivation.element, derivation.lang);
    let kind = element.kind;
    let is_always_wet = element.is(Phrase::Submerged) && !element.is(Phrase::FluctuatingWater);
    if is_always_wet
        || kind.is_buried() && !element.is(Phrase::WhiteTank)
        || matches!(kind, Kind::Pool | Kind::Silage | Kind::ParkingDeck | Kind::Pavement)
    {
        return;
    }
    let is_open = element.is(Phrase::Exterior)
        || element.is(Phrase::Rain)
        || (kind.is_always_outside() && !element.is(Phrase::Interior));
    let is_roofed = element.is(Phrase::Sheltered) || element.is(Phrase::Unheated);
    if !is_open || is_roofed || kind.is_buried() {
        return;
    }
    match kind.orientation() {
        Orientation::Horizontal => {
            let reason = say!(
                lang,
                "horizontal surface exposed to rain and frost",
                "vodorovný povrch vystavený dešti a mrazu"
            );
            derivation.certain(&[Xc4, Xf3], &reason);
        }
        Orientation::Vertical | Orientation::Unknown => {
            let reason = say!(lang, "surface exposed to rain and frost", "povrch vystavený dešti a mrazu");
            derivation.certain(&[Xc4, Xf1], &reason);
        }
        Orientation::Buried => {}
    }
}

fn bridge(derivation: &mut Derivation<'_>) {
    let (element, lang) = (derivation.element, derivation.lang);
    match element.kind {
        Kind::Kerb => {
            let reason = say!(
                lang,
                "kerb of a road bridge: rain, salt water, frost",
                "římsa silničního mostu: déšť, slaná voda, mráz"
            );
            derivation.certain(&[Xc4, Xd3, Xf4], &reason);
        }
        Kind::BridgeDeck => {
            let reason = say!(
                lang,
                "deck under a membrane, salt mist from the road",
                "nosná konstrukce pod izolací, solná mlha z vozovky"
            );
            derivation.assume(&[Xc4, Xd1, Xf2], &reason);
        }
        _ => {}
    }
}

fn cars(derivation: &mut Derivation<'_>) {
    let (element, lang) = (derivation.element, derivation.lang);
    let kind = element.kind;
    let carries_cars =
        matches!(kind, Kind::Garage | Kind::Raft | Kind::Floor | Kind::Slab | Kind::ParkingDeck);
    if element.is(Phrase::UndergroundGarage) {
        let air = say!(lang, "closed garage: moist air", "uzavřená garáž: vlhký vzduch");
        derivation.certain(&[Xc3], &air);
        if carries_cars {
            let reason = say!(lang, "cars bring in de-icing salt", "auta přivážejí posypovou sůl");
            derivation.certain(&[Xd3], &reason);
            derivation.assume(
                &[Xc4],
                &say!(lang, "water from cars wets the floor by turns", "voda z aut podlahu střídavě smáčí"),
            );
        }
        return;
    }
    if kind == Kind::ParkingDeck {
        parking_deck(derivation);
    } else if element.is(Phrase::HouseGarage) && carries_cars {
        let reason = say!(lang, "garage of a house", "garáž rodinného domu");
        derivation.assume(&[Xc3, Xd1], &reason);
    }
}

fn parking_deck(derivation: &mut Derivation<'_>) {
    let (element, lang) = (derivation.element, derivation.lang);
    let reason = say!(
        lang,
        "slab of a car park: salt brought in by cars, wet and dry",
        "parkovací deska: sůl přivezená auty, střídavě mokro a sucho"
    );
    derivation.certain(&[Xc4, Xd3], &reason);
    let says = |phrases: &[Phrase]| phrases.iter().any(|phrase| element.is(*phrase));
    let frost = say!(lang, "open to weather, de-icing agents", "otevřená povětrnosti, rozmrazovací látky");
    if says(&[Phrase::Exterior, Phrase::Rain]) {
        derivation.certain(&[Xf4], &frost);
    } else if says(&[Phrase::Unheated]) {
        let frost = say!(
            lang,
            "not heated: salt water on the slab may freeze",
            "nevytápěno: slaná voda na desce může zamrzat"
        );
        derivation.assume(&[Xf4], &frost);
    } else if says(&[Phrase::Interior, Phrase::Sheltered]) {
        // Neither weather nor frost reaches it.
    } else if says(&[Phrase::DeIcing]) {
        derivation.certain(&[Xf4], &frost);
    } else {
        derivation.assume(&[Xf4], &frost);
    }
}

fn salt(derivation: &mut Derivation<'_>) {
    let (element, lang) = (derivation.element, derivation.lang);
    let kind = element.kind;
    if element.is(Phrase::SaltStore) && kind != Kind::Pile {
        let reason = say!(
            lang,
            "de-icing salt is stored there, wet and dry by turns",
            "skladuje se zde posypová sůl, střídavě mokro a sucho"
        );
        derivation.assume(&[Xd3], &reason);
        return;
    }
    let meets_traffic =
        !kind.is_buried() && !matches!(kind, Kind::ParkingDeck | Kind::Kerb | Kind::Pool | Kind::Garage);
    if !meets_traffic || element.is(Phrase::UndergroundGarage) {
        return;
    }
    let salted = element.is(Phrase::DeIcing)
        || element.is(Phrase::SaltMist)
        || (element.is(Phrase::Spray) && element.is(Phrase::Road));
    if kind == Kind::Pavement {
        pavement(derivation, salted);
        return;
    }
    if !salted {
        return;
    }
    let is_horizontal = kind.orientation() == Orientation::Horizontal;
    if element.is(Phrase::Spray) {
        let reason =
            say!(lang, "spray of water with de-icing agents", "přímý ostřik vodou s rozmrazovacími látkami");
        derivation.certain(&[Xc4, Xd3, Xf4], &reason);
    } else if element.is(Phrase::SaltMist) {
        let reason = say!(lang, "salt mist from the road", "slaná mlha z vozovky");
        derivation.certain(&[Xc4, Xd1, Xf2], &reason);
    } else if is_horizontal {
        let reason = say!(
            lang,
            "horizontal surface with de-icing agents",
            "vodorovný povrch s rozmrazovacími látkami"
        );
        derivation.certain(&[Xc4, Xd3, Xf4], &reason);
    } else if kind.orientation() == Orientation::Vertical {
        let reason = say!(
            lang,
            "vertical surface, de-icing agents nearby",
            "svislý povrch, v okolí rozmrazovací látky"
        );
        derivation.certain(&[Xc4, Xd1, Xf2], &reason);
    } else {
        let reason =
            say!(lang, "de-icing agents; the surface is not named", "rozmrazovací látky; povrch není určen");
        derivation.assume(&[Xc4, Xd3, Xf4], &reason);
    }
}

/// A pavement is usually plain: chlorides concern it only if it is reinforced.
fn pavement(derivation: &mut Derivation<'_>, salted: bool) {
    let lang = derivation.lang;
    let salt = say!(
        lang,
        "road surface treated with de-icing agents",
        "povrch vozovky ošetřovaný rozmrazovacími látkami"
    );
    if salted {
        derivation.certain(&[Xf4], &salt);
    } else {
        derivation.certain(
            &[Xf3],
            &say!(
                lang,
                "horizontal surface exposed to rain and frost",
                "vodorovný povrch vystavený dešti a mrazu"
            ),
        );
        derivation.assume(&[Xf4], &salt);
    }
    derivation.assume(&[Xc4, Xd3], &say!(lang, "{salt}, if it is reinforced", "{salt}, je-li vyztužen"));
}

fn water(derivation: &mut Derivation<'_>) {
    let (element, lang) = (derivation.element, derivation.lang);
    if element.is(Phrase::FluctuatingWater) {
        let reason = say!(lang, "zone of changing water level", "zóna kolísání hladiny");
        derivation.certain(&[Xc4, Xf3], &reason);
    } else if element.is(Phrase::Submerged) && !element.is(Phrase::Sea) {
        let reason = say!(
            lang,
            "permanently under water: air cannot reach it",
            "trvale pod vodou: bez přístupu vzduchu"
        );
        derivation.certain(&[Xc1], &reason);
    }
    if element.is(Phrase::WhiteTank)
        && (element.kind.is_buried() || element.kind.is_slab() || element.kind == Kind::Wall)
    {
        let reason = say!(lang, "white tank", "bílá vana");
        derivation.assume(&[Xc4, Xf1], &reason);
    }
    if element.kind == Kind::Pool {
        let reason = say!(
            lang,
            "pool water with chlorides, changing at the waterline",
            "bazénová voda s chloridy, u hladiny se střídá"
        );
        derivation.certain(&[Xd2, Xc4], &reason);
        if element.is(Phrase::Exterior) {
            derivation.assume(
                &[Xf3],
                &say!(lang, "outdoor pool, filled in winter", "venkovní bazén, v zimě napuštěný"),
            );
        }
    }
}

fn liquids(derivation: &mut Derivation<'_>) {
    let (element, lang) = (derivation.element, derivation.lang);
    let holds =
        matches!(element.kind, Kind::Tank | Kind::Silage | Kind::Manhole) || element.is(Phrase::Stable);
    if !holds {
        return;
    }
    if element.is(Phrase::Slurry) {
        let reason = say!(lang, "slurry: outside EN 206 Table 2", "kejda: mimo tabulku 2 EN 206");
        derivation.certain(&[Xc4], &say!(lang, "tank with a changing level", "nádrž s kolísající hladinou"));
        derivation.assume(&[Xa1], &reason);
        if element.is(Phrase::Stable) {
            derivation.assume(&[Xd1], &say!(lang, "channel of a stable", "stájový kanál"));
        }
    } else if element.is(Phrase::Silage) || element.kind == Kind::Silage {
        let reason = say!(lang, "silage acids (DIN 1045-2 practice)", "silážní kyseliny (praxe DIN 1045-2)");
        derivation.assume(&[Xc4, Xf3, Xa3], &reason);
    } else if element.is(Phrase::Sewage) {
        let reason = say!(lang, "waste water: outside EN 206 Table 2", "odpadní voda: mimo tabulku 2 EN 206");
        derivation.assume(&[Xc4, Xa2], &reason);
    } else if element.kind == Kind::Tank {
        derivation.assume(&[Xc4], &say!(lang, "tank with a changing level", "nádrž s kolísající hladinou"));
    }
}

fn floor(derivation: &mut Derivation<'_>) {
    let (element, lang) = (derivation.element, derivation.lang);
    let is_floor = matches!(element.kind, Kind::Floor | Kind::Slab | Kind::Raft | Kind::Structure);
    if !is_floor {
        return;
    }
    let traffic =
        element.is(Phrase::ForkLift) || element.is(Phrase::Pneumatic) || element.is(Phrase::HardWheels);
    if !traffic {
        if element.kind == Kind::Floor && element.is(Phrase::Industrial) {
            let reason = say!(lang, "industrial floor, wheels unknown", "průmyslová podlaha, kola neznámá");
            derivation.assume(&[Xm1], &reason);
        }
        return;
    }
    let lift = element.is(Phrase::ForkLift);
    if element.is(Phrase::HardWheels) {
        derivation.certain(&[Xm3], &say!(lang, "hard wheels or tracks", "tvrdá kola nebo pásy"));
    } else if lift && (element.is(Phrase::SolidRubber) || element.is(Phrase::Pneumatic)) {
        derivation.certain(
            &[Xm2],
            &say!(
                lang,
                "fork-lifts on pneumatic or solid rubber tyres",
                "vysokozdvižné vozíky na pneumatikách nebo plné pryži"
            ),
        );
    } else if element.is(Phrase::Pneumatic) {
        derivation.certain(&[Xm1], &say!(lang, "vehicles on pneumatic tyres", "vozidla na pneumatikách"));
    } else {
        derivation
            .assume(&[Xm1], &say!(lang, "fork-lifts, wheels unknown", "vysokozdvižné vozíky, kola neznámá"));
    }
}

fn sea(derivation: &mut Derivation<'_>) {
    let (element, lang) = (derivation.element, derivation.lang);
    if !element.is(Phrase::Sea) {
        return;
    }
    if element.is(Phrase::Tidal) || element.is(Phrase::Spray) {
        derivation.certain(
            &[Xs3],
            &say!(lang, "tidal, splash and spray zone of the sea", "přílivová a ostřiková zóna moře"),
        );
        derivation.assume(&[Xf4], &say!(lang, "sea water and frost", "mořská voda a mráz"));
    } else if element.is(Phrase::Submerged) {
        derivation.certain(&[Xs2], &say!(lang, "under sea water", "pod mořskou vodou"));
    } else {
        derivation.certain(&[Xs1], &say!(lang, "air with sea salt", "vzduch s mořskou solí"));
    }
}
