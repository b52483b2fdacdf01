import { ARABIC_VECTORS } from "./arabic"
import { DOUBTFUL_VECTORS } from "./doubtful"
import { ENGLISH_VECTORS } from "./english"
import { FRENCH_VECTORS } from "./french"
import { GERMAN_VECTORS } from "./german"
import { HEBREW_VECTORS } from "./hebrew"
import { PHONE_VECTORS } from "./phones"
import { PORTUGUESE_VECTORS } from "./portuguese"
import { RUSSIAN_VECTORS } from "./russian"
import { SIGNATURE_VECTORS } from "./signatures"
import { SPANISH_VECTORS } from "./spanish"
import { TREATMENT_TALK_VECTORS } from "./treatment-talk"
import type { VectorGroup } from "./vector"

/** Every text whose reading is promised. */
export const VECTORS: readonly VectorGroup[] = [
  ...ENGLISH_VECTORS,
  ...SPANISH_VECTORS,
  ...FRENCH_VECTORS,
  ...GERMAN_VECTORS,
  ...PORTUGUESE_VECTORS,
  ...HEBREW_VECTORS,
  ...ARABIC_VECTORS,
  ...RUSSIAN_VECTORS,
  ...TREATMENT_TALK_VECTORS,
  ...DOUBTFUL_VECTORS,
  ...SIGNATURE_VECTORS,
  ...PHONE_VECTORS,
]
