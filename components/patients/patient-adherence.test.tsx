import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { NextIntlClientProvider } from "next-intl"
import type { ReactNode } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { describe, expect, it } from "vitest"
import { Compare } from "@/components/adherence/compare"
import { CompareTable } from "@/components/adherence/compare-table"
import { FiguresTable } from "@/components/adherence/figures-table"
import { Patterns } from "@/components/adherence/patterns"
import { figures } from "@/lib/doses/figures"
import { partsOf, translationOf } from "@/lib/i18n/catalogue"
import { directionOf, LANGUAGES, type Language } from "@/lib/i18n/languages"
import { addDays } from "@/lib/local-date"
import type { PatientTimeline, TimelineDose } from "@/lib/patients/timeline"
import { expandDoses } from "@/lib/regimens/occurrences"
import { DEFAULT_WINDOWS } from "@/lib/regimens/schedule"
import { MINUTE_MS } from "@/lib/time"
import { readAddress } from "./patient-address"
import { PatientAdherence } from "./patient-adherence"

const TODAY = "2026-11-26"
const NOW = Date.parse("2026-11-26T12:00:00Z")

/** So many days of two medications, twice a day each; every fifth dose unanswered. */
function timelineOf(days: 7 | 30 | 90 | 365): PatientTimeline {
  const fromDate = addDays(TODAY, 1 - days)
  const regimens = ["Lisinopril", "Metformin"].flatMap((medication, n) =>
    expandDoses(
      {
        ...{ startDate: fromDate, endDate: TODAY, timeZone: "Europe/Berlin" },
        slots: [`0${n + 7}:00`, `${n + 19}:00`].map((localTime) => ({ localTime, label: "" })),
        recurrence: { kind: "daily" },
      },
      fromDate,
      addDays(TODAY, -1),
      DEFAULT_WINDOWS,
    ).map((dose) => ({ ...dose, medication, regimenId: medication })),
  )
  const doses = regimens
    .sort((a, b) => a.dueAt - b.dueAt)
    .map((dose, n): TimelineDose => {
      const isSilent = n % 5 === 0
      return {
        ...{ ...dose, id: `d${n}`, doseText: "1", zone: "Europe/Berlin", day: "" },
        state: isSilent ? "no_response" : "taken_on_time",
        takenAt: isSilent ? null : dose.dueAt + 100 * MINUTE_MS,
        ...{ onTime: !isSilent, outsideWindow: false, reminded: true, replied: !isSilent },
      }
    })
  return {
    ...{ now: NOW, today: TODAY, period: { days }, fromDate, toDate: TODAY, gridToDate: TODAY },
    ...{ doses, changes: [], excused: [], threadDays: 30, messages: [], replies: [], notes: [] },
    patient: {
      id: "p",
      zone: "Europe/Berlin",
      attention: [] as unknown,
    } as PatientTimeline["patient"],
    conversation: {} as PatientTimeline["conversation"],
  }
}

async function shown(node: ReactNode, language: Language = "en") {
  const missing: string[] = []
  const messages = partsOf(await translationOf(language), ["adherence", "doses", "evidence", "ui"])
  const html = renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <NextIntlClientProvider
        {...{ locale: language, messages, timeZone: "UTC" }}
        onError={(error) => missing.push(error.message)}
      >
        {node}
      </NextIntlClientProvider>
    </QueryClientProvider>,
  )
  expect(missing).toEqual([])
  return { html, text: html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ") }
}

const nothing = () => {}
function page(timeline: PatientTimeline, asked = {}) {
  const read = { timeline, isAnother: false, error: null, refetch: async () => ({}) as never }
  return (
    <PatientAdherence
      {...{ read, address: readAddress(asked, NOW), change: nothing, list: null, mayCorrect: true }}
      onWhy={nothing}
      thread={null}
    />
  )
}

describe("the figures of a patient", () => {
  it("lead with the chosen days, with denominator and range, each opening its doses", async () => {
    const { text, html } = await shown(page(timelineOf(90)))
    expect(text).toContain("Reported, 90 days 80 % 284 of 356 doses 80–100 %")
    expect(text).toContain("Reported, 7 days 79 % 19 of 24 doses")
    expect(html).toContain('aria-label="284 of 356 doses, show them: Reported, 90 days"')
  })

  it("say where there is not enough, with the number that there is", async () => {
    const timeline = timelineOf(30)
    const few = { ...timeline, doses: timeline.doses.slice(0, 3) }
    expect((await shown(page(few))).text).toContain(
      "Reported, 30 days Not enough data 2 of 3 doses",
    )
  })

  it("stay light for a year: the server draws what is looked at first", async () => {
    const { html } = await shown(page(timelineOf(365)))
    expect(html.match(/<[a-z]/g)?.length).toBeLessThan(480)
    expect(html).not.toContain(" style=")
  })

  it("are told by medication as well, and add up", async () => {
    const timeline = timelineOf(30)
    const chosen = figures(timeline.doses, { ...timeline })
    const table = <FiguresTable {...{ timeline, chosen, period: "30 days", onList: nothing }} />
    const { text } = await shown(table)
    expect(text).toContain("All medications Lisinopril Metformin")
    expect(text).toContain("Reported adherence 79 % 92 of 116 doses 79 % 46 of 58 doses")
  })
})

describe.each(LANGUAGES)("in %s", (language) => {
  const timeline = timelineOf(90)
  const chosen = figures(timeline.doses, { ...timeline })

  it("figures, patterns and the comparison have all their words", async () => {
    await shown(page(timeline, { vs: "before", marked: "gap" }), language)
    await shown(<FiguresTable {...{ timeline, chosen, period: "", onList: nothing }} />, language)
    const versus = { versus: "before" as const, onVersus: nothing }
    await shown(<Compare {...{ timeline, chosen, ...versus }} />, language)
    const side = { name: "", figures: chosen }
    await shown(<CompareTable here={side} there={side} />, language)
    const { html } = await shown(<Patterns {...{ timeline, onList: nothing }} />, language)
    expect(html).not.toContain(" style=")
    expect(html.match(/<(svg|div)[^>]* ?role="img" aria-label="[^"]{20,}"/g)).toHaveLength(5)
  })

  it("charts begin where reading begins", async () => {
    const { html } = await shown(<Patterns {...{ timeline, onList: nothing }} />, language)
    const bars = [...html.matchAll(/<rect x="([\d.]+)%"/g)].map(([, x]) => Number(x))
    const isRightward = (bars[1] ?? 0) > (bars[0] ?? 0)
    expect(isRightward).toBe(directionOf(language) === "ltr")
  })
})
