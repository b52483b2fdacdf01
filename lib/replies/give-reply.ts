import "server-only"
import { and, eq } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { DoseState } from "@/db/enums"
import { doseEvents, doses } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import type { Work } from "@/lib/auth/unit-of-work"
import { reduceDose } from "@/lib/doses/reduce"
import {
  appendEvents,
  loadStatedDoses,
  type NewEvent,
  renewReplied,
  type StatedDose,
} from "@/lib/doses/restate"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/id"
import { type LockedPatient, lockPatients } from "@/lib/patients/lock"
import { renewSummariesOf } from "@/lib/patients/summary"
import type { Instant } from "@/lib/time"
import { decisionTime, type HeldReply, messageAbout, saveDecision } from "./decide-by-hand"
import { givenEvents, type Meaning } from "./given-events"

export type GivenTo = {
  kind: "link" | "reassign"
  patientId: string
  doseIds: readonly string[]
  meaning: Meaning
  reason: string | null
}

/**
 * Gives a held reply to doses as staff's word: what it stated about others is taken back, in their
 * history too, and everything that follows is derived anew. Throws `not_found` and `invalid`.
 */
export async function giveReply(
  tx: Transaction,
  work: Work,
  ctx: StaffContext,
  { held, to, now }: { held: HeldReply; to: GivenTo; now: Instant },
): Promise<{ replyId: string; patientId: string; decisionId: string }> {
  const { patientId, doseIds, reason } = to
  const { standing } = held
  const patients = await lockPatients(tx, [patientId, ...named(standing.patientId)])
  if (!patients.has(patientId)) {
    throw new AppError("not_found", "This patient does not exist here.")
  }
  const chosen = await ownDoses(tx, patientId, doseIds)
  const left = await statedBefore(tx, held, doseIds)
  const at = decisionTime(held, now)
  const messageId = await messageAbout(tx, doseIds, standing.messageId)
  const by = { source: "staff" as const, at, recordedAt: at, replyId: held.id, messageId }
  const events = givenEvents(held, to.meaning, { chosen, left }).map(
    (event): NewEvent => ({ id: newId(), ...by, ...event, staffId: ctx.staffId, reason }),
  )
  const after = {
    ...standing,
    ...{ state: "applied" as const, matchRule: "staff" as const, patientId, messageId },
    ...{ decidedBy: ctx.staffId, decidedAt: at, decisionNote: reason },
  }
  const eventIds = events.map(({ id }) => id)
  const decision = { kind: to.kind, at, note: reason, after, eventIds }
  const decisionId = await saveDecision(tx, ctx, held, decision)
  const moved = await moveEvents(tx, { patients, stated: [...chosen, ...left], events, now })
  await renewAnswered(tx, patients, [messageId, standing.messageId], now)
  publishAll(work, patients)
  await work.audit({
    verb: to.kind === "link" ? "reply.linked" : "reply.reassigned",
    subjectKind: "reply",
    subjectId: held.id,
    patientId,
    details: {
      ...{ decisionId, doseIds, meaning: to.meaning, reason: standing.reason },
      ...{ before: standing.state, fromPatientId: standing.patientId, doses: moved },
    },
  })
  return { replyId: held.id, patientId, decisionId }
}

const named = (id: string | null) => (id === null ? [] : [id])

async function ownDoses(
  tx: Transaction,
  patientId: string,
  doseIds: readonly string[],
): Promise<StatedDose[]> {
  const found = await loadStatedDoses(tx, doseIds)
  if (found.length < new Set(doseIds).size || found.some((d) => d.patientId !== patientId)) {
    const sentence = "One of these doses is not this patient's. Nothing was changed."
    throw new AppError("invalid", sentence, { field: "doseIds" })
  }
  return found
}

/** The doses other than `chosen` about which the reply has stated something. */
async function statedBefore(
  tx: Transaction,
  { id, standing: { patientId } }: HeldReply,
  chosen: readonly string[],
): Promise<StatedDose[]> {
  if (patientId === null) return []
  const rows = await tx
    .selectDistinct({ id: doses.id })
    .from(doses)
    .innerJoin(doseEvents, eq(doseEvents.doseId, doses.id))
    .where(and(eq(doses.patientId, patientId), eq(doseEvents.replyId, id)))
  const ids = rows.map((row) => row.id).filter((doseId) => !chosen.includes(doseId))
  return loadStatedDoses(tx, ids)
}

export type MovedDose = { doseId: string; before: DoseState; after: DoseState }

/** Appends the events of a decision; says for each dose how it stood before and stands after. */
export async function moveEvents(
  tx: Transaction,
  of: {
    patients: ReadonlyMap<string, LockedPatient>
    stated: readonly StatedDose[]
    events: readonly NewEvent[]
    now: Instant
  },
): Promise<MovedDose[]> {
  const { stated, events, now } = of
  const grown = await appendEvents(tx, [...of.patients.values()], stated, events, now)
  return grown.map((dose, n) => ({
    doseId: dose.id,
    before: reduceDose(dose, stated[n]?.events ?? [], now).state,
    after: reduceDose(dose, dose.events, now).state,
  }))
}

/** Whether the messages' doses were answered, and the summaries that count it. */
export async function renewAnswered(
  tx: Transaction,
  patients: ReadonlyMap<string, LockedPatient>,
  messageIds: readonly (string | null)[],
  now: Instant,
): Promise<void> {
  await renewReplied(tx, messageIds)
  await renewSummariesOf(tx, [...patients.values()], now)
}

/** Browsers look anew at each of the patients and at Review. */
export function publishAll(work: Work, patients: ReadonlyMap<string, LockedPatient>): void {
  for (const patientId of patients.keys()) work.publish("patient", patientId)
  const [first] = patients.keys()
  work.publish("review", first ?? null)
}
