import { describe, expect, it } from "vitest"
import type { DoseFact } from "@/lib/doses/reduce"
import { othersWords, restatement } from "./own-statements"

const fact = (id: string, kind: DoseFact["kind"], rest: Partial<DoseFact> = {}): DoseFact => {
  return { id, kind, source: "patient", at: 1, recordedAt: 1, replyId: "r", ...rest }
}
const voided = (id: string, voids: string, source: DoseFact["source"] = "system") =>
  fact(id, "voided", { voids, source })
const taken = fact("t", "taken")

describe("what a reply that is read again states", () => {
  it.each<[string, "taken" | "not_taken" | null, DoseFact[], object]>([
    ["is new", "taken", [], { state: "taken", voids: [] }],
    ["stands already", "taken", [taken], { state: null, voids: [] }],
    ["is taken back", null, [taken], { state: null, voids: ["t"] }],
    ["is the opposite", "not_taken", [taken], { state: "not_taken", voids: ["t"] }],
    ["is restored", "taken", [taken, voided("v", "t")], { state: null, voids: ["v"] }],
    ["is gone already", null, [taken, voided("v", "t")], { state: null, voids: [] }],
    [
      "is restored the second time",
      "taken",
      [taken, voided("v", "t"), voided("w", "v"), voided("x", "t")],
      { state: null, voids: ["x"] },
    ],
    ["was taken back by staff", "taken", [taken, voided("v", "t", "staff")], { voids: [] }],
    [
      "leaves what another reply states",
      null,
      [fact("o", "taken", { replyId: "other" })],
      { voids: [] },
    ],
  ])("%s", (_, wanted, events, expected) => {
    expect(restatement("r", wanted, events)).toMatchObject(expected)
  })

  it("is left out of what stood before it", () => {
    const other = fact("o", "taken", { replyId: "other" })
    expect(othersWords("r", [taken, other])).toEqual([other])
  })
})
