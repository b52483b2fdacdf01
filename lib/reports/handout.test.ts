import { createTranslator, type Locale } from "next-intl"
import { describe, expect, it } from "vitest"
import type { DoseState } from "@/db/enums"
import { type FigureDose, figures } from "@/lib/doses/figures"
import { BUILT_IN_TEXTS } from "@/lib/messages/reminder-text"
import { DAY_MS, HOUR_MS } from "@/lib/time"
import {
  HANDOUT_LANGUAGES,
  HANDOUT_TEXTS,
  type HandoutLanguage,
  handoutLanguage,
  handoutOf,
} from "./handout"
import { planWords } from "./handout-plan"

const now = Date.parse("2026-11-26T12:00:00Z")

function doses(states: readonly DoseState[], month = "2026-10"): FigureDose[] {
  return states.map((state, index) => {
    const dueAt = Date.parse(`${month}-01T08:00:00Z`) + index * DAY_MS
    const localDate = new Date(dueAt).toISOString().slice(0, 10)
    const rest = { takenAt: null, onTime: false, replied: true, reminded: true }
    return { localDate, state, dueAt, closesAt: dueAt + 6 * HOUR_MS, ...rest }
  })
}

const EVERY: DoseState[] = [
  ...(["taken_on_time", "taken_on_time", "taken_late", "taken_confirmed", "not_taken"] as const),
  ...(["no_response", "no_response", "conflicting", "not_reminded", "excused"] as const),
]
const VALUES = [
  "n",
  "told",
  "late",
  "full",
  "days",
  "from",
  "to",
  "date",
  "month",
  "name",
  "on",
  "off",
]
const slotsOf = (text: string) =>
  VALUES.filter((name) => text.includes(`{${name}}`) || text.includes(`{${name},`))

