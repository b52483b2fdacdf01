import { expect, it } from "vitest"
import {
  FORGET_AFTER_MS,
  hearPresence,
  readPresence,
  readWriting,
  WRITING_FOR_MS,
} from "./presence-store"

const NOW = Date.now()
const looks = (itemId: string, staffId: string, isLooking = true) => ({
  ...{ itemId, staffId, name: `Person ${staffId}`, isLooking },
})

it("knows who looks at an item until they leave", () => {
  expect(hearPresence(looks("a", "1"), NOW)).toBe(true)
  expect(hearPresence(looks("a", "1"), NOW)).toBe(false)
  hearPresence(looks("a", "2"), NOW)
  hearPresence(looks("b", "2"), NOW)
  expect(readPresence("a")).toEqual(["Person 1", "Person 2"])
  expect(readPresence("a")).toBe(readPresence("a"))
  hearPresence(looks("a", "1", false), NOW)
  expect(readPresence("a")).toEqual(["Person 2"])
  expect(readPresence("c")).toEqual([])
})

it("forgets who does not say so again", () => {
  hearPresence(looks("d", "1"), NOW)
  hearPresence(looks("e", "1"), NOW + FORGET_AFTER_MS)
  expect(readPresence("d")).toEqual([])
  expect(readPresence("e")).toEqual(["Person 1"])
})

it("knows who writes, and no longer than they do", () => {
  const writes = (isWriting: boolean) => ({ ...looks("f", "1"), isWriting })
  expect(hearPresence(writes(true), NOW)).toBe(true)
  expect(hearPresence(writes(true), NOW + 1)).toBe(false)
  expect(readWriting("f")).toEqual(["Person 1"])
  expect(hearPresence(writes(false), NOW + 2)).toBe(true)
  expect(readWriting("f")).toEqual([])
  expect(readPresence("f")).toEqual(["Person 1"])
  hearPresence(writes(true), NOW + 3)
  // Heard of at another item, time goes on for this one too.
  hearPresence(looks("g", "2"), NOW + 3 + WRITING_FOR_MS)
  expect(readWriting("f")).toEqual([])
  expect(readPresence("f")).toEqual(["Person 1"])
})
