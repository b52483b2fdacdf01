import "server-only"
import { and, asc, gt, inArray, lte, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { doses, patients } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { ASKABLE_AHEAD_MS, firstAsked } from "@/lib/doses/askable"
import { AppError } from "@/lib/errors"
import { grouped } from "@/lib/grouped"
import { loadSendFacts, type SendFacts } from "@/lib/messages/send-facts"
import { ownersOutsideOf } from "@/lib/patients/owners-outside"
import { personName } from "@/lib/patients/person-name"
import { matchingPatients } from "@/lib/patients/queries"
import type { Instant } from "@/lib/time"
import { type BatchAbout, MOST_RECIPIENTS } from "./limits"
import type { BatchChoice } from "./schema"

/** So many patients' facts are read at once. */
const PAGE = 500

export type Recipient = { id: string; name: string }
export type Recipients = {
  /** By last name. */
  people: Recipient[]
  /** Chosen by hand, and deleted in BioT since. */
  gone: number
  /** How many outside the organization have each one's number. */
  outside: ReadonlyMap<string, number>
}

/**
 * Whom a choice means now. Throws `not_found` for a patient of nobody here, `invalid` (field
 * `choice`) when it means nobody or more than 5,000.
 */
export async function chosenRecipients(
  ctx: StaffContext,
  choice: BatchChoice,
): Promise<Recipients> {
  const chosen = choice.kind === "listed" ? choice.patientIds : await matchingIds(ctx, choice)
  const { people, gone } = await readAs(ctx, (tx) => peopleOf(tx, [...new Set(chosen)]))
  if (people.length === 0) {
    const sentence = "Nobody of those chosen is there any more. Choose patients again."
    throw new AppError("invalid", sentence, { field: "choice" })
  }
  const ids = people.map(({ id }) => id)
  return { people, gone, outside: await ownersOutsideOf(ctx, ids) }
}

async function matchingIds(
  ctx: StaffContext,
  choice: Extract<BatchChoice, { kind: "matching" }>,
): Promise<string[]> {
  const { ids, total } = await matchingPatients(ctx, choice, {
    most: MOST_RECIPIENTS,
    now: Date.now(),
  })
  if (total > MOST_RECIPIENTS) {
    const sentence = `This finds ${total.toLocaleString("en")} patients, and at most 5,000 get one text. Narrow the list, or send in parts.`
    throw new AppError("invalid", sentence, { field: "choice" })
  }
  const except = new Set(choice.except)
  return ids.filter((id) => !except.has(id))
}

async function peopleOf(
  tx: Transaction,
  ids: readonly string[],
): Promise<{ people: Recipient[]; gone: number }> {
  const rows = await tx
    .select({
      id: patients.id,
      firstName: patients.firstName,
      lastName: patients.lastName,
      deletedAt: patients.deletedAt,
    })
    .from(patients)
    .where(sql`${patients.id} = any(${sql.param([...ids])}::uuid[])`)
    .orderBy(asc(sql`lower(${patients.lastName})`), asc(patients.firstName), asc(patients.id))
  if (rows.length < ids.length) {
    const sentence = "One of these patients is not in your organization. Nothing was sent."
    throw new AppError("not_found", sentence)
  }
  const here = rows.filter(({ deletedAt }) => deletedAt === null)
  const people = here.map(({ id, firstName, lastName }) => {
    return { id, name: personName(firstName, lastName) }
  })
  return { people, gone: rows.length - here.length }
}

/** What decides of each recipient, some hundreds at a time; who was deleted meanwhile is left out. */
export async function* factsOfRecipients(
  tx: Transaction,
  { people, outside }: Recipients,
  { about, now }: { about: BatchAbout; now: Instant },
): AsyncGenerator<{ person: Recipient; facts: SendFacts }[]> {
  for (let at = 0; at < people.length; at += PAGE) {
    const page = people.slice(at, at + PAGE)
    const ids = page.map(({ id }) => id)
    const asked = about === "nothing" ? new Map() : await dosesToAskAbout(tx, ids, now)
    const subjects = ids.map((patientId) => {
      return { patientId, doseIds: asked.get(patientId) ?? [] }
    })
    const found = await loadSendFacts(tx, subjects, { outside, now })
    yield page.flatMap((person) => {
      const facts = found.get(person.id)
      return facts ? { person, facts } : []
    })
  }
}

/** Each patient's doses that a text asks about now, as the composer for one chooses them. */
async function dosesToAskAbout(
  tx: Transaction,
  patientIds: readonly string[],
  now: Instant,
): Promise<Map<string, string[]>> {
  const rows = await tx
    .select()
    .from(doses)
    .where(
      and(
        sql`${doses.patientId} = any(${sql.param([...patientIds])}::uuid[])`,
        inArray(doses.state, ["scheduled", "pending"]),
        gt(doses.closesAt, now),
        lte(doses.dueAt, now + ASKABLE_AHEAD_MS),
      ),
    )
    .orderBy(asc(doses.dueAt), asc(doses.id))
  const open = grouped(rows, ({ patientId }) => patientId)
  return new Map([...open].map(([id, theirs]) => [id, firstAsked(theirs, now)]))
}
