import { describe, expect, it } from "vitest"
import { eventTime } from "@/lib/replies/event-time"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"

const received = Date.parse("2023-11-25T12:27:50.000Z")

describe("eventTime", () => {
  it("reads nine fractional digits", () => {
    expect(eventTime("2023-11-25T12:27:47.279660728Z", received)).toEqual({
      at: Date.parse("2023-11-25T12:27:47.279Z"),
      skewed: false,
    })
  })

  it.each(["2023-11-25T12:27:47Z", "2023-11-25T12:27:47.5Z", "2023-11-25T14:27:47+02:00"])(
    "reads %s",
    (text) => {
      const { at, skewed } = eventTime(text, received)
      expect(Math.floor(at / 1000)).toBe(Date.parse("2023-11-25T12:27:47Z") / 1000)
      expect(skewed).toBe(false)
    },
  )

  it.each([
    ["2 minutes ahead", 2 * MINUTE_MS, false],
    ["more than 2 minutes ahead", 2 * MINUTE_MS + 1, true],
    ["24 hours ago", -24 * HOUR_MS, false],
    ["more than 24 hours ago", -24 * HOUR_MS - 1, true],
  ])("%s", (_, offset, skewed) => {
    const text = new Date(received + offset).toISOString()
    expect(eventTime(text, received)).toEqual({ at: skewed ? received : received + offset, skewed })
  })

  it("uses the time of receipt without one, and flags one that it cannot read", () => {
    expect(eventTime(null, received)).toEqual({ at: received, skewed: false })
    expect(eventTime(undefined, received)).toEqual({ at: received, skewed: false })
    expect(eventTime("yesterday", received)).toEqual({ at: received, skewed: true })
    expect(eventTime("2023-11-25T12:27:47", received)).toEqual({ at: received, skewed: true })
  })
})
