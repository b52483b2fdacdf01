import { expect, it } from "vitest"
import type { TimelineDose } from "@/lib/patients/timeline"
import { neighbours } from "./neighbours"

const dose = (id: string, regimenId: string, dueAt: number) =>
  ({ id, regimenId, slot: "08:00", dueAt }) as TimelineDose

it("steps through the doses of one medication and time of day", () => {
  const doses = [dose("b", "x", 2), dose("other", "y", 2), dose("a", "x", 1), dose("c", "x", 3)]
  const idsOf = (doseId: string) => {
    const { before, after } = neighbours(doses, doseId)
    return [before?.id ?? null, after?.id ?? null]
  }
  expect(idsOf("b")).toEqual(["a", "c"])
  expect(idsOf("a")).toEqual([null, "b"])
  expect(idsOf("c")).toEqual(["b", null])
  expect(idsOf("gone")).toEqual([null, null])
})
