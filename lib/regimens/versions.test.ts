import { describe, expect, it } from "vitest"
import { occurrences } from "./occurrences"
import type { Recurrence } from "./schedule"
import { changesOf, continueFrom, editedVersions, endedBy, isAsSeen, lastVersion } from "./versions"

const version = (id: string, startDate: string, endDate: string | null, createdAt = 0) => ({
  ...{ id, startDate, endDate, createdAt },
})
const a = version("a", "2026-01-01", "2026-01-31", 1)
const never = version("never", "2026-06-01", "2026-05-31", 2)
const b = version("b", "2026-02-01", null, 3)

describe("lastVersion and isAsSeen", () => {
  it("takes the last that is ever in force", () => {
    expect(lastVersion([never, b, a])).toBe(b)
    expect(lastVersion([never])).toBeNull()
  })

  it("tells a new version and a new end from what was seen", () => {
    expect(isAsSeen([a, b, never], { versionId: "b", endDate: null })).toBe(true)
    expect(isAsSeen([a, b], { versionId: "a", endDate: "2026-01-31" })).toBe(false)
    expect(isAsSeen([a, b], { versionId: "b", endDate: "2026-03-01" })).toBe(false)
  })
})

describe("endedBy", () => {
  it("closes what goes on and empties what has not begun", () => {
    const planned = version("p", "2026-12-01", null)
    expect(endedBy([a, b, never, planned], "2026-03-01")).toEqual([
      { id: "b", endDate: "2026-03-01" },
      { id: "p", endDate: "2026-11-30" },
    ])
    expect(endedBy([a], "2026-03-01")).toEqual([])
  })
})

describe("continueFrom", () => {
  const daysOf = (recurrence: Recurrence, next: Recurrence) => {
    const before = { startDate: "2026-01-01", endDate: null, recurrence }
    const parts = continueFrom([before], { endDate: null, recurrence: next }, "2026-01-06")
    const rest = { timeZone: "UTC", slots: [{ localTime: "08:00", label: "" }] }
    return parts
      .flatMap((part) => occurrences({ ...part, ...rest }, "2026-01-06", "2026-01-14"))
      .map(({ localDate }) => Number(localDate.slice(-2)))
  }

  it("keeps the days of a recurrence that stays the same", () => {
    const every: Recurrence = { kind: "every", days: 3 }
    expect(daysOf(every, every)).toEqual([7, 10, 13])
    const cycle: Recurrence = { kind: "cycle", on: 3, off: 2 }
    expect(daysOf(cycle, cycle)).toEqual([6, 7, 8, 11, 12, 13])
    const rest: Recurrence = { kind: "cycle", on: 7, off: 2 }
    expect(daysOf(rest, rest)).toEqual([6, 7, 10, 11, 12, 13, 14])
  })

  it("counts any other from the day of the change", () => {
    expect(daysOf({ kind: "daily" }, { kind: "every", days: 3 })).toEqual([6, 9, 12])
    expect(daysOf({ kind: "every", days: 2 }, { kind: "every", days: 4 })).toEqual([6, 10, 14])
  })
})

describe("editedVersions", () => {
  const cycle: Recurrence = { kind: "cycle", on: 21, off: 7 }
  const daily: Recurrence = { kind: "daily" }
  const part = (startDate: string, endDate: string | null, recurrence: Recurrence) => ({
    ...{ startDate, endDate, recurrence },
  })
  const edited = (versions: ReturnType<typeof part>[], from: string, endDate: string | null) => {
    const before = versions.map((each, n) => ({ ...each, id: `${n}` }))
    const plan = { endDate, recurrence: cycle }
    return editedVersions(before, { plan, from, zone: "UTC" }).map((each) =>
      part(each.startDate, each.endDate, each.recurrence),
    )
  }
  const begun = part("2026-01-01", null, cycle)
  const turns = part("2026-01-29", null, cycle)

  it("keeps a cycle's days however often it is edited within the rest of a turn", () => {
    const once = edited([begun], "2026-01-11", null)
    const first = part("2026-01-01", "2026-01-10", cycle)
    expect(once).toEqual([first, part("2026-01-11", "2026-01-21", daily), turns])
    const twice = edited(once, "2026-01-15", null)
    const second = part("2026-01-11", "2026-01-14", daily)
    expect(twice).toEqual([first, second, part("2026-01-15", "2026-01-21", daily), turns])
    const third = part("2026-01-15", "2026-01-17", daily)
    const rest = part("2026-01-18", "2026-01-21", daily)
    expect(edited(twice, "2026-01-18", null)).toEqual([first, second, third, rest, turns])
    // From between two turns, and with a last day within the rest.
    expect(edited(once, "2026-01-25", null)).toEqual(once)
    expect(edited(once, "2026-01-15", "2026-01-18").at(-1)).toEqual(
      part("2026-01-15", "2026-01-18", daily),
    )
  })

  it("begins a cycle anew after daily doses that are no rest of a turn", () => {
    const planned = [part("2026-01-01", "2026-01-28", daily), turns]
    expect(edited(planned, "2026-01-15", null).at(-1)).toEqual(part("2026-01-15", null, cycle))
  })
})

describe("changesOf", () => {
  it("tells one decision as one, however many versions it made, the newest first", () => {
    const rest = version("rest", "2026-03-01", "2026-03-02", 9)
    const turns = version("turns", "2026-03-05", null, 9)
    expect(changesOf([turns, a, never, rest])).toEqual([
      { at: 9, startDate: "2026-03-01", schedule: turns },
      { at: 1, startDate: "2026-01-01", schedule: a },
    ])
  })
})
