import { describe, expect, it } from "vitest"
import type { ReplyDecisionKind } from "@/db/enums"
import { standingDecision } from "./standing-decision"

const decided = (id: string, kind: ReplyDecisionKind, undoes: string | null = null) => {
  return { id, kind, undoes }
}
const link = decided("a", "link")
const move = decided("b", "reassign")
const cases: [string, ReturnType<typeof decided>[], string | null][] = [
  ["nothing was decided", [], null],
  ["one decision", [link], "a"],
  ["a decision on top of another", [link, move], "b"],
  ["the upper one was undone", [link, move, decided("c", "undo", "b")], "a"],
  ["both were", [link, move, decided("c", "undo", "b"), decided("d", "undo", "a")], null],
  ["decided again after an undo", [link, decided("b", "undo", "a"), decided("c", "dismiss")], "c"],
  ["read again meanwhile", [link, decided("b", "undo", "a"), decided("c", "retry")], null],
]

describe("what an undo takes back", () => {
  it.each(cases)("%s", (_, decisions, expected) => {
    expect(standingDecision(decisions)?.id ?? null).toBe(expected)
  })
})
