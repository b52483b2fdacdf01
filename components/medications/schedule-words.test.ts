import { createTranslator } from "next-intl"
import { describe, expect, it } from "vitest"
import { translationOf } from "@/lib/i18n/catalogue"
import type { Language } from "@/lib/i18n/languages"
import type { Recurrence } from "@/lib/regimens/schedule"
import { scheduleWordsIn } from "./schedule-words"

const TODAY = "2026-11-26"
const slots = (...times: string[]) => times.map((localTime) => ({ localTime, label: "" }))

async function wordsIn(locale: Language) {
  const messages = await translationOf(locale)
  const t = createTranslator({ locale, messages, namespace: "medications" })
  return scheduleWordsIn(t as Parameters<typeof scheduleWordsIn>[0], locale)
}
const [en, de, he] = [await wordsIn("en"), await wordsIn("de"), await wordsIn("he")]

describe("a schedule in words", () => {
  it.each<{ recurrence: Recurrence; times: string[]; said: [string, string, string] }>([
    {
      recurrence: { kind: "daily" },
      times: ["08:00", "20:00"],
      said: [
        "Every day at 08:00 and 20:00",
        "Täglich um 08:00 und 20:00",
        "מדי יום בשעה 08:00 ו-20:00",
      ],
    },
    {
      recurrence: { kind: "weekdays", days: [4, 1] },
      times: ["08:00"],
      said: [
        "Every Monday and Thursday at 08:00",
        "Jeden Montag und Donnerstag um 08:00",
        "בכל יום שני ויום חמישי בשעה 08:00",
      ],
    },
    {
      recurrence: { kind: "weekdays", days: [1, 2, 3, 4, 5] },
      times: ["08:00"],
      said: [
        "Monday to Friday at 08:00",
        "Montag bis Freitag um 08:00",
        "יום שני עד יום שישי בשעה 08:00",
      ],
    },
    {
      recurrence: { kind: "every", days: 2 },
      times: ["08:00"],
      said: ["Every 2 days at 08:00", "Alle 2 Tage um 08:00", "אחת ליומיים בשעה 08:00"],
    },
    {
      recurrence: { kind: "cycle", on: 21, off: 1 },
      times: ["22:00"],
      said: [
        "21 days on, 1 day off, at 22:00",
        "21 Tage Einnahme, 1 Tag Pause, um 22:00",
        "21 ימים של נטילה, יום אחד של הפסקה, בשעה 22:00",
      ],
    },
  ])("says $recurrence at $times", ({ recurrence, times, said }) => {
    const timing = { recurrence, slots: slots(...times) }
    expect([en, de, he].map((words) => words.scheduleWords(timing))).toEqual(said)
  })

  it("begins the week as the language does", () => {
    const recurrence = { kind: "weekdays" as const, days: [1, 2, 3, 4, 7] }
    const timing = { recurrence, slots: slots("08:00") }
    expect(he.scheduleWords(timing)).toBe("יום ראשון עד יום חמישי בשעה 08:00")
    expect(en.scheduleWords(timing)).toContain("Every Monday, Tuesday")
  })

  it.each([
    ["2026-03-03", null, "since 3 Mar", "seit 3. März"],
    ["2025-03-03", null, "since 3 Mar 2025", "seit 3. März 2025"],
    ["2026-11-27", null, "from 27 Nov", "ab 27. Nov."],
    ["2026-12-03", "2027-01-09", "from 3 Dec to 9 Jan 2027", "von 3. Dez. bis 9. Jan. 2027"],
    ["2026-03-03", TODAY, "since 3 Mar, until 26 Nov", "seit 3. März, bis 26. Nov."],
    ["2026-03-03", "2026-04-05", "3 Mar to 5 Apr", "3. März bis 5. Apr."],
  ])("says %s to %s", (startDate, endDate, english, german) => {
    expect(en.spanWords({ startDate, endDate }, TODAY)).toBe(english)
    expect(de.spanWords({ startDate, endDate }, TODAY)).toBe(german)
  })
})

describe("what an edit says", () => {
  const before = {
    ...{ startDate: "2026-03-03", endDate: null, doseText: "500 mg", slots: slots("08:00") },
    ...{ recurrence: { kind: "daily" } as const, isReminding: true },
  }

  it("names what differs and nothing else", () => {
    const after = { ...before, doseText: "850 mg", isReminding: false }
    expect(en.changeWords(before, after)).toEqual(["Dose: 500 mg → 850 mg", "Reminders: on → off"])
    expect(en.changeWords(before, { ...before, slots: slots("09:00") })).toEqual([
      "Schedule: Every day at 08:00 → Every day at 09:00",
    ])
    expect(en.changeWords(before, { ...before, windows: {} })).toEqual([])
    expect(en.changeWords(before, { ...before, windows: { onTimeMinutes: 60 } })).toEqual([
      "Windows changed",
    ])
  })

  it("counts what becomes of the doses ahead", () => {
    expect(en.effectWords({ added: 0, moved: 0, cancelled: 0 }, "2026-11-27", TODAY)).toBe("")
    expect(en.effectWords({ added: 1, moved: 0, cancelled: 4 }, "2026-11-27", TODAY)).toBe(
      "Of the days planned ahead, from 27 Nov on: 4 doses will be cancelled and 1 dose will be added.",
    )
  })

  it("tells windows in hours and minutes", () => {
    const windows = { opensBeforeMinutes: 30, onTimeMinutes: 90, closesAfterMinutes: 360 }
    expect(en.windowWords(windows)).toBe(
      "Answers count from 30 min before to 6 h after, as on time up to 1 h 30 min after",
    )
  })
})
