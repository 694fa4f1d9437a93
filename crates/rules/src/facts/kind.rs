//! Kinds of structural elements and the words that name them.

use std::{ops::Range, sync::LazyLock};

use model::Lang;
use standards::steel::ElementKind;

use crate::facts::patterns::{Pattern, Runs};

/// How an element meets weather.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Orientation {
    /// In the ground.
    Buried,
    /// Faces stand upright: rain runs off.
    Vertical,
    /// A top face holds water.
    Horizontal,
    /// Not told by the name.
    Unknown,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident: $en:literal, $cs:literal, $orientation:ident, $inherent:literal, $content:expr, $pattern:literal;)+) => {
        /// What an element is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Kind { $($(#[$doc])* $variant),+ }

        const KINDS: &[(Kind, &str)] = &[$((Kind::$variant, $pattern)),+];

        impl Kind {
            /// The name for a person.
            pub(crate) fn name(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Self::$variant, Lang::En) => $en, (Self::$variant, Lang::Cs) => $cs),+ }
            }

            /// How it meets weather.
            pub(crate) fn orientation(self) -> Orientation {
                match self { $(Self::$variant => Orientation::$orientation),+ }
            }

            /// Whether the name alone says that it is of concrete.
            pub(crate) fn is_always_concrete(self) -> bool {
                match self { $(Self::$variant => $inherent),+ }
            }

            /// Its row in the table of reinforcement contents.
            pub(crate) fn content(self) -> Option<ElementKind> {
                match self { $(Self::$variant => $content),+ }
            }
        }
    };
}

