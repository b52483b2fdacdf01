import { describe, expect, it } from "vitest"
import { sharedRead } from "./shared-read"

/** A store whose reads take until `finish` is called; each answers as it was when it began. */
function store() {
  let value = 0
  let begun = 0
  const waiting: (() => void)[] = []
  const read = () => {
    begun += 1
    const seen = value
    return new Promise<number>((resolve) => waiting.push(() => resolve(seen)))
  }
  return {
    read,
    write: () => {
      value += 1
    },
    finish: () => waiting.shift()?.(),
    begun: () => begun,
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))

describe("sharedRead", () => {
  it("reads twice for fifty who ask while the first read runs", async () => {
    const { read, finish, begun } = store()
    const asked = Array.from({ length: 50 }, () => sharedRead("fifty", read))
    finish()
    await settled()
    finish()
    expect(await Promise.all(asked)).toEqual(Array(50).fill(0))
    expect(begun()).toBe(2)
  })

  it("tells nobody less than was written before they asked", async () => {
    const { read, write, finish } = store()
    const before = sharedRead("written", read)
    write()
    const after = sharedRead("written", read)
    finish()
    await settled()
    finish()
    expect([await before, await after]).toEqual([0, 1])
  })

  it("keeps nothing once everybody has been answered", async () => {
    const { read, write, finish, begun } = store()
    const first = sharedRead("kept", read)
    finish()
    await first
    await settled()
    write()
    const second = sharedRead("kept", read)
    finish()
    expect(await second).toBe(1)
    expect(begun()).toBe(2)
  })

  it("goes on after a read that failed, and fails for those alone who waited for it", async () => {
    const failing = sharedRead("failed", () => Promise.reject(new Error("gone")))
    const next = sharedRead("failed", async () => "here")
    await expect(failing).rejects.toThrow("gone")
    expect(await next).toBe("here")
  })

  it("shares nothing between different questions", async () => {
    const answers = await Promise.all([
      sharedRead("one", async () => 1),
      sharedRead("two", async () => 2),
    ])
    expect(answers).toEqual([1, 2])
  })
})
