import { expect, it } from "vitest"
import { HOUR_MS } from "@/lib/time"
import { type AroundItem, nearestAround } from "./around"

const AT = Date.UTC(2026, 10, 3, 8)
const item = (id: string, hours: number, isThis = false): AroundItem => ({
  ...{ kind: "reply", id, at: AT + hours * HOUR_MS, state: "applied", isThis },
  ...{ words: id, patientId: null, patientName: null },
})

it("keeps what is nearest to a reply, in order of time, and always the reply itself", () => {
  const items = [item("far", -40), item("after", 2), item("before", -1), item("this", 9, true)]
  expect(nearestAround(items, AT, 3).map(({ id }) => id)).toEqual(["before", "after", "this"])
})
