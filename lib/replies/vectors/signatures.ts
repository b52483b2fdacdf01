import type { Vector, VectorGroup } from "./vector"

/** Two lines, or one with dashes, that say "1" and then something that is no name. */
const remark = (text: string): Vector => [text, "free_text", "low"]
const signed = (text: string): Vector => [text, "taken", "high"]

export const SIGNATURE_VECTORS: readonly VectorGroup[] = [
  {
    heading: "One and a name below it: taken",
    locale: "en-us",
    rows: [
      "1\nMary-Ann O’Neil",
      "1\nJohn Smith\nSent from my iPhone",
      "1\nSent from my iPhone\nJohn Smith",
      "1\n- J. Smith",
      "1\n--\njohn",
      "1\nMarie Dupont",
      "1\nJosé Luis Pérez",
      "1\nJürgen Groß",
      "1\nИван Петров",
    ].map(signed),
  },
  {
    heading: "One and a remark that is written like a name: a person reads it",
    locale: "en-us",
    rows: [
      "1\nTHREW UP",
      "1\nSTOMACH HURTS",
      "1\nFELL DOWN",
      "1\nGAVE SPOUSE",
      "YES\nWENT BLIND",
      "1\nFEEL OFF",
      "1\nJOHN SMITH",
      "1\nPain BAD",
      "1\nFace Numb",
      "1\nVery Dizzy",
      "1\n- Awful",
      "1\n- THREW UP",
      "1 -- threw up",
      "1 -- Threw up",
      "1 -- john was here",
      "1 -- queasy",
      "1\n--\nfelt weird",
      "1\nJohn Smith\nthrew up a lot",
      "1\nJohn Smith\nDizzy",
      "1\n- Mentira",
      "1\n- Fiebre",
      "1\nFièvre Forte",
      "1\nGROSSE FIÈVRE",
      "1\nBauch Schmerzt",
      "1\n- Gelogen",
      "1\nFebre Alta",
      "1\nТЕМПЕРАТУРА ВЫСОКАЯ",
      "1\nТемпература Высокая",
      "1\n- הקאתי",
      "1\n- חום גבוה",
      "1\n- صداع",
      "1\n- حرارة عالية",
    ].map(remark),
  },
  {
    heading: "A yes and a remark in capitals: a person reads it",
    locale: "es-mx",
    rows: ["SI\nTENGO FIEBRE", "SÍ\nCAMBIÉ HORA"].map(remark),
  },
]
