import { randomUUID } from "node:crypto"
import { expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { sending } from "@/db/testing/sending"
import { mintStaffContext, type StaffContext } from "@/lib/auth/context"
import { sendManualReminder } from "./mutations"
import { MOST_A_MINUTE } from "./send-limit"

const here = sending(testDatabase())

const send = (ctx: StaffContext, patientId: string, idempotencyKey: string = randomUUID()) =>
  sendManualReminder(ctx, {
    patientId,
    doseIds: [],
    body: "Please call us.",
    idempotencyKey,
    sendAnyway: true,
  })

const askedBy = (staffId: string, organizationId: string, times: number, secondsAgo: number) =>
  here.query(
    `INSERT INTO audit (organization_id, id, at, actor_kind, actor_id, verb, subject_kind,
       subject_id, trace_id)
     SELECT $1, gen_random_uuid(), now() - make_interval(secs => $4), 'staff', $2,
       'message.queued', 'message', 'm', 't' FROM generate_series(1, $3)`,
    [organizationId, staffId, times, secondsAgo],
  )

it("stores nothing beyond 60 texts of one person in a minute, and says when it goes on", async () => {
  const { organization, coordinator, patient, admin } = here.clinic()
  const ctx = mintStaffContext(coordinator)
  await askedBy(coordinator.staffId, organization.id, MOST_A_MINUTE, 70)
  await askedBy(coordinator.staffId, organization.id, MOST_A_MINUTE - 1, 20)
  const key = randomUUID()
  expect(await send(ctx, patient.id, key)).toMatchObject({ ok: true })
  await expect(send(ctx, patient.id)).rejects.toMatchObject({
    code: "rate_limited",
    message: expect.stringMatching(/was not sent; send it again in [1-4]?\d s\.$/),
  })
  expect(await here.messages()).toHaveLength(1)
  expect(await send(ctx, patient.id, key)).toMatchObject({ ok: true })
  expect(await send(mintStaffContext(admin), patient.id)).toMatchObject({ ok: true })
})

it("lets no more through when they come at once", async () => {
  const { organization, coordinator, patient } = here.clinic()
  await askedBy(coordinator.staffId, organization.id, MOST_A_MINUTE - 2, 20)
  const ctx = mintStaffContext(coordinator)
  const sent = await Promise.allSettled(Array.from({ length: 6 }, () => send(ctx, patient.id)))
  expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(2)
  expect(await here.messages()).toHaveLength(2)
})
