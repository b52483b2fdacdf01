import { NextIntlClientProvider } from "next-intl"
import { renderToString } from "react-dom/server"
import { describe, expect, it } from "vitest"
import { DoseGrid } from "@/components/doses/dose-grid"
import { doseRows } from "@/components/doses/dose-row"
import type { DoseState } from "@/db/enums"
import { translationOf } from "@/lib/i18n/catalogue"
import type { Language } from "@/lib/i18n/languages"
import { addDays } from "@/lib/local-date"
import type { ExcusedSpan, TimelineDose } from "@/lib/patients/timeline"
import type { RegimenMark } from "@/lib/regimens/marks"

const ZONE = "America/New_York"
const dose = (localDate: string, state: DoseState, takenAt: string | null = null) =>
  ({
    ...{ id: `m ${localDate}`, regimenId: "m", medication: "Metformin", slot: "08:00", localDate },
    zone: ZONE,
    ...{ state, takenAt: takenAt === null ? null : Date.parse(takenAt), outsideWindow: false },
  }) as TimelineDose

async function drawn(
  language: Language,
  doses: TimelineDose[],
  { from, to }: { from: string; to: string },
  more: { changes?: RegimenMark[]; excused?: ExcusedSpan[]; marked?: string[] } = {},
): Promise<string> {
  const messages = await translationOf(language)
  return renderToString(
    <NextIntlClientProvider locale={language} messages={messages} timeZone="UTC">
      <DoseGrid
        {...{ from, to, today: to, zone: ZONE, rows: doseRows(doses, { from, to }) }}
        changes={more.changes ?? []}
        excused={more.excused ?? []}
        markedDoseIds={new Set(more.marked)}
        onOpen={() => undefined}
      />
    </NextIntlClientProvider>,
  )
}

const labels = (html: string) =>
  [...html.matchAll(/class="dose dose-\w+" aria-label="([^"]*)"/g)].map(([, label]) => label)

describe("the grid of doses", () => {
  const week = { from: "2026-11-02", to: "2026-11-08" }
  const late = dose("2026-11-03", "taken_late", "2026-11-03T14:47:00Z")

  it("names each cell by a whole sentence, on the clock of its time", async () => {
    const next = dose("2026-11-04", "taken_late", "2026-11-05T05:05:00Z")
    const outside = { ...next, outsideWindow: true }
    const html = await drawn("en", [late, outside, dose("2026-11-05", "no_response")], week)
    expect(labels(html)).toEqual([
      "Tue 3 Nov 08:00, Metformin: reported taken late, 09:47",
      "Wed 4 Nov 08:00, Metformin: reported taken late, Thu 5 Nov 00:05, outside its window",
      "Thu 5 Nov 08:00, Metformin: no reply",
    ])
  })

  it("tells both times of a dose on its own clock, wherever the patient is now", async () => {
    const there = { ...late, zone: "America/Los_Angeles", takenAt: Date.parse("2026-11-03T16:10Z") }
    expect(labels(await drawn("en", [there], week))).toEqual([
      "Tue 3 Nov 08:00, Metformin: reported taken late, 08:10",
    ])
  })

  it("says the same in the reader's language", async () => {
    const [german] = labels(await drawn("de", [late], week))
    expect(german).toMatch(/3\. Nov.* 08:00, Metformin: als verspätet eingenommen gemeldet, 09:47/)
    const [hebrew] = labels(await drawn("he", [late], week))
    expect(hebrew).toContain("\u2068Metformin\u2069: דווח שנלקחה באיחור, 09:47")
  })

  it("draws where a schedule changes, what is excused and what is marked, each in words", async () => {
    const changes: RegimenMark[] = [
      {
        ...{ id: "c", regimenId: "m", medication: "Metformin", date: "2026-11-03" },
        kind: "changed",
        differences: [{ what: "dose", before: "500 mg", after: "1,000 mg" }],
      },
    ]
    const excused: ExcusedSpan[] = [
      {
        ...{ id: "e", regimenId: null, medication: null, kind: "hospital", reason: "Pneumonia" },
        ...{ fromDate: "2026-11-05", toDate: "2026-11-06" },
      },
    ]
    const doses = [late, dose("2026-11-05", "excused")]
    const html = await drawn("en", doses, week, { changes, excused, marked: [late.id] })
    expect(labels(html)[0]).toMatch(/09:47\. From Tue 3 Nov: 1,000 mg instead of 500 mg$/)
    expect(html).toContain("From Tue 3 Nov, Metformin: 1,000 mg instead of 500 mg")
    expect(html).toContain("Thu 5 Nov to Fri 6 Nov, all medications: in hospital, “Pneumonia”")
    expect(html.match(/data-span=""/g)).toHaveLength(2)
    expect(html.match(/data-marked=""/g)).toHaveLength(1)
    expect(html.match(/dose-change/g)).toHaveLength(1)
  })

  it("says which days have not 24 hours", async () => {
    const html = await drawn("en", [dose("2026-11-01", "no_response")], {
      ...{ from: "2026-10-26", to: "2026-11-01" },
    })
    expect(html).toContain("Sun 1 Nov has 25 hours, because the clocks change")
    expect(html).toContain('data-hours="25"')
  })

  it("sends the newest weeks of a year, not all of it", async () => {
    const [from, to] = ["2025-11-09", "2026-11-08"]
    const year = Array.from({ length: 365 }, (_, n) => dose(addDays(from, n), "no_response"))
    const html = await drawn("en", year, { from, to })
    expect(labels(html)).toHaveLength(42)
    expect(html.length).toBeLessThan(25_000)
  })
})
