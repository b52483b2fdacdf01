import { describe, expect, it } from "vitest"
import { DEFAULT_WINDOWS, resolveWindows, scheduleSchema } from "@/lib/regimens/schedule"

const valid = {
  startDate: "2026-11-01",
  endDate: null,
  timeZone: "America/New_York",
  slots: [{ localTime: "08:00", label: "Morning" }],
  recurrence: { kind: "daily" },
}

describe("scheduleSchema", () => {
  it("accepts a plain daily schedule", () => {
    expect(scheduleSchema.parse(valid)).toEqual(valid)
  })

  it.each([
    ["a date that does not exist", { startDate: "2026-02-30" }],
    ["a date written otherwise", { startDate: "1 Nov 2026" }],
    ["an end before the start", { endDate: "2026-10-31" }],
    ["an unknown zone", { timeZone: "Mars/Olympus" }],
    ["an offset for a zone", { timeZone: "+02:00" }],
    ["a time that does not exist", { slots: [{ localTime: "24:00", label: "" }] }],
    ["no slot", { slots: [] }],
    [
      "the same slot twice",
      {
        slots: [
          { localTime: "08:00", label: "a" },
          { localTime: "08:00", label: "b" },
        ],
      },
    ],
    ["weekday 0", { recurrence: { kind: "weekdays", days: [0] } }],
    ["no weekday", { recurrence: { kind: "weekdays", days: [] } }],
    ["every 0 days", { recurrence: { kind: "every", days: 0 } }],
    ["a cycle that is never on", { recurrence: { kind: "cycle", on: 0, off: 3 } }],
    ["an on-time limit after the close", { windows: { onTimeMinutes: 400 } }],
  ])("refuses %s", (_, change) => {
    expect(scheduleSchema.safeParse({ ...valid, ...change }).success).toBe(false)
  })
})

describe("resolveWindows", () => {
  it("lets the regimen win over the organization and the organization over the defaults", () => {
    expect(
      resolveWindows({ onTimeMinutes: 90, closesAfterMinutes: 240 }, { onTimeMinutes: 30 }),
    ).toEqual({ opensBeforeMinutes: 60, onTimeMinutes: 30, closesAfterMinutes: 240 })
    expect(resolveWindows(null, undefined, { onTimeMinutes: undefined })).toEqual(DEFAULT_WINDOWS)
  })
})
