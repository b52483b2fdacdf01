import { describe, expect, it } from "vitest"
import { HOUR_MS } from "@/lib/time"
import { type ClaimFacts, standingOf } from "./standing"

const night = Date.parse("2026-11-03T23:00:00Z")
const facts = (change: Partial<ClaimFacts> = {}): ClaimFacts => ({
  kind: "reminder",
  phone: "+12025550101",
  phoneNow: "+12025550101",
  isEnabled: true,
  isDeleted: false,
  isOptedOut: false,
  consent: { kind: "given", outsideHours: false },
  isScheduled: false,
  timeZone: "UTC",
  sendingHours: { from: "08:00", to: "21:00" },
  expiresAt: night + 12 * HOUR_MS,
  doses: [{ state: "scheduled", replied: false }],
  closesAt: night + 12 * HOUR_MS,
  ...change,
})
const day = night - 9 * HOUR_MS
const ended = (change: Partial<ClaimFacts>) => {
  const standing = standingOf(facts(change), day)
  return standing.kind === "end" ? standing.refusal : standing.kind
}

describe("a text whose turn has come", () => {
  it.each([
    [{ isDeleted: true }, "patient_deleted"],
    [{ isEnabled: false }, "patient_disabled"],
    [{ isOptedOut: true }, "opted_out"],
    [{ phoneNow: "+12025550102" }, "phone_changed"],
    [{ phoneNow: null }, "phone_changed"],
    [{ consent: { kind: "withdrawn", outsideHours: false } }, "consent_withdrawn"],
  ] as const)("ends without a try when %j", (change, reason) => {
    expect(ended(change)).toEqual({ kind: "failed", reason })
  })

  it("is moot once all its doses are answered", () => {
    const taken = { state: "taken_on_time", replied: true } as const
    const open = { state: "pending", replied: false } as const
    const moot = { kind: "cancelled", reason: "already_answered" }
    expect(ended({ doses: [taken, { state: "excused", replied: false }] })).toEqual(moot)
    const excused = { state: "excused", replied: false } as const
    const gone = { state: "cancelled", replied: false } as const
    expect(ended({ doses: [excused, gone] })).toEqual({ ...moot, reason: "excused" })
    expect(ended({ doses: [gone] })).toEqual({ ...moot, reason: "regimen_changed" })
    expect(ended({ doses: [taken, open] })).toBe("go")
    expect(ended({ doses: [{ ...open, replied: true }] })).toBe("go")
    expect(ended({ doses: [{ ...open, replied: true }], kind: "nudge" })).toEqual(moot)
    expect(ended({ doses: [], kind: "manual" })).toBe("go")
  })

  it("waits for the patient's hours, and ends if its window closes before them", () => {
    const notBefore = Date.parse("2026-11-04T08:00:00Z")
    expect(standingOf(facts(), day)).toEqual({ kind: "go" })
    expect(standingOf(facts(), night)).toEqual({ kind: "hold", notBefore })
    expect(standingOf(facts({ isScheduled: true }), night)).toEqual({ kind: "hold", notBefore })
    expect(standingOf(facts({ expiresAt: notBefore }), night)).toEqual({
      kind: "end",
      refusal: { kind: "failed", reason: "quiet_hours" },
    })
    const ofNone = facts({ expiresAt: notBefore, doses: [], closesAt: null, kind: "manual" })
    expect(standingOf(ofNone, night)).toEqual({
      kind: "end",
      refusal: { kind: "failed", reason: "hours_too_late" },
    })
  })

  it("ends with the window of its doses, though that closes earlier than when it was queued", () => {
    const closed = { kind: "late", reason: "window_closed" }
    expect(ended({ closesAt: day })).toEqual(closed)
    expect(ended({ closesAt: day + 1 })).toBe("go")
    expect(ended({ closesAt: null, doses: [] })).toBe("go")
    expect(standingOf(facts({ closesAt: night + HOUR_MS }), night)).toMatchObject({
      refusal: { kind: "failed", reason: "quiet_hours" },
    })
  })

  it("goes at any hour on the schedule of who agreed to that, not by somebody's hand", () => {
    const consent = { kind: "given", outsideHours: true } as const
    expect(standingOf(facts({ consent, isScheduled: true }), night)).toEqual({ kind: "go" })
    expect(standingOf(facts({ consent }), night)).toMatchObject({ kind: "hold" })
  })

  it("goes as an answer to a cry for help wherever it came from", () => {
    const kind = "safety" as const
    const other = facts({ kind, phoneNow: null, consent: null, doses: [] })
    expect(standingOf(other, night)).toEqual({ kind: "go" })
    expect(standingOf({ ...other, isOptedOut: true }, night)).toMatchObject({ kind: "end" })
  })
})
