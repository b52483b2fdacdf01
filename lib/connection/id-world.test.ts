import { expect, it } from "vitest"
import { idWorld, type RuleCounts } from "./id-world"

const NONE: RuleCounts = {
  ...{ message_id: 0, previous_id: 0, repeat: 0, open_window: 0, late_window: 0 },
  ...{ staff: 0, none: 0 },
}

it.each([
  [{ message_id: 40, repeat: 8 }, "article"],
  [{ previous_id: 19, open_window: 1 }, "aws"],
  [{ open_window: 9, late_window: 3, staff: 5 }, "neither"],
  [{ message_id: 10, previous_id: 10 }, "mixed"],
  [{ previous_id: 8, open_window: 2 }, "mixed"],
  [{ message_id: 4 }, null],
  [{ staff: 30, none: 30 }, null],
])("%j points to %s", (counts, world) => {
  expect(idWorld({ ...NONE, ...counts })).toBe(world)
})
