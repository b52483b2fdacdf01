import "server-only"
import { and, desc, eq, gte, inArray, ne, or, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { doses, messages, patients, type replies, staff } from "@/db/schema"
import { biotId } from "@/lib/biot/fields"
import { personName } from "@/lib/patients/person-name"
import { ownersOf } from "@/lib/patients/phone-owner-queries"
import { replyNotice } from "@/lib/patients/reach"
import { staticCountries } from "@/lib/static-numbers/queries"
import { DAY_MS } from "@/lib/time"
import { type PatientFacts, presumedPatient, rankPatients } from "./candidates"
import type { CandidatePatient, ReviewSender } from "./item"

const MOST_CANDIDATES = 10
const TEXTED_WITHIN_MS = 30 * DAY_MS
type ReplyRow = typeof replies.$inferSelect
type PatientRow = typeof patients.$inferSelect

/**
 * Whom the reply may be from or for: the patient it names, the message's, the owners of its number
 * and of its sender's numbers, and who was texted at it; the likeliest first, and who is presumed.
 */
export async function candidatesOf(
  tx: Transaction,
  row: ReplyRow,
  askedId: string | undefined,
): Promise<{ candidates: CandidatePatient[]; presumedId: string | null }> {
  const [person, texted] = [await senderRow(tx, row), await textedFor(tx, row)]
  const own = [person?.phone, person?.additionalPhone].filter((phone) => typeof phone === "string")
  const found = await findPatients(tx, {
    ids: [row.patientId, askedId, ...texted.map(({ id }) => id)].filter(
      (id) => typeof id === "string",
    ),
    phones: [...own, ...(row.fromPhone ? [row.fromPhone] : [])],
  })
  const open = await openDoses(tx, found, row.eventAt ?? row.receivedAt)
  const facts = found.map((patient): PatientFacts => {
    const { id, phone, additionalPhone } = patient
    return {
      ...{ id, isNamed: id === row.patientId, wasAsked: id === askedId },
      hasNumber: row.fromPhone !== null && phone === row.fromPhone,
      hasNumberAsAdditional: row.fromPhone !== null && additionalPhone === row.fromPhone,
      sharesSendersNumber: own.some((each) => each === phone || each === additionalPhone),
      wasTextedThere: texted.some((each) => each.id === id),
      openDoses: open.get(id) ?? 0,
    }
  })
  const numbers = await staticCountries(tx)
  const byId = new Map(found.map((patient) => [patient.id, patient]))
  const candidates = rankPatients(facts)
    .slice(0, MOST_CANDIDATES)
    .flatMap(({ id, evidence }) => {
      const patient = byId.get(id)
      if (!patient) return []
      const name = personName(patient.firstName, patient.lastName)
      const reply = replyNotice(patient.phone, numbers)
      return [{ id, name, phone: patient.phone, clues: evidence, reply }]
    })
  return { candidates, presumedId: presumedPatient(row.reason, facts) }
}

async function findPatients(
  tx: Transaction,
  { ids, phones }: { ids: string[]; phones: string[] },
): Promise<PatientRow[]> {
  if (ids.length + phones.length === 0) return []
  const anyOf = or(
    ids.length > 0 ? inArray(patients.id, ids) : undefined,
    phones.length > 0 ? inArray(patients.phone, phones) : undefined,
    phones.length > 0 ? inArray(patients.additionalPhone, phones) : undefined,
  )
  return tx
    .select()
    .from(patients)
    .where(and(sql`${patients.deletedAt} is null`, anyOf))
    .limit(2 * MOST_CANDIDATES)
}

async function openDoses(
  tx: Transaction,
  of: readonly PatientRow[],
  at: number,
): Promise<Map<string, number>> {
  if (of.length === 0) return new Map()
  const when = new Date(at).toISOString()
  const rows = await tx
    .select({ id: doses.patientId, n: sql<number>`count(*)::int` })
    .from(doses)
    .where(
      and(
        inArray(
          doses.patientId,
          of.map(({ id }) => id),
        ),
        ne(doses.state, "cancelled"),
        sql`${when}::timestamptz between ${doses.opensAt} and ${doses.closesAt}`,
      ),
    )
    .groupBy(doses.patientId)
  return new Map(rows.map(({ id, n }) => [id, n]))
}

/** The caregiver or organization user who sent it, with those for whom they may speak. */
export async function senderOf(tx: Transaction, row: ReplyRow): Promise<ReviewSender | null> {
  const { senderKind: kind, senderId } = row
  if (!kind || kind === "patient") return null
  const person = await senderRow(tx, row)
  const phones = [row.fromPhone, person?.phone ?? null, person?.additionalPhone ?? null]
  const owners = [...(await ownersOf(tx, phones)).values()].flat()
  const speaksFor = owners.filter(
    ({ kind: of, id }, n) => of === "patient" && owners.findIndex((o) => o.id === id) === n,
  )
  const texted = await textedFor(tx, row)
  return {
    ...{ kind, id: person?.id ?? senderId ?? "", phone: person?.phone ?? row.fromPhone },
    name: person ? personName(person.firstName, person.lastName) : null,
    speaksFor,
    textedFor: texted.map(({ firstName, lastName, ...each }) => ({
      ...each,
      name: personName(firstName, lastName),
    })),
  }
}

async function senderRow(tx: Transaction, row: ReplyRow) {
  const id = row.senderKind === "patient" ? null : biotId.safeParse(row.senderId).data
  if (!id) return null
  const [person] = await tx.select().from(staff).where(eq(staff.id, id))
  return person ?? null
}

/** For whom texts went to the reply's number in the month before it, the newest first. */
async function textedFor(tx: Transaction, row: ReplyRow) {
  if (!row.fromPhone) return []
  const at = sql<number>`(extract(epoch from max(${messages.createdAt})) * 1000)::float8`
  return tx
    .select({
      ...{ id: patients.id, firstName: patients.firstName, lastName: patients.lastName },
      ...{ at, messages: sql<number>`count(*)::int` },
    })
    .from(messages)
    .innerJoin(patients, eq(patients.id, messages.patientId))
    .where(
      and(
        eq(messages.phone, row.fromPhone),
        gte(messages.createdAt, row.receivedAt - TEXTED_WITHIN_MS),
        sql`${messages.state} in ('sent', 'unknown')`,
      ),
    )
    .groupBy(patients.id, patients.firstName, patients.lastName)
    .orderBy(desc(at))
    .limit(5)
}
