import { expect, it } from "vitest"
import { jsonAnswer } from "./json-answer"

it("puts an answer that many are told into JSON once", async () => {
  let times = 0
  const answer = {
    toJSON: () => {
      times += 1
      return { n: 28 }
    },
  }
  const told = [jsonAnswer(answer, {}), jsonAnswer(answer, { "cache-control": "no-store" })]
  expect(await Promise.all(told.map((response) => response.json()))).toEqual([{ n: 28 }, { n: 28 }])
  expect(told.map(({ headers }) => headers.get("content-type"))).toEqual(
    Array(2).fill("application/json"),
  )
  expect(told[1]?.headers.get("cache-control")).toBe("no-store")
  expect(times).toBe(1)
})

it("answers what is no object too", async () => {
  expect(await jsonAnswer(null, {}).json()).toBeNull()
  expect(await jsonAnswer(3, {}).json()).toBe(3)
})
