import { RATE_BANDS, type RateBand } from "./bands"
import { TALLIED_STATES, type TalliedState } from "./tally"

/** Whether a patient was texted about a dose of the days, and answered any such text. */
export const CONTACTS = ["texted", "answered", "silent", "not_texted"] as const
export type Contact = (typeof CONTACTS)[number]

/** Which part of a report a number is about; what is null narrows nothing. */
export type Slice = {
  band: RateBand | "unknown" | null
  contact: Contact | null
  state: TalliedState | null
  medication: string | null
  /** ISO: 1 is Monday. */
  weekday: number | null
  /** Of the time that the regimen names, on the patient's clock. */
  hour: number | null
}

export const EVERYTHING: Slice = {
  band: null,
  contact: null,
  state: null,
  medication: null,
  weekday: null,
  hour: null,
}

const LONGEST_NAME = 300

type Given = Record<string, string | string[] | undefined>

/** The slice in an address; what is none narrows nothing. */
export function readSlice(given: Given): Slice {
  const text = (name: keyof Slice) => {
    const value = given[name]
    return typeof value === "string" && value !== "" ? value : null
  }
  const band = text("band")
  return {
    band: band === "unknown" ? band : (RATE_BANDS.find((each) => String(each) === band) ?? null),
    contact: CONTACTS.find((each) => each === text("contact")) ?? null,
    state: TALLIED_STATES.find((each) => each === text("state")) ?? null,
    medication: text("medication")?.replaceAll("\u0000", "").slice(0, LONGEST_NAME) ?? null,
    weekday: whole(text("weekday"), 1, 7),
    hour: whole(text("hour"), 0, 23),
  }
}

/** What `readSlice` reads again. */
export function sliceQuery(slice: Partial<Slice>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(slice).flatMap(([name, value]) =>
      value === null ? [] : [[name, String(value)]],
    ),
  )
}

function whole(text: string | null, least: number, most: number): number | null {
  if (text === null || !/^\d{1,2}$/.test(text)) return null
  const value = Number(text)
  return value >= least && value <= most ? value : null
}
