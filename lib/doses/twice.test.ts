import { describe, expect, it } from "vitest"
import { MINUTE_MS } from "@/lib/time"
import type { DoseFact } from "./reduce"
import { isReportedTwice } from "./twice"

const fact = (
  id: string,
  minutes: number,
  more: Partial<Pick<DoseFact, "kind" | "source" | "voids">> = {},
): DoseFact => ({
  id,
  kind: "taken",
  source: "patient",
  at: minutes * MINUTE_MS,
  recordedAt: minutes * MINUTE_MS,
  ...more,
})

describe("isReportedTwice", () => {
  it.each<[string, DoseFact[], boolean]>([
    ["nothing", [], false],
    ["once", [fact("a", 5)], false],
    ["again at once", [fact("a", 5), fact("b", 34)], false],
    ["again half an hour later", [fact("a", 5), fact("b", 35)], true],
    ["the later one first", [fact("b", 90), fact("a", 5)], true],
    ["three times", [fact("a", 5), fact("b", 20), fact("c", 40)], true],
    ["not taken, then taken", [fact("a", 5, { kind: "not_taken" }), fact("b", 90)], false],
    [
      "a nudge between",
      [fact("a", 5), fact("b", 60, { kind: "reminded", source: "system" })],
      false,
    ],
    ["confirmed by staff", [fact("a", 5), fact("b", 90, { source: "staff" })], false],
    [
      "one of them taken back",
      [fact("a", 5), fact("b", 90), fact("c", 95, { kind: "voided", source: "staff", voids: "b" })],
      false,
    ],
  ])("%s", (_, events, twice) => {
    expect(isReportedTwice(events)).toBe(twice)
  })
})
