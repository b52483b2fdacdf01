import { expect, it } from "vitest"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { keepApart, type PlacedDose } from "./keep-apart"

const at = (hours: number) => hours * HOUR_MS
const dose = (how: PlacedDose["how"], hours: number): PlacedDose => ({
  ...{ id: `${how} ${hours}`, how, dueAt: at(hours), opensAt: at(hours - 1) },
  ...{ onTimeUntil: at(hours + 2), closesAt: at(hours + 6) },
})
const cancelled = (...doses: PlacedDose[]) =>
  keepApart(doses)
    .filter(({ isCancelled }) => isCancelled)
    .map(({ id }) => id)

it("cancels what stays within an hour of what moved, and nothing farther", () => {
  expect(cancelled(dose("stays", 14), dose("moved", 14))).toEqual(["stays 14"])
  expect(cancelled(dose("stays", 14), dose("moved", 13))).toEqual(["stays 14"])
  expect(cancelled(dose("moved", 15), dose("stays", 14))).toEqual(["stays 14"])
  expect(cancelled(dose("moved", 15.1), dose("stays", 14))).toEqual([])
})

it("never cancels a fixed dose, and keeps what gives way to one from taking others along", () => {
  const doses = [dose("fixed", 13), dose("moved", 13.9), dose("stays", 14.5)]
  expect(cancelled(...doses)).toEqual(["moved 13.9"])
  expect(keepApart(doses)[0]).toEqual({ ...doses[0], isCancelled: false })
})

it("leaves a schedule's own close doses alone", () => {
  expect(cancelled(dose("moved", 8), dose("moved", 8.3), dose("stays", 20))).toEqual([])
  expect(cancelled(dose("stays", 8), dose("stays", 8.3), dose("fixed", 8.1))).toEqual([])
})

it("closes windows in time for the next dose that is kept", () => {
  const [first, , second] = keepApart([dose("stays", 10), dose("stays", 13), dose("moved", 13)])
  expect(first).toMatchObject({ closesAt: at(13) - 30 * MINUTE_MS, onTimeUntil: at(12) })
  expect(second).toMatchObject({ closesAt: at(19), isCancelled: false })
  const [near] = keepApart([dose("moved", 10), dose("fixed", 11.5)])
  expect(near).toMatchObject({ closesAt: at(11), onTimeUntil: at(11) })
})
