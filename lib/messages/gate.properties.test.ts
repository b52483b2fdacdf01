import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { MESSAGE_KINDS } from "@/db/enums"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { type GateAsk, type GateFacts, gateSend, REFUSALS, WARNINGS, type Warning } from "./gate"
import { isWithin } from "./sending-hours"

const now = Date.parse("2026-11-03T12:00:00Z")
const minutes = (min: number, max: number) =>
  fc.integer({ min, max }).map((each) => now + each * MINUTE_MS)
const localTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"))
const dose = fc.record({
  closesAt: minutes(-60, 900),
  moot: fc.constantFrom(
    null,
    null,
    ...(["already_answered", "excused", "regimen_changed"] as const),
  ),
  asks: fc.integer({ min: 0, max: 3 }),
})

/** Mostly good, so that what lies behind the first refusals is reached too. */
const mostly = <T>(good: T, ...bad: T[]) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(good) },
    { weight: 1, arbitrary: fc.constantFrom(good, ...bad) },
  )
const anyFacts: fc.Arbitrary<GateFacts> = fc
  .record({
    isEnabled: mostly(true, false),
    phone: mostly<GateFacts["phone"]>("good", "missing", "bad", "uncertain"),
    isLandline: fc.boolean(),
    replyProblem: fc.constantFrom(
      ...([null, "no_phone", "country_not_listed", "no_static_number", "sydney_region"] as const),
    ),
    isSharedPhone: fc.boolean(),
    ownersOutside: fc.integer({ min: 0, max: 2 }),
    isOptedOut: mostly(false, true),
    isOptOutSuspected: fc.boolean(),
    consent: fc.record({
      kind: mostly<GateFacts["consent"]["kind"]>("given", "none", "withdrawn"),
      outsideHours: fc.boolean(),
    }),
    localTime,
    sendingHours: fc.oneof(
      fc.constant({ from: "08:00", to: "21:00" }),
      fc.record({ from: localTime, to: localTime }),
    ),
    hoursBeginAt: minutes(1, 720),
    sentToday: fc.integer({ min: 0, max: 7 }),
    sentThatDay: fc.integer({ min: 0, max: 7 }),
    dailyCap: fc.integer({ min: 5, max: 8 }),
    lastSentAt: fc.option(minutes(-300, 0)),
    doses: fc.array(dose, { maxLength: 3 }),
    now: fc.constant(now),
  })
  // As they are loaded: within the hours, they have begun.
  .map((facts) =>
    isWithin(facts.localTime, facts.sendingHours) ? { ...facts, hoursBeginAt: now } : facts,
  )
const anyAsk: fc.Arbitrary<GateAsk> = fc.record({
  kind: fc.constantFrom(...MESSAGE_KINDS),
  by: fc.constantFrom("person" as const, "schedule" as const),
})

/** One fact made worse; nothing here may ever let a text go that was refused before. */
const WORSE: ((facts: GateFacts) => GateFacts)[] = [
  (facts) => ({ ...facts, isEnabled: false }),
  (facts) => ({ ...facts, phone: "missing" }),
  (facts) => ({ ...facts, phone: "bad" }),
  (facts) => ({ ...facts, isOptedOut: true }),
  (facts) => ({ ...facts, isOptOutSuspected: true, isSharedPhone: true, ownersOutside: 3 }),
  (facts) => ({ ...facts, consent: { ...facts.consent, outsideHours: false } }),
  (facts) => ({ ...facts, consent: { kind: "none", outsideHours: false } }),
  (facts) => ({ ...facts, consent: { kind: "withdrawn", outsideHours: false } }),
  (facts) => ({ ...facts, sentToday: facts.sentToday + 1 }),
  (facts) => ({ ...facts, sentThatDay: facts.sentThatDay + 1 }),
  (facts) => ({ ...facts, dailyCap: facts.dailyCap - 1 }),
  (facts) => ({ ...facts, lastSentAt: now }),
  (facts) => ({ ...facts, doses: facts.doses.map((each) => ({ ...each, asks: each.asks + 1 })) }),
  (facts) => ({ ...facts, doses: facts.doses.map((each) => ({ ...each, moot: "excused" })) }),
  (facts) => ({
    ...facts,
    doses: facts.doses.map((each) => ({ ...each, closesAt: each.closesAt - HOUR_MS })),
  }),
  (facts) => ({ ...facts, hoursBeginAt: facts.hoursBeginAt + HOUR_MS }),
]

