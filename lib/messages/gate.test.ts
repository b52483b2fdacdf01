import { describe, expect, it } from "vitest"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { type GateAsk, type GateFacts, gateSend } from "./gate"

const now = Date.parse("2026-11-03T12:00:00Z")
const fine: GateFacts = {
  isEnabled: true,
  phone: "good",
  isLandline: false,
  replyProblem: null,
  isSharedPhone: false,
  ownersOutside: 0,
  isOptedOut: false,
  isOptOutSuspected: false,
  consent: { kind: "given", outsideHours: false },
  localTime: "12:00",
  sendingHours: { from: "08:00", to: "21:00" },
  hoursBeginAt: now,
  sentToday: 0,
  sentThatDay: 0,
  dailyCap: 6,
  lastSentAt: null,
  doses: [{ closesAt: now + HOUR_MS, moot: null, asks: 0 }],
  now,
}
const byHand: GateAsk = { kind: "reminder", by: "person" }
const bySchedule: GateAsk = { kind: "reminder", by: "schedule" }
const dose = (fields: object = {}) => ({
  ...{ closesAt: now + HOUR_MS, moot: null, asks: 0 },
  ...fields,
})
const goes = { refusal: null, warnings: [], heldUntil: null }

describe("gateSend", () => {
  it("lets an ordinary text through, by hand and by schedule", () => {
    expect(gateSend(fine, byHand)).toEqual(goes)
    expect(gateSend(fine, bySchedule)).toEqual(goes)
    expect(gateSend({ ...fine, doses: [] }, { kind: "manual", by: "person" })).toEqual(goes)
  })

  it.each([
    [{ isEnabled: false }, "patient_disabled"],
    [{ phone: "missing" }, "no_phone"],
    [{ phone: "bad" }, "bad_phone"],
    [{ isOptedOut: true }, "opted_out"],
    [{ consent: { kind: "none", outsideHours: false } }, "no_consent"],
    [{ consent: { kind: "withdrawn", outsideHours: false } }, "consent_withdrawn"],
    [{ sentToday: 6, sentThatDay: 6 }, "daily_cap"],
    [{ doses: [dose({ closesAt: now })] }, "window_closed"],
    [{ doses: [dose({ moot: "already_answered" })] }, "already_answered"],
    [{ doses: [dose({ moot: "excused" })] }, "excused"],
    [{ doses: [dose({ moot: "regimen_changed" })] }, "regimen_changed"],
    [
      { doses: [dose({ moot: "excused" }), dose({ moot: "already_answered" })] },
      "already_answered",
    ],
    [{ doses: [dose({ asks: 2 })] }, "asked_already"],
  ] as [Partial<GateFacts>, string][])("refuses %j, whoever asks", (change, refusal) => {
    for (const ask of [byHand, bySchedule]) {
      expect(gateSend({ ...fine, ...change }, ask)).toMatchObject({ refusal, heldUntil: null })
    }
  })

  it("reminds once by schedule, then nudges once", () => {
    const asked = { ...fine, doses: [dose({ asks: 1 })] }
    expect(gateSend(asked, bySchedule).refusal).toBe("asked_already")
    expect(gateSend(asked, { kind: "nudge", by: "schedule" }).refusal).toBeNull()
    expect(gateSend(asked, byHand).refusal).toBeNull()
  })

  it("asks about doses of which one is still open", () => {
    const doses = ["already_answered", null].map((moot) => dose({ moot }))
    expect(gateSend({ ...fine, doses }, byHand).refusal).toBeNull()
  })

  it.each(["07:59", "21:00"])(
    "holds what a person sends at %s until the hours begin",
    (localTime) => {
      const hoursBeginAt = now + 30 * MINUTE_MS
      const quiet = { ...fine, localTime, hoursBeginAt }
      const held = { refusal: null, warnings: ["held_for_hours"], heldUntil: hoursBeginAt }
      expect(gateSend(quiet, byHand)).toEqual(held)
      const closing = { ...quiet, doses: [dose({ closesAt: hoursBeginAt })] }
      expect(gateSend(closing, byHand)).toMatchObject({ refusal: "quiet_hours", heldUntil: null })
    },
  )

  it("counts what is held against the day on which it goes out", () => {
    const quiet = { ...fine, localTime: "22:00", hoursBeginAt: now + 10 * HOUR_MS, doses: [] }
    expect(gateSend({ ...quiet, sentToday: 6 }, byHand).refusal).toBeNull()
    expect(gateSend({ ...quiet, sentThatDay: 6 }, byHand).refusal).toBe("daily_cap")
  })

  it("sends by schedule in quiet hours only with consent to that", () => {
    const quiet = { ...fine, localTime: "07:00", hoursBeginAt: now + HOUR_MS }
    const refusal = "outside_hours_consent"
    expect(gateSend(quiet, bySchedule)).toMatchObject({ refusal, heldUntil: null })
    const consent = { kind: "given", outsideHours: true } as const
    expect(gateSend({ ...quiet, consent }, bySchedule)).toEqual(goes)
  })

  it("answers a cry for help whatever the hour, the caps and the consent, but never an opt-out", () => {
    const consent = { kind: "none", outsideHours: false } as const
    const hard = { ...fine, consent, localTime: "03:00", sentToday: 9, doses: [] }
    const answer: GateAsk = { kind: "safety", by: "schedule" }
    expect(gateSend(hard, answer).refusal).toBeNull()
    expect(gateSend({ ...hard, isOptedOut: true }, answer).refusal).toBe("opted_out")
  })

  it.each([
    [{ lastSentAt: now - 119 * MINUTE_MS }, "recently_texted"],
    [{ isOptOutSuspected: true }, "suspected_opt_out"],
    [{ phone: "uncertain" }, "uncertain_phone"],
    [{ isLandline: true }, "landline"],
    [{ replyProblem: "country_not_listed" }, "cannot_reply"],
    [{ replyProblem: "no_static_number" }, "no_static_number"],
    [{ replyProblem: "sydney_region" }, "sydney_region"],
    [{ isSharedPhone: true }, "shared_phone"],
    [{ ownersOutside: 1 }, "shared_outside"],
  ] as [Partial<GateFacts>, string][])("warns of %j", (change, warning) => {
    expect(gateSend({ ...fine, ...change }, byHand)).toEqual({ ...goes, warnings: [warning] })
  })
})
