import type { Translation } from "./catalogue"
import type { Language } from "./languages"

/** Parts of the screen whose words come with their code, when they are first opened. */
export type Fetched = "composer" | "consent" | "evidence" | "palette" | "review"

type Load = { [Name in Fetched]: () => Promise<{ default: Translation[Name] }> }

const LOAD: Record<Language, Load> = {
  en: {
    composer: () => import("./en/composer.json"),
    consent: () => import("./en/consent.json"),
    evidence: () => import("./en/evidence.json"),
    palette: () => import("./en/palette.json"),
    review: () => import("./en/review.json"),
  },
  de: {
    composer: () => import("./de/composer.json"),
    consent: () => import("./de/consent.json"),
    evidence: () => import("./de/evidence.json"),
    palette: () => import("./de/palette.json"),
    review: () => import("./de/review.json"),
  },
  he: {
    composer: () => import("./he/composer.json"),
    consent: () => import("./he/consent.json"),
    evidence: () => import("./he/evidence.json"),
    palette: () => import("./he/palette.json"),
    review: () => import("./he/review.json"),
  },
}

/** Fetches the named parts of a translation into the browser. Rejects while there is no connection. */
export async function fetchWords(
  language: Language,
  names: readonly Fetched[],
): Promise<Partial<Translation>> {
  const load = LOAD[language]
  const found = await Promise.all(names.map(async (name) => [name, (await load[name]()).default]))
  return Object.fromEntries(found)
}
