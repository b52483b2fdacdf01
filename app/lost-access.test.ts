import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { directoryWorld } from "@/db/testing/directory-world"
import { findActions, findHandlers, findPages } from "@/db/testing/entrances"
import { type ArrangedStaff, newPhone } from "@/db/testing/fixtures"
import { PLUGIN_SECRET, pluginCall } from "@/db/testing/plugin-calls"
import { withinRequest } from "@/db/testing/request-scope"
import { signInBrowser } from "@/db/testing/sign-in-browser"
import { mintStaffContext } from "@/lib/auth/context"
import { renewSessions } from "@/lib/auth/renew-sessions"
import { DEFAULT_ROLE_MAPPING, type RoleMapping } from "@/lib/auth/role-mapping"
import { forgetPublicKeys } from "@/lib/biot/public-key"
import { registerPeople } from "@/lib/biot/subscriptions"
import { pullDirectory } from "@/lib/directory/pull"
import { publish } from "@/lib/live/publish"
import { changeRoles } from "@/lib/staff/mutations"
import { HOUR_MS } from "@/lib/time"

const world = directoryWorld({ PLUGIN_SECRET, NEXTAUTH_URL: "http://portal.test" })
const { query } = world
const [handlers, pages, actions] = await Promise.all([findHandlers(), findPages(), findActions()])
const HOME = "0a51de00-0000-4000-8000-000000000001"
let portal: Server

/** BioT reaches the portal's second endpoint through a socket, as it would. */
beforeAll(async () => {
  process.env.DATABASE_URL = world.test.url()
  forgetPublicKeys()
  portal = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const answer = await postPeople(Buffer.concat(parts).toString())
    response.writeHead(answer.status).end()
  })
  await new Promise<void>((resolve) => portal.listen(0, "127.0.0.1", resolve))
  const { port } = portal.address() as AddressInfo
  await pullDirectory({ now: Date.now() })
  await registerPeople(`http://127.0.0.1:${port}`, PLUGIN_SECRET)
})
afterAll(() => {
  portal.closeAllConnections()
  portal.close()
})

async function postPeople(body: string): Promise<Response> {
  const headers = { "content-type": "application/json" }
  const request = new Request("http://portal/", { method: "POST", body, headers })
  const params = Promise.resolve({ secret: PLUGIN_SECRET })
  const handler = handlers.get("POST /api/biot/people/[secret]")
  if (!handler) throw new Error("The endpoint for people is gone.")
  return handler(request, { params })
}

/** Somebody who signed in through BioT, as the portal's own cookie names them. */
async function signedIn(template = "Planner"): Promise<ArrangedStaff & { username: string }> {
  const username = `${newPhone()}@lakeside.example`
  const password = "a-password-of-tests"
  await world.simulator().control("POST", "/simulator/people/upsert", {
    kind: "organization-user",
    entity: { _name: { firstName: "Robin", lastName: "Vale" }, _template: { name: template } },
    login: { username, password },
  })
  const GET = handlers.get("GET /api/auth/[...nextauth]")
  const POST = handlers.get("POST /api/auth/[...nextauth]")
  if (!GET || !POST) throw new Error("Signing in is gone.")
  const { error } = await signInBrowser({ GET: GET as never, POST: POST as never }).step({
    ...{ username, password },
  })
  expect(error).toBeNull()
  const [row] = await query("SELECT * FROM sessions ORDER BY started_at DESC LIMIT 1")
  return {
    ...{ organizationId: HOME, staffId: String(row?.staff_id), sessionId: String(row?.id) },
    ...{ role: "coordinator", traceId: "test", username },
  }
}

/** An open live stream that hears already what is published; `ended` once the portal closes it. */
async function openStream(as: ArrangedStaff) {
  const request = new Request("http://portal.test/")
  const params = Promise.resolve({})
  const handler = handlers.get("GET /api/live")
  const response = await withinRequest({ as }, async () => handler?.(request, { params }))
  expect(response?.status).toBe(200)
  if (!response?.body) throw new Error("There is no stream.")
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  return { ended: restOf(reader, await heard(reader)) }
}
type Reader = ReadableStreamDefaultReader<string>

/** What came until the stream says that it hears, and the first event that it hears then. */
async function heard(reader: Reader): Promise<string> {
  const until = async (begun: string, wanted: RegExp) => {
    let text = begun
    while (!wanted.test(text)) {
      const { value, done } = await reader.read()
      if (done) break
      text += value
    }
    return text
  }
  const ready = await until("", /event: (ready|resync)/)
  publish([{ organizationId: HOME, topic: "tasks", patientId: null }])
  return until(ready, /event: change/)
}

async function restOf(reader: Reader, begun: string): Promise<string> {
  let text = begun
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return text
    text += value
  }
}

/** What each entrance answers this person now. */
async function entrances(as: ArrangedStaff) {
  const params = Promise.resolve({})
  const searchParams = Promise.resolve({})
  const get = async (name: string) => {
    const request = new Request("http://portal.test/")
    const answer = await withinRequest({ as }, async () =>
      handlers.get(name)?.(request, { params }),
    )
    if (name === "GET /api/live" && answer?.status === 200) await answer.body?.cancel()
    return answer?.status
  }
  const open = async () => {
    const page = pages.get("app/(portal)/settings/people/page.tsx")
    return page?.({ params, searchParams })
  }
  const act = actions.get("lib/tasks/actions.ts acknowledgeTask")
  const input = { taskId: "5a3c1f1e-0000-4000-8000-000000000001" }
  const acted = (await withinRequest({ as }, async () => act?.(input))) as {
    error?: { code: string }
  }
  return {
    handler: await get("GET /api/today"),
    live: await get("GET /api/live"),
    action: acted.error?.code,
    page: await withinRequest({ as }, open).then(
      () => "shown",
      (error: { digest?: string }) => (error.digest?.includes("/sign-in") ? "sign-in" : "failed"),
    ),
  }
}
const OPEN = { handler: 200, live: 200, action: "not_found", page: "shown" }
const CLOSED = { handler: 401, live: 401, action: "unauthenticated", page: "sign-in" }