// Order matters: the first pattern that matches at a place wins, so the longer names stand first.
kinds! {
    /// A name that is no element: dates of base data, the wall of a pipe, a piling template.
    NotAnElement: "", "", Unknown, false, None,
        r"zaklad\w* (?:dat|cen)\w*|(?:asfaltov|hydroizolacn|tesnic|izolacn|gumov|modifikovan|natavovan)\w+ (?:\w+ )?pas\w*|tloustk\w+ steny|tl\. ?steny|steny trub\w*|(?:pipe )?wall thickness|pipe walls?|rozpoctov\w+ zaklad\w*|pilotov\w+ sten\w*|white (?:tank|tub|box)(?:e?s)?\b|tramov\w+ konzol\w*|dver\w+ kridl\w*|kridl\w+ dver\w*|okenn\w+ kridl\w*|zakladn\w+|floor area|ground floors?|(?:first|second|third|top) floors?|upper floors?";
    /// Lean concrete under something else.
    Blinding: "blinding concrete", "podkladní beton", Buried, true, Some(ElementKind::Blinding),
        r"podkladni\w* (?:beton|desk)\w*|podkladni\w* vrstv\w* z (?:prost\w+ )?beton\w*|podkladni c ?\d|blinding(?: concrete| layer)?|lean concrete|pilotazn\w+ sablon\w*|piling template";
    /// Strip footing.
    StripFooting: "strip footing", "základový pas", Buried, true, Some(ElementKind::StripFooting),
        r"zakladov\w+ pas(?:y|u|ech|em|um)?\b|\bpasy? (?:z|ze) (?:prost\w+ |monolitick\w+ |zelezo)?beton\w*|\bpasy\b|strip (?:footing|foundation)s?|(?:foundation|footing) strips?|wall footings?|zakladov\w+ pasmi|zakladov\w+ pasov";
    /// Pad footing.
    PadFooting: "pad footing", "základová patka", Buried, true, Some(ElementKind::PadFooting),
        r"zakladov\w+ patk\w*|zakladov\w+ patek|\bpatk(?:a|y|u|ach|ami)\b|\bpatek\b|(?:pad|isolated|column|spread) (?:footing|foundation)s?|(?:foundation|footing) pads?|concrete pads?\b|\bpads? (?:for|under) ";
    /// Raft.
    Raft: "raft foundation", "základová deska", Buried, true, Some(ElementKind::Raft),
        r"zakladov\w+ (?:\w+ )?(?:des(?:k\w*|ek|ce)|dosk\w*|dosiek)|raft (?:foundation|slab)s?|\braft\b|mat foundations?|foundation (?:slab|raft)s?|base slabs?";
    /// Wall in the ground under the ground floor.
    FoundationWall: "foundation wall", "základová stěna", Buried, true, Some(ElementKind::Wall),
        r"zakladov\w+ (?:zed|zd|sten|zid)\w*|foundation walls?";
    /// Bored or driven pile.
    Pile: "pile", "pilota", Buried, true, Some(ElementKind::BoredPile),
        r"(?:vrtan\w+ )?\bpilot(?:a|y|u|ou|ach|am|ami|e)?\b|(?:bored |driven )?\bpiles?\b";
    /// Diaphragm wall.
    DiaphragmWall: "diaphragm wall", "podzemní stěna", Buried, true, Some(ElementKind::DiaphragmWall),
        r"podzemni\w* sten\w*|milansk\w+ sten\w*|diaphragm walls?";
    /// A slab that carries traffic between abutment and embankment.
    ApproachSlab: "approach slab", "přechodová deska", Unknown, true, Some(ElementKind::ApproachSlab),
        r"prechodov\w+ des(?:k\w*|ek|ce)|approach slabs?|transition slabs?";
    /// Foundation of a kind that is not named.
    Foundation: "foundation", "základ", Buried, true, None,
        r"\bzaklad(?:y|u|ech|um|em)?\b(?: (?:oper|pilir\w*|podper|sloup\w*))?|\bfoundations?\b|\bfootings?\b";
    /// Retaining wall.
    RetainingWall: "retaining wall", "opěrná zeď", Vertical, true, Some(ElementKind::RetainingWall),
        r"(?:opern|oporn|zarubn)\w+ (?:\w+ )?(?:zed|zd|sten|zid|mur)\w*|retaining walls?";
    /// Wing wall of a bridge.
    WingWall: "wing wall", "křídlo", Vertical, false, Some(ElementKind::WingWall),
        r"(?:mostn\w+ )?\bkridl(?:a|o|ech|um|y)?\b|wing ?walls?";
    /// Abutment with its parts.
    Abutment: "abutment", "opěra", Vertical, true, Some(ElementKind::Abutment),
        r"driky? oper\b|\boper(?:a|y|u|ou|ach|am|ami)?\b(?: (?:mostu|o\d))?|ulozn\w+ prah\w*|zavern\w+ zid\w*|podloziskov\w+ blok\w*|(?:bridge )?\babutments?\b";
    /// Pier of a bridge.
    Pier: "pier", "pilíř", Vertical, true, Some(ElementKind::BridgePier),
        r"\bdrik(?:y|u|ech|em)?\b(?: pilir\w*)?|\bpilir\w*|(?:bridge )?\bpiers?\b";
    /// Edge beam of a bridge.
    Kerb: "bridge kerb", "římsa", Horizontal, true, Some(ElementKind::Kerb),
        r"\brims\w*|(?:bridge |edge )?\b(?:kerb|curb|cornice)s?\b|edge beams? of (?:the |a )?bridge";
    /// Deck of a bridge.
    BridgeDeck: "bridge deck", "nosná konstrukce mostu", Horizontal, false, Some(ElementKind::BridgeDeck),
        r"\bmostovk\w*|most(?:ni)? nosn\w+(?: \w+)? konstr\w*|mostni nosn\w+ desk\w*|mostni\w* (?:\w+ )?tramov\w*|nosn\w+ konstrukc\w+|bridge (?:deck|superstructure)s?|superstructure";
    /// Box or pipe under a road.
    Culvert: "culvert", "propustek", Unknown, true, Some(ElementKind::Culvert),
        r"(?:ramov\w+ )?\bpropust\w*|\bculverts?\b";
    /// Slab that carries parked cars.
    ParkingDeck: "parking deck", "parkovací deska", Horizontal, true, Some(ElementKind::Slab),
        r"parkovac\w+ (?:desk|plosin|stropn|podlaz)\w*|stresni\w* parkov\w*|park(?:ing)?[ -](?:deck|slab)s?|car[ -]?park (?:deck|slab|roof)s?|deck of (?:the |a )?(?:car park|parking \w+)|parkovac\w+ d(?:um|omu|omy)\b|parking (?:structure|house)s?|multi-?stor(?:e)?y car parks?|open car parks?";
    /// Concrete pavement.
    Pavement: "concrete pavement", "cementobetonový kryt", Horizontal, true, None,
        r"cementobeton\w+ (?:kryt|vozovk)\w*|\bcb[ -]kryt\w*|betonov\w+ vozovk\w*|concrete (?:pavement|road)s?";
    /// Balcony, loggia, terrace.
    Balcony: "balcony slab", "balkonová deska", Horizontal, true, Some(ElementKind::Slab),
        r"balkon\w*(?: desk\w*)?|\blodzi\w*|\bteras(?:a|y|u|ou|e)\b|balcon(?:y|ies)(?: slabs?)?|\bloggias?\b|\bterraces?(?: slabs?)?\b";
    /// Parapet of a roof.
    Parapet: "parapet", "atika", Vertical, true, Some(ElementKind::Wall),
        r"\batik\w*|\bparapet walls?\b|\broof parapets?\b|\bparapets?\b";
    /// Silage clamp.
    Silage: "silage clamp", "silážní žlab", Horizontal, true, Some(ElementKind::Tank),
        r"silaz\w+ (?:zlab|jam|vez|plat)\w*|silage (?:clamp|silo|pit|bunker)s?";
    /// Swimming pool.
    Pool: "swimming pool", "bazén", Unknown, true, Some(ElementKind::Tank),
        r"\bbazen\w*|swimming pools?|\bpools?\b";
    /// Tank, reservoir, pit.
    Tank: "tank", "nádrž", Unknown, true, Some(ElementKind::Tank),
        r"\bnadrz\w*|\bvodojem\w*|\bjim(?:k\w*|ek)\b|\bseptik\w*|\bzump(?:a|y|u)\b|(?:water |slurry |manure |storage |sewage |sedimentation )?\b(?:tank|reservoir)s?\b|(?:slurry|manure) (?:pit|store|lagoon)s?|septic tanks?";
    /// Manhole.
    Manhole: "manhole", "šachta", Buried, false, None,
        r"\bsacht\w*|\bmanholes?\b|inspection chambers?";
    /// Stair.
    Stair: "stair", "schodiště", Horizontal, false, Some(ElementKind::Stair),
        r"\bschodist\w*|\bschodisto\w*|\bschodn\w+|\bstairs?\b|\bstaircases?\b|\bsteps\b";
    /// Sill of a paving.
    Sill: "sill", "práh", Horizontal, false, None,
        r"\bprah(?:y|u|ech)?\b|\bsills?\b";
    /// Bed of paving and kerbstones.
    Bedding: "bedding concrete", "betonové lože", Horizontal, false, None,
        r"\bloz(?:e|i) (?:z betonu|dlazeb|dlazb\w*|obrub\w*|pod)\w*|betonov\w+ loz\w*|concrete bedding|bedding concrete";
    /// Screed or plain base layer of a floor.
    Screed: "concrete base layer", "betonová mazanina", Horizontal, false, None,
        r"\bmazanin\w*|\bscreeds?\b";
    /// Floor on the ground.
    Floor: "floor", "podlaha", Horizontal, false, Some(ElementKind::Raft),
        r"prumyslov\w+ podlah\w*|podlahov\w+ des(?:k\w*|ek|ce)|\bpodlah(?:a|y|u|ou)\b|(?:industrial|warehouse|hall|factory|concrete|garage|storage|workshop) floors?(?: slabs?)?|floor slabs? on ground|slabs? on (?:ground|grade)|ground slabs?|\bfloor of\b";
    /// Suspended slab.
    Slab: "slab", "stropní deska", Horizontal, false, Some(ElementKind::Slab),
        r"stropn\w+ (?:konstrukc\w*|konstrukci\w*|des(?:k\w*|ek|ce)|dosk\w*)|\bstrop(?:y|u|em|ech|ni)?\b|(?:suspended|ceiling|floor|concrete|roof) slabs?|\bslabs?\b|(?:zelezobeton\w+ )?\bdes(?:ka|ky|ku|kou|ek|ce)\b";
    /// Column.
    Column: "column", "sloup", Vertical, false, Some(ElementKind::Column),
        r"\bsloup(?:y|u|ech|em|ku|ky|ek|ku)?\b|\bstlp(?:y|ov|och|om|mi|a|u)?\b|\bcolumns?\b";
    /// Beam or ring beam.
    Beam: "beam", "průvlak", Unknown, false, Some(ElementKind::Beam),
        r"ztuzujic\w+ (?:pas|venc)\w*|\bpruvlak\w*|\bpreklad\w*|\btram(?:y|u|ech)?\b|\bvenec\b|\bvenc(?:e|u|i|ich)\b|ring beams?|\bbeams?\b|\bgirders?\b|\blintels?\b";
    /// Wall.
    Wall: "wall", "stěna", Vertical, false, Some(ElementKind::Wall),
        r"(?:suterenn|obvodov|nosn|vnitrn|venkovn|zelezobeton|betonov)\w+ (?:\w+ )?(?:sten|zed|zd)\w*|\bsten(?:a|y|u|ach|am|ou)?\b|\bzed\b|\bzdi\b|\bwalls?\b";
    /// A garage named instead of its slab.
    Garage: "garage floor", "podlaha garáže", Horizontal, false, Some(ElementKind::Slab),
        r"(?:podzemn|hromadn|suterenn)\w+ (?:\w+ )?garaz\w*|(?:underground|basement|closed|enclosed) (?:\w+ )?(?:garage|car ?park|parking)s?|podzemn\w+ parkov\w+";
    /// Concrete whose element is not named.
    Structure: "concrete structure", "betonová konstrukce", Unknown, true, None,
        r"betonov\w+ konstrukc\w*|zelezobetonov\w+ konstrukc\w*|concrete structures?";
}

