import { expect, it } from "vitest"
import { PERSON_KINDS } from "@/db/enums"
import type { DirectorySync } from "@/lib/directory/queries"
import type { ConnectionActivity } from "./activity"
import type { ConnectionChecks } from "./checks"
import { connectionProblems } from "./problems"

const NOW = Date.UTC(2026, 10, 26)
const registered = { subscribed: 1, of: 1 }
const GOOD: ConnectionChecks = {
  at: NOW,
  biotBaseUrl: "https://api.dev.clinic.biot-med.com",
  serviceUserId: "id",
  publicUrl: "https://doseline.clinic.example",
  isSimulator: false,
  token: { ok: true },
  isSmsConfigured: true,
  subscriptions: {
    ok: true,
    kinds: PERSON_KINDS.map((kind) => ({
      kind,
      endpoints: { "incoming-sms": registered, people: { subscribed: 4, of: 4 } },
    })),
    others: [],
  },
  endpoints: { "incoming-sms": { ok: true, ms: 12 }, people: { ok: true, ms: 9 } },
}
const CALM: ConnectionActivity = {
  now: NOW,
  zone: "UTC",
  lastCallAt: { "incoming-sms": NOW, people: null },
  acceptedCalls: 10,
  refused: [],
  keys: [],
  rules: [],
  directory: {
    complete: null,
    recent: null,
    people: { patients: 1, caregivers: 1, organizationUsers: 1 },
  },
  silence: {
    lastReplyAt: NOW,
    unanswered: 0,
    before: { reminders: 0, answered: 0 },
    hasStopped: false,
  },
  forbiddenSends: 0,
}

const told = (checks: Partial<ConnectionChecks>, activity: Partial<ConnectionActivity> = {}) =>
  connectionProblems({ ...GOOD, ...checks }, { ...CALM, ...activity }).map(
    ({ says, tone }) => `${tone} ${says}`,
  )

it("finds nothing where all is well", () => {
  expect(told({})).toEqual([])
  expect(told({ isSmsConfigured: null })).toEqual(["warning sms_unknown"])
})

it("tells the worst first", () => {
  const down = { ok: false, reason: "timeout" } as const
  expect(
    told({
      publicUrl: "http://doseline.clinic.example",
      endpoints: { ...GOOD.endpoints, people: down },
    }),
  ).toEqual(["warning endpoint_people", "warning http"])
  expect(
    told({ isSmsConfigured: false, endpoints: { "incoming-sms": down, people: down } }),
  ).toEqual(["danger sms", "danger endpoint_replies", "warning endpoint_people"])
})

it.each([
  [{ token: { ok: false, reason: "LOGIN_FAILED" } }, "danger token_login"],
  [{ publicUrl: "http://127.0.0.1:3000" }, "danger loopback"],
  [{ publicUrl: "http://[::1]:3000" }, "danger loopback"],
  [{ subscriptions: { ok: false, reason: "ACCESS_DENIED" } }, "danger subscriptions_denied"],
] as const)("tells of %j", (checks, problem) => {
  expect(told(checks as Partial<ConnectionChecks>)).toEqual([problem])
})

it("asks of the simulator neither https nor a public address", () => {
  expect(told({ publicUrl: "http://127.0.0.1:3000", isSimulator: true })).toEqual([])
})

it("names whose replies are lost", () => {
  const [first, ...rest] = GOOD.subscriptions.ok ? GOOD.subscriptions.kinds : []
  if (!first) throw new Error("three kinds")
  const endpoints = {
    "incoming-sms": { subscribed: 0, of: 1 },
    people: { subscribed: 3, of: 4 },
  }
  const kinds = [{ ...first, endpoints }, ...rest]
  const problems = connectionProblems(
    { ...GOOD, subscriptions: { ok: true, kinds, others: [] } },
    CALM,
  )
  expect(problems).toEqual([
    { tone: "danger", says: "no_replies", kinds: ["patient"] },
    { tone: "warning", says: "no_people", kinds: ["patient"] },
  ])
})

it("tells that texts are refused, and asks nothing more of a BioT that is away", () => {
  expect(told({}, { forbiddenSends: 3 })).toEqual(["danger forbidden"])
  const away = { ok: false, reason: "ECONNREFUSED" } as const
  const asked = { token: away, subscriptions: away, isSmsConfigured: null }
  expect(told(asked)).toEqual(["danger token"])
})

it("tells that replies have stopped, and that people may be out of date", () => {
  const silence = { ...CALM.silence, unanswered: 31, hasStopped: true }
  expect(told({}, { silence })).toEqual(["danger silence"])
  const pull: DirectorySync = {
    ...{ id: "1", kind: "recent", state: "failed", startedAt: NOW, progressedAt: NOW },
    ...{
      finishedAt: NOW,
      pages: 0,
      seen: 0,
      changed: 0,
      removed: 0,
      unreadable: 0,
      error: "TIMEOUT",
    },
  }
  const directory = { ...CALM.directory, recent: pull }
  expect(told({}, { directory })).toEqual(["warning pull"])
  const later: DirectorySync = {
    ...pull,
    kind: "complete",
    state: "done",
    startedAt: NOW + 1,
    error: null,
  }
  expect(told({}, { directory: { ...directory, complete: later } })).toEqual([])
})
