import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedStaff, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { asSystem, enterOrganization } from "@/lib/auth/unit-of-work"
import { correctDoses } from "@/lib/doses/correction-mutations"
import { renewByChangedRules } from "@/lib/jobs/renew-summaries"
import { readOfPatient } from "@/lib/patients/header-queries"
import { renewSummaries } from "@/lib/patients/summary"
import { DAY_MS } from "@/lib/time"
import { dealWithAttention, reopenAttention } from "./mutations"
import { attentionPreview, attentionScreen } from "./queries"
import { DEFAULT_ATTENTION } from "./rules"
import { changeAttention } from "./settings-mutations"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: ArrangedClinic

beforeEach(async () => {
  clinic = await arrange.clinic()
})

const as = (person: ArrangedStaff) => mintStaffContext(person)
const query = async (text: string, values: unknown[]) =>
  (await test.owner().query(text, values)).rows

/** Doses of the days before today, the newest last, each with a window that has closed. */
async function days(...states: ("taken_on_time" | "no_response" | "not_taken")[]) {
  const doses = []
  for (const [n, state] of states.entries()) {
    const dueAt = Date.now() - (states.length - n) * DAY_MS
    const takenAt = state === "taken_on_time" ? dueAt : null
    doses.push(await arrange.dose(clinic.regimen, { dueAt, state, takenAt, reminded: true }))
  }
  return doses
}

const renew = (now = Date.now()) =>
  asSystem(async (tx) => {
    await enterOrganization(tx, clinic.organization.id)
    await renewSummaries(tx, { patientIds: [clinic.patient.id], now })
  })

const itemsOf = () =>
  query(
    `SELECT id, rule, rule_values, dose_ids, from_date::text, to_date::text, closed_at, closed_by, note, xmin
       FROM attention_items WHERE patient_id = $1 ORDER BY opened_at, rule`,
    [clinic.patient.id],
  )
const summaryOf = async () =>
  (
    await query("SELECT need, need_reasons FROM patient_summaries WHERE patient_id = $1", [
      clinic.patient.id,
    ])
  )[0]
const openIds = async () =>
  (await itemsOf()).filter(({ closed_at }) => closed_at === null).map(({ id }) => id)

describe("renewing a summary", () => {
  it("opens an item with its doses and days, and writes nothing where nothing changed", async () => {
    const doses = await days("taken_on_time", "no_response", "no_response")
    await renew()
    const [item, ...others] = await itemsOf()
    expect(others).toEqual([])
    expect(item).toMatchObject({
      ...{ rule: "gap", rule_values: { n: 2 }, closed_at: null },
      dose_ids: doses.slice(1).map(({ id }) => id),
      from_date: new Date(doses[1]?.dueAt ?? 0).toISOString().slice(0, 10),
      to_date: new Date(doses[2]?.dueAt ?? 0).toISOString().slice(0, 10),
    })
    expect(await summaryOf()).toEqual({
      need: 60,
      need_reasons: [{ rule: "gap", values: { n: 2 } }],
    })
    await renew()
    expect(await itemsOf()).toEqual([item])
  })

  it("closes it when staff says that a dose was taken, and takes it up again if that is undone", async () => {
    const doses = await days("no_response", "no_response")
    await renew()
    await correctDoses(as(clinic.clinician), {
      ...{ correctionId: crypto.randomUUID(), patientId: clinic.patient.id, as: "taken" },
      doses: [{ doseId: doses[1]?.id ?? "", seen: "not_reminded" }],
      reason: "On the phone",
    })
    expect(await itemsOf()).toMatchObject([{ rule: "gap", closed_by: null }])
    expect((await itemsOf())[0]?.closed_at).not.toBeNull()
    expect(await summaryOf()).toEqual({ need: 0, need_reasons: [] })
    await query("UPDATE doses SET state = 'no_response', taken_at = null WHERE id = $1", [
      doses[1]?.id,
    ])
    await renew()
    expect(await itemsOf()).toMatchObject([{ rule: "gap", closed_at: null }])
    expect(await summaryOf()).toMatchObject({ need_reasons: [{ rule: "gap" }] })
  })
})

