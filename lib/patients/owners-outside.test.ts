import { randomUUID } from "node:crypto"
import { beforeAll, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import {
  type ArrangedClinic,
  type ArrangedPatient,
  fixtures,
  newPhone,
} from "@/db/testing/fixtures"
import { testEnvironment } from "@/db/testing/stub-server"
import { mintStaffContext, type StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { sendManualReminder } from "@/lib/messages/mutations"
import { reviewMessage, reviewReply } from "@/lib/review/detail-queries"
import { numbersSharedOutside, ownersOutside, ownersOutsideOf } from "./owners-outside"
import { numbersWithSeveralOwners } from "./phone-owner-queries"
import { patientsPage } from "./queries"
import { patientsPageSchema } from "./schema"
import { patientTimeline } from "./timeline-queries"

const test = testDatabase()
const arrange = fixtures(test)
const phone = newPhone()
const MARK = `Outsider${randomUUID()}`
let ours: ArrangedClinic
let theirs: ArrangedClinic
let patient: ArrangedPatient
let secrets: string[]

beforeAll(async () => {
  testEnvironment({ DATABASE_URL: test.url() })
  ours = await arrange.clinic()
  theirs = await arrange.clinic({ name: MARK })
  patient = await arrange.patient(ours.organization.id, { phone })
  const home = theirs.organization.id
  const named = { phone, firstName: MARK, lastName: MARK }
  const other = await arrange.patient(home, named)
  await arrange.patient(home, { ...named, deletedAt: Date.now() })
  await arrange.patient(home, { phone: null, additionalPhone: phone })
  await test
    .owner()
    .query("UPDATE staff SET phone = $1, last_name = $2 WHERE id = $3", [
      ...[phone, MARK, theirs.coordinator.staffId],
    ])
  secrets = [MARK, home, other.id, theirs.coordinator.staffId]
})

const admin = () => mintStaffContext(ours.admin)
function expectNobody(shown: unknown) {
  for (const secret of secrets) expect(JSON.stringify(shown)).not.toContain(secret)
}

describe("owners in other organizations", () => {
  it("are counted, across the kinds, by their first number and not when deleted", async () => {
    const outsideOf = (ctx: StaffContext) =>
      readAs(ctx, (tx) => ownersOutside(tx, ctx, [phone, null, newPhone()]))
    expect(await outsideOf(admin())).toEqual(new Map([[phone, 2]]))
    const found = await ownersOutsideOf(admin(), [patient.id, ours.patient.id])
    expect([...found.values()]).toEqual([2])
    expect(await numbersSharedOutside(admin())).toEqual(new Map([[phone, 2]]))
    expect(await outsideOf(mintStaffContext(theirs.admin))).toEqual(new Map([[phone, 1]]))
  })

  it("of another organization's patient are not told", async () => {
    const { rows } = await test
      .owner()
      .query("SELECT id FROM patients WHERE organization_id = $1 AND phone = $2", [
        ...[theirs.organization.id, phone],
      ])
    expect(await ownersOutsideOf(admin(), [rows[0].id])).toEqual(new Map())
  })

  it("show as a number and nothing else, wherever a lost reply would matter", async () => {
    const list = await numbersWithSeveralOwners(admin())
    expect(list.shared).toMatchObject([{ phone, ownersOutside: 2, owners: [{ id: patient.id }] }])
    const { rows } = await patientsPage(admin(), patientsPageSchema.parse({}), Date.now())
    expect(rows.find(({ id }) => id === patient.id)).toMatchObject({ isShared: true })
    expect(rows.find(({ id }) => id === ours.patient.id)).toMatchObject({ isShared: false })
    const page = await patientTimeline(admin(), patient.id, { days: 30 }, Date.now())
    expect(page.patient).toMatchObject({ ownersOutside: 2, sharedWith: [] })
    const sent = await sendManualReminder(admin(), {
      ...{ patientId: patient.id, doseIds: [], body: "Reply 1.", idempotencyKey: randomUUID() },
    })
    expect(sent).toMatchObject({ ok: false, reason: "warnings" })
    const codes = !sent.ok && sent.reason === "warnings" ? sent.warnings.map((w) => w.code) : []
    expect(codes).toContain("shared_outside")
    const failed = await arrange.message(patient, [], { state: "failed", phone })
    const send = await reviewMessage(admin(), failed.id)
    expect(send).toMatchObject({ ownersOutside: 2, sharedWith: [] })
    const replyId = randomUUID()
    await test.owner().query(
      `INSERT INTO replies (organization_id, id, dedupe_key, payload, state, from_phone, patient_id)
       VALUES ($1, $2, $3, '{}', 'review', $4, $5)`,
      [ours.organization.id, replyId, replyId, phone, patient.id],
    )
    const reply = await reviewReply(admin(), replyId)
    expect(reply).toMatchObject({ ownersOutside: 2 })
    for (const shown of [list, rows, page, sent, send, reply]) expectNobody(shown)
  })
})
