import { expect, it } from "vitest"
import type { ThreadItem } from "@/lib/conversations/thread"
import { sentMeanwhile } from "./meanwhile"

const message = (id: string, createdAt: number, by: string | null = "Jordan Reyes") =>
  ({
    ...{ kind: "message", id, at: createdAt, about: [] },
    message: { id, createdAt, by, state: "sent" },
  }) as unknown as ThreadItem
const reply = (id: string, at: number) => ({ kind: "reply", id, at }) as unknown as ThreadItem

it("finds what a colleague sent since, not what was there, a rule's or one's own", () => {
  const items = [
    ...[message("before", 10), message("rule", 21, null), message("own", 22), reply("r", 23)],
    message("theirs", 24),
  ]
  expect(sentMeanwhile(items, 20, new Set(["own"]))).toEqual([
    { id: "theirs", name: "Jordan Reyes", at: 24 },
  ])
  expect(sentMeanwhile(items, 24, new Set())).toEqual([])
})
