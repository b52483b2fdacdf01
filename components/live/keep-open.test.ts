import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { keepOpen, reopenAfter, type Stream } from "./keep-open"

/** A browser's stream as the standard has it: refused it is closed, broken off it connects anew. */
class TestStream extends EventTarget {
  readyState = 0
  tell(event: string, readyState: number) {
    this.readyState = readyState
    this.dispatchEvent(new Event(event))
  }
  close() {
    this.readyState = 2
  }
}

let opened: TestStream[]
let refused: number
const open = () => {
  const stream = new TestStream()
  opened.push(stream)
  return stream as Stream
}
const keep = () =>
  keepOpen(open, () => {
    refused += 1
  })

beforeEach(() => {
  vi.useFakeTimers()
  opened = []
  refused = 0
})
afterEach(() => {
  vi.useRealTimers()
})

it("opens a stream that was refused anew, again and again", () => {
  keep()
  for (let times = 1; times <= 20; times += 1) {
    opened.at(-1)?.tell("error", 2)
    expect(refused).toBe(times)
    expect(opened).toHaveLength(times)
    vi.advanceTimersByTime(60_000)
    expect(opened).toHaveLength(times + 1)
  }
})

it("leaves one that broke off to the browser", () => {
  keep()
  opened[0]?.tell("open", 1)
  opened[0]?.tell("error", 0)
  vi.advanceTimersByTime(600_000)
  expect(opened).toHaveLength(1)
  expect(refused).toBe(0)
})

it("waits longer each time in a row, a minute at most, and anew after it was open", () => {
  expect([1, 2, 3, 6, 50].map((refusals) => reopenAfter(refusals, 1))).toEqual([
    2_000, 4_000, 8_000, 60_000, 60_000,
  ])
  expect(reopenAfter(1, 0)).toBe(1_000)
  keep()
  for (let times = 0; times < 6; times += 1) {
    opened.at(-1)?.tell("error", 2)
    vi.advanceTimersByTime(60_000)
  }
  opened.at(-1)?.tell("open", 1)
  opened.at(-1)?.tell("error", 2)
  vi.advanceTimersByTime(2_000)
  expect(opened).toHaveLength(8)
})

it("opens nothing any more once it is stopped", () => {
  const stop = keep()
  opened[0]?.tell("error", 2)
  stop()
  vi.advanceTimersByTime(600_000)
  expect(opened).toHaveLength(1)
  expect(opened[0]?.readyState).toBe(2)
})
