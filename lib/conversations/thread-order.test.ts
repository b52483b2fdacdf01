import { describe, expect, it } from "vitest"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import type { ThreadItem } from "./thread"
import { compareItems, dayName, firstNewId, joinPages, threadDays } from "./thread-order"

const note = (id: string, at: number): ThreadItem => ({
  ...{ kind: "note", id, at, note: { id, body: "", at, by: null } },
})
const change = (id: string, at: number, note = "") =>
  ({ kind: "change", id, at, change: { note } }) as unknown as ThreadItem
const reply = (id: string, at: number) =>
  ({ kind: "reply", id, at, about: [] }) as unknown as ThreadItem
const message = (id: string, at: number) =>
  ({ kind: "message", id, at, about: [] }) as unknown as ThreadItem

describe("a thread", () => {
  it("puts a text before its answer and both before what was noted of them", () => {
    const items = [change("a", 1), note("b", 1), reply("c", 1), message("d", 1), reply("a", 1)]
    const order = items.sort(compareItems).map(({ kind, id }) => `${kind} ${id}`)
    expect(order).toEqual(["message d", "reply a", "reply c", "note b", "change a"])
  })

  it("joins pages that were read at different moments, each thing once and as it is now", () => {
    const newest = { items: [change("b", 5, "now"), note("c", 9)] }
    const older = { items: [note("a", 1), change("b", 3, "then")] }
    const joined = joinPages([newest, older])
    expect(joined.map(({ id, at }) => [id, at])).toEqual([
      ["a", 1],
      ["b", 5],
      ["c", 9],
    ])
    expect(joined[1]).toMatchObject({ change: { note: "now" } })
  })

  it("begins each day at the patient's midnight, on the days that clocks change too", () => {
    const zone = "Europe/Berlin"
    // 25 October 2026 has 25 hours there, 29 March 23.
    const autumn = Date.UTC(2026, 9, 24, 22)
    const spring = Date.UTC(2026, 2, 28, 23)
    const at = [
      spring - MINUTE_MS,
      spring,
      spring + 23 * HOUR_MS - MINUTE_MS,
      spring + 23 * HOUR_MS,
      autumn - MINUTE_MS,
      autumn,
      autumn + 25 * HOUR_MS - MINUTE_MS,
      autumn + 25 * HOUR_MS,
    ]
    const days = threadDays(
      at.map((each, n) => note(String(n), each)),
      zone,
    )
    expect(days.map(({ date, items }) => [date, items.length])).toEqual([
      ["2026-03-28", 1],
      ["2026-03-29", 2],
      ["2026-03-30", 1],
      ["2026-10-24", 1],
      ["2026-10-25", 2],
      ["2026-10-26", 1],
    ])
    const hours = threadDays([note("a", autumn)], "America/New_York")
    expect(hours[0]?.date).toBe("2026-10-24")
  })

  it("says where the new begins", () => {
    const items = [message("a", 1), reply("b", 2), change("c", 3), reply("d", 4)]
    expect(firstNewId(items, null)).toBeNull()
    expect(firstNewId(items, 2)).toBe("b")
    expect(firstNewId(items, 3)).toBe("d")
    expect(firstNewId(items, 5)).toBeNull()
  })

  it("names the last two days", () => {
    expect(dayName("2026-11-03", "2026-11-03")).toBe("today")
    expect(dayName("2026-10-31", "2026-11-01")).toBe("yesterday")
    expect(dayName("2026-11-01", "2026-11-03")).toBeNull()
  })
})
