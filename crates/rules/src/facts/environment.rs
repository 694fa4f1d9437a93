//! Phrases that tell the environment, with the guard against negation ("mimo dosah posypových solí").

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::facts::{numbers::pattern, patterns::Pattern, source::Prose};

macro_rules! phrases {
    ($($(#[$doc:meta])* $variant:ident = $pattern:literal;)+) => {
        /// What a phrase says about the environment or the use.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Phrase { $($(#[$doc])* $variant),+ }

        const PHRASES: &[(Phrase, &str)] = &[$((Phrase::$variant, $pattern)),+];
    };
}

phrases! {
    /// Heated or dry inside.
    Interior = r"\binteri(?:er|or)\w*|\bvnitrni (?:prostred|prostor)\w*|\bvnitrni\b|\bve vnitrnim|such\w+ prostred\w*|\bvytapen\w+ (?:prostor|objekt|hal|budov|bytov|mistnost)\w*|\bvytapen(?:y|a|e|ych|em)\b|\bindoors?\b|\bheated\b|dry (?:environment|room|space|interior|basement|inside|conditions)s?|such\w+ (?:sklep|suteren)\w*|inside (?:the|a) (?:building|hall)";
    /// Humid inside.
    Humid = r"vlhk\w+ prostred\w*|vysok\w+ vlhkost\w*|\bpradeln\w*|\blaundr(?:y|ies)\b|humid (?:interior|room|environment|conditions|air)s?|high humidity|moderate humidity|(?:large|commercial|plant|industrial) kitchen|velkokuchyn\w*";
    /// Roofed.
    Sheltered = r"kryt\w+ pred dest\w*|chranen\w+ pred dest\w*|pod pristresk\w*|sheltered from rain|protected from rain|roofed but open|under a roof|\bkryt\w+ (?:\w+ )?(?:stani|parkov\w*|garaz\w*)|covered (?:\w+ )?(?:car ?park|parking)\w*";
    /// Not heated.
    Unheated = r"\bnevytapen\w*|\bunheated\b|\bnot heated\b|\bneni vytapen\w*";
    /// De-icing salt is stored in it.
    SaltStore = r"\b(?:hal|sklad|sil[ao]|ulozist|zasobnik)\w* (?:na |pro |s )?(?:\w+ )?(?:sul|soli)\b|\bsoln[aeiy]\w* (?:hal|sklad)\w*|\bsalt (?:storage|stores?|barns?|sheds?|silos?|domes?|halls?|warehouses?)\b|(?:storage|storing|stores?|hall|shed|silo|warehouse|structure) (?:of |for |to store |for storing )?(?:the )?(?:de-?icing |road |rock |thawing )?salts?\b";
    /// Small foundations beside a road.
    RoadFurniture = r"dopravn\w+ znac\w*|svisl\w+ znac\w*|\bsvodid\w*|\bzabradl\w*|smerov\w+ sloupk\w*|\bobrubni\w*|\boplocen\w*|plotov\w+ sloupk\w*|(?:road|traffic) signs?\b|guard ?rails?\b|crash barriers?\b|fence posts?\b|kerb ?stones?\b|\bbollards?\b";
    /// Out of doors.
    Exterior = r"\boutdoors?\b|\bexterior\b|\bexternal\b|\bvenku\b|\bvenkovni\w*|\bexterier\w*|\bopen[ -]air\b|\bna volnem prostranstvi|outside (?:the|a) building";
    /// Rain reaches it.
    Rain = r"vystaven\w* (?:desti|destov\w*|povetrnost\w*|srazk\w*)|exposed to (?:the )?(?:rain|weather)|\bfasad\w*|\bfacades?\b|nechranen\w* pred dest\w*|open to (?:the )?weather|open to (?:the )?sky|nezastresen\w*|nekryt\w*|open (?:multi-?stor(?:e)?y )?(?:car ?park|parking)\w*|rooftop (?:car ?park|parking)|otevren\w+ (?:\w+ )?(?:parkov|garaz)\w*|stresni\w* parkov\w*";
    /// The footing stands where the ground freezes.
    FrostDepth = r"\bv zamrzn\w+ hloub\w*|within (?:the )?frost depth|in (?:the )?frost depth|above (?:the )?frost (?:depth|line)";
    /// The footing stands below the frost.
    BelowFrost = r"nezamrzn\w+ hloub\w*|below (?:the )?frost (?:depth|line|level)|frost[- ]free depth|pod zamrzn\w+ hloub\w*";
    /// Soil stands against it.
    InGround = r"pod (?:urovni |upraven\w+ )*teren\w*|\bv zemi\b|\bzasypan\w*|ve styku se zeminou|\bin the ground\b|below ground|in contact with (?:the )?(?:soil|ground)|\bbackfilled\b";
    /// Clay ground.
    Clay = r"\bjil(?:y|u|ovit\w*|ech)?\b|\bclay(?:ey)?\b";
    /// Ground water reaches it.
    GroundWater = r"podzemn\w+ vod\w*|spodn\w+ vod\w*|\bhpv\b|ground ?water|ground-water|water table";
    /// Ground water does not attack.
    NonAggressive = r"\bneagresivn\w*|non-?aggressive|not aggressive|not corrosive";
    /// De-icing agents.
    DeIcing = r"rozmrazovac\w*|\bchrl\b|\bch\. ?r\. ?l\b|posyp\w* (?:chemick\w+ )?sol\w*|posypov\w+ (?:material|latk)\w*|zimni posyp\w*|\bsolen[ie]\w*|\bsolen(?:a|e|y|ych|ou|em)\b|zimni udrzb\w*|de-?icing|de-?icers?\b|\broad salts?\b|\bsalted\b|\bsalting\b|\bthawing salts?\b|winter maintenance|zasolen\w*";
    /// Water thrown up by wheels.
    Spray = r"\brozstrik\w*|\bostrik\w*|bezprostredn\w+ blizkost\w* vozovk\w*|\bsplash\w*|\bspray(?:ed)?\b(?: zone)?|direct(?:ly)? sprayed";
    /// Salt in the air only.
    SaltMist = r"\bslan\w+ mlh\w*|\bmlzen\w*|salt[- ]?(?:laden )?mist|airborne (?:salts?|chlorides?|de-?icing)|\bsolna mlha|\bsoln\w+ mlh\w*";
    /// Cars park on it.
    Parking = r"\bparkovist\w*|\bparkovac\w*|\bparking\b|\bcar[ -]?parks?\b";
    /// Cars park inside.
    UndergroundGarage = r"(?:podzemn|hromadn|suterenn)\w+ (?:\w+ )?garaz\w*|(?:underground|basement|closed|enclosed) (?:\w+ )?(?:garage|car ?park|parking)s?|podzemn\w+ parkov\w+";
    /// One family's garage.
    HouseGarage = r"garaz\w* (?:u )?(?:rd\b|rodinn\w+ dom\w*|pro (?:jedno|1) \w+)|(?:private|single|domestic|house) garages?|one-car garage|garage of (?:a |the )?(?:family |private )?house";
    /// The water level moves.
    FluctuatingWater = r"kolisan\w+ (?:\w+ )?hladin\w*|kolisajic\w+ hladin\w*|fluctuating water|changing water level|fluctuation of (?:the )?water";
    /// Always under water.
    Submerged = r"trvale (?:pod vodou|ponoren\w*)|permanently (?:under water|submerged|immersed)|always under water";
    /// Watertight concrete as the only barrier.
    WhiteTank = r"\bbil\w+ van\w*|vodonepropustn\w+ beton\w*|vodostavebn\w+ beton\w*|white (?:tank|tub|box)|water(?:tight|proof) concrete";
    /// Waste water.
    Sewage = r"\bcov\b|\bsplask\w*|\bkanalizac\w*|\bseptik\w*|\bsewage\b|waste ?water|\bseptic\b|sewer(?:age)?\b|zump\w*";
    /// Slurry and dung.
    Slurry = r"\bkejd\w*|\bhnuj\w*|\bhnoj\w*|\bmocuvk\w*|\bslurry\b|\bmanure\b|\bdung\b";
    /// Animals above a channel.
    Stable = r"\bstaj(?:e|i|ov\w*|ich)?\b|\bstables?\b|cow ?sheds?|\bkravin\w*";
    /// Silage.
    Silage = r"\bsilaz\w*|\bsilage\b";
    /// Vehicles on a floor of industry.
    Industrial = r"prumyslov\w+ podlah\w*|industrial floors?|warehouse floors?|\bsklad(?:u|y|ova\w*|ech|em)?\b|\bwarehouse\b|vyrobn\w+ hal\w*|production hall|factory floors?";
    /// Fork-lifts.
    ForkLift = r"vysokozdvizn\w*|\bvzv\b|fork-?lifts?|fork-?lift trucks?|fork lifts?";
    /// Pneumatic tyres.
    Pneumatic = r"pneumatik\w*|vzduchov\w+ (?:kol|pneu)\w*|pneumatic";
    /// Solid rubber tyres.
    SolidRubber = r"pln\w+ (?:pryz|gum)\w*|(?:pryz|gum)ov\w+ kol\w*|superelastick\w*|solid rubber|solid tyres?|solid tires?|cushion tyres?";
    /// Hard wheels and tracks.
    HardWheels = r"elastomer\w*|ocelov\w+ kol\w*|\bpasov\w+ vozid\w*|polyuret\w* kol\w*|steel wheels?|steel-wheeled|tracked vehicles?|hard wheels?|polyurethane wheels?";
    /// Sea water.
    Sea = r"\bmorsk\w*|\bmor(?:e|i)\b|\bpobrez\w*|\bsea ?water\b|\bsea\b|\bcoast(?:al)?\b|\bmarine\b|\bseaside\b";
    /// Tide and waves.
    Tidal = r"\bprilivov\w*|\bpriliv\w*|\btidal\b|splash zone|\bvln(?:y|ami)\b";
    /// A membrane protects the deck.
    Membrane = r"izolac\w+ mostovk\w*|celoplosn\w+ izolac\w*|\bnaip\b|waterproofing membrane|bridge membrane|deck membrane|waterproofing of the deck";
    /// No reinforcement.
    Plain = r"prost\w+ beton\w*|\bnevyztuzen\w*|plain concrete|\bunreinforced\b|mass concrete";
    /// Under the ground floor.
    Basement = r"\bsuteren\w*|\bsklep\w*|\bbasements?\b|\bcellars?\b|podzemn\w+ podlazi";
    /// A bridge.
    Bridge = r"\bmost(?:u|y|e|em|ni\w*|ech)?\b|\bbridges?\b|\blavk(?:a|y|u)\b|\bviaduct\w*|\bestakad\w*";
    /// Traffic beside it.
    Road = r"\bvozovk\w*|\bsilnic\w*|\bdalnic\w*|\bkomunikac\w*|\broads?\b|\bhighways?\b|\bmotorways?\b|\broadway\b|\bcarriageway\b";
    /// Full sun, coat of the floor.
    Coated = r"\bs naterem|\bopatren\w* (?:naterem|sterkou)|\bsterk(?:a|ou|y)\b|\bcoated\b|\bcoating\b|surface treatment|surface hardener|\bvsyp\w*|\btvrdidl\w*";
    /// A concrete word, which lets a wall or slab be an element.
    Concrete = r"\bbeton\w*|zelezobeton\w*|dratkobeton\w*|\bzb\b|\bconcrete\b|\breinforced\b|\bmonolitick\w*|predpjat\w*|\bprestressed\b";
    /// An existing structure is judged or repaired.
    Existing = r"stavajic\w+ (?:\w+ )?(?:konstrukc|pruvlak|strop|sloup|nosn|sten|zaklad|budov|objekt|hal|desk|most)\w*|\bposouzeni (?:stavajic\w*|existujic\w*)|existujic\w+ (?:\w+ )?(?:konstrukc|pruvlak|strop|sloup|objekt|budov|hal)\w*|stavebni upravy|stavebnich uprav|\bsanac\w*|\brekonstrukc\w*|existing (?:\w+ )?(?:structures?|buildings?|beams?|girders?|columns?|slabs?|walls?|halls?|bridges?|foundations?)|assessment of (?:the )?existing|\brefurbish\w*|\brenovation\b|\bconversion of\b|\bstrengthening of\b";
    /// Something new is built.
    NewBuild = r"\bnovostavb\w*|\bnov(?:y|a|e|eho|ych|ou) (?:\w+ )?(?:hal|objekt|most|budov|stavb|konstrukc|dum|domu)\w*|stavba nov\w+|\bnew (?:\w+ )?(?:building|hall|bridge|structure|house|construction|production|warehouse|wall|foundation)s?\b";
    /// Something is pulled down.
    Demolition = r"\bvybour\w*|\bdemolic\w*|\bodstran(?:en\w*|i|it)\b|\bzbour\w*|\bbouran\w*|\bdemoli(?:tion|sh\w*)";
    /// A study shows that the raise of the chemical class is not needed.
    SpecialStudy = r"specialni studi\w*|zvlastni studi\w*|special study";
    /// Sulfate may accumulate: wet and dry by turns.
    WettingDrying = r"stridan\w+ (?:vlhk\w+ a such\w+|vlhcen\w* a vysych\w*|vysych\w+ a (?:vlhcen|vlhnut)\w*)|kapilarn\w+ (?:vzlin|nasav|zon)\w*|capillary (?:suction|zone|rise)|wet(?:ting)?[ /]?(?:and|-)?[ /]?dry(?:ing)? cycles?|wet/dry";
}

/// A phrase in a text.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    /// What it says.
    pub(crate) phrase: Phrase,
    /// Whether it is denied: `no de-icing salts`.
    pub(crate) denied: bool,
    /// Bytes of the folded text.
    pub(crate) range: Range<usize>,
    /// Index of its sentence.
    pub(crate) sentence: usize,
}

static PATTERNS: LazyLock<Vec<(Phrase, Pattern)>> =
    LazyLock::new(|| PHRASES.iter().map(|(phrase, source)| (*phrase, Pattern::new(*source))).collect());

/// Words before a phrase that deny it, with at most a few words between, within the clause.
static DENIED_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\bbez|\bmimo (?:dosah|vliv)|\bmimo|\bneni|\bnejsou|\bnebude|\bnebudou|\bnevyskytuj\w*|\bneobsahuj\w*|\bvyjma|\bnikoli\w*|\bani|\bne|\bzadn\w*|\bno|\bnot|\bnor|\bwithout|\bout of reach of|\bexcept|\bnever|\bfree of|\babsence of|\bneither|\bneuvazuj\w*|\bnepredpoklad\w*|\bnepouziv\w*|\bnechran\w*)(?: [^ ,.;:()]+){0,5} ?$",
    )
});
/// Words behind a phrase that deny it.
static DENIED_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?: [^ ,.;:()]+){0,4} ?(?:\b(?:nezastizen\w*|nebyla zastizen\w*|nebyla (?:nalezen|naraz)\w*|neni|nejsou|nevyskytuj\w*|nepouziv\w*|nebud\w*|nepredpoklad\w*|nenarazen\w*|nezjisten\w*|vyloucen\w*)|\b(?:is |are |was |were |will |)not\b|\bnone\b|\babsent\b|\bnever\b)",
    )
});

