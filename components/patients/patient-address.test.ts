import { describe, expect, it } from "vitest"
import { addressParams, type PatientAddress, readAddress } from "./patient-address"

const NOW = Date.parse("2026-11-26T12:00Z")
const PLAIN: PatientAddress = {
  ...{ period: { days: 30 }, versus: null, list: null, doseId: null, marked: null },
}

describe("the address of a patient's page", () => {
  it("says nothing of what is as it is at first", () => {
    expect(readAddress({}, NOW)).toEqual(PLAIN)
    expect(Object.values(addressParams(PLAIN)).every((value) => value === null)).toBe(true)
  })

  it.each([
    { days: "365", vs: "before", list: "rate.7" },
    { from: "2026-01-01", to: "2026-03-31", vsFrom: "2025-01-01", vsTo: "2025-03-31" },
    { dose: "d1", marked: "gap", list: "pattern.slot.20:00" },
  ])("shows the same again: %o", (asked) => {
    const params = Object.entries(addressParams(readAddress(asked, NOW)))
    expect(Object.fromEntries(params.filter(([, value]) => value !== null))).toEqual(asked)
  })

  it("keeps dates that were chosen while a rule is followed", () => {
    const linked = readAddress({ from: "2026-11-20", to: "2026-11-24", marked: "gap" }, NOW)
    const period = { from: "2026-11-02", to: "2026-11-15" }
    const params = addressParams({ ...linked, period })
    const written = Object.entries(params).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    )
    expect(readAddress(Object.fromEntries(written), NOW)).toEqual({ ...linked, period })
    expect(addressParams({ ...linked, period, marked: null }).exact).toBeNull()
    expect(addressParams(linked).exact).toBeNull()
  })

  it("passes over what is no period, comparison or list", () => {
    expect(readAddress({ days: "5", vs: "x", vsFrom: "2026-02-30", list: "rate.of" }, NOW)).toEqual(
      PLAIN,
    )
  })

  it.each([
    ["2026-11-25", { days: 30 }],
    ["2026-10-28", { days: 90 }],
    ["2026-01-10", { days: 365 }],
    ["2025-11-01", { from: "2025-11-01", to: "2025-11-02" }],
  ])("shows the days around those of a rule, from %s on", (from, period) => {
    const to = from === "2025-11-01" ? "2025-11-02" : "2026-11-26"
    expect(readAddress({ from, to, marked: "gap" }, NOW).period).toEqual(period)
    expect(readAddress({ from, to }, NOW).period).toEqual({ from, to })
  })
})