describe("gateSend, of any facts", () => {
  test("never lets go, made worse, what it refused before", () => {
    fc.assert(
      fc.property(anyFacts, anyAsk, fc.constantFrom(...WORSE), (facts, ask, worsen) => {
        fc.pre(gateSend(facts, ask).refusal !== null)
        expect(gateSend(worsen(facts), ask).refusal).not.toBeNull()
      }),
      { numRuns: 3_000 },
    )
  })

  test("holds nothing that it refuses, and never the schedule or an answer to a cry for help", () => {
    fc.assert(
      fc.property(anyFacts, anyAsk, (facts, ask) => {
        const { refusal, warnings, heldUntil } = gateSend(facts, ask)
        if (refusal !== null || ask.by === "schedule" || ask.kind === "safety") {
          expect(heldUntil).toBeNull()
        }
        if (heldUntil !== null) {
          expect(heldUntil).toBe(facts.hoursBeginAt)
          expect(isWithin(facts.localTime, facts.sendingHours)).toBe(false)
          expect(warnings).toContain("held_for_hours")
          for (const { closesAt } of facts.doses) expect(closesAt).toBeGreaterThan(heldUntil)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test("sends by schedule outside the hours only with consent to that", () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...MESSAGE_KINDS), (facts, kind) => {
        fc.pre(kind !== "safety" && !isWithin(facts.localTime, facts.sendingHours))
        if (gateSend(facts, { kind, by: "schedule" }).refusal !== null) return
        expect(facts.consent).toEqual({ kind: "given", outsideHours: true })
      }),
      { numRuns: 2_000 },
    )
  })

  test("lets nothing go to a phone that opted out, or to nobody", () => {
    fc.assert(
      fc.property(anyFacts, anyAsk, (facts, ask) => {
        for (const worse of [
          { isOptedOut: true },
          { isEnabled: false },
          { phone: "bad" as const },
        ]) {
          expect(gateSend({ ...facts, ...worse }, ask).refusal).not.toBeNull()
        }
      }),
    )
  })

  test("warns of exactly what holds, in one order", () => {
    fc.assert(
      fc.property(anyFacts, anyAsk, (facts, ask) => {
        const isQuiet = !isWithin(facts.localTime, facts.sendingHours)
        const holds: Record<Warning, boolean> = {
          held_for_hours: isQuiet && ask.by === "person" && ask.kind !== "safety",
          recently_texted: facts.lastSentAt !== null && facts.lastSentAt > now - 2 * HOUR_MS,
          suspected_opt_out: facts.isOptOutSuspected,
          uncertain_phone: facts.phone === "uncertain",
          landline: facts.isLandline,
          cannot_reply: facts.replyProblem === "country_not_listed",
          no_static_number: facts.replyProblem === "no_static_number",
          sydney_region: facts.replyProblem === "sydney_region",
          shared_phone: facts.isSharedPhone,
          shared_outside: facts.ownersOutside > 0,
        }
        const expected = WARNINGS.filter((warning) => holds[warning])
        expect(gateSend(facts, ask).warnings).toEqual(expected)
      }),
      { numRuns: 2_000 },
    )
  })

  test("says the same of the same, changes nothing, and reaches each of its refusals", () => {
    const reached = new Set<string>()
    fc.assert(
      fc.property(anyFacts, anyAsk, (facts, ask) => {
        const before = structuredClone({ facts, ask })
        const verdict = gateSend(facts, ask)
        expect(gateSend(structuredClone(facts), { ...ask })).toEqual(verdict)
        expect({ facts, ask }).toEqual(before)
        if (verdict.refusal) reached.add(verdict.refusal)
      }),
      { numRuns: 5_000, seed: 1 },
    )
    // The gate never sees what the text itself, or who sends to many, refuses.
    const others = ["no_value", "too_long", "nothing_due", "left_out"]
    expect([...reached].sort()).toEqual(
      REFUSALS.filter((each) => !others.includes(each)).toSorted(),
    )
  })
})
