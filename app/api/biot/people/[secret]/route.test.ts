import { randomUUID } from "node:crypto"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { contentsOf } from "@/db/testing/contents"
import { directoryWorld } from "@/db/testing/directory-world"
import { newPhone } from "@/db/testing/fixtures"
import { PLUGIN_SECRET, pluginCall } from "@/db/testing/plugin-calls"
import { mintStaffContext } from "@/lib/auth/context"
import { forgetPublicKeys } from "@/lib/biot/public-key"
import { registerPeople } from "@/lib/biot/subscriptions"
import { pullDirectory } from "@/lib/directory/pull"
import { setTimeZoneOverride, writeNote } from "@/lib/patients/mutations"
import { numbersWithSeveralOwners } from "@/lib/patients/phone-owner-queries"
import { patientTimeline } from "@/lib/patients/timeline-queries"
import { DAY_MS, HOUR_MS } from "@/lib/time"
import { POST } from "./route"

const world = directoryWorld({ PLUGIN_SECRET })
const { query } = world
let portal: Server

/** The portal as BioT reaches it: the handler behind a real socket. */
beforeAll(async () => {
  forgetPublicKeys()
  portal = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const secret = decodeURIComponent(request.url?.split("/").at(-1) ?? "")
    const answer = await post(Buffer.concat(parts).toString(), { secret })
    response.writeHead(answer.status).end(JSON.stringify(answer.body))
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

async function post(body: string, options: { secret?: string; type?: string } = {}) {
  const { secret = PLUGIN_SECRET, type = "application/json" } = options
  const request = new Request("http://portal/", {
    ...{ method: "POST", body, headers: { "content-type": type } },
  })
  const answer = await POST(request, { params: Promise.resolve({ secret }) })
  return { status: answer.status, body: await answer.json() }
}

async function token(wish: object = {}): Promise<string> {
  const path = "/simulator/tokens"
  return (await world.simulator().control<{ jwt: string }>("POST", path, wish)).jwt
}

const call = async (fields: Parameters<typeof pluginCall>[0]) =>
  post(JSON.stringify({ ...pluginCall(fields), jwt: await token() }))

const doseStates = async (patientId: string) =>
  (await query("SELECT state FROM doses WHERE patient_id = $1 ORDER BY due_at", [patientId])).map(
    ({ state }) => state,
  )

describe.each([
  ["New York", 0],
  ["Berlin", 1],
])("a patient in %s", (_, n) => {
  const home = () => world.organizationIds()[n] ?? ""
  let id: string

  it("is here as soon as BioT made them, and renamed as soon as they are", async () => {
    const made = await world.changeInBiot("patient", {
      ...{ _name: { firstName: "Mira", lastName: "Stern" }, _phone: newPhone() },
      _ownerOrganization: { id: home(), name: "x" },
    })
    id = String(made.entity._id)
    expect(await world.patient(id)).toMatchObject({ organization_id: home(), first_name: "Mira" })
    await query("UPDATE patients SET time_zone_override = 'Asia/Tokyo' WHERE id = $1", [id])
    await world.changeInBiot("patient", { _id: id, _name: { firstName: "Mira", lastName: "Holt" } })
    expect(await world.patient(id)).toMatchObject({
      ...{ last_name: "Holt", time_zone_override: "Asia/Tokyo" },
    })
  })

  it("is texted no more while disabled, and again afterwards", async () => {
    const patient = { organizationId: home(), id, phone: String((await world.patient(id)).phone) }
    const regimen = await world.arrange.regimen(patient)
    await world.arrange.dose(regimen, { dueAt: Date.now() - DAY_MS, state: "taken_on_time" })
    const ahead = await world.arrange.dose(regimen, { dueAt: Date.now() + 5 * HOUR_MS })
    await world.arrange.message(patient, [ahead], { state: "queued" })
    await world.changeInBiot("patient", { _id: id, _enabled: "DISABLED" })
    expect(await world.patient(id)).toMatchObject({ is_enabled: false })
    expect(await doseStates(id)).toEqual(["taken_on_time", "cancelled"])
    const texts = await query("SELECT state, reason FROM messages WHERE patient_id = $1", [id])
    expect(texts).toEqual([{ state: "cancelled", reason: "patient_disabled" }])
    await world.changeInBiot("patient", { _id: id, _enabled: "ENABLED" })
    expect(await doseStates(id)).toEqual(["taken_on_time", "scheduled"])
  })

  it("stays with their history once BioT deleted them, and comes back", async () => {
    const kept = await world.removeInBiot(id)
    const said = await call({ action: "_delete", senderId: id, organizationId: home() })
    expect(said).toEqual({ status: 200, body: { result: "removed" } })
    expect(await world.patient(id)).toMatchObject({
      first_name: "Mira",
      deleted_at: expect.anything(),
    })
    expect(await doseStates(id)).toEqual(["taken_on_time", "cancelled"])
    await world.putBackInBiot(kept)
    const back = await call({ action: "_updateEnabledState", senderId: id })
    expect(back.body).toEqual({ result: "kept" })
    expect(await world.patient(id)).toMatchObject({ deleted_at: null })
    expect(await doseStates(id)).toEqual(["taken_on_time", "scheduled"])
    const verbs = await query("SELECT DISTINCT verb FROM audit WHERE patient_id = $1", [id])
    expect(verbs.map(({ verb }) => verb)).toEqual(
      expect.arrayContaining(["patient.deleted_in_biot", "patient.stopped", "patient.resumed"]),
    )
  })
})

describe("what is the portal's own", () => {
  it("outlives a pull, a refresh, and the patient's deletion and return", async () => {
    const [home] = world.organizationIds()
    const id = await world.anyPatient(home ?? "")
    const ctx = mintStaffContext(await world.arrange.staff(home ?? "", "clinician"))
    await query("UPDATE patients SET time_zone_override = NULL WHERE id = $1", [id])
    await setTimeZoneOverride(ctx, { patientId: id, timeZone: "Asia/Tokyo", seen: null })
    const noteId = randomUUID()
    await writeNote(ctx, { patientId: id, noteId, body: "Lives with her daughter" })
    const stands = async (state: string) => {
      const { patient, notes } = await patientTimeline(ctx, id, { days: 30 }, Date.now())
      expect(patient, state).toMatchObject({ zone: "Asia/Tokyo", zoneOverride: "Asia/Tokyo" })
      expect(notes, state).toMatchObject([{ id: noteId, body: "Lives with her daughter" }])
    }
    await world.changeInBiot("patient", { _id: id, time_zone: "Europe/Paris", _locale: "fr" })
    await stands("refreshed")
    await pullDirectory({ now: Date.now(), kind: "complete" })
    await stands("pulled")
    const kept = await world.removeInBiot(id)
    await call({ action: "_delete", senderId: id, organizationId: home ?? "" })
    expect(await world.patient(id)).toMatchObject({ deleted_at: expect.anything() })
    await stands("deleted")
    await world.putBackInBiot(kept)
    await pullDirectory({ now: Date.now(), kind: "complete" })
    expect(await world.patient(id)).toMatchObject({ deleted_at: null })
    await stands("returned")
  })
})

describe("a number's owners", () => {
  it("are checked again by each change that BioT tells, without anything being run", async () => {
    const [home = "", other = ""] = world.organizationIds()
    const ctx = mintStaffContext(await world.arrange.staff(home, "admin"))
    const phone = newPhone()
    const listed = async () => {
      const { shared, additional } = await numbersWithSeveralOwners(ctx)
      const found = [...shared, ...additional].find((each) => each.phone === phone)
      const kinds = found?.owners.map(({ kind, as }) => `${kind} ${as}`).sort()
      return found ? [kinds, found.ownersOutside] : null
    }
    const make = async (kind: string, organizationId: string, fields: object) => {
      const made = await world.changeInBiot(kind, {
        ...{ _name: { firstName: "Mira", lastName: "Stern" }, ...fields },
        _ownerOrganization: { id: organizationId, name: "x" },
      })
      return String(made.entity._id)
    }
    await make("patient", home, { _phone: phone })
    expect(await listed()).toBeNull()
    const caregiver = await make("caregiver", home, { _phone: phone })
    expect(await listed()).toEqual([["caregiver phone", "patient phone"], 0])
    await world.changeInBiot("caregiver", { _id: caregiver, _phone: newPhone() })
    expect(await listed()).toBeNull()
    await world.changeInBiot("caregiver", { _id: caregiver, _additionalPhone: phone })
    expect(await listed()).toEqual([["caregiver additional", "patient phone"], 0])
    await world.changeInBiot("caregiver", { _id: caregiver, _additionalPhone: null })
    const outside = await make("patient", other, { _phone: phone })
    expect(await listed()).toEqual([["patient phone"], 1])
    await world.removeInBiot(outside)
    await call({ action: "_delete", senderId: outside, organizationId: other })
    expect(await listed()).toBeNull()
  })
})

describe("staff", () => {
  it("are made, renamed and deleted as patients are", async () => {
    const [home] = world.organizationIds()
    const made = await world.changeInBiot("caregiver", {
      ...{ _name: { firstName: "Noa", lastName: "Reed" }, _phone: newPhone() },
      _ownerOrganization: { id: home, name: "x" },
    })
    const id = String(made.entity._id)
    const row = async () => (await query("SELECT * FROM staff WHERE id = $1", [id]))[0]
    expect(await row()).toMatchObject({ kind: "caregiver", role: "clinician", is_enabled: true })
    await world.removeInBiot(id)
    await call({ kind: "caregiver", action: "_delete", senderId: id })
    expect(await row()).toMatchObject({ is_enabled: false, deleted_at: expect.anything() })
  })
})

describe("the call is a hint", () => {
  it("about whom to ask for, and nothing it says is kept", async () => {
    const id = await world.anyPatient(world.organizationIds()[0] ?? "")
    const before = await world.patient(id)
    const other = world.organizationIds()[1] ?? ""
    for (const action of ["_create", "_update", "_delete", "_updateEnabledState"]) {
      const said = await call({ action, senderId: id, organizationId: other, from: "+19998887777" })
      expect(said).toEqual({ status: 200, body: { result: "kept" } })
    }
    expect(await world.patient(id)).toMatchObject({
      ...{ phone: before.phone, organization_id: before.organization_id, deleted_at: null },
    })
    expect(await query("SELECT 1 FROM patients WHERE id = $1", [id])).toHaveLength(1)
  })

  it("that may be about nobody, about texts or about something else", async () => {
    const strange = { action: "_update", senderId: "5a3c1f1e-0000-4000-8000-000000000001" }
    expect((await call(strange)).body).toEqual({ result: "unknown" })
    for (const fields of [{}, { action: "_login" }, { kind: "device", action: "_update" }]) {
      expect((await call(fields)).body).toEqual({ result: "ignored" })
    }
  })

  it("that is lost while BioT is away", async () => {
    const senderId = await world.anyPatient(world.organizationIds()[0] ?? "")
    const body = JSON.stringify({
      ...pluginCall({ action: "_update", senderId }),
      jwt: await token(),
    })
    await world.withBiotAway(async () => {
      expect((await post(body)).status).toBe(503)
    })
    expect((await post(body)).body).toEqual({ result: "kept" })
  })
})

describe("the guard", () => {
  it("turns away what is not BioT's, and changes nothing", async () => {
    const senderId = await world.anyPatient(world.organizationIds()[0] ?? "")
    const hint = pluginCall({ action: "_delete", senderId })
    const genuine = JSON.stringify({ ...hint, jwt: await token() })
    const before = await contentsOf(world.test.owner())
    expect((await post(genuine, { secret: "another-path-of-tests!!" })).status).toBe(404)
    expect((await post(genuine, { type: "text/plain" })).status).toBe(415)
    expect((await post("{")).status).toBe(400)
    expect((await post(`{"x":"${"y".repeat(70_000)}"}`)).status).toBe(413)
    const forged = [
      null,
      await token({ alg: "none" }),
      await token({ alg: "RS256" }),
      await token({ key: "unknown" }),
      await token({ expiresInSeconds: -120 }),
      await token({ claims: { scopes: ["PROTECTED_API"] } }),
      await token({ claims: { tokenType: "USER" } }),
    ]
    for (const jwt of forged) {
      forgetPublicKeys()
      expect((await post(JSON.stringify({ ...hint, jwt }))).status).toBe(401)
    }
    expect(await contentsOf(world.test.owner())).toEqual(before)
  })
})
