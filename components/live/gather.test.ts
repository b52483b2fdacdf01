import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { gatherChanges } from "./gather"

let isSeen: boolean
let renewed: string[][]
const gather = () =>
  gatherChanges({
    isSeen: () => isSeen,
    renew: (keys) => renewed.push(keys.map((key) => key.join(" "))),
  })
const ANNA = { topic: "patient", patientId: "anna" }

beforeEach(() => {
  vi.useFakeTimers()
  isSeen = true
  renewed = []
})
afterEach(() => {
  vi.useRealTimers()
})

it("makes one read of many changes in a moment, of each key once", () => {
  const changes = gather()
  for (let times = 0; times < 100; times += 1) changes.add(ANNA)
  changes.add({ topic: "messages", patientId: "anna" })
  expect(renewed).toEqual([])
  vi.advanceTimersByTime(250)
  expect(renewed).toEqual([["patient anna", "patients", "today", "messages", "review"]])
  changes.add(ANNA)
  vi.advanceTimersByTime(250)
  expect(renewed).toHaveLength(2)
})

it("renews at once after a quiet moment, and then four times a second at most", () => {
  const changes = gather()
  changes.add(ANNA)
  vi.advanceTimersByTime(25)
  expect(renewed).toHaveLength(1)
  for (let ms = 0; ms < 1_000; ms += 10) {
    changes.add(ANNA)
    vi.advanceTimersByTime(10)
  }
  expect(renewed).toHaveLength(5)
})

it("asks for nothing while nobody sees the page, and once for all when somebody does", () => {
  const changes = gather()
  isSeen = false
  changes.add(ANNA)
  vi.advanceTimersByTime(60_000)
  changes.add({ topic: "tasks", patientId: null })
  vi.advanceTimersByTime(60_000)
  expect(renewed).toEqual([])
  isSeen = true
  changes.onSeen()
  expect(renewed).toEqual([["patient anna", "patients", "today", "review"]])
  changes.onSeen()
  expect(renewed).toHaveLength(1)
})

it("stops", () => {
  const changes = gather()
  changes.add(ANNA)
  changes.stop()
  vi.advanceTimersByTime(1_000)
  expect(renewed).toEqual([])
})

it.each([
  ["staff", ["settings"]],
  ["settings", ["settings", "composer", "connection"]],
])("renews for %s what shows it", (topic, keys) => {
  gather().add({ topic, patientId: null })
  vi.advanceTimersByTime(250)
  expect(renewed).toEqual([keys])
})
