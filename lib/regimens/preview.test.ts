import { describe, expect, it } from "vitest"
import { type Around, type PlannedRegimen, previewEffect, previewSends } from "./preview"
import { DEFAULT_WINDOWS } from "./schedule"
import { editedVersions } from "./versions"

const BERLIN = "Europe/Berlin"
const NOW = Date.parse("2026-03-26T12:00:00Z")
const around = (change: Partial<Around> = {}): Around => ({
  ...{ others: [], periods: [], zone: BERLIN, hours: { from: "08:00", to: "21:00" } },
  ...{ isAgreed: false, now: NOW, ...change },
})
const regimen = (id: string, times: string[], change = {}): PlannedRegimen => ({
  id,
  medication: id,
  versions: [
    {
      ...{ startDate: "2026-01-01", endDate: null, timeZone: BERLIN, isReminding: true },
      slots: times.map((localTime) => ({ localTime, label: "" })),
      recurrence: { kind: "daily" },
      ...change,
    },
  ],
})
const seven = { from: "2026-03-26", count: 7 }
const said = (own: PlannedRegimen, more: Partial<Around> = {}, asked = seven) =>
  previewSends(own, asked, around(more)).map(({ localDate, time }) => `${localDate} ${time}`)

describe("previewSends", () => {
  it("gives the next seven from now on, or from the day of the change", () => {
    const own = regimen("Metformin", ["08:00", "20:00"])
    expect(said(own)).toEqual([
      ...["2026-03-26 20:00", "2026-03-27 08:00", "2026-03-27 20:00", "2026-03-28 08:00"],
      ...["2026-03-28 20:00", "2026-03-29 08:00", "2026-03-29 20:00"],
    ])
    expect(said(own, {}, { from: "2026-04-02", count: 2 })).toEqual([
      ...["2026-04-02 08:00", "2026-04-02 20:00"],
    ])
  })

  it("finds what is rare and ends where the regimen ends", () => {
    const rare = regimen("Weekly", ["08:00"], { recurrence: { kind: "every", days: 90 } })
    expect(said(rare)).toHaveLength(7)
    expect(said(regimen("Short", ["08:00"], { endDate: "2026-03-28" }))).toHaveLength(2)
    expect(said(regimen("Silent", ["08:00"], { isReminding: false }))).toEqual([])
  })

  it("names what shares a reminder, which goes out when its first dose is due", () => {
    const others = [regimen("Lisinopril", ["08:00"]), regimen("Far", ["09:00"])]
    const [first] = previewSends(regimen("Metformin", ["08:20"]), seven, around({ others }))
    expect(first).toMatchObject({
      ...{ localDate: "2026-03-27", time: "08:00" },
      together: [{ medication: "Lisinopril", slot: "08:00" }],
    })
  })

  it("says where the clocks change, and what a gap moves", () => {
    const sends = previewSends(regimen("Night", ["02:30"]), seven, around())
    expect(sends.map(({ time }) => time)).toEqual([
      ...["02:30", "02:30", "03:30", "02:30", "02:30", "02:30", "02:30"],
    ])
    expect(sends[2]?.notes).toContainEqual({ kind: "gap", wanted: "02:30" })
    const noted = sends.flatMap(({ notes }, n) =>
      notes.some(({ kind }) => kind === "clocks_change") ? [n] : [],
    )
    expect(noted).toEqual([2])
    expect(sends[2]?.notes).toContainEqual({ kind: "clocks_change", date: "2026-03-29" })
  })

  it("says what lies outside the hours and whether the patient agreed to it", () => {
    const late = regimen("Late", ["22:00"])
    for (const isAgreed of [true, false]) {
      const [first] = previewSends(late, seven, around({ isAgreed }))
      expect(first?.notes).toEqual([{ kind: "outside_hours", isAgreed }])
    }
  })

  it("leaves out excused days", () => {
    const period = { id: "p", regimenId: null, fromDate: "2026-03-27", toDate: "2026-03-30" }
    expect(said(regimen("Metformin", ["08:00"]), { periods: [period] })[0]).toBe("2026-03-31 08:00")
  })
})

describe("previewEffect", () => {
  it("counts what an edit cancels and adds, and nothing for none", () => {
    const { versions } = regimen("Metformin", ["08:00", "20:00"])
    const own = versions.map((version) => ({ ...version, id: "v1" }))
    const at = { windows: DEFAULT_WINDOWS, now: NOW }
    expect(previewEffect([], own, at)).toEqual({ added: 29, moved: 0, cancelled: 0 })
    const plan = {
      ...{ endDate: null, recurrence: { kind: "daily" } as const, isReminding: true },
      slots: [{ localTime: "20:00", label: "" }],
    }
    const after = editedVersions(own, { plan, from: "2026-03-27", zone: BERLIN })
    expect(previewEffect([], after, at)).toEqual({ added: 15, moved: 0, cancelled: 0 })
  })
})