describe("dealWithAttention and reopenAttention", () => {
  const note = "Called her, she was travelling"

  it("set a line aside for its cool-down, and undo puts it back", async () => {
    await days("no_response", "no_response")
    await renew()
    const itemIds = await openIds()
    await dealWithAttention(as(clinic.clinician), { itemIds, note })
    const { staffId } = clinic.clinician
    expect(await itemsOf()).toMatchObject([{ closed_by: staffId, note }])
    expect(await summaryOf()).toMatchObject({ need: 0, need_reasons: [] })
    await renew(Date.now() + 2 * DAY_MS)
    expect(await openIds()).toEqual([])
    const { patient } = await readOfPatient(as(clinic.admin), clinic.patient.id, async () => ({}))
    expect(patient.attention).toEqual([])
    expect(patient.dealtWith).toMatchObject([{ rule: "gap", by: "Robin clinician", note }])
    await reopenAttention(as(clinic.coordinator), { itemIds })
    expect(await openIds()).toEqual(itemIds)
    expect(await summaryOf()).toMatchObject({ need: 60 })
    const audited = await query(
      `SELECT verb, details FROM audit WHERE subject_kind = 'attention' AND organization_id = $1
        ORDER BY at, id`,
      [clinic.organization.id],
    )
    expect(audited).toEqual([
      { verb: "attention.dealt_with", details: { rule: "gap" } },
      { verb: "attention.reopened", details: { rule: "gap" } },
    ])
  })

  it("refuse what was closed before, and what is not set aside", async () => {
    await days("no_response", "no_response")
    await renew()
    const itemIds = await openIds()
    const conflict = { code: "conflict" }
    await expect(reopenAttention(as(clinic.admin), { itemIds })).rejects.toMatchObject(conflict)
    await dealWithAttention(as(clinic.admin), { itemIds, note })
    const again = dealWithAttention(as(clinic.clinician), { itemIds, note })
    await expect(again).rejects.toMatchObject(conflict)
  })

  it("let one of two colleagues at once deal with it, and the other know", async () => {
    await days("no_response", "no_response")
    await renew()
    const itemIds = await openIds()
    const both = await Promise.allSettled(
      [clinic.clinician, clinic.coordinator].map((who) =>
        dealWithAttention(as(who), { itemIds, note }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  })

  it("leave safety words to their task", async () => {
    const replyId = crypto.randomUUID()
    await query(
      `INSERT INTO replies (organization_id, id, dedupe_key, payload, state, body, patient_id)
       VALUES ($1, $2::uuid, $2::text, '{}', 'review', 'chest pain', $3)`,
      [clinic.organization.id, replyId, clinic.patient.id],
    )
    await query(
      `INSERT INTO tasks (organization_id, id, kind, patient_id, reply_id)
       VALUES ($1, $2, 'safety', $3, $4)`,
      [clinic.organization.id, crypto.randomUUID(), clinic.patient.id, replyId],
    )
    await renew()
    const dealt = dealWithAttention(as(clinic.clinician), { itemIds: await openIds(), note })
    await expect(dealt).rejects.toMatchObject({ code: "invalid" })
    await query("UPDATE tasks SET state = 'closed' WHERE reply_id = $1", [replyId])
    await renew()
    expect(await openIds()).toEqual([])
  })

  it("are about one's own organization and one patient", async () => {
    await days("no_response", "no_response")
    await renew()
    const itemIds = await openIds()
    const other = await arrange.clinic()
    const missing = { code: "not_found" }
    const stranger = dealWithAttention(as(other.admin), { itemIds, note })
    await expect(stranger).rejects.toMatchObject(missing)
    await expect(reopenAttention(as(other.admin), { itemIds })).rejects.toMatchObject(missing)
    const empty = dealWithAttention(as(clinic.admin), { itemIds: [crypto.randomUUID()], note })
    await expect(empty).rejects.toMatchObject(missing)
    await query("UPDATE staff SET role = null WHERE id = $1", [clinic.clinician.staffId])
    const without = dealWithAttention(as(clinic.clinician), { itemIds, note })
    await expect(without).rejects.toMatchObject({ code: "forbidden" })
  })
})

describe("changeAttention", () => {
  const lower = {
    ...DEFAULT_ATTENTION,
    numbers: { ...DEFAULT_ATTENTION.numbers, gapDoses: 1 },
  }

  it("shows what would change, and the worker renews what stands", async () => {
    await days("taken_on_time", "no_response")
    await renew()
    expect(await attentionScreen(as(clinic.admin))).toMatchObject({ listed: 0 })
    const preview = await attentionPreview(as(clinic.admin), lower, Date.now())
    expect(preview).toEqual({ listed: 0, wouldBe: 1, lookedAt: 1, patients: 1 })
    await changeAttention(as(clinic.admin), { seen: DEFAULT_ATTENTION, settings: lower })
    expect(await openIds()).toEqual([])
    // As by somebody who read the rules before the change was there.
    await test.owner().query("UPDATE patient_summaries SET updated_at = now()")
    expect(await renewByChangedRules(Date.now())).toBe(1)
    expect(await openIds()).toHaveLength(1)
    expect(await renewByChangedRules(Date.now())).toBe(0)
    const off = { ...lower, off: ["gap" as const] }
    await changeAttention(as(clinic.admin), { seen: lower, settings: off })
    await renewByChangedRules(Date.now())
    expect(await openIds()).toEqual([])
    expect(await attentionScreen(as(clinic.admin))).toMatchObject({ rules: off, listed: 0 })
  })

  it("keeps what a colleague changed, and refuses what cannot be", async () => {
    await changeAttention(as(clinic.admin), { seen: DEFAULT_ATTENTION, settings: lower })
    const late = changeAttention(as(clinic.admin), { seen: DEFAULT_ATTENTION, settings: lower })
    await expect(late).rejects.toMatchObject({ code: "conflict" })
    const numbers = { ...lower.numbers, dropPoints: 5 }
    const bad = changeAttention(as(clinic.admin), { seen: lower, settings: { ...lower, numbers } })
    await expect(bad).rejects.toThrow("Give 10 or more.")
    const silenced = { ...lower, off: ["safety" as const] }
    const unsafe = changeAttention(as(clinic.admin), { seen: lower, settings: silenced })
    await expect(unsafe).rejects.toThrow("Safety words are always listed.")
  })

  it("is an admin's, and of one organization", async () => {
    const settings = { seen: DEFAULT_ATTENTION, settings: lower }
    for (const person of [clinic.clinician, clinic.coordinator]) {
      const forbidden = { code: "forbidden" }
      await expect(changeAttention(as(person), settings)).rejects.toMatchObject(forbidden)
      await expect(attentionScreen(as(person))).rejects.toMatchObject(forbidden)
      const asked = attentionPreview(as(person), lower, Date.now())
      await expect(asked).rejects.toMatchObject(forbidden)
    }
    const other = await arrange.clinic()
    await changeAttention(as(clinic.admin), settings)
    expect(await attentionScreen(as(other.admin))).toMatchObject({ rules: DEFAULT_ATTENTION })
  })
})
