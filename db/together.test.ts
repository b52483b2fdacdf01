import { describe, expect, it } from "vitest"
import { together } from "./together"

describe("together", () => {
  it("gives each value in the order asked", async () => {
    const late = new Promise<string>((resolve) => setTimeout(() => resolve("late"), 5))
    expect(await together(late, Promise.resolve(2), null)).toEqual(["late", 2, null])
  })

  it("waits for all before it throws the first failure", async () => {
    let hasEnded = false
    const slow = new Promise<void>((resolve) => setTimeout(resolve, 20)).then(() => {
      hasEnded = true
    })
    const failing = Promise.reject(new Error("first"))
    await expect(together(failing, slow, Promise.reject(new Error("second")))).rejects.toThrow(
      "first",
    )
    expect(hasEnded).toBe(true)
  })
})
