import { and, asc, eq, isNull } from "drizzle-orm"
import { organizations, patients, staff } from "@/db/schema"
import type { SystemContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { newId } from "@/lib/id"
import { addDays, localDateAt } from "@/lib/local-date"
import { patientZone } from "@/lib/patients/zone"
import { doseRows } from "@/lib/regimens/dose-rows"
import { DAY_MS, type Instant } from "@/lib/time"
import { addExceptions } from "./exceptions"
import { addHistory, type SeedPatient, type SeedStaff } from "./history"
import { isDueAboutNow, plansFor } from "./medications"
import { asks, disabled, PROFILES, type Profile, steady, unheard, withoutPhone } from "./profiles"
import { random } from "./random"
import { noRows, type SeedRows } from "./rows"
import { addTemplates } from "./templates"

const DAYS_AHEAD = 14
const SEED = 0x0d05e

type Person = typeof patients.$inferSelect

/** Everything that one organization's past and next two weeks consist of. */
export async function clinicRows(ctx: SystemContext, now: Instant): Promise<SeedRows> {
  const { home, people, team } = await readAs(ctx, async (tx) => ({
    home: (await tx.select().from(organizations))[0],
    people: await tx
      .select()
      .from(patients)
      .where(isNull(patients.deletedAt))
      .orderBy(asc(patients.id)),
    team: await tx
      .select()
      .from(staff)
      .where(and(eq(staff.isEnabled, true)))
      .orderBy(asc(staff.id)),
  }))
  const rows = noRows()
  const clinician: SeedStaff = team.find(({ kind }) => kind === "caregiver") ?? team[0] ?? null
  people.forEach((person, index) => {
    const timeZone = patientZone({ ...person, organizationTimeZone: home?.timeZone ?? "UTC" })
    const profile = profileOf(person, index, people)
    const isRemindedByHand = isDueAboutNow(index)
    addPatient(
      rows,
      { sender: person, timeZone, profile, isRemindedByHand, random: random(SEED + index) },
      index,
      { staff: clinician, now },
    )
  })
  const writer = team.find(({ role }) => role === "admin") ?? null
  const locales = people.map(({ locale }) => locale)
  addTemplates(rows, { organizationId: ctx.organizationId, locales, writer }, now)
  const caregiver = team.findLast(({ kind, phone }) => kind === "caregiver" && phone) ?? null
  const sender = caregiver && { ...caregiver, locale: "en-US" }
  const heard = people.filter(({ isEnabled, phone }) => isEnabled && phone !== null)
  addExceptions(rows, { patients: heard, caregiver: sender }, now)
  return rows
}

const WORDING =
  "I agree to get texts about my medicines. I can stop them at any time by answering STOP."

/** One of four also agreed to texts early and late, as somebody has to who takes medicine then. */
function addConsent(
  rows: SeedRows,
  { organizationId, id }: SeedPatient["sender"],
  index: number,
  at: Instant,
) {
  rows.consents.push({
    organizationId,
    id: newId(),
    patientId: id,
    kind: "given",
    means: index % 3 === 0 ? "paper" : "in_person",
    outsideHours: index % 4 === 0,
    wording: WORDING,
    at,
    recordedAt: at,
  })
}

function profileOf(person: Person, index: number, people: readonly Person[]): Profile {
  const { id, phone } = person
  if (!person.isEnabled) return disabled
  if (phone === null) return withoutPhone
  if (people.some((other) => other.id !== id && other.phone === phone)) return unheard
  // Whoever works through Review meets somebody whose name BioT does not show.
  if (person.firstName === null) return asks
  return PROFILES[index % PROFILES.length] ?? steady
}

function addPatient(
  rows: SeedRows,
  patient: SeedPatient,
  index: number,
  at: { staff: SeedStaff; now: Instant },
): void {
  const { sender, timeZone, profile } = patient
  const scope = { organizationId: sender.organizationId }
  const today = localDateAt(at.now, timeZone)
  const startDate = addDays(today, -profile.historyDays)
  const createdAt = at.now - (profile.historyDays + 2) * DAY_MS
  addConsent(rows, sender, index, createdAt)
  const doses = plansFor(index, at.now, timeZone).flatMap((plan) => {
    const { medication, doseText, times, recurrence } = plan
    const regimenId = newId()
    const regimen = { ...scope, id: regimenId, patientId: sender.id, createdAt }
    rows.regimens.push({ ...regimen, medication, doseText })
    const version = {
      ...scope,
      id: newId(),
      regimenId,
      startDate,
      endDate: null,
      timeZone,
      slots: times.map((localTime) => ({ localTime, label: localTime })),
      recurrence,
      windows: {},
      isReminding: !patient.isRemindedByHand,
      createdAt,
    }
    rows.versions.push(version)
    const withPatient = { ...version, patientId: sender.id }
    return doseRows(withPatient, startDate, addDays(today, DAYS_AHEAD), undefined)
  })
  addHistory(rows, patient, doses, at)
}
