import { readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { beforeAll, describe, expect, it } from "vitest"
import { ROLES, type Role } from "@/db/enums"
import { ACTIONS, type Ask, HANDLERS } from "@/db/testing/authority-list"
import { contentsOf } from "@/db/testing/contents"
import { testDatabase } from "@/db/testing/database"
import { type Asking, withinRequest } from "@/db/testing/request-scope"
import { testEnvironment } from "@/db/testing/stub-server"
import { type ArrangedWorld, arrangeWorld } from "@/db/testing/world"
import { publish } from "@/lib/live/publish"

const root = fileURLToPath(new URL("..", import.meta.url))
const test = testDatabase()
const arrange = arrangeWorld(test)
const contents = () => contentsOf(test.owner())
let ours: ArrangedWorld
let theirs: ArrangedWorld

beforeAll(async () => {
  const NEXTAUTH_URL = "http://portal.test"
  testEnvironment({ DATABASE_URL: test.url(), NEXTAUTH_URL })
  ours = await arrange()
  theirs = await arrange()
})

function sourcesOf(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .filter((path) => !/\.test\.tsx?$/.test(path)),
  )
}

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

/** Every route handler there is, by method and path, found in the file system. */
async function findHandlers(): Promise<Map<string, Handler>> {
  const found = new Map<string, Handler>()
  for (const path of sourcesOf("app").filter((each) => /(^|\/)route\.tsx?$/.test(each))) {
    const module: Record<string, Handler> = await import(join(root, path))
    const address = path
      .replace(/^app/, "")
      .replace(/\/route\.tsx?$/, "")
      .replace(/\/\([^)]+\)/g, "")
    for (const name of METHODS) {
      if (module[name]) found.set(`${name} ${address}`, module[name])
    }
  }
  return found
}

type Action = (input: unknown) => Promise<unknown>