/// Reads the phrases of a text.
pub(crate) fn read(prose: &Prose) -> Vec<Said> {
    let mut found = Vec::new();
    for (phrase, pattern) in PATTERNS.iter() {
        for words in pattern.find_iter(prose) {
            let sentence = prose.sentence_at(words.start());
            let denied = is_denied(prose, sentence, &words.range());
            found.push(Said { phrase: *phrase, denied, range: words.range(), sentence });
        }
    }
    found
}

/// Whether the words around a phrase deny it.
pub(crate) fn is_denied(prose: &Prose, sentence: usize, words: &Range<usize>) -> bool {
    let Some(around) = prose.sentences.get(sentence) else { return false };
    let text = prose.text();
    let before = text.get(around.range.start..words.start).unwrap_or("");
    let clause_start = before.rfind([',', '(', ':']).map_or(0, |at| at + 1);
    let before = before.get(clause_start..).unwrap_or("");
    let behind = text.get(words.end..around.range.end.max(words.end)).unwrap_or("");
    DENIED_BEFORE.is_match(before) || DENIED_BEHIND.is_match(behind)
}

#[cfg(test)]
mod tests {
    use super::{Phrase, read};
    use crate::facts::source::{Place, Prose};

    fn says(text: &str, phrase: Phrase) -> Option<bool> {
        let said = read(&Prose::new(Place::Description, text.to_owned()));
        said.iter().find(|said| said.phrase == phrase).map(|said| !said.denied)
    }

