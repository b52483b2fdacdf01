import { expect, it } from "vitest"
import { memoized } from "./memoized"

it("asks once for what was asked before, and forgets the oldest", () => {
  const asked: string[] = []
  const add = memoized(2, (text: string, n: number) => {
    asked.push(`${text}${n}`)
    return { said: `${text}${n}` }
  })
  expect(add("a", 1)).toBe(add("a", 1))
  expect(add("a", 11)).toEqual(add("a1", 1))
  expect(asked).toEqual(["a1", "a11", "a11"])
  add("a", 1)
  expect(asked).toEqual(["a1", "a11", "a11", "a1"])
})

it("remembers an answer of nothing, and no failure", () => {
  let calls = 0
  const none = memoized(2, (_: string) => {
    calls += 1
    if (calls > 1) throw new Error("again")
    return undefined
  })
  expect([none("x"), none("x")]).toEqual([undefined, undefined])
  expect(() => none("y")).toThrow()
  expect(() => none("y")).toThrow()
  expect(calls).toBe(3)
})