/** Every server action, by file and name; a directive inside a function counts by its file alone. */
async function findActions(): Promise<Map<string, Action>> {
  const found = new Map<string, Action>()
  for (const path of sourcesOf("app", "components", "lib")) {
    const text = readFileSync(join(root, path), "utf8")
    if (!/^\s*["']use server["']/m.test(text)) continue
    const module: Record<string, Action> = await import(join(root, path))
    for (const [name, value] of Object.entries(module)) found.set(`${path} ${name}`, value)
  }
  return found
}

const handlers = await findHandlers()
const actions = await findActions()

async function call(name: string, asking: Asking, ask: Ask) {
  const handler = handlers.get(name)
  if (!handler) throw new Error(`There is no ${name}.`)
  const [method] = name.split(" ")
  const ending = new AbortController()
  const init = { method, signal: ending.signal, body: JSON.stringify(ask.body) }
  const request = new Request(`http://portal.test/?${ask.query ?? ""}`, init as RequestInit)
  const params = Promise.resolve(ask.params ?? {})
  const response = await withinRequest(asking, () => handler(request, { params }))
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream")
  if (isStream) ending.abort()
  return { status: response.status, headers: response.headers, text: await response.text() }
}

type Answer = { ok: boolean; value?: unknown; error?: { code: string } }

async function act(name: string, asking: Asking, input: unknown): Promise<Answer> {
  const action = actions.get(name)
  if (!action) throw new Error(`There is no ${name}.`)
  return (await withinRequest(asking, () => action(input))) as Answer
}

function expectNothingOf(world: ArrangedWorld, text: string) {
  for (const secret of world.secrets) expect(text).not.toContain(secret)
}

const guardedHandlers = Object.entries(HANDLERS).flatMap(([name, expected]) =>
  "open" in expected ? [] : [{ name, ...expected }],
)
const guardedActions = Object.entries(ACTIONS).flatMap(([name, expected]) =>
  "open" in expected ? [] : [{ name, ...expected }],
)
const ofEveryRole = <T extends { roles: readonly Role[] }>(guarded: T[]) =>
  guarded.flatMap((each) =>
    ROLES.map((role) => ({ ...each, role, isAllowed: each.roles.includes(role) })),
  )

describe("what can be asked of the portal", () => {
  it("is on the list, with who may ask it", () => {
    expect([...handlers.keys()].sort()).toEqual(Object.keys(HANDLERS).sort())
    expect([...actions.keys()].sort()).toEqual(Object.keys(ACTIONS).sort())
  })
})

describe("a route handler", () => {
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

  it.each(ofEveryRole(guardedHandlers))(
    "$name is open to a $role: $isAllowed",
    async ({ name, ask, role, isAllowed }) => {
      const answer = await call(name, { as: ours[role] }, ask(ours))
      expect(answer.status, answer.text).toBe(isAllowed ? 200 : 403)
      expect(answer.headers.get("cache-control")).toContain("no-store")
      if (!isAllowed) expectNothingOf(ours, answer.text)
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

describe("a server action", () => {
  it.each(guardedActions)("$name changes nothing without a session", async ({ name, input }) => {
    const before = await contents()
    const answer = await act(name, { as: null }, input(ours))
    expect(answer).toMatchObject({ ok: false, error: { code: "unauthenticated" } })
    expect(await contents()).toEqual(before)
  })

  it.each(guardedActions)("$name is refused to another site", async ({ name, input }) => {
    const before = await contents()
    for (const origin of ["http://evil.test", "null", "http://portal.test.evil.test", "file://"]) {
      const answer = await act(name, { as: ours.admin, headers: { origin } }, input(ours))
      expect(answer).toMatchObject({ ok: false, error: { code: "forbidden" } })
    }
    expect(await contents()).toEqual(before)
  })

  it.each(ofEveryRole(guardedActions))(
    "$name is open to a $role: $isAllowed",
    async ({ name, input, role, isAllowed }) => {
      const world = await arrange()
      const before = await contents()
      const answer = await act(name, { as: world[role] }, input(world))
      if (isAllowed) return expect(answer, JSON.stringify(answer)).toMatchObject({ ok: true })
      expect(answer).toMatchObject({ ok: false, error: { code: "forbidden" } })
      expect(await contents()).toEqual(before)
    },
  )

  it.each(guardedActions)(
    "$name touches nothing of another organization",
    async ({ name, foreign }) => {
      for (const input of foreign(theirs, ours)) {
        const before = await contents()
        const answer = await act(name, { as: ours.admin }, input)
        expect(answer, JSON.stringify(input)).toMatchObject({ ok: false })
        expect(["not_found", "invalid"]).toContain(answer.error?.code)
        expectNothingOf(theirs, JSON.stringify(answer))
        expect(await contents()).toEqual(before)
      }
    },
  )

  it.each(guardedActions)("$name survives what is no input", async ({ name }) => {
    const before = await contents()
    const odd: unknown[] = [undefined, null, 7, "x", [], {}, { toString: 1 }, [[]], { replyId: {} }]
    for (const input of odd) {
      const answer = await act(name, { as: ours.admin }, input)
      expect(answer).toMatchObject({ ok: false, error: { code: "invalid" } })
    }
    expect(await contents()).toEqual(before)
  })

  it("cannot decide a quarantined reply for anybody but an admin", async () => {
    const world = await arrange()
    const { quarantinedReplyId: replyId, patient, dose } = world
    const attempts = {
      "lib/review/actions.ts dismissReply": { replyId, reason: "not ours" },
      "lib/review/actions.ts linkReply": {
        ...{ replyId, patientId: patient.id, doseIds: [dose.id], meaning: "taken" },
      },
    }
    for (const [name, input] of Object.entries(attempts)) {
      const before = await contents()
      const answer = await act(name, { as: world.coordinator }, input)
      expect(answer).toMatchObject({ ok: false, error: { code: "forbidden" } })
      expect(await contents()).toEqual(before)
    }
  })

  it("about the session ends or keeps the asker's own and no other", async () => {
    const world = await arrange()
    const before = await contents()
    expect(await act("lib/auth/actions.ts stayActive", { as: null }, undefined)).toBe(false)
    expect(await contents()).toEqual(before)
    const leave = act("lib/auth/actions.ts signOut", { as: world.clinician }, undefined)
    await expect(leave).rejects.toThrow("NEXT_REDIRECT")
    const { rows } = await test.owner().query("SELECT id FROM sessions WHERE ended_at IS NOT NULL")
    expect(rows).toEqual([{ id: world.clinician.sessionId }])
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
      return { text: response?.text() ?? "", end: () => ending.abort() }
    }
    const [mine, other] = [await open(ours), await open(theirs)]
    const change = { topic: "patient" as const, patientId: theirs.patient.id }
    // Again and again until the listener, which connects in its own time, is there.
    for (let n = 0; n < 20; n += 1) {
      publish([{ organizationId: theirs.organization.id, ...change }])
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    mine.end()
    other.end()
    expect(await other.text).toContain(theirs.patient.id)
    expectNothingOf(theirs, await mine.text)
  })
})
