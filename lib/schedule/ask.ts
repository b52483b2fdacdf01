import "server-only"
import { eq } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { isPassing } from "@/db/passing"
import { organizations } from "@/db/schema"
import { mintSystemContext, type SystemContext } from "@/lib/auth/context"
import { type AuditEntry, asSystem, readAs, type Work, writeAs } from "@/lib/auth/unit-of-work"
import { newId } from "@/lib/id"
import { log } from "@/lib/log"
import { type QueuedSend, queueMessages } from "@/lib/messages/queue-messages"
import { loadSendFacts } from "@/lib/messages/send-facts"
import { type SendingSettings, sendingSettings } from "@/lib/messages/sending-settings"
import { wakeQueue } from "@/lib/messages/wake"
import { type LockedPatient, lockPatients } from "@/lib/patients/lock"
import { ownersOutsideOf } from "@/lib/patients/owners-outside"
import { defaultTexts } from "@/lib/templates/default-queries"
import { textFor } from "@/lib/templates/text-for"
import type { Instant } from "@/lib/time"
import type { ScheduledAsk } from "./bundles"

const PATIENTS_AT_ONCE = 100
/** Nobody has more reminders due at once; what is left over waits for the next minute. */
const MOST_ROUNDS = 12

type Locked = ReadonlyMap<string, LockedPatient>
export type Refused = { patientId: string; doseIds: string[]; refusal: string }

/** One kind of text that goes out by itself. */
export type ScheduledKind = {
  kind: "reminder" | "nudge"
  job: string
  /** Whether an organization sends it at all. */
  isOn: (settings: SendingSettings["schedule"]) => boolean
  /** Whose turn has come, one text each; `patientIds` null: of everybody in the organization. */
  find: (
    tx: Transaction,
    of: { schedule: SendingSettings["schedule"]; now: Instant; patientIds: string[] | null },
  ) => Promise<ScheduledAsk[]>
  /** What the doses are told of the texts that may not go. */
  refuse: (
    tx: Transaction,
    of: { locked: Locked; refused: readonly Refused[]; now: Instant },
  ) => Promise<void>
}

/**
 * Queues one kind of text for everybody whose turn has come, in every organization. Any number of
 * workers may run it at once: under the patients' locks it is asked again whose turn it is. Returns
 * how many texts were queued.
 */
export async function askEverybody(what: ScheduledKind, now: Instant): Promise<number> {
  const homes = await asSystem((tx) =>
    tx
      .select({ id: organizations.id, settings: organizations.settings })
      .from(organizations)
      .where(eq(organizations.isActive, true)),
  )
  let queued = 0
  for (const { id, settings } of homes) {
    const { schedule } = sendingSettings(settings)
    if (!what.isOn(schedule)) continue
    queued += await askOrganization(what, { organizationId: id, schedule, now })
  }
  if (queued > 0) await wakeQueue()
  return queued
}

type Home = { organizationId: string; schedule: SendingSettings["schedule"]; now: Instant }

async function askOrganization(what: ScheduledKind, home: Home): Promise<number> {
  let queued = 0
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const ctx = mintSystemContext(home.organizationId, what.job, newId())
    const asks = await readAs(ctx, (tx) => what.find(tx, { ...home, patientIds: null }))
    if (asks.length === 0) return queued
    const ids = asks.map(({ patientId }) => patientId)
    for (let at = 0; at < ids.length; at += PATIENTS_AT_ONCE) {
      queued += await askOrSplit(what, home, ids.slice(at, at + PATIENTS_AT_ONCE))
    }
  }
  return queued
}

/** What fails for one patient must not keep the others of the page from their text. */
async function askOrSplit(what: ScheduledKind, home: Home, ids: string[]): Promise<number> {
  try {
    return await askPatients(what, home, ids)
  } catch (error) {
    if (isPassing(error)) throw error
    if (ids.length === 1) {
      log.error({ err: error, job: what.job, patientId: ids[0] }, "a scheduled text was not queued")
      return 0
    }
  }
  let queued = 0
  for (const id of ids) queued += await askOrSplit(what, home, [id])
  return queued
}

/** Leaves the unit of work: another worker was first. */
class NothingLeft extends Error {}

async function askPatients(what: ScheduledKind, home: Home, ids: string[]): Promise<number> {
  const ctx = mintSystemContext(home.organizationId, what.job, newId())
  const outside = await ownersOutsideOf(ctx, ids)
  try {
    return await writeAs(ctx, "messages.schedule", async (tx, work) => {
      const locked = await lockPatients(tx, ids)
      const asks = await what.find(tx, { ...home, patientIds: ids })
      if (asks.length === 0) throw new NothingLeft()
      const made = await queueAsks(tx, ctx, { what, asks, outside, now: home.now })
      if (made.length === 0) throw new NothingLeft()
      await what.refuse(tx, { locked, refused: made.flatMap(refusedOf), now: home.now })
      await tell(work, made)
      return made.filter(({ messageId }) => messageId !== null).length
    })
  } catch (error) {
    if (error instanceof NothingLeft) return 0
    throw error
  }
}

async function queueAsks(
  tx: Transaction,
  ctx: SystemContext,
  of: {
    what: ScheduledKind
    asks: readonly ScheduledAsk[]
    outside: ReadonlyMap<string, number>
    now: Instant
  },
): Promise<QueuedSend[]> {
  const { what, asks, outside, now } = of
  const facts = await loadSendFacts(tx, asks, { outside, now })
  const texts = await defaultTexts(tx)
  const sends = asks.flatMap(({ patientId, doseIds, attempt }) => {
    const known = facts.get(patientId)
    if (!known) return []
    const { locale } = known.patient
    const text = textFor(texts, { purpose: what.kind, locale, doseCount: doseIds.length })
    return { facts: known, kind: what.kind, attempt, ...text }
  })
  const made = await queueMessages(tx, ctx, sends)
  return made.filter(({ messageId, weighed }) => messageId ?? weighed.verdict.refusal)
}

function refusedOf({ ask, weighed }: QueuedSend): Refused[] {
  const { refusal } = weighed.verdict
  if (refusal === null) return []
  const doseIds = ask.facts.doses.map(({ id }) => id)
  return [{ patientId: ask.facts.patient.id, doseIds, refusal }]
}

async function tell(work: Work, made: readonly QueuedSend[]): Promise<void> {
  const entries = made.map(({ ask, weighed, messageId }): AuditEntry => {
    const patientId = ask.facts.patient.id
    work.publish("messages", patientId)
    work.publish("patient", patientId)
    return {
      verb: messageId === null ? "message.refused" : "message.queued",
      subjectKind: messageId === null ? "patient" : "message",
      subjectId: messageId ?? patientId,
      patientId,
      details: {
        kind: ask.kind,
        doseIds: ask.facts.doses.map(({ id }) => id),
        refusal: weighed.verdict.refusal,
      },
    }
  })
  await work.audit(...entries)
}
