import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime"
import { NextIntlClientProvider } from "next-intl"
import type { ComponentProps, ReactNode } from "react"
import { renderToString } from "react-dom/server"
import { beforeAll, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext, type StaffContext } from "@/lib/auth/context"
import { translationOf } from "@/lib/i18n/catalogue"
import { LANGUAGES, type Language } from "@/lib/i18n/languages"
import { patientsBehind } from "@/lib/reports/behind-queries"
import { patientMonth } from "@/lib/reports/month-queries"
import { organizationReport } from "@/lib/reports/queries"
import { EVERYTHING } from "@/lib/reports/slice"
import { DAY_MS } from "@/lib/time"
import { BehindView } from "./behind-view"
import { MonthView } from "./month-view"
import { ReportView } from "./report-view"

const test = testDatabase()
const arrange = fixtures(test)
const now = Date.parse("2026-10-25T20:00:00Z")
const period = { kind: "last", days: 30 } as const
const SLOTS = ["00:00", "08:00", "14:00", "21:30"]
const STATES = ["taken_on_time", "no_response", "not_taken", "taken_late", "excused"] as const
const NOWHERE = { back() {}, forward() {}, refresh() {}, push() {}, replace() {}, prefetch() {} }
type Router = ComponentProps<typeof AppRouterContext>["value"]

let clinic: ArrangedClinic
let ctx: StaffContext

beforeAll(async () => {
  clinic = await arrange.clinic()
  ctx = mintStaffContext(clinic.clinician)
  const others = [1, 2, 3, 4, 5].map(() => arrange.patient(clinic.organization.id))
  for (const patient of [clinic.patient, ...(await Promise.all(others))]) {
    const regimen = await arrange.regimen(patient, { slots: SLOTS })
    for (let n = 0; n < 10; n += 1) {
      const dueAt = Date.parse("2026-10-02T08:00:00Z") + n * DAY_MS
      const state = STATES[n % STATES.length] ?? "excused"
      const dose = await arrange.dose(regimen, { dueAt, state, reminded: true, replied: n > 3 })
      await arrange.message(patient, [dose], { createdAt: dueAt })
    }
  }
})

/** As the server writes it, with what could not be put into words. */
async function written(language: Language, node: ReactNode) {
  const errors: string[] = []
  const messages = await translationOf(language)
  const html = renderToString(
    <AppRouterContext value={NOWHERE as unknown as Router}>
      <QueryClientProvider client={new QueryClient()}>
        <NextIntlClientProvider
          locale={language}
          messages={messages}
          timeZone="UTC"
          onError={(error) => errors.push(error.message)}
        >
          {node}
        </NextIntlClientProvider>
      </QueryClientProvider>
    </AppRouterContext>,
  )
  expect(errors).toEqual([])
  // The content security policy refuses these.
  expect(html).not.toMatch(/ style="/)
  return html
}

const count = (html: string, what: RegExp) => html.match(what)?.length ?? 0

describe.each(LANGUAGES)("in %s", (language) => {
  it("the overview names no patient, and each number leads to who is behind it", async () => {
    const answer = await organizationReport(ctx, period, now)
    const view = { answer, period, measure: "response", problem: null } as const
    const html = await written(language, <ReportView {...view} />)
    expect(html).not.toContain("Vance")
    expect(html).toContain("Metformin")
    const behind = /href="\/reports\/patients\?from=2026-09-26&amp;to=2026-10-25/g
    expect(count(html, behind)).toBeGreaterThan(15)
  })

  it("the overview folds what is of too few, and each part of it still leads to who that is", async () => {
    const answer = await organizationReport(ctx, period, now)
    const { report } = answer
    if (!report) throw new Error("There is no report.")
    const { total } = report.body
    const few = { ...total, patients: 4 }
    const medications = [
      ...report.body.medications,
      { ...few, medication: "Apixaban" },
      { ...few, medication: "Digoxin" },
    ]
    const times = [...report.body.times, { ...few, weekday: null, hour: 5 }]
    const folded = {
      ...answer,
      report: { ...report, body: { ...report.body, medications, times } },
    }
    const view = { answer: folded, period, measure: "rate", problem: null } as const
    const html = await written(language, <ReportView {...view} />)
    const inFold = html.slice(html.indexOf("<details"), html.indexOf("</details>"))
    expect(inFold).toContain("Apixaban")
    expect(inFold).toContain("Digoxin")
    expect(inFold).not.toContain("Metformin")
    expect(count(html, /hour=5"/g)).toBe(1)
    expect(count(html, /weekday=\d&amp;hour=8"/g)).toBe(7)
  })

  it("the overview says that it is being computed, and what is wrong with the days", async () => {
    const { report: _, ...rest } = await organizationReport(ctx, period, now)
    const answer = { ...rest, report: null, isComing: true }
    const view = { answer, period, measure: "rate", problem: "long" } as const
    const html = await written(language, <ReportView {...view} />)
    expect(html).toContain('role="status"')
    expect(html).toContain('role="alert"')
  })

  it("the patients behind a number are listed with links to them", async () => {
    const slice = { ...EVERYTHING, state: "no_response", medication: "Metformin", hour: 8 } as const
    const behind = await patientsBehind(ctx, { period, slice }, now)
    const html = await written(language, <BehindView {...{ behind, slice, period }} />)
    expect(count(html, /href="\/patients\/[0-9a-f-]{36}"/g)).toBe(6)
  })

  it("the month is two sheets, with a column for each day", async () => {
    const of = await patientMonth(ctx, clinic.patient.id, "2026-10", now)
    const html = await written(language, <MonthView of={of} language="ar" />)
    expect(html).toContain('lang="ar" dir="rtl"')
    expect(count(html, /<th scope="col"(?=[^>]*class="font-normal")/g)).toBe(31 + 7)
    expect(count(html, /<tbody>/g)).toBeGreaterThanOrEqual(2)
  })
})