    #[test]
    fn a_denied_phrase_is_known_as_denied() {
        for text in [
            "mimo dosah posypových solí",
            "bez posypu solí",
            "no de-icing salts",
            "without exposure to de-icing salts",
            "out of reach of de-icing salts",
            "posypové soli se zde nepoužívají",
            "De-icing salts are not used here",
            "nebude vystavena posypovým solím",
        ] {
            assert_eq!(says(text, Phrase::DeIcing), Some(false), "{text}");
        }
        for text in [
            "HPV nezastižena",
            "bez podzemní vody",
            "podzemní voda nebyla zastižena",
            "groundwater was not found",
        ] {
            assert_eq!(says(text, Phrase::GroundWater), Some(false), "{text}");
        }
    }

    #[test]
    fn a_denial_of_one_thing_does_not_deny_the_next() {
        assert_eq!(says("no air entrainment, de-icing exposure", Phrase::DeIcing), Some(true));
        assert_eq!(says("bez nátěru, zimní údržba solí", Phrase::DeIcing), Some(true));
        assert_eq!(says("zimní údržba solí, přímý rozstřik", Phrase::Spray), Some(true));
    }

    #[test]
    fn phrases_are_read_without_diacritics_too() {
        assert_eq!(says("interier, suche prostredi", Phrase::Interior), Some(true));
        assert_eq!(says("zakladani pod podzemni vodou", Phrase::GroundWater), Some(true));
    }

    #[test]
    fn every_phrase_compiles() {
        for (phrase, source) in super::PHRASES {
            assert!(!super::pattern(source).is_match("qqq"), "{phrase:?}");
        }
    }
}
