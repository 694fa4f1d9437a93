// Three briefs to try the page with: one that misses a class, one that fails, one designed to a foreign standard.
import type { Brief, Position } from "../../api/contract.ts";
import type { Lang } from "../../lib/language.ts";

export interface Example {
  id: string;
  name: string;
  brief: Brief;
}

type Row = readonly [code: string | null, name: string, quantity: number, unit: string, price: number | null];

function positionOf([code, item_name, quantity, unit, unit_price]: Row): Position {
  const rest = {
    unit_original: null,
    total_price: null,
    section: null,
    sheet: null,
    row: null,
    measurement: [],
    note: null,
  };
  return { code, item_name, quantity, unit, unit_price, ...rest };
}

function briefOf(description: string, rows: readonly Row[], specifications: Record<string, unknown>): Brief {
  return {
    project_description: description,
    positions: rows.map(positionOf),
    specifications,
    documents: [],
    options: {},
  };
}

const ENGLISH: readonly Example[] = [
  {
    id: "strip",
    name: "Foundation strip",
    brief: briefOf(
      "Family house near Karlovy Vary. Foundation strip 45 m × 0.8 m × 0.6 m, outdoor, Czech climate. Groundwater reaches the foundation, pH 6.2; sulfates, CO2, ammonium and magnesium were not measured. The founding depth is not stated.",
      [
        ["132201101", "Excavation of trenches up to 60 cm wide", 27, "m³", 890],
        ["274321511", "Foundation strips of reinforced concrete C25/30", 22.5, "m³", 3650],
        ["274351121", "Formwork of foundation strips, assembly", 55, "m²", 480],
        ["274361821", "Reinforcement of foundation strips, B500B", 1.6, "t", 41500],
      ],
      { concrete_class: "C25/30", exposure_classes: "XC2" },
    ),
  },
  {
    id: "deck",
    name: "Parking deck",
    brief: briefOf(
      "Parking deck 200 m² on the roof of a shopping centre, 250 mm thick, concrete C25/30 without air entrainment. In winter the deck is exposed to de-icing salts.",
      [],
      {},
    ),
  },
  {
    id: "hall",
    name: "Production hall",
    brief: briefOf(
      "New production hall, static design to SNiP 2.03.01-84, concrete B25 F150 W6 for the columns 0.4 m × 0.4 m × 6 m, interior, dry environment.",
      [
        [null, "Concrete of columns B25", 11.5, "m³", null],
        [null, "Reinforcement of columns", 1.9, "t", null],
      ],
      { design_life_years: 50 },
    ),
  },
];

const CZECH: readonly Example[] = [
  {
    id: "strip",
    name: "Základový pas",
    brief: briefOf(
      "Rodinný dům u Karlových Varů. Základový pas 45 m × 0,8 m × 0,6 m, venkovní prostředí. Podzemní voda dosahuje k základu, pH 6,2; sírany, agresivní CO2, amonné ionty a hořčík nebyly měřeny. Hloubka založení není uvedena.",
      [
        ["132201101", "Hloubení rýh šířky do 600 mm", 27, "m³", 890],
        ["274321511", "Základové pasy ze železobetonu C25/30", 22.5, "m³", 3650],
        ["274351121", "Bednění základových pasů, zřízení", 55, "m²", 480],
        ["274361821", "Výztuž základových pasů B500B", 1.6, "t", 41500],
      ],
      { concrete_class: "C25/30", exposure_classes: "XC2" },
    ),
  },
  {
    id: "deck",
    name: "Parkovací deska",
    brief: briefOf(
      "Parkovací deska 200 m² na střeše obchodního domu, tl. 250 mm, beton C25/30 bez provzdušnění. V zimě se deska sype posypovou solí.",
      [],
      {},
    ),
  },
  {
    id: "hall",
    name: "Výrobní hala",
    brief: briefOf(
      "Nová výrobní hala, statický návrh dle SNiP 2.03.01-84, beton B25 F150 W6, sloupy 0,4 m × 0,4 m × 6 m, interiér, suché prostředí.",
      [
        [null, "Beton sloupů B25", 11.5, "m³", null],
        [null, "Výztuž sloupů", 1.9, "t", null],
      ],
      { design_life_years: 50 },
    ),
  },
];

export function examplesIn(lang: Lang): readonly Example[] {
  return lang === "cs" ? CZECH : ENGLISH;
}
