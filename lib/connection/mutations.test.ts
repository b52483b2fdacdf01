import { beforeAll, beforeEach, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { answering, hangingUp, stubServer } from "@/db/testing/stub-server"
import { mintStaffContext } from "@/lib/auth/context"
import { registerSubscriptions, removeSubscriptions } from "./mutations"

const test = testDatabase()
const stub = stubServer()
const arrange = fixtures(test)
const HOOKS = "/dispatcher/v1/hooks/notifications"
let ours: ArrangedClinic
let theirs: ArrangedClinic

beforeAll(async () => {
  ours = await arrange.clinic()
  theirs = await arrange.clinic()
})
beforeEach(async () => {
  stub.on(HOOKS, answering(200, { data: [] }))
  stub.on(`${HOOKS}/subscribe`, answering(201, { id: "1" }))
  stub.on(`${HOOKS}/unsubscribe`, answering(204, null))
})

const admin = () => mintStaffContext(ours.admin)
async function verbsOf(organizationId: string): Promise<string[]> {
  const { rows } = await test
    .owner()
    .query(
      "SELECT verb FROM audit WHERE organization_id = $1 AND subject_kind = 'biot' ORDER BY at",
      [organizationId],
    )
  return rows.map(({ verb }) => verb)
}

it("registers a kind at both addresses, on record in every organization", async () => {
  const steps = await registerSubscriptions(admin(), { kinds: ["patient"] })
  expect(steps.map(({ outcome }) => outcome)).toEqual(Array(5).fill("subscribed"))
  const asked = stub.requests(`${HOOKS}/subscribe`).map(({ json }) => json)
  expect(new Set(asked.map((each) => (each as { entityTypeName: string }).entityTypeName))).toEqual(
    new Set(["patient"]),
  )
  const verbs = ["subscriptions.registered.asked", "subscriptions.registered"]
  expect(await verbsOf(ours.organization.id)).toEqual(verbs)
  expect(await verbsOf(theirs.organization.id)).toEqual(verbs)
})

it("removes what is ours and leaves others' addresses alone", async () => {
  const base = `${process.env.PUBLIC_URL}/api/biot/incoming-sms/`
  const hook = (endpoint: string, entityTypeName = "patient") => ({
    ...{ id: "1", entityTypeName, actionName: "_incomingSms", endpoint },
  })
  const data = [
    hook(`${base}old`),
    hook("https://other.example/x"),
    hook(`${base}old`, "caregiver"),
  ]
  stub.on(HOOKS, answering(200, { data }))
  await removeSubscriptions(admin(), { kinds: ["patient"] })
  expect(stub.requests(`${HOOKS}/unsubscribe`).map(({ json }) => json)).toEqual([
    { entityTypeName: "patient", actionName: "_incomingSms", endpoint: `${base}old` },
  ])
})

it("says that BioT did not do it, and keeps that somebody asked", async () => {
  stub.on(`${HOOKS}/subscribe`, hangingUp)
  const asked = registerSubscriptions(admin(), { kinds: ["caregiver"] })
  await expect(asked).rejects.toMatchObject({ code: "unavailable" })
  expect((await verbsOf(ours.organization.id)).slice(-2)).toEqual([
    "subscriptions.registered.asked",
    "subscriptions.registered.refused",
  ])
})

it("is the admin's", async () => {
  for (const person of [ours.coordinator, ours.clinician]) {
    const asked = removeSubscriptions(mintStaffContext(person), { kinds: ["patient"] })
    await expect(asked).rejects.toMatchObject({ code: "forbidden" })
  }
  expect(stub.requests(HOOKS)).toEqual([])
})
