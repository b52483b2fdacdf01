import { randomUUID } from "node:crypto"
import { describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { reviewQueue } from "@/lib/review/queries"
import { frameFor, tabCounts } from "./queries"

const test = testDatabase()
const arrange = fixtures(test)

async function waiting(organizationId: string, state: string): Promise<void> {
  await test.owner().query(
    `INSERT INTO replies (organization_id, id, dedupe_key, payload, received_at, event_at, state,
       reason, body, sender_kind)
     VALUES ($1, $2::uuid, $2::uuid::text, '{"metadata":{}}', now(), now(), $3, 'question', 'When?',
       'patient')`,
    [organizationId, randomUUID(), state],
  )
}

describe("the frame around every page", () => {
  it("says who is here, where, and how much waits for their role", async () => {
    const clinic = await arrange.clinic({ name: "Lakeside Test Clinic" })
    const elsewhere = await arrange.clinic()
    const org = clinic.organization.id
    await waiting(org, "review")
    await waiting(org, "quarantined")
    await waiting(elsewhere.organization.id, "review")
    await test.owner().query(
      `INSERT INTO tasks (organization_id, id, patient_id, kind, cause, state, opened_at)
         VALUES ($1, $2, $3, 'safety', 'safety_word', 'open', now())`,
      [org, randomUUID(), clinic.patient.id],
    )
    const now = Date.now()
    const [admin, clinician] = [clinic.admin, clinic.clinician].map(mintStaffContext)
    if (!admin || !clinician) throw new Error("The clinic has nobody.")
    expect(await frameFor(admin, now)).toMatchObject({
      organization: "Lakeside Test Clinic",
      counts: { today: 1, review: 2 },
    })
    expect((await reviewQueue(admin, "all", now)).counts.all).toBe(2)
    expect(await tabCounts(clinician, now)).toEqual({ today: 1, review: 1 })
    const foreign = mintStaffContext(elsewhere.admin)
    expect(await tabCounts(foreign, now)).toEqual({ today: 0, review: 1 })
  })
})
