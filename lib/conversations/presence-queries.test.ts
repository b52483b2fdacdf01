import { expect, it, vi } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedStaff, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { flush, LIVE_CHANNEL } from "@/lib/live/publish"
import { tellAtConversation } from "./presence-queries"

const test = testDatabase()
const arrange = fixtures(test)
type Told = { topic: string; presence: object }
const as = (person: ArrangedStaff) => mintStaffContext(person)

/** What is heard of an organization while `work` runs and until there is as much as expected. */
async function heard(organizationId: string, expected: number, work: () => Promise<unknown>) {
  const client = await test.owner().connect()
  const told: Told[] = []
  client.on("notification", ({ payload }) => {
    const event = JSON.parse(payload ?? "null")
    if (event?.organizationId === organizationId) told.push(event)
  })
  await client.query(`LISTEN ${LIVE_CHANNEL}`)
  await work()
  await flush()
  await vi.waitFor(async () => {
    // Its answer comes behind the notifications that were sent before it.
    await client.query("SELECT 1")
    expect(told.length).toBeGreaterThanOrEqual(expected)
  }, 10_000)
  client.release(true)
  return told
}

it("tells who looks and who writes, and nothing of the text or the patient", async () => {
  const clinic = await arrange.clinic()
  const { id: patientId } = clinic.patient
  const told = await heard(clinic.organization.id, 2, async () => {
    await tellAtConversation(as(clinic.clinician), { patientId, doing: "writing" })
    await tellAtConversation(as(clinic.coordinator), { patientId, doing: "gone" })
  })
  const seen = (isLooking: boolean, isWriting: boolean) =>
    expect.objectContaining({
      ...{ topic: "presence", patientId: null },
      presence: expect.objectContaining({ itemId: patientId, isLooking, isWriting }),
    })
  expect(told).toHaveLength(2)
  expect(told).toEqual(expect.arrayContaining([seen(true, true), seen(false, false)]))
  expect(Object.keys(told[0]?.presence ?? {}).sort()).toEqual(
    ["isLooking", "isWriting", "itemId", "name", "staffId"].sort(),
  )
})

it("tells nothing of another organization's patient", async () => {
  const clinic = await arrange.clinic()
  const { id: patientId } = clinic.patient
  const stranger = await arrange.clinic()
  const told = await heard(clinic.organization.id, 0, async () => {
    const telling = tellAtConversation(as(stranger.admin), { patientId, doing: "looking" })
    await expect(telling).rejects.toMatchObject({ code: "not_found" })
  })
  expect(told).toEqual([])
})
