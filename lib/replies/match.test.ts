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

function message(messageId: string, hour = 0, change: Partial<MatchMessage> = {}): MatchMessage {
  const sentAt = eight + hour * HOUR_MS
  return {
    messageId,
    patientId: "ann",
    state: "sent",
    sentAt,
    closesAt: sentAt + 6 * HOUR_MS,
    nextReminderAt: sentAt + 24 * HOUR_MS,
    doseIds: [`dose of ${messageId}`],
    ...change,
  }
}

const facts = (change: Partial<MatchFacts> = {}): MatchFacts => ({
  organization: "active",
  patientId: "ann",
  byInboundId: null,
  byPreviousId: null,
  repeatOf: null,
  messages: [],
  sharedPhone: false,
  phoneMismatch: false,
  ...change,
})

const reply = (minutes: number, change: Partial<ReplyToMatch> = {}): ReplyToMatch => ({
  personKind: "patient",
  succeeded: true,
  at: eight + minutes * MINUTE_MS,
  clockSkewed: false,
  ...change,
})

const morning = message("morning")

describe("matchReply, before any message is looked for", () => {
  it.each([
    ["no success", {}, { succeeded: false }, "failed", "not_success"],
    [
      "unknown organization",
      { organization: "unknown" },
      {},
      "quarantined",
      "unknown_organization",
    ],
    ["inactive one", { organization: "inactive" }, {}, "quarantined", "inactive_organization"],
    ["a caregiver", {}, { personKind: "caregiver" }, "unmatched", "not_a_patient"],
    ["an organization user", {}, { personKind: "organization-user" }, "unmatched", "not_a_patient"],
    ["an unknown patient", { patientId: null }, {}, "unmatched", "unknown_patient"],
  ] as [string, Partial<MatchFacts>, Partial<ReplyToMatch>, string, string][])(
    "%s",
    (_, change, from, kind, reason) => {
      const given = facts({ messages: [morning], ...change })
      expect(matchReply(given, reply(12, from))).toMatchObject({ kind, reason })
    },
  )

  it("proposes to staff the message that a caregiver answered", () => {
    const given = facts({ patientId: null, byInboundId: morning })
    expect(matchReply(given, reply(12, { personKind: "caregiver" }))).toEqual({
      kind: "unmatched",
      reason: "not_a_patient",
      messageId: "morning",
      flags: [],
    })
  })

  it("flags a skewed clock, another number and a shared phone", () => {
    const given = facts({ byInboundId: morning, phoneMismatch: true, sharedPhone: true })
    expect(matchReply(given, reply(12, { clockSkewed: true }))).toMatchObject({
      kind: "matched",
      flags: ["clock_skew", "phone_mismatch", "shared_phone"],
    })
  })
})

describe("matchReply, one 1 twelve minutes after the reminder", () => {
  it.each([
    ["H1", { byInboundId: morning }, "message_id"],
    [
      "H1 with a known previous id",
      { byInboundId: morning, byPreviousId: message("x") },
      "message_id",
    ],
    ["H2", { byPreviousId: morning }, "previous_id"],
    ["H3", {}, "open_window"],
  ] as [string, Partial<MatchFacts>, string][])("in %s", (_, change, rule) => {
    expect(matchReply(facts({ messages: [morning], ...change }), reply(12))).toEqual({
      kind: "matched",
      rule,
      messageId: "morning",
      flags: [],
    })
  })
})

