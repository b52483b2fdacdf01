import { beforeAll, beforeEach, describe, expect, it } from "vitest"
import { database, openDatabase, replaceDatabase } from "@/db/client"
import { ROLES } from "@/db/enums"
import { ACTIONS } from "@/db/testing/authority-actions"
import { contentsOf } from "@/db/testing/contents"
import { testDatabase } from "@/db/testing/database"
import { findActions } from "@/db/testing/entrances"
import type { ArrangedStaff } from "@/db/testing/fixtures"
import { type Asking, withinRequest } from "@/db/testing/request-scope"
import { answering, stubServer, testEnvironment } from "@/db/testing/stub-server"
import { type ArrangedWorld, arrangeWorld } from "@/db/testing/world"
import { seal } from "@/lib/auth/seal"

const test = testDatabase()
const stub = stubServer()
const arrange = arrangeWorld(test)
const contents = () => contentsOf(test.owner())
let ours: ArrangedWorld
let theirs: ArrangedWorld

beforeAll(async () => {
  const BIOT_BASE_URL = stub.url()
  testEnvironment({ DATABASE_URL: test.url(), NEXTAUTH_URL: "http://portal.test", BIOT_BASE_URL })
  ours = await arrange()
  theirs = await arrange()
  // Else the time of their last activity moves while a slow machine compares contents.
  await test.owner().query("UPDATE sessions SET seen_at = now() + interval '1 hour'")
})

beforeEach(() => {
  const hooks = "/dispatcher/v1/hooks/notifications"
  stub.on(hooks, answering(200, { data: [] }))
  stub.on(`${hooks}/subscribe`, answering(201, { id: "1" }))
})

const actions = await findActions()

type Answer = { ok: boolean; value?: unknown; error?: { code: string } }

async function act(name: string, asking: Asking, input: unknown): Promise<Answer> {
  const action = actions.get(name)
  if (!action) throw new Error(`There is no ${name}.`)
  return (await withinRequest(asking, () => action(input))) as Answer
}

async function withoutDatabase<T>(work: () => Promise<T>): Promise<T> {
  const present = database()
  replaceDatabase(openDatabase("postgresql://nobody:x@127.0.0.1:1/none", () => {}))
  return work().finally(() => replaceDatabase(present))
}

/** How the sign-in page is told that it ended. */
async function signOut(as: ArrangedStaff): Promise<string | undefined> {
  const sent = await act("lib/auth/actions.ts signOut", { as }, undefined).catch((error) => error)
  return /ended=(\w+)/.exec(sent.digest)?.[1]
}

const guardedActions = Object.entries(ACTIONS).flatMap(([name, expected]) =>
  "open" in expected ? [] : [{ name, ...expected }],
)
const actionsByRole = guardedActions.flatMap((each) =>
  ROLES.map((role) => ({ ...each, role, isAllowed: each.roles.includes(role) })),
)

describe("a server action", () => {
  it("is on the list, with who may do it", () => {
    expect([...actions.keys()].sort()).toEqual(Object.keys(ACTIONS).sort())
  })

  it.each(guardedActions)("$name changes nothing without a session", async ({ name, input }) => {
    const before = await contents()
    const answer = await act(name, { as: null }, input(ours, "admin"))
    expect(answer).toMatchObject({ ok: false, error: { code: "unauthenticated" } })
    expect(await contents()).toEqual(before)
  })

  it.each(guardedActions)("$name is refused to another site", async ({ name, input }) => {
    const before = await contents()
    for (const origin of ["http://evil.test", "null", "http://portal.test.evil.test", "file://"]) {
      const answer = await act(name, { as: ours.admin, headers: { origin } }, input(ours, "admin"))
      expect(answer).toMatchObject({ ok: false, error: { code: "forbidden" } })
    }
    expect(await contents()).toEqual(before)
  })

  it.each(actionsByRole)(
    "$name is open to a $role: $isAllowed",
    async ({ name, input, role, isAllowed }) => {
      const world = await arrange()
      const before = await contents()
      const answer = await act(name, { as: world[role] }, input(world, role))
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
        for (const secret of theirs.secrets) expect(JSON.stringify(answer)).not.toContain(secret)
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

  it("does not take a database that is away for a session that has ended", async () => {
    const stay = () => act("lib/auth/actions.ts stayActive", { as: ours.clinician }, undefined)
    expect(await withoutDatabase(stay)).toBe(true)
  })

  it("about the session ends or keeps the asker's own and no other", async () => {
    const world = await arrange()
    const before = await contents()
    expect(await act("lib/auth/actions.ts stayActive", { as: null }, undefined)).toBe(false)
    expect(await contents()).toEqual(before)
    await expect(signOut(world.clinician)).resolves.toBe("here")
    const { rows } = await test.owner().query("SELECT id FROM sessions WHERE ended_at IS NOT NULL")
    expect(rows).toEqual([{ id: world.clinician.sessionId }])
  })

  it("says of signing out what came of it, here and at BioT", async () => {
    const { admin, clinician, coordinator } = await arrange()
    for (const { sessionId } of [admin, clinician]) {
      const sealed = seal("refresh", "refresh token")
      await test
        .owner()
        .query("UPDATE sessions SET refresh_token_sealed = $2 WHERE id = $1", [sessionId, sealed])
    }
    stub.on("/ums/v2/users/logout", answering(200, {}))
    expect(await signOut(admin)).toBe("you")
    expect(await signOut(admin)).toBe("over")
    stub.on("/ums/v2/users/logout", answering(503, {}))
    expect(await signOut(clinician)).toBe("here")
    expect(await withoutDatabase(() => signOut(coordinator))).toBe("failed")
  })
})
