import { beforeAll, describe, expect, it } from "vitest"
import { ROLES } from "@/db/enums"
import type { Ask } from "@/db/testing/authority-expectations"
import { HANDLERS } from "@/db/testing/authority-handlers"
import { contentsOf } from "@/db/testing/contents"
import { testDatabase } from "@/db/testing/database"
import { callHandler, findHandlers } from "@/db/testing/entrances"
import { type Asking, withinRequest } from "@/db/testing/request-scope"
import { testEnvironment } from "@/db/testing/stub-server"
import { type ArrangedWorld, arrangeWorld } from "@/db/testing/world"
import { publish } from "@/lib/live/publish"

const test = testDatabase()
const arrange = arrangeWorld(test)
const contents = () => contentsOf(test.owner())
let ours: ArrangedWorld
let theirs: ArrangedWorld

beforeAll(async () => {
  testEnvironment({ DATABASE_URL: test.url(), NEXTAUTH_URL: "http://portal.test" })
  ours = await arrange()
  theirs = await arrange()
})

const handlers = await findHandlers()
const call = (name: string, asking: Asking, ask: Ask) =>
  callHandler([name, handlers.get(name)], asking, ask)

function expectNothingOf(world: ArrangedWorld, text: string) {
  for (const secret of world.secrets) expect(text).not.toContain(secret)
}

const guardedHandlers = Object.entries(HANDLERS).flatMap(([name, expected]) =>
  "open" in expected ? [] : [{ name, ...expected }],
)
const handlersByRole = guardedHandlers.flatMap((each) =>
  ROLES.map((role) => ({ ...each, role, isAllowed: each.roles.includes(role) })),
)

describe("a route handler", () => {
  it("is on the list, with who may ask it", () => {
    expect([...handlers.keys()].sort()).toEqual(Object.keys(HANDLERS).sort())
  })

  it.each(guardedHandlers)("$name answers 401 without a session", async ({ name, ask }) => {
    const before = await contents()
    const asked = ask(ours)
    const forged = { cookie: "doseline.session=eyJhbGciOiJub25lIn0.e30." }
    const claims: Record<string, string>[] = [{}, forged, { "x-user": ours.admin.staffId }]
    for (const headers of claims) {
      const answer = await call(name, { as: null, headers }, asked)
      expect(answer.status).toBe(401)
      expect(answer.headers.get("cache-control")).toContain("no-store")
      expectNothingOf(ours, answer.text)
    }
    expect(await contents()).toEqual(before)
  })

  it.each(handlersByRole)(
    "$name is open to a $role: $isAllowed",
    async ({ name, ask, role, isAllowed, silent }) => {
      const answer = await call(name, { as: ours[role] }, ask(ours))
      expect(answer.status, answer.text).toBe(isAllowed ? 200 : 403)
      expect(answer.headers.get("cache-control")).toContain("no-store")
      if (!isAllowed) return expectNothingOf(ours, answer.text)
      const isShown = ours.secrets.some((secret) => answer.text.includes(secret))
      expect(isShown, "an answer that shows something").toBe(!silent)
    },
  )

  it.each(guardedHandlers)(
    "$name gives nothing of another organization, to any role",
    async ({ name, ask, foreign, roles }) => {
      for (const role of roles) {
        const before = await contents()
        const answer = await call(name, { as: ours[role] }, ask(theirs))
        expect(answer.status).toBe(foreign === "without" ? 200 : foreign)
        expectNothingOf(theirs, answer.text)
        if (foreign === 404) expect(await contents()).toEqual(before)
      }
    },
  )

  it.each(guardedHandlers)("$name closes with the session", async ({ name, ask }) => {
    const world = await arrange()
    const { staffId, sessionId } = world.admin
    const end = (table: string, set: string, id: string) =>
      test.owner().query(`UPDATE ${table} SET ${set} WHERE id = $1`, [id])
    const asked = ask(world)
    for (const [table, set, undo, id] of [
      ["sessions", "ended_at = now()", "ended_at = NULL", sessionId],
      ["staff", "is_enabled = false", "is_enabled = true", staffId],
      ["staff", "role = NULL", "role = 'admin'", staffId],
    ] as const) {
      await end(table, set, id)
      expect((await call(name, { as: world.admin }, asked)).status, set).toBe(401)
      await end(table, undo, id)
    }
    const moved = { ...world.admin, organizationId: ours.organization.id }
    expect((await call(name, { as: moved }, asked)).status).toBe(401)
  })

  it("shows a quarantined reply to admins alone", async () => {
    const params = { replyId: ours.quarantinedReplyId, patientId: ours.patient.id }
    for (const path of ["", "/doses/[patientId]"]) {
      const name = `GET /api/review/replies/[replyId]${path}`
      expect((await call(name, { as: ours.admin }, { params })).status).toBe(200)
      for (const as of [ours.clinician, ours.coordinator]) {
        expect((await call(name, { as }, { params })).status).toBe(404)
      }
    }
  })

  it.each(guardedHandlers.filter(({ name }) => name.includes("[")))(
    "$name finds nothing under an id that is none",
    async ({ name, ask }) => {
      for (const id of ["x", "", "%00", "\u0000", "' or 1=1 --", "__proto__"]) {
        const params = Object.fromEntries(
          Object.keys(ask(ours).params ?? {}).map((each) => [each, id]),
        )
        expect((await call(name, { as: ours.admin }, { params })).status).toBe(404)
      }
    },
  )
})

describe("the health page", () => {
  it("tells nobody anything but whether it is well", async () => {
    const { text } = await call("GET /api/health", { as: null }, {})
    expect(JSON.parse(text)).toEqual({ database: "ok", migrations: "ok", biot: "down" })
  })
})

describe("the live stream", () => {
  it("tells each organization of its own changes and nobody of another's", async () => {
    const open = async (world: ArrangedWorld) => {
      const handler = handlers.get("GET /api/live")
      const ending = new AbortController()
      const request = new Request("http://portal.test/", { signal: ending.signal })
      const asking = { as: world.clinician }
      const params = Promise.resolve({})
      const response = await withinRequest(asking, async () => handler?.(request, { params }))
      const reader = response?.body?.pipeThrough(new TextDecoderStream()).getReader()
      const next = async () => (await reader?.read())?.value ?? null
      return { next, end: () => ending.abort() }
    }
    const [mine, other] = [await open(ours), await open(theirs)]
    const change = { topic: "patient" as const, patientId: theirs.patient.id }
    // Again and again until the listener, which connects in its own time, is there.
    const again = setInterval(() => {
      publish([{ organizationId: theirs.organization.id, ...change }])
    }, 50)
    let told = ""
    while (!told.includes("event: change")) told += (await other.next()) ?? "event: change"
    clearInterval(again)
    expect(told).toContain(theirs.patient.id)
    mine.end()
    other.end()
    let text = ""
    for (let part = await mine.next(); part !== null; part = await mine.next()) text += part
    expect(text).toContain("event: ready")
    expectNothingOf(theirs, text)
  })
})
