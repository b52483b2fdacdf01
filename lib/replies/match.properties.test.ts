import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { MESSAGE_STATES } from "@/db/enums"
import {
  type MatchFacts,
  type MatchMessage,
  matchReply,
  type ReplyToMatch,
} from "@/lib/replies/match"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"

const eight = Date.parse("2026-11-03T08:00:00Z")
const reply: ReplyToMatch = {
  personKind: "patient",
  succeeded: true,
  at: eight + 12 * MINUTE_MS,
  clockSkewed: false,
}

const anyMessage = fc
  .record({
    hour: fc.integer({ min: -30, max: 4 }),
    patientId: fc.constantFrom("ann", "bob"),
    state: fc.constantFrom(...MESSAGE_STATES),
    doses: fc.nat({ max: 2 }),
    id: fc.nat({ max: 999 }),
  })
  .map(({ hour, patientId, state, doses, id }): MatchMessage => {
    const sentAt = eight + hour * HOUR_MS
    return {
      messageId: `m${id}`,
      patientId,
      state,
      sentAt,
      closesAt: sentAt + 6 * HOUR_MS,
      nextReminderAt: sentAt + 24 * HOUR_MS,
      doseIds: Array.from({ length: doses }, (_, index) => `dose ${index}`),
    }
  })
const anyFacts = fc.record<MatchFacts>({
  organization: fc.constantFrom("active", "inactive", "unknown"),
  patientId: fc.constantFrom("ann", null),
  byInboundId: fc.option(anyMessage),
  byPreviousId: fc.option(anyMessage),
  repeatOf: fc.option(anyMessage),
  messages: fc.uniqueArray(anyMessage, { selector: (each) => each.messageId, maxLength: 6 }),
  sharedPhone: fc.boolean(),
  phoneMismatch: fc.boolean(),
})

describe("matchReply, for any facts", () => {
  it("never matches another patient's message, nor one without doses", () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const decision = matchReply(given, reply)
        if (decision.kind !== "matched") return
        const all = [given.byInboundId, given.byPreviousId, given.repeatOf, ...given.messages]
        const possible = all.filter((each) => each?.messageId === decision.messageId)
        const fits = possible.some((each) => each?.patientId === "ann" && each.doseIds.length > 0)
        expect(fits).toBe(true)
        expect(given.patientId).toBe("ann")
        if (given.sharedPhone) expect(["message_id", "previous_id"]).toContain(decision.rule)
      }),
      { numRuns: 500 },
    )
  })

  it("does not depend on the order in which the messages were read", () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const reversed = { ...given, messages: [...given.messages].reverse() }
        expect(matchReply(reversed, reply)).toEqual(matchReply(given, reply))
      }),
    )
  })
})
