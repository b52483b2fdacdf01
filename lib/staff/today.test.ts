import { describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedStaff, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { asSystem, enterOrganization } from "@/lib/auth/unit-of-work"
import { newId } from "@/lib/id"
import { renewSummaries } from "@/lib/patients/summary"
import { DAY_MS } from "@/lib/time"
import { todayFor } from "./today"
import type { Today } from "./today-lines"

const test = testDatabase()
const arrange = fixtures(test)

async function openTask(clinic: ArrangedClinic): Promise<string> {
  const [taskId, replyId] = [newId(), newId()]
  const { id: organizationId } = clinic.organization
  await test.owner().query(
    `INSERT INTO replies (organization_id, id, dedupe_key, payload, state, reason, body, patient_id)
     VALUES ($1, $2::uuid, $2::text, '{}', 'review', 'safety', 'chest pain', $3)`,
    [organizationId, replyId, clinic.patient.id],
  )
  await test.owner().query(
    `INSERT INTO tasks (organization_id, id, kind, patient_id, reply_id)
     VALUES ($1, $2, 'safety', $3, $4)`,
    [organizationId, taskId, clinic.patient.id, replyId],
  )
  return taskId
}

const now = Date.now()
const today = (person: ArrangedStaff, only: "due" | null = null) =>
  todayFor(mintStaffContext(person), now, only)
const totals = ({ sections }: Today) => sections.map(({ key, total }) => [key, total])

describe("todayFor", () => {
  it("gives each role its own sections, and a safety reply stands only above them", async () => {
    const clinic = await arrange.clinic()
    await openTask(clinic)
    const dueAt = now - 60_000
    await arrange.dose(clinic.regimen, { dueAt, localDate: "2026-11-03", slot: "08:00" })
    expect(totals(await today(clinic.coordinator))).toEqual([
      ["due", 1],
      ["follow_up", 0],
      ["conversations", 0],
      ["sends", 0],
    ])
    const clinician = await today(clinic.clinician)
    expect(clinician.sections.map(({ key }) => key)).toEqual([
      ...["attention", "follow_up", "conversations"],
    ])
    expect(clinician.safety.tasks).toHaveLength(1)
    expect((await today(clinic.admin)).sections.map(({ key }) => key)).toEqual([
      ...["review", "biot", "settings"],
    ])
    expect(totals(await today(clinic.coordinator, "due"))).toEqual([["due", 1]])
  })

  it("groups what needs attention by patient, heaviest first, with the days it rests on", async () => {
    const clinic = await arrange.clinic()
    for (const [days, state] of [
      [2, "no_response"],
      [1, "not_taken"],
    ] as const) {
      await arrange.dose(clinic.regimen, { dueAt: now - days * DAY_MS, state, reminded: true })
    }
    await asSystem(async (tx) => {
      await enterOrganization(tx, clinic.organization.id)
      await renewSummaries(tx, { patientIds: [clinic.patient.id], now })
    })
    const dayOf = (days: number) => new Date(now - days * DAY_MS).toISOString().slice(0, 10)
    const { sections } = await today(clinic.clinician)
    expect(sections[0]).toMatchObject({
      ...{ key: "attention", total: 1 },
      lines: [
        {
          patientId: clinic.patient.id,
          items: [
            { rule: "not_taken", values: { n: 1 }, fromDate: dayOf(1), toDate: dayOf(1) },
            { rule: "gap", values: { n: 2 }, fromDate: dayOf(2), toDate: dayOf(1) },
          ],
        },
      ],
    })
  })

  it("counts a great organization's work no further than a reader needs", async () => {
    const clinic = await arrange.clinic()
    const { id: organizationId } = clinic.organization
    await test.owner().query(
      `INSERT INTO patients (organization_id, id, last_name)
       SELECT $1, gen_random_uuid(), 'P' || n FROM generate_series(1, 1100) n`,
      [organizationId],
    )
    await test
      .owner()
      .query(`UPDATE patient_summaries SET need = 40 WHERE organization_id = $1`, [organizationId])
    await test.owner().query(
      `INSERT INTO doses (organization_id, id, patient_id, regimen_id, local_date, slot, time_zone,
         due_at, opens_at, on_time_until, closes_at)
       SELECT $1, gen_random_uuid(), $2, $3, '2026-11-03', n::text, 'UTC', at, at, at,
         at + interval '6 hours'
         FROM generate_series(1, 2100) n, (SELECT to_timestamp($4::float8) AS at) due`,
      [organizationId, clinic.patient.id, clinic.regimen.id, now / 1000 - 60],
    )
    const [attention] = (await today(clinic.clinician)).sections
    expect(attention).toMatchObject({ key: "attention", total: 1_000, isMore: true })
    expect(attention?.lines).toHaveLength(8)
    // Put before staff once a worker has assessed them again.
    expect(attention?.lines[0]).toMatchObject({ items: [], openedAt: null })
    const [due] = (await today(clinic.coordinator)).sections
    expect(due).toMatchObject({ key: "due", total: 1_000, isMore: true })
    expect(due?.lines).toHaveLength(8)
  })

  it("leaves out a failed text that was sent again, unless that one never went", async () => {
    const clinic = await arrange.clinic()
    const failed = await arrange.message(clinic.patient, [], { state: "failed" })
    const sends = async () =>
      totals(await today(clinic.coordinator)).find(([key]) => key === "sends")?.[1]
    expect(await sends()).toBe(1)
    const again = await arrange.message(clinic.patient, [], { state: "sent", againOf: failed.id })
    expect(await sends()).toBe(0)
    await test.owner().query("UPDATE messages SET state = 'cancelled' WHERE id = $1", [again.id])
    expect(await sends()).toBe(1)
    expect(totals(await today(clinic.admin))[0]).toEqual(["review", 1])
  })

  it("tells an admin what is not set up, and nobody of another organization", async () => {
    const clinic = await arrange.clinic({
      settings: { schedule: { isOn: false, nudgeAfterMinutes: null } },
    })
    const other = await arrange.clinic()
    const settings = (await today(clinic.admin)).sections.find(({ key }) => key === "settings")
    expect(settings?.lines).toEqual([{ problem: "schedule_off" }, { problem: "no_static_number" }])
    const theirs = await today(other.coordinator)
    expect(totals(theirs).every(([, total]) => total === 0)).toBe(true)
  })
})
