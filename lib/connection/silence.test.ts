import { expect, it } from "vitest"
import { haveRepliesStopped } from "./silence"

const LAST = Date.UTC(2026, 10, 20)

it.each([
  ["nothing was sent", LAST, 0, [200, 180], false],
  ["patients who nearly always answer miss nine", LAST, 9, [200, 190], false],
  ["and ten", LAST, 10, [200, 190], true],
  ["patients who answer every second miss nine", LAST, 9, [200, 100], false],
  ["and ten", LAST, 10, [200, 100], true],
  ["patients who seldom answer miss fifty", LAST, 50, [200, 20], false],
  ["and seventy", LAST, 70, [200, 20], true],
  ["patients who never answer go on so", LAST, 500, [200, 0], false],
  ["little is known of them, and fifteen are missed", LAST, 15, [3, 3], false],
  ["and twenty", LAST, 20, [3, 3], true],
  ["no reply ever came to fifteen", null, 15, [0, 0], false],
  ["and to twenty", null, 20, [500, 0], true],
] as const)("%s", (_, lastReplyAt, unanswered, [reminders, answered], stopped) => {
  expect(haveRepliesStopped({ lastReplyAt, unanswered, before: { reminders, answered } })).toBe(
    stopped,
  )
})
