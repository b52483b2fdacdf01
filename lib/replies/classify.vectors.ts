import type { Confidence, Intent } from "@/db/enums"
import { byPurpose, byWords } from "./classify.vectors.words"
import type { SafetyKind } from "./languages/table"

/** What a patient wrote, what it means, how certain that is, and the alarm it raises, if any. */
export type Vector = readonly [text: string, Intent, Confidence, SafetyKind?]

/**
 * Vectors under one heading share a language and whether the patient had opted out before. To
 * question a reading, find the words here; to change one, change `languages/` until this table holds.
 */
export type VectorGroup = {
  heading: string
  locale: string | null
  optedOut?: boolean
  rows: readonly Vector[]
}

const bySign: readonly VectorGroup[] = [
  {
    heading: "One, however a phone writes it: taken",
    locale: "en-us",
    rows: [
      ["1", "taken", "high"],
      ["1.", "taken", "high"],
      [" 1 ", "taken", "high"],
      ["1!", "taken", "high"],
      ["(1)", "taken", "high"],
      ["“1”", "taken", "high"],
      ["'1'", "taken", "high"],
      ["\n1\n", "taken", "high"],
      ["\u00a01\u200b", "taken", "high"],
      ["١", "taken", "high"],
      ["۱", "taken", "high"],
      ["१", "taken", "high"],
      ["１", "taken", "high"],
      ["①", "taken", "high"],
      ["1️⃣", "taken", "high"],
      ["one", "taken", "high"],
    ],
  },
  {
    heading: "One with thanks, a word that agrees, or a signature: taken",
    locale: "en-us",
    rows: [
      ["1 thanks", "taken", "high"],
      ["1, thank you so much!", "taken", "high"],
      ["Hi 1", "taken", "high"],
      ["1 👍", "taken", "high"],
      ["1 🙏🏽", "taken", "high"],
      ["1 taken", "taken", "high"],
      ["Yes 1", "taken", "high"],
      ["1 ok", "taken", "high"],
      ["1\nThanks", "taken", "high"],
      ["1\n-- \nJohn", "taken", "high"],
      ["1\n- Mary", "taken", "high"],
      ["1\n—Mary", "taken", "high"],
      ["1\nJohn Smith", "taken", "high"],
      ["1 -- john", "taken", "high"],
      ["1\nSent from my iPhone", "taken", "high"],
      ["1 thanks\n--\nJohn P. Smith", "taken", "high"],
    ],
  },
  {
    heading: "One with anything else: a person reads it",
    locale: "en-us",
    rows: [
      ["1 but late", "free_text", "low"],
      ["1 late", "free_text", "low"],
      ["1 no", "free_text", "low"],
      ["1 not yet", "free_text", "low"],
      ["1 of 2", "free_text", "low"],
      ["1 👎", "free_text", "low"],
      ["1 🤮", "free_text", "low"],
      ["1\nLater", "free_text", "low"],
      ["1\n- Tomorrow", "free_text", "low"],
      ["1\n-- \nnot the blue one", "free_text", "low"],
      ["1 - metformin only", "free_text", "low"],
      ["1?", "question", "medium"],
      ["11", "unknown_code", "low"],
      ["1/2", "unknown_code", "low"],
      ["½", "unknown_code", "low"],
      ["1½", "unknown_code", "low"],
      ["1.5", "unknown_code", "low"],
      ["1 1", "unknown_code", "low"],
      ["1 2", "unknown_code", "low"],
      ["-1", "unknown_code", "low"],
      ["01", "unknown_code", "low"],
      ["0", "unknown_code", "low"],
      ["3", "unknown_code", "low"],
      ["8:00", "unknown_code", "low"],
      ["١١", "unknown_code", "low"],
    ],
  },
  {
    heading: "Two: not taken",
    locale: "en-us",
    rows: [
      ["2", "not_taken", "high"],
      ["2.", "not_taken", "high"],
      ["٢", "not_taken", "high"],
      ["2️⃣", "not_taken", "high"],
      ["2 sorry no", "not_taken", "high"],
      ["2 thanks", "not_taken", "high"],
      ["2 yes", "free_text", "low"],
      ["22", "unknown_code", "low"],
    ],
  },
  {
    heading: "Emoji alone, and reactions to our text: likely at most",
    locale: "en-us",
    rows: [
      ["👍", "taken", "medium"],
      ["👍🏿", "taken", "medium"],
      ["👍👍👍", "taken", "medium"],
      ["✅", "taken", "medium"],
      ["✔️ 🙏", "taken", "medium"],
      ["👎", "not_taken", "medium"],
      ["❌", "not_taken", "medium"],
      ["👍👎", "free_text", "low"],
      ["❤️", "free_text", "low"],
      ["🤢", "free_text", "low"],
      ["👍?", "question", "medium"],
      ["Liked “Time for your medicine. Reply 1 when taken.”", "taken", "medium"],
      ['Liked "Reply 1 or 2. Did you take it?"', "taken", "medium"],
      ["Reacted 👍 to “Time for your medicine”", "taken", "medium"],
      ["\u200a👍\u200a to “\u200aTime for your medicine\u200a”", "taken", "medium"],
      ["Disliked “Time for your medicine”", "not_taken", "medium"],
      ["Reacted 👎🏻 to “Time for your medicine”", "not_taken", "medium"],
      ["Loved “Time for your medicine”", "free_text", "low"],
      ["Emphasized “Time for your medicine”", "free_text", "low"],
      ["Laughed at “Time for your medicine”", "free_text", "low"],
      ["Reacted 😂 to “Time for your medicine”", "free_text", "low"],
      ["Removed a like from “Time for your medicine”", "free_text", "low"],
      ["Questioned “Time for your medicine”", "question", "medium"],
      ["Liked an image", "free_text", "low"],
    ],
  },
]

export const ENGLISH_VECTORS: readonly VectorGroup[] = [...bySign, ...byWords, ...byPurpose]
