import { describe, expect, it } from "vitest"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import {
  type WhyDetail,
  type WhyDose,
  type WhyFacts,
  type WhyMessage,
  type WhyRefusal,
  whyNot,
} from "./why-not"

const dueAt = Date.parse("2026-11-03T08:00:00Z")
const dose: WhyDose = {
  ...{ id: "dose", medication: "Metformin", doseText: "500 mg", slot: "08:00" },
  ...{ dueAt, closesAt: dueAt + 6 * HOUR_MS, state: "scheduled", isReminding: true },
  ...{ enteredAt: dueAt - 24 * HOUR_MS, answeredAt: null, excuse: null, workerRan: true },
}
const facts: WhyFacts = {
  ...{ now: dueAt + HOUR_MS, isScheduleOn: true, doses: [dose], messages: [], refusals: [] },
}
const message = (fields: Partial<WhyMessage> = {}): WhyMessage => ({
  ...{ id: "message", kind: "reminder", state: "sent", reason: null, at: dueAt, notBefore: dueAt },
  ...{ doseIds: ["dose"], by: null, ...fields },
})
const refusal = (fields: Partial<WhyRefusal> = {}): WhyRefusal => ({
  ...{ id: "verdict", kind: "reminder", refusal: "no_consent", at: dueAt, doseIds: ["dose"] },
  ...{ by: null, ...fields },
})
const answer = (change: Partial<WhyFacts> = {}, of: Partial<WhyDose> = {}) =>
  whyNot({ ...facts, doses: [{ ...dose, ...of }], ...change }).lines[0]?.answer
const detailOf = (change: Partial<WhyFacts> = {}) => answer(change)?.told.detail

const usual: WhyDetail = { is: "usual" }
const words = (said: string): WhyDetail => ({ is: "words", words: said })
const tried = (worker: boolean | null): WhyDetail => ({ is: "tried", worker, isOver: false })

describe("whyNot", () => {
  it.each([
    ["sent", "texted", "texted"],
    ["sending", "on_its_way", "on_its_way"],
    ["unknown", "unknown", "unknown"],
    ["queued", "queued", "queued"],
    ["failed", "failed", "failed"],
    ["expired", "failed", "expired"],
    ["cancelled", "failed", "cancelled"],
  ] as const)("tells of a message that is %s", (state, code, label) => {
    const about = answer({ messages: [message({ state })] })
    expect(about).toMatchObject({ code, at: dueAt, messageId: "message", by: null })
    expect(about?.told).toMatchObject({ label, kind: "reminder" })
  })

  it("says until when a text is held, and why one is tried again", () => {
    const notBefore = facts.now + HOUR_MS
    const held = message({ state: "queued", notBefore, kind: "nudge", by: "Ada" })
    expect(answer({ messages: [held] })).toMatchObject({
      ...{ code: "held", at: notBefore, by: "Ada" },
      told: { label: "held", kind: "nudge", detail: { is: "usual" } },
    })
    const again = { ...held, reason: "HTTP_429" }
    expect(detailOf({ messages: [again] })).toEqual({ is: "reason", code: "HTTP_429", again: true })
  })

  it("says why a text failed by the code of the log", () => {
    const failed = message({ state: "failed", reason: "opted_out" })
    expect(detailOf({ messages: [failed] })).toMatchObject({ code: "opted_out", again: false })
  })

  it("puts what reached the patient before what did not, and keeps the rest", () => {
    const messages = [
      message({ id: "failed", state: "failed", at: dueAt + 3 }),
      message({ id: "first", at: dueAt + 1 }),
      message({ id: "nudge", kind: "nudge", at: dueAt + 2 }),
    ]
    const [line] = whyNot({ ...facts, messages, refusals: [refusal()] }).lines
    expect(line?.answer).toMatchObject({ code: "texted", messageId: "nudge" })
    const rest = line?.others.map(({ code, messageId }) => messageId ?? code)
    expect(rest).toEqual(["first", "failed", "refused"])
  })

  it("tells the newest refusal, whoever was refused", () => {
    const refusals = [
      refusal({ refusal: "no_consent" }),
      refusal({ refusal: "daily_cap", at: dueAt + 1, by: "Ada" }),
    ]
    const [line] = whyNot({ ...facts, refusals }).lines
    expect(line?.answer).toMatchObject({ code: "refused", by: "Ada", at: dueAt + 1 })
    expect(line?.answer.told.detail).toMatchObject({ code: "daily_cap" })
    expect(line?.others).toHaveLength(1)
    expect(line?.others[0]?.told.detail).toMatchObject({ code: "no_consent" })
  })

  it("expects the schedule's own try though a person was refused before", () => {
    const now = dueAt - HOUR_MS
    const refusals = [refusal({ at: now - 1, by: "Ada", refusal: "quiet_hours" })]
    expect(answer({ now, refusals })).toMatchObject({ code: "not_due", at: dueAt })
    expect(answer({ now, refusals: [refusal({ at: now })] })?.code).toBe("refused")
  })

  it.each([
    ["excused", { state: "excused", excuse: "In hospital" }, {}, "excused", words("In hospital")],
    ["cancelled", { state: "cancelled", excuse: "zone_changed" }, {}, "no_longer", usual],
    ["without reminders", { isReminding: false }, {}, "reminders_off", usual],
    ["of a schedule off", {}, { isScheduleOn: false }, "schedule_off", usual],
    ["answered early", { answeredAt: dueAt - 1, state: "taken_on_time" }, {}, "answered", usual],
    ["to come", {}, { now: dueAt - 1 }, "not_due", usual],
    ["due just now", {}, { now: dueAt + 4 * MINUTE_MS }, "due_now", usual],
    ["entered late", { enteredAt: dueAt + 1 }, {}, "entered_late", usual],
    ["nobody tried", { workerRan: false }, {}, "nobody_tried", tried(false)],
    ["nobody kept", { workerRan: null }, {}, "nobody_tried", tried(null)],
    ["passed over", { workerRan: true }, {}, "nobody_tried", tried(true)],
  ] as [string, Partial<WhyDose>, Partial<WhyFacts>, string, WhyDetail][])(
    "explains a dose %s",
    (_, of, change, label, detail) => {
      expect(answer(change, of)?.told).toEqual({ label, kind: null, detail })
    },
  )

  it("advises a text by hand only while one may still go", () => {
    expect(detailOf()).toMatchObject({ isOver: false })
    expect(detailOf({ now: dose.closesAt })).toMatchObject({ isOver: true })
  })

  it("keeps texts about no dose apart, in order of time", () => {
    const messages = [
      message({ id: "late", doseIds: [], kind: "manual", at: dueAt + 2, by: "Ada" }),
    ]
    const refusals = [refusal({ doseIds: [], kind: "manual", at: dueAt + 1 })]
    const { lines, apart } = whyNot({ ...facts, messages, refusals })
    expect(lines[0]?.answer.code).toBe("nobody_tried")
    expect(apart.map(({ told }) => told.label)).toEqual(["refused", "texted"])
  })
})