/// A word that names an element.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// What it names.
    pub(crate) kind: Kind,
    /// Bytes of the folded text.
    pub(crate) range: Range<usize>,
}

static PATTERNS: LazyLock<Vec<(Kind, Pattern)>> =
    LazyLock::new(|| KINDS.iter().map(|(kind, source)| (*kind, Pattern::new(*source))).collect());

/// Every element named in a folded text, in order.
pub(crate) fn mentions(text: &str) -> Vec<Mention> {
    mentions_in(text, &Runs::of(text)).collect()
}

/// The element that a position's name speaks of: the first one named.
pub(crate) fn first_kind(text: &str) -> Option<Kind> {
    mentions_in(text, &Runs::of(text)).next().map(|mention| mention.kind)
}

/// The kinds are searched one by one, so that those of which the text holds no word cost nothing. What they find next
/// is merged as one pattern of all of them would find it: the first in the text, of those the first in the list.
fn mentions_in<'t>(text: &'t str, runs: &Runs) -> impl Iterator<Item = Mention> + use<'t> {
    let mut searches: Vec<_> = PATTERNS
        .iter()
        .filter_map(|(kind, pattern)| {
            let regex = pattern.on(runs)?;
            Some((*kind, regex, regex.find(text)?.range()))
        })
        .collect();
    let next = move || {
        let (kind, range) = searches
            .iter()
            .min_by_key(|(_, _, range)| range.start)
            .map(|(kind, _, range)| (*kind, range.clone()))?;
        searches.retain_mut(|(_, regex, found)| {
            if found.start >= range.end {
                return true;
            }
            let further = regex.find_at(text, range.end);
            *found = further.map_or(0..0, |words| words.range());
            further.is_some()
        });
        Some(Mention { kind, range })
    };
    std::iter::from_fn(next).filter(|mention| mention.kind != Kind::NotAnElement)
}