describe.each(HANDOUT_LANGUAGES)("the patient's page in %s", (language) => {
  it("says what English says, with the same values", () => {
    const { en } = HANDOUT_TEXTS
    const words = HANDOUT_TEXTS[language]
    expect(Object.keys(words)).toEqual(Object.keys(en))
    for (const [key, text] of Object.entries(words)) {
      expect(slotsOf(text), key).toEqual(slotsOf(en[key as keyof typeof en]))
    }
  })

  it("can say every number", () => {
    const errors: string[] = []
    const t = createTranslator({
      locale: language as Locale,
      messages: HANDOUT_TEXTS[language],
      onError: (error) => errors.push(error.message),
    }) as unknown as (key: string, values: object) => string
    for (const n of [0, 1, 2, 3, 5, 11, 21, 100]) {
      const values = Object.fromEntries(VALUES.map((name) => [name, n]))
      for (const key of Object.keys(HANDOUT_TEXTS[language])) {
        expect(t(key, values)).not.toMatch(/[{}#]/)
      }
    }
    expect(errors).toEqual([])
  })

  it("tells a month in sentences", () => {
    const { told, title } = handoutOf(language, {
      month: "2026-10",
      doses: doses(EVERY),
      today: "2026-11-26",
      now,
    })
    expect(told).toHaveLength(9)
    expect(title).toContain("2026")
    expect(told[0]).toMatch(language === "he" ? /3.*8/ : /3.*8|8.*3/)
  })
})

describe("the patient's page", () => {
  it("comes in the languages in which reminders do", () => {
    expect(HANDOUT_LANGUAGES.toSorted()).toEqual(Object.keys(BUILT_IN_TEXTS).toSorted())
  })

  it("counts as the figures do", () => {
    const some = doses(EVERY)
    const { n, taken, fullDays, dueDays } = figures(some, {
      fromDate: "2026-10-01",
      toDate: "2026-10-31",
      now,
    })
    const { told } = handoutOf("en", { month: "2026-10", doses: some, today: "2026-11-26", now })
    expect({ n, taken, fullDays, dueDays }).toEqual({ n: 8, taken: 4, fullDays: 4, dueDays: 8 })
    expect(told).toEqual([
      "You told us that you took 3 of 8 doses.",
      "1 of them was later than planned.",
      "Your care team wrote down 1 more dose as taken.",
      "1 dose was noted as not taken.",
      "For 2 doses we got no answer. We do not know if you took them.",
      "For 1 dose your answers did not agree. We would like to ask you about it.",
      "On 4 of 8 days, everything was noted as taken.",
      "For 1 dose you got no reminder from us. It is not counted.",
      "1 dose was left out on purpose, for example because of a hospital stay, a trip or a pause.",
    ])
  })

  it("marks each day by what was told of it", () => {
    const { marks } = handoutOf("en", {
      month: "2026-10",
      doses: doses(EVERY),
      today: "2026-11-26",
      now,
    })
    expect(marks.size).toBe(31)
    expect([...marks.values()].slice(0, 11)).toEqual([
      ...["all", "all", "all", "all", "notTaken", "unknown", "unknown", "unknown", "none", "none"],
      "none",
    ])
  })

  it("says nothing of what was told where nothing was, nor of texts that never went out", () => {
    const of = { month: "2026-10", today: "2026-11-26", now }
    const silent = handoutOf("en", { ...of, doses: doses(["no_response", "no_response"]) })
    expect(silent).toMatchObject({
      isTexted: true,
      told: ["For 2 doses we got no answer. We do not know if you took them."],
    })
    const unasked = doses(["not_reminded"]).map((dose) => ({ ...dose, reminded: false }))
    expect(handoutOf("en", { ...of, doses: unasked })).toMatchObject({ isTexted: false })
  })

  it("marks no day that has not come", () => {
    const { marks } = handoutOf("en", { month: "2026-11", doses: [], today: "2026-11-26", now })
    expect([marks.get("2026-11-26"), marks.get("2026-11-27")]).toEqual(["none", undefined])
  })

  it("tells of a medication on which days it was to be taken, and until when", () => {
    const slots = [{ localTime: "08:00" }, { localTime: "20:00" }]
    const october = { from: "2026-10-01", to: "2026-10-31" }
    const always = { slots, startDate: "2026-01-01", endDate: null }
    const words = (language: HandoutLanguage, of: object) =>
      planWords(language, { ...always, recurrence: { kind: "daily" }, ...of } as never, october)
    expect(words("en", {})).toBe("08:00, 20:00, every day")
    expect(words("en", { recurrence: { kind: "weekdays", days: [5, 1] } })).toBe(
      "08:00, 20:00, Monday and Friday",
    )
    expect(words("de", { recurrence: { kind: "every", days: 2 }, endDate: "2026-10-10" })).toBe(
      "08:00, 20:00, alle 2 Tage, bis 10. Oktober 2026",
    )
    expect(
      words("fr", { startDate: "2026-10-02", recurrence: { kind: "cycle", on: 21, off: 7 } }),
    ).toBe(
      "08:00, 20:00, 21 jours avec ce médicament, puis 7 jours sans, à partir du 2 octobre 2026",
    )
    expect(words("he", { recurrence: { kind: "every", days: 2 } })).toBe("08:00, 20:00, כל יומיים")
  })

  it("says that a month goes on, has not begun, or held nothing", () => {
    const on = handoutOf("en", { month: "2026-11", doses: [], today: "2026-11-26", now })
    expect(on.soFar).toContain("26 November 2026".split(" ")[1])
    expect(on.told).toEqual(["There were no doses in this month that we asked you about."])
    const ahead = handoutOf("en", { month: "2026-12", doses: [], today: "2026-11-26", now })
    expect(ahead).toMatchObject({ soFar: null, told: ["This month has not begun yet."] })
  })

  it("is in the language that was chosen, else the patient's, else English", () => {
    expect(handoutLanguage("fr", "es")).toBe("fr")
    expect(handoutLanguage(undefined, "es-MX")).toBe("es")
    expect(handoutLanguage("xx", "iw-il")).toBe("he")
    expect(handoutLanguage(undefined, "ja")).toBe("en")
    expect(handoutLanguage(undefined, null)).toBe("en")
  })
})