describe("matchReply, by id", () => {
  it("08:00 unanswered, 20:00 sent, 1 at 20:05 with the id of 20:00", () => {
    const evening = message("evening", 12)
    const given = facts({ byPreviousId: evening, messages: [morning, evening] })
    expect(matchReply(given, reply(725))).toMatchObject({ kind: "matched", messageId: "evening" })
  })

  it("takes the older of two open messages when its id says so, and is sure of it", () => {
    const noon = message("noon", 4)
    const given = facts({ byInboundId: morning, messages: [noon, morning] })
    expect(matchReply(given, reply(250))).toMatchObject({ messageId: "morning", flags: [] })
  })

  it("applies one after the window, flagged", () => {
    expect(matchReply(facts({ byInboundId: morning }), reply(361))).toMatchObject({
      kind: "matched",
      flags: ["outside_window"],
    })
  })

  it.each(["byInboundId", "byPreviousId"] as const)(
    "quarantines an id of another patient's message (%s)",
    (key) => {
      const given = facts({ [key]: message("bob's", 0, { patientId: "bob" }), messages: [morning] })
      expect(matchReply(given, reply(12))).toEqual({
        kind: "quarantined",
        reason: "other_patients_message",
        messageId: "bob's",
        flags: [],
      })
    },
  )

  it("does not count an answer to a text without doses for the open reminder", () => {
    const note = message("note", 1, { doseIds: [], closesAt: null })
    expect(matchReply(facts({ byPreviousId: note, messages: [morning] }), reply(70))).toEqual({
      kind: "review",
      reason: "no_reminder",
      rule: "open_window",
      messageId: "morning",
      flags: [],
    })
    expect(matchReply(facts({ byPreviousId: note }), reply(70))).toMatchObject({
      kind: "review",
      rule: "previous_id",
      messageId: "note",
    })
  })

  it("says that the reply proved the arrival of an unknown message", () => {
    const unknown = message("unknown", 0, { state: "unknown" })
    expect(matchReply(facts({ messages: [unknown] }), reply(12))).toMatchObject({
      kind: "matched",
      rule: "open_window",
      flags: ["proved_arrival"],
    })
  })
})

describe("matchReply, without an id", () => {
  it("repeats the target of the same words", () => {
    const given = facts({ repeatOf: morning, messages: [morning] })
    expect(matchReply(given, reply(13))).toMatchObject({ rule: "repeat", messageId: "morning" })
    const bobs = facts({ repeatOf: message("bob's", 0, { patientId: "bob" }) })
    expect(matchReply(bobs, reply(13))).toMatchObject({ kind: "unmatched", reason: "no_reminder" })
  })

  it("takes the newest open message and flags that another is open", () => {
    const given = facts({ messages: [morning, message("noon", 4)] })
    expect(matchReply(given, reply(250))).toMatchObject({
      rule: "open_window",
      messageId: "noon",
      flags: ["several_open"],
    })
  })

  it("does not answer a message that was sent after the reply", () => {
    const given = facts({ messages: [morning, message("noon", 4)] })
    expect(matchReply(given, reply(230))).toMatchObject({ messageId: "morning", flags: [] })
    expect(matchReply(facts({ messages: [morning] }), reply(-1))).toMatchObject({
      kind: "unmatched",
    })
  })

  it("does not answer a message that was never accepted", () => {
    for (const state of MESSAGE_STATES.filter((other) => other !== "sent" && other !== "unknown")) {
      const given = facts({ messages: [message("m", 0, { state })] })
      expect(matchReply(given, reply(12))).toMatchObject({ kind: "unmatched" })
    }
  })

  it.each([
    ["at the close", 360, "matched", undefined],
    ["just after it", 361, "review", "late_reply"],
    ["12 hours after", 18 * 60, "review", "late_reply"],
    ["later", 18 * 60 + 1, "unmatched", "no_reminder"],
  ])("%s of the window", (_, minutes, kind, reason) => {
    const decision = matchReply(facts({ messages: [morning] }), reply(minutes))
    expect(decision.kind).toBe(kind)
    if (reason) expect(decision).toMatchObject({ reason })
  })

  it("proposes the late dose only before its regimen's next reminder", () => {
    const twice = message("morning", 0, { nextReminderAt: eight + 8 * HOUR_MS })
    expect(matchReply(facts({ messages: [twice] }), reply(7 * 60))).toEqual({
      kind: "review",
      reason: "late_reply",
      rule: "late_window",
      messageId: "morning",
      flags: [],
    })
    expect(matchReply(facts({ messages: [twice] }), reply(8 * 60))).toMatchObject({
      kind: "unmatched",
      reason: "no_reminder",
    })
  })
})

describe("matchReply, two patients on one phone", () => {
  it("applies and flags when the id matches", () => {
    const given = facts({ byPreviousId: morning, sharedPhone: true })
    expect(matchReply(given, reply(12))).toMatchObject({ kind: "matched", flags: ["shared_phone"] })
  })

  it.each([
    [12, "open_window", "morning"],
    [400, "late_window", "morning"],
    [2_000, null, null],
  ])("goes to review without one (%i minutes)", (minutes, rule, messageId) => {
    const given = facts({ messages: [morning], sharedPhone: true })
    expect(matchReply(given, reply(minutes))).toEqual({
      kind: "review",
      reason: "shared_phone",
      rule,
      messageId,
      flags: ["shared_phone"],
    })
  })
})
