//! The codes of findings: one name for each rule that can speak. A code that nothing emits does not compile without a
//! warning, and the catalogue's test asks for an entry of each.

use std::fmt;

macro_rules! codes {
    ($($variant:ident = $text:literal,)+) => {
        /// The code of a finding, as the audit carries it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Code { $($variant,)+ }

        impl Code {
            /// Every code.
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$variant),+];

            /// As the audit carries it.
            pub(crate) fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    };
}

// Those of the contract's case list first, then our own.
codes! {
    ClassLow = "CLASS_LOW",
    WcHigh = "WC_HIGH",
    CementLow = "CEMENT_LOW",
    AirLow = "AIR_LOW",
    SrMissing = "SR_MISSING",
    ExposureMissing = "EXPOSURE_MISSING",
    ExposureNotSpecified = "EXPOSURE_NOT_SPECIFIED",
    NonexistentClass = "NONEXISTENT_CLASS",
    ChemRaise = "CHEM_RAISE",
    ChemDataMissing = "CHEM_DATA_MISSING",
    ChemBeyondXa3 = "CHEM_BEYOND_XA3",
    ChemStudy = "CHEM_STUDY",
    CoverLow = "COVER_LOW",
    QtyMismatch = "QTY_MISMATCH",
    QtyWaste = "QTY_WASTE",
    RebarRatio = "REBAR_RATIO",
    FormworkArea = "FORMWORK_AREA",
    PipeWall = "PIPE_WALL",
    PipePn = "PIPE_PN",
    PipeDn = "PIPE_DN",
    ObsoleteNew = "OBSOLETE_NEW",
    ObsoleteExisting = "OBSOLETE_EXISTING",
    ForeignNotation = "FOREIGN_NOTATION",
    SteelOld = "STEEL_OLD",
    GlobalSf = "GLOBAL_SF",
    PartialFactor = "PARTIAL_FACTOR",
    LoadValue = "LOAD_VALUE",
    AmbiguousSpec = "AMBIGUOUS_SPEC",
    Contradiction = "CONTRADICTION",
    DesignLife = "DESIGN_LIFE",
    FrostDepthUnknown = "FROST_DEPTH_UNKNOWN",
    PriceOutlier = "PRICE_OUTLIER",
    Jurisdiction = "JURISDICTION",
    ClassNotSpecified = "CLASS_NOT_SPECIFIED",
    CoverNotSpecified = "COVER_NOT_SPECIFIED",
    SoilContact = "SOIL_CONTACT",
    CementFrost = "CEMENT_FROST",
    ResistanceLow = "RESISTANCE_LOW",
    ExistingStructure = "EXISTING_STRUCTURE",
    SmallLoad = "SMALL_LOAD",
    QtyZero = "QTY_ZERO",
    QtyNegative = "QTY_NEGATIVE",
    QtyMissing = "QTY_MISSING",
    UnitMissing = "UNIT_MISSING",
    UnitNumber = "UNIT_NUMBER",
    SumMismatch = "SUM_MISMATCH",
    MeasurementMismatch = "MEASUREMENT_MISMATCH",
    Duplicate = "DUPLICATE",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
