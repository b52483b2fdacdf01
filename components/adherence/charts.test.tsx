import { renderToStaticMarkup } from "react-dom/server"
import { describe, expect, it } from "vitest"
import { AnswerChart } from "@/components/adherence/answer-chart"
import { WeeklyChart } from "@/components/adherence/weekly-chart"
import { type FigureDose, figures } from "@/lib/doses/figures"
import type { WeekFigures } from "@/lib/doses/weeks"
import { addDays } from "@/lib/local-date"

/** Seven doses of each week, of which `taken` were reported. */
function weekOf(index: number, taken: number): WeekFigures {
  const fromDate = addDays("2026-09-07", 7 * index)
  const doses = Array.from({ length: 7 }, (_, n): FigureDose => {
    const state = n < taken ? "taken_on_time" : "no_response"
    const takenAt = n < taken ? 0 : null
    const times = { dueAt: n, closesAt: n, takenAt, onTime: n < taken }
    return { localDate: fromDate, state, ...times, replied: n < taken, reminded: true }
  })
  const range = { fromDate, toDate: addDays(fromDate, 6), now: 100 }
  return { fromDate, toDate: range.toDate, figures: figures(doses, range) }
}

const weekly = (count: number, isRtl = false) =>
  renderToStaticMarkup(
    <WeeklyChart
      weeks={Array.from({ length: count }, (_, index) => weekOf(index, 7 - (index % 5)))}
      summary="Weeks"
      percent={(n) => `${n} %`}
      day={(date) => `${Number(date.slice(8))} ${date.slice(5, 7)}`}
      isRtl={isRtl}
    />,
  )

function answers(counts: number[], firstMinutes: number, isRtl = false) {
  const bins = counts.map((n, index) => ({ minutes: firstMinutes + 30 * index, time: "", n }))
  const times = { slot: "09:00", n: 20, bins }
  return renderToStaticMarkup(
    <AnswerChart {...{ times, isRtl }} summary="Answers" due="due 09:00" />,
  )
}

const texts = (html: string) => [...html.matchAll(/<text[^>]*>([^<]*)</g)].map((found) => found[1])
const places = (html: string, words: string) =>
  html.match(new RegExp(`<text x="([^"]+)"[^>]*>${words}<`))?.[1]

describe("the charts of a patient", () => {
  it("are drawn in pixels, so that their letters are never scaled", () => {
    for (const html of [weekly(2), weekly(52), answers([9, 11], 0)]) {
      expect(html).not.toContain("viewBox")
    }
    expect(weekly(2)).toContain('width="112"')
    expect(weekly(52)).toContain('width="640"')
  })

  it("write no more shares and dates than fit side by side", () => {
    expect(texts(weekly(7)).filter((text) => text?.endsWith("%"))).toHaveLength(3 + 7)
    expect(texts(weekly(52)).filter((text) => text?.endsWith("%"))).toHaveLength(3)
    expect(texts(weekly(52)).filter((text) => !text?.endsWith("%"))).toHaveLength(6)
  })

  it("draw silence as a line up to what it may hide, and none where there is none", () => {
    expect(weekly(1)).not.toContain("M-3 0h6")
    expect(weekly(2).match(/M-3 0h6/g)).toHaveLength(1)
  })

  it("begin where one begins to read", () => {
    expect([places(weekly(2), "7 09"), places(weekly(2, true), "7 09")]).toEqual(["25%", "75%"])
    const [ltr, rtl] = [answers([9, 11], 0), answers([9, 11], 0, true)]
    expect([places(ltr, "11"), places(rtl, "11")]).toEqual(["75%", "25%"])
  })

  it("name the half hours at their edges, and the due time apart from the numbers", () => {
    const html = answers([2, 0, 5], -30)
    expect(texts(html)).toEqual(["2", "5", "08:30", "09:00", "09:30", "10:00", "due 09:00"])
    expect(places(html, "09:00")).toBe(places(html, "due 09:00"))
  })
})
