import { describe, expect, it } from "vitest"
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/time"
import { againstTarget, targetSpan } from "./targets"

const NOW = Date.UTC(2026, 10, 3, 12)

describe("an item's age against its target", () => {
  it.each([
    ["safety", 5 * MINUTE_MS, false, ["minutes", 10]],
    ["safety", 15 * MINUTE_MS + SECOND_MS, true, null],
    ["safety", 40 * MINUTE_MS, true, ["minutes", 25]],
    ["question", HOUR_MS, false, ["hours", 1]],
    ["contradiction", 5 * HOUR_MS, true, ["hours", 3]],
    ["unclear", 5 * HOUR_MS, false, ["hours", 19]],
    ["send_failed", 24 * HOUR_MS - SECOND_MS, false, ["minutes", 1]],
    ["unmatched", 4 * DAY_MS, true, ["days", 3]],
  ] as const)("%s after %d ms", (filter, age, isOver, span) => {
    expect(againstTarget({ filter, at: NOW - age }, NOW)).toEqual({
      isOver,
      span: span && { unit: span[0], n: span[1] },
    })
  })

  it("tells each target", () => {
    expect(targetSpan("safety")).toEqual({ unit: "minutes", n: 15 })
    expect(targetSpan("question")).toEqual({ unit: "hours", n: 2 })
    expect(targetSpan("late")).toEqual({ unit: "hours", n: 24 })
  })
})