impl Kind {
    /// Whether a long text that only names it, as "equipment of the tank", does not yet make it an element.
    pub(crate) fn needs_concrete_in_long_text(self) -> bool {
        matches!(
            self,
            Self::Tank | Self::Pool | Self::Balcony | Self::Parapet | Self::Culvert | Self::ParkingDeck
        )
    }

    /// Whether it stands in the ground, where ground water reaches it.
    pub(crate) fn is_buried(self) -> bool {
        self.orientation() == Orientation::Buried && self != Self::Blinding
    }

    /// A footing whose depth decides about frost: its sort is named and it is shallow.
    pub(crate) fn is_shallow_footing(self) -> bool {
        matches!(self, Self::StripFooting | Self::PadFooting)
    }

    /// Whether concrete of this kind is plain by its name.
    pub(crate) fn is_plain(self) -> bool {
        matches!(self, Self::Blinding | Self::Bedding | Self::Sill | Self::Screed)
    }

    /// Slabs, whose geometry lowers the structural class by one (EN 1992-1-1 Table 4.3N).
    pub(crate) fn is_slab(self) -> bool {
        matches!(
            self,
            Self::Slab
                | Self::ParkingDeck
                | Self::Balcony
                | Self::ApproachSlab
                | Self::Raft
                | Self::Floor
                | Self::Garage
        )
    }

