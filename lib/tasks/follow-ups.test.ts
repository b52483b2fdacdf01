import { describe, expect, it } from "vitest"
import type { DoseState } from "@/db/enums"
import { DAY_MS, HOUR_MS } from "@/lib/time"
import { followUpDue } from "./due"
import { type FollowUpDose, type FollowUpFacts, type FollowUpTask, followUps } from "./follow-ups"
import { saysAnew } from "./settle"

const now = Date.parse("2026-11-03T20:00:00Z")
/** Due so many hours ago. */
const dose = (id: string, hours: number, state: DoseState, regimenId = "a"): FollowUpDose => ({
  id,
  regimenId,
  dueAt: now - hours * HOUR_MS,
  state,
  isRefusal: state === "not_taken",
})
const task = (change: Partial<FollowUpTask>): FollowUpTask => ({
  id: "task",
  cause: "no_response",
  doseIds: [],
  openedAt: now - DAY_MS,
  closedAt: null,
  ...change,
})
const changes = (facts: Partial<FollowUpFacts>) =>
  followUps({ doses: [], unreachable: [], lastReportAt: null, tasks: [], ...facts }, now)

describe("silence", () => {
  const silent = [dose("1", 30, "no_response"), dose("2", 18, "no_response")]

  it("calls for a person after two doses in a row of one regimen", () => {
    expect(changes({ doses: silent })).toEqual([
      { kind: "open", cause: "no_response", doseIds: ["1", "2"] },
    ])
    expect(changes({ doses: silent.slice(1) })).toEqual([])
    const two = [dose("1", 30, "no_response"), dose("2", 18, "no_response", "b")]
    expect(changes({ doses: two })).toEqual([])
  })

  it("is ended by any report, and passes over what says nothing", () => {
    const taken = dose("3", 8, "taken_late")
    expect(changes({ doses: [...silent, taken] })).toEqual([])
    const neutral = [
      dose("1", 30, "no_response"),
      dose("x", 26, "excused"),
      dose("2", 18, "no_response"),
    ]
    expect(changes({ doses: [...neutral, dose("y", 1, "pending")] })).toHaveLength(1)
    const before = [dose("0", 40, "taken_on_time"), ...silent]
    expect(changes({ doses: before })).toHaveLength(1)
  })

  it("adds to what is open, and is not put before staff twice", () => {
    const doses = [...silent, dose("3", 8, "no_response")]
    const open = task({ doseIds: ["1", "2"] })
    expect(changes({ doses, tasks: [open] })).toEqual([
      { kind: "extend", taskId: "task", doseIds: ["3"] },
    ])
    const closed = { ...open, closedAt: now - HOUR_MS }
    expect(changes({ doses, tasks: [closed] })).toEqual([])
    const again = [...doses, dose("4", 7, "no_response")]
    expect(changes({ doses: again, tasks: [closed] })).toEqual([
      { kind: "open", cause: "no_response", doseIds: ["3", "4"] },
    ])
  })

  it("closes by itself when the patient answers or the doses are accounted for", () => {
    const open = task({ doseIds: ["1", "2"] })
    const answered = { kind: "close", taskId: "task", note: "The patient answered by text." }
    expect(changes({ doses: silent, tasks: [open], lastReportAt: now - HOUR_MS })).toEqual([
      answered,
    ])
    expect(changes({ doses: silent, tasks: [open], lastReportAt: now - 2 * DAY_MS })).toEqual([])
    const excused = silent.map((each) => ({ ...each, state: "excused" as const }))
    expect(changes({ doses: excused, tasks: [open] })).toMatchObject([{ kind: "close" }])
  })
})

describe("a refusal", () => {
  it("calls for a person at once, for each dose once", () => {
    const doses = [dose("1", 3, "not_taken")]
    expect(changes({ doses })).toEqual([{ kind: "open", cause: "not_taken", doseIds: ["1"] }])
    const known = task({ cause: "not_taken", doseIds: ["1"], closedAt: now - HOUR_MS })
    expect(changes({ doses, tasks: [known] })).toEqual([])
    expect(changes({ doses: [{ ...dose("1", 3, "not_taken"), isRefusal: false }] })).toEqual([])
    expect(changes({ doses: [dose("1", 25, "not_taken")] })).toEqual([])
  })

  it("is moot once the patient has taken it after all", () => {
    const tasks = [task({ cause: "not_taken", doseIds: ["1"] })]
    expect(changes({ doses: [dose("1", 3, "taken_late")], tasks })).toMatchObject([
      { kind: "close" },
    ])
    expect(changes({ doses: [dose("1", 3, "conflicting")], tasks })).toMatchObject([
      { kind: "close" },
    ])
  })
})

describe("somebody who cannot be reached", () => {
  const doses = [dose("1", 3, "not_reminded")]
  const unreachable = ["opted_out"] as const

  it("is put before staff once a week, and not while nothing is due", () => {
    const opened = [{ kind: "open", cause: "unreachable", doseIds: [] }]
    expect(changes({ doses, unreachable })).toEqual(opened)
    expect(changes({ unreachable })).toEqual([])
    const old = dose("1", 8 * 24, "no_response")
    const asked = task({ doseIds: ["1"] })
    expect(changes({ doses: [old], tasks: [asked], unreachable })).toEqual([])
    const closed = (days: number) => task({ cause: "unreachable", closedAt: now - days * DAY_MS })
    expect(changes({ doses, unreachable, tasks: [closed(6)] })).toEqual([])
    expect(changes({ doses, unreachable, tasks: [closed(8)] })).toEqual(opened)
  })

  it("closes by itself when a text can arrive again", () => {
    const tasks = [task({ cause: "unreachable" })]
    expect(changes({ doses, unreachable, tasks })).toEqual([])
    expect(changes({ doses, tasks })).toMatchObject([{ kind: "close", taskId: "task" }])
  })
})

it("leaves what a person opened to a person", () => {
  expect(changes({ tasks: [task({ cause: "by_hand" })], lastReportAt: now })).toEqual([])
})

it.each([
  ["2026-11-03T20:00:00Z", "Europe/Berlin", "2026-11-04T16:00:00Z"],
  ["2026-11-06T09:00:00Z", "America/New_York", "2026-11-09T22:00:00Z"],
  ["2026-03-27T09:00:00Z", "Europe/Berlin", "2026-03-30T15:00:00Z"],
])("is due at the end of the next working day: %s in %s", (opened, zone, due) => {
  expect(new Date(followUpDue(Date.parse(opened), zone)).toISOString()).toBe(
    due.replace("Z", ".000Z"),
  )
})

it("says nothing of a dose that was reported meanwhile", () => {
  expect(saysAnew("taken", "no_response")).toBe(true)
  expect(saysAnew("taken", "not_taken")).toBe(true)
  expect(saysAnew("not_taken", "not_taken")).toBe(false)
  for (const state of ["taken_late", "taken_confirmed", "excused", "cancelled"] as const) {
    expect(saysAnew("not_taken", state)).toBe(false)
  }
})
