import { describe, expect, it } from "vitest"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { type GateFacts, gateManualSend, isWithin } from "./gate"

const now = Date.parse("2026-11-03T12:00:00Z")
const fine: GateFacts = {
  isEnabled: true,
  phone: "good",
  isLandline: false,
  replyProblem: null,
  isSharedPhone: false,
  ownersOutside: 0,
  isOptedOut: false,
  localTime: "12:00",
  sendingHours: { from: "08:00", to: "21:00" },
  sentToday: 0,
  dailyCap: 6,
  lastSentAt: null,
  doses: [{ closesAt: now + HOUR_MS, isAnswered: false }],
  now,
}

describe("gateManualSend", () => {
  it("lets an ordinary reminder through", () => {
    expect(gateManualSend(fine)).toEqual({ refusal: null, warnings: [] })
    expect(gateManualSend({ ...fine, doses: [] })).toEqual({ refusal: null, warnings: [] })
  })

  it.each([
    [{ isEnabled: false }, "patient_disabled"],
    [{ phone: "missing" }, "no_phone"],
    [{ phone: "bad" }, "bad_phone"],
    [{ isOptedOut: true }, "opted_out"],
    [{ sentToday: 6 }, "daily_cap"],
    [{ doses: [{ closesAt: now, isAnswered: false }] }, "window_closed"],
    [{ doses: [{ closesAt: now + HOUR_MS, isAnswered: true }] }, "already_answered"],
  ] as [Partial<GateFacts>, string][])("refuses %j", (change, refusal) => {
    expect(gateManualSend({ ...fine, ...change }).refusal).toBe(refusal)
  })

  it("asks about doses of which one is still open", () => {
    const doses = [true, false].map((isAnswered) => ({ closesAt: now + HOUR_MS, isAnswered }))
    expect(gateManualSend({ ...fine, doses }).refusal).toBeNull()
  })

  it.each([
    [{ localTime: "07:59" }, "quiet_hours"],
    [{ localTime: "21:00" }, "quiet_hours"],
    [{ lastSentAt: now - 119 * MINUTE_MS }, "recently_texted"],
    [{ phone: "uncertain" }, "uncertain_phone"],
    [{ isLandline: true }, "landline"],
    [{ replyProblem: "country_not_listed" }, "cannot_reply"],
    [{ replyProblem: "no_static_number" }, "no_static_number"],
    [{ replyProblem: "sydney_region" }, "sydney_region"],
    [{ isSharedPhone: true }, "shared_phone"],
    [{ ownersOutside: 1 }, "shared_outside"],
  ] as [Partial<GateFacts>, string][])("warns of %j", (change, warning) => {
    expect(gateManualSend({ ...fine, ...change })).toEqual({ refusal: null, warnings: [warning] })
  })
})

describe("isWithin", () => {
  it.each([
    ["08:00", "08:00", "21:00", true],
    ["21:00", "08:00", "21:00", false],
    ["23:30", "22:00", "06:00", true],
    ["06:00", "22:00", "06:00", false],
    ["03:00", "00:00", "00:00", true],
  ])("%s in %s to %s: %s", (time, from, to, answer) => {
    expect(isWithin(time, { from, to })).toBe(answer)
  })
})