    /// Whether its volume is an area times a thickness: slabs, and layers under them.
    pub(crate) fn is_spread(self) -> bool {
        self.is_slab() || matches!(self, Self::Blinding | Self::Screed | Self::Bedding | Self::Pavement)
    }

    /// Whether dimensions alone make it an element, unless another material is named: nobody gives the section of a
    /// column or a beam of a building for anything but its structure.
    pub(crate) fn is_structural_by_dimensions(self) -> bool {
        matches!(self, Self::Column | Self::Beam)
    }

    /// Kinds that a more exact name in the same text replaces: `foundation` beside `strip footing`.
    pub(crate) fn is_generic_for(self, other: Self) -> bool {
        match self {
            Self::Foundation => other.is_buried() && other != Self::Foundation,
            Self::Garage => matches!(other, Self::Raft | Self::Slab | Self::Floor | Self::ParkingDeck),
            Self::Structure => other != Self::Structure,
            Self::Slab => matches!(
                other,
                Self::ParkingDeck | Self::Balcony | Self::Raft | Self::Floor | Self::BridgeDeck
            ),
            Self::Wall => matches!(
                other,
                Self::RetainingWall | Self::FoundationWall | Self::DiaphragmWall | Self::Tank | Self::Pool
            ),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, mentions};
    use crate::facts::source::Folded;

    fn kinds(text: &str) -> Vec<Kind> {
        mentions(&Folded::new(text).text).into_iter().map(|mention| mention.kind).collect()
    }

    #[test]
    fn elements_are_known_by_their_names_in_both_languages() {
        for (text, kind) in [
            ("Foundation strip 12 m", Kind::StripFooting),
            ("Základové pasy", Kind::StripFooting),
            ("zakladova deska", Kind::Raft),
            ("Vrtané piloty", Kind::Pile),
            ("Parking deck 200 m²", Kind::ParkingDeck),
            ("Římsa silničního mostu", Kind::Kerb),
            ("Opěrná zeď", Kind::RetainingWall),
            ("opěry", Kind::Abutment),
            ("dříky pilířů", Kind::Pier),
            ("základy opěr", Kind::Foundation),
            ("Strop nad 1.NP", Kind::Slab),
            ("Kruhová jímka na kejdu", Kind::Tank),
            ("Venkovní hotelový bazén", Kind::Pool),
            ("posouzení stávajících průvlaků", Kind::Beam),
            ("Podlaha skladu", Kind::Floor),
        ] {
            assert_eq!(kinds(text).first(), Some(&kind), "{text}");
        }
    }

    #[test]
    fn homonyms_are_no_elements() {
        for text in [
            "základní údaje",
            "základ data 8. 9. 2025",
            "tloušťka stěny 5,4 mm",
            "operace",
            "Karlovy Vary",
            "pilotní projekt",
        ] {
            assert!(kinds(text).is_empty(), "{text}: {:?}", kinds(text));
        }
    }
}
