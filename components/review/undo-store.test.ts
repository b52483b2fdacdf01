import { beforeEach, expect, it } from "vitest"
import { forgetDecision, keepStep, ownSteps, takeStep } from "./undo-store"

const step = (title: string, ...ids: string[]) => ({
  title,
  replies: ids.map((id) => ({ replyId: `reply ${id}`, decisionId: id })),
})

beforeEach(() => {
  ownSteps("nobody")
  ownSteps("me")
})

it("goes back step by step, and takes one asked for out of their order", () => {
  const [first, second, third] = [step("a", "1"), step("b", "2"), step("c", "3")]
  for (const each of [first, second, third]) keepStep(each)
  expect(takeStep()).toBe(third)
  expect(takeStep(first)).toBe(first)
  expect(takeStep(first)).toBeNull()
  expect(takeStep()).toBe(second)
  expect(takeStep()).toBeNull()
})

it("leaves out what was taken back elsewhere", () => {
  keepStep(step("one", "1"))
  keepStep(step("two", "2", "3"))
  forgetDecision("2")
  forgetDecision("1")
  expect(takeStep()).toEqual(step("two", "3"))
  expect(takeStep()).toBeNull()
})

it("is nobody else's", () => {
  keepStep(step("mine", "1"))
  ownSteps("me")
  ownSteps("another")
  expect(takeStep()).toBeNull()
})
