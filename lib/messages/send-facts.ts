import "server-only"
import { and, desc, eq, getTableColumns, gte, inArray, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { doses, messageDoses, messages, organizations, patients, regimens } from "@/db/schema"
import { latestConsents, optedOutPhones } from "@/lib/consent/queries"
import type { Suspicion } from "@/lib/consent/suspect"
import { suspectedOptOuts } from "@/lib/consent/suspect-queries"
import { AppError } from "@/lib/errors"
import { grouped } from "@/lib/grouped"
import { localDateAt, localTimeAt } from "@/lib/local-date"
import { parsePhone } from "@/lib/patients/phone"
import { ownersOf } from "@/lib/patients/phone-owner-queries"
import type { NumberOwner } from "@/lib/patients/phone-owners"
import { replyProblem, type StaticCountries } from "@/lib/patients/reach"
import { patientZone } from "@/lib/patients/zone"
import { staticCountries } from "@/lib/static-numbers/queries"
import { DAY_MS, type Instant } from "@/lib/time"
import type { GateFacts } from "./gate"
import { mootBy } from "./moot"
import { hoursBeginAt } from "./sending-hours"
import { type SendingSettings, sendingSettings } from "./sending-settings"

type Dose = typeof doses.$inferSelect & { medication: string }
type Patient = typeof patients.$inferSelect

export type SendFacts = {
  gate: GateFacts
  /** E.164; null if the patient has none that can be texted. */
  phone: string | null
  patient: Pick<Patient, "organizationId" | "id" | "firstName" | "locale">
  organizationName: string
  settings: SendingSettings
  timeZone: string
  /** Those asked about, in order of due time. */
  doses: Dose[]
}

/** Whom to text about which of their doses. */
export type SendSubject = { patientId: string; doseIds: readonly string[] }

/**
 * Everything that decides whether patients may be texted now, by patient; each may be asked for once.
 * `outside` counts a number's owners in other organizations and was asked before, as this transaction
 * sees one organization only. Patients that are not here, or deleted, are left out. Throws
 * `not_found` for a dose that is not of its patient.
 */
export async function loadSendFacts(
  tx: Transaction,
  subjects: readonly SendSubject[],
  { outside, now }: { outside: ReadonlyMap<string, number>; now: Instant },
): Promise<Map<string, SendFacts>> {
  const rows = await peopleOf(tx, subjects)
  const [first] = rows
  if (!first) return new Map()
  const phones = rows.map(({ patient }) => textable(patient.phone)?.e164 ?? null)
  const known: Known = {
    home: first.home,
    settings: sendingSettings(first.home.settings),
    doses: await dosesAsked(tx, subjects),
    asks: await asksOf(tx, subjects),
    recent: await recentSends(tx, subjects, now),
    consents: await latestConsents(
      tx,
      subjects.map(({ patientId }) => patientId),
    ),
    optedOut: await optedOutPhones(tx, phones),
    suspected: await suspectedOptOuts(
      tx,
      rows.map(({ patient }, n) => ({ id: patient.id, phone: phones[n] ?? null })),
      now,
    ),
    owners: await ownersOf(
      tx,
      rows.map(({ patient }) => patient.phone),
    ),
    numbers: await staticCountries(tx),
    outside,
  }
  return new Map(rows.map(({ patient }) => [patient.id, factsOf(patient, known, now)]))
}

type Known = {
  home: typeof organizations.$inferSelect
  settings: SendingSettings
  doses: Map<string, Dose[]>
  asks: Map<string, number>
  recent: Map<string, Instant[]>
  consents: Awaited<ReturnType<typeof latestConsents>>
  optedOut: ReadonlySet<string>
  suspected: ReadonlyMap<string, Suspicion>
  owners: Map<string, NumberOwner[]>
  numbers: StaticCountries
  outside: ReadonlyMap<string, number>
}

function factsOf(patient: Patient, known: Known, now: Instant): SendFacts {
  const { home, settings } = known
  const timeZone = patientZone({ ...patient, organizationTimeZone: home.timeZone })
  const parsed = patient.phone ? parsePhone(patient.phone) : null
  const phone = parsed?.ok ? parsed.e164 : null
  const recent = known.recent.get(patient.id) ?? []
  const today = localDateAt(now, timeZone)
  const beginAt = hoursBeginAt(now, timeZone, settings.quietHours)
  const thatDay = localDateAt(beginAt, timeZone)
  const asked = known.doses.get(patient.id) ?? []
  const owners = known.owners.get(patient.phone ?? "") ?? []
  const { organizationId, id, firstName, locale } = patient
  return {
    phone,
    patient: { organizationId, id, firstName, locale },
    organizationName: home.name,
    settings,
    timeZone,
    doses: asked,
    gate: {
      isEnabled: patient.isEnabled,
      phone: phoneState(patient.phone, parsed),
      isLandline: parsed?.ok === true && parsed.type === "fixed_line",
      replyProblem: replyProblem(patient.phone, known.numbers),
      isSharedPhone: owners.some((owner) => owner.as === "phone" && owner.id !== patient.id),
      ownersOutside: known.outside.get(patient.phone ?? "") ?? 0,
      isOptedOut: phone !== null && known.optedOut.has(phone),
      isOptOutSuspected: known.suspected.has(patient.id),
      consent: known.consents.get(patient.id) ?? { kind: "none", outsideHours: false },
      localTime: localTimeAt(now, timeZone),
      sendingHours: settings.quietHours,
      hoursBeginAt: beginAt,
      sentToday: recent.filter((at) => localDateAt(at, timeZone) === today).length,
      sentThatDay: recent.filter((at) => localDateAt(at, timeZone) === thatDay).length,
      dailyCap: settings.dailyCap,
      lastSentAt: recent.find((at) => at <= now) ?? null,
      doses: asked.map(({ id: doseId, closesAt, state }) => {
        return { closesAt, moot: mootBy(state), asks: known.asks.get(doseId) ?? 0 }
      }),
      now,
    },
  }
}

function textable(phone: string | null) {
  const parsed = phone ? parsePhone(phone) : null
  return parsed?.ok ? parsed : null
}

function phoneState(
  given: string | null,
  parsed: ReturnType<typeof parsePhone> | null,
): GateFacts["phone"] {
  if (!given || !parsed) return "missing"
  if (!parsed.ok) return "bad"
  return parsed.valid ? "good" : "uncertain"
}

async function peopleOf(tx: Transaction, subjects: readonly SendSubject[]) {
  const ids = subjects.map(({ patientId }) => patientId)
  return tx
    .select({ patient: patients, home: organizations })
    .from(patients)
    .innerJoin(organizations, eq(organizations.id, patients.organizationId))
    .where(
      and(sql`${patients.id} = any(${sql.param(ids)}::uuid[])`, sql`${patients.deletedAt} is null`),
    )
}

async function dosesAsked(
  tx: Transaction,
  subjects: readonly SendSubject[],
): Promise<Map<string, Dose[]>> {
  const wanted = subjects.flatMap(({ doseIds }) => doseIds)
  if (wanted.length === 0) return new Map()
  const found = await tx
    .select({ ...getTableColumns(doses), medication: regimens.medication })
    .from(doses)
    .innerJoin(regimens, eq(regimens.id, doses.regimenId))
    .where(sql`${doses.id} = any(${sql.param([...wanted])}::uuid[])`)
    .orderBy(doses.dueAt, doses.id)
  const byId = new Map(found.map((dose) => [dose.id, dose]))
  for (const { patientId, doseIds } of subjects) {
    if (doseIds.every((id) => byId.get(id)?.patientId === patientId)) continue
    const sentence = "One of these doses is not this patient's. Nothing was sent."
    throw new AppError("not_found", sentence, { field: "doseIds" })
  }
  return grouped(found, ({ patientId }) => patientId)
}

/** Messages that went out, may have, or still will. */
const COUNTED = ["queued", "sending", "sent", "unknown"] as const

async function asksOf(tx: Transaction, subjects: readonly SendSubject[]) {
  const wanted = subjects.flatMap(({ doseIds }) => doseIds)
  if (wanted.length === 0) return new Map<string, number>()
  const rows = await tx
    .select({ doseId: messageDoses.doseId, asks: sql<number>`count(*)::int` })
    .from(messageDoses)
    .innerJoin(messages, eq(messages.id, messageDoses.messageId))
    .where(
      and(
        sql`${messageDoses.doseId} = any(${sql.param([...wanted])}::uuid[])`,
        inArray(messages.state, [...COUNTED]),
      ),
    )
    .groupBy(messageDoses.doseId)
  return new Map(rows.map(({ doseId, asks }) => [doseId, asks]))
}

/** When texts of the last day and a half went out, may have, or will, newest first. */
async function recentSends(
  tx: Transaction,
  subjects: readonly SendSubject[],
  now: Instant,
): Promise<Map<string, Instant[]>> {
  const ids = subjects.map(({ patientId }) => patientId)
  const rows = await tx
    .select({ patientId: messages.patientId, at: messages.notBefore })
    .from(messages)
    .where(
      and(
        sql`${messages.patientId} = any(${sql.param(ids)}::uuid[])`,
        gte(messages.createdAt, now - 1.5 * DAY_MS),
        inArray(messages.state, [...COUNTED]),
      ),
    )
    .orderBy(desc(messages.notBefore))
  const byPatient = grouped(rows, ({ patientId }) => patientId)
  return new Map([...byPatient].map(([id, sends]) => [id, sends.map(({ at }) => at)]))
}