async function admin() {
  const [row] = await query(
    "SELECT id FROM staff WHERE role = 'admin' AND organization_id = $1 LIMIT 1",
    [HOME],
  )
  return mintStaffContext({
    ...{ organizationId: HOME, staffId: String(row?.id), role: "admin", sessionId: "none" },
    traceId: "test",
  })
}

const NO_CONTRACTORS: RoleMapping = {
  ...DEFAULT_ROLE_MAPPING,
  templates: [
    ...DEFAULT_ROLE_MAPPING.templates,
    { kind: "organization-user", template: "Contractor", choice: "none" },
  ],
}

const WAYS: Record<string, (as: ArrangedStaff) => Promise<unknown>> = {
  "disabled in BioT": async ({ staffId }) => {
    // BioT's own call for this, which the simulator's upsert does not make.
    const kept = await world.removeInBiot(staffId)
    const entity = { ...(kept.entity as object), _enabled: "DISABLED" }
    await world.putBackInBiot({ ...kept, entity })
    await tell("_updateEnabledState", staffId)
  },
  "deleted in BioT": async ({ staffId }) => {
    await world.removeInBiot(staffId)
    await tell("_delete", staffId)
  },
  "moved to another organization": async ({ staffId }) => {
    const [, berlin] = world.organizationIds()
    await world.changeInBiot("organization-user", {
      ...{ _id: staffId, _ownerOrganization: { id: berlin, name: "Nordlicht Praxis" } },
    })
  },
  "left without a role by the settings": async () => {
    const ctx = await admin()
    await changeRoles(ctx, { seen: DEFAULT_ROLE_MAPPING, roles: NO_CONTRACTORS })
    await changeRoles(ctx, {
      seen: NO_CONTRACTORS,
      roles: {
        ...DEFAULT_ROLE_MAPPING,
        defaults: { caregiver: "clinician", "organization-user": "none" },
      },
    })
  },
  "no longer signed in at BioT": async ({ staffId, sessionId }) => {
    await query("UPDATE sessions SET biot_renew_at = now() WHERE id = $1", [sessionId])
    const kept = await world.removeInBiot(staffId)
    const entity = { ...(kept.entity as object), _enabled: "DISABLED" }
    await world.putBackInBiot({ ...kept, entity })
    await renewSessions(Date.now() + 1_000)
  },
}

async function tell(action: string, senderId: string) {
  const { jwt } = await world.simulator().control<{ jwt: string }>("POST", "/simulator/tokens", {})
  const call = pluginCall({ action, kind: "organization-user", senderId, organizationId: HOME })
  expect((await postPeople(JSON.stringify({ ...call, jwt }))).status).toBe(200)
}

describe("who is", () => {
  it.each(Object.entries(WAYS))("%s is shut out on the next request", async (_, happen) => {
    await query("UPDATE organizations SET settings = '{}'")
    const [one, other] = [await signedIn(), await signedIn("OrganizationAdmin")]
    expect(await entrances(one)).toEqual(OPEN)
    const stream = await openStream(one)
    await happen(one)
    expect(await entrances(one)).toEqual(CLOSED)
    expect(await stream.ended).toContain("event: change")
    expect(await entrances(other)).toEqual(OPEN)
  })

  it("demoted may do less on the next request", async () => {
    await query("UPDATE organizations SET settings = '{}'")
    const one = await signedIn("OrganizationAdmin")
    const roles = { seen: DEFAULT_ROLE_MAPPING, roles: DEFAULT_ROLE_MAPPING }
    const act = () =>
      withinRequest({ as: one }, async () =>
        actions.get("lib/staff/actions.ts changeRoles")?.(roles),
      )
    expect(await act()).toMatchObject({ ok: true })
    await world.changeInBiot("organization-user", {
      ...{ _id: one.staffId, _template: { name: "Planner" } },
    })
    expect(await act()).toMatchObject({ ok: false, error: { code: "forbidden" } })
    expect(await entrances(one)).toEqual(OPEN)
    const [row] = await query("SELECT role, template_name FROM staff WHERE id = $1", [one.staffId])
    expect(row).toEqual({ role: "coordinator", template_name: "Planner" })
  })

  it("disabled while BioT is away keeps working until BioT can tell", async () => {
    await query("UPDATE organizations SET settings = '{}'")
    const one = await signedIn()
    await query("UPDATE sessions SET biot_renew_at = now() WHERE id = $1", [one.sessionId])
    await world.withBiotAway(async () => {
      expect(await renewSessions(Date.now() + 1_000)).toBe(0)
    })
    expect(await entrances(one)).toEqual(OPEN)
    expect(await renewSessions(Date.now() + HOUR_MS / 10)).toBe(1)
    expect(await entrances(one)).toEqual(OPEN)
  })
})
