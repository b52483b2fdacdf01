import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { CONSENT_MEANS, type ExcuseKind, type TaskCause, type TaskOutcome } from "@/db/enums"
import type { LocalDate } from "@/lib/local-date"
import type { ThreadItem } from "./thread"
import type { ToldVerb } from "./told"

type Row = {
  id: string
  at: number
  verb: ToldVerb
  details: Record<string, unknown>
  by: string | null
  doseId: string | null
  medication: string | null
  localDate: LocalDate | null
  slot: string | null
  reason: string | null
  excuse: ExcuseKind | null
  cause: TaskCause | null
  outcome: TaskOutcome | null
  taskNote: string | null
  assignee: string | null
}

type Change = Extract<ThreadItem, { kind: "change" }>

/** Entries of the audit as changes, with what they name; in no order. */
export async function changesOf(
  tx: Transaction,
  patientId: string,
  ids: readonly string[],
): Promise<Change[]> {
  const { rows } = await tx.execute<Row>(sql`
    select a.id, (extract(epoch from a.at) * 1000)::float8 as at, a.verb, a.details,
      nullif(concat_ws(' ', s.first_name, s.last_name), '') as by,
      d.id as "doseId", g.medication, d.local_date as "localDate", d.slot,
      coalesce(e.reason, x.reason, n.note, m.settled_note, i.note) as reason, x.kind as excuse,
      t.cause, t.outcome, t.note as "taskNote",
      nullif(concat_ws(' ', c.first_name, c.last_name), '') as assignee
    from audit a
    left join staff s on a.actor_kind = 'staff' and s.id = ${idOf("a.actor_kind = 'staff'", "a.actor_id")}
    left join doses d on d.id = ${idOf("a.subject_kind = 'dose'", "a.subject_id")}
    left join excused_periods x
      on x.id = ${idOf("a.subject_kind = 'excused_period'", "a.subject_id")}
    left join tasks t on t.id = ${idOf("a.subject_kind = 'task'", "a.subject_id")}
    left join regimens g on g.id = coalesce(d.regimen_id, x.regimen_id,
      ${idOf("a.subject_kind = 'regimen'", "a.subject_id")})
    left join dose_events e on e.id = ${idOf("a.subject_kind = 'dose'", "a.details ->> 'eventId'")}
    left join reply_decisions n
      on n.id = ${idOf("a.subject_kind = 'reply'", "a.details ->> 'decisionId'")}
    left join messages m on m.id = ${idOf("a.subject_kind = 'message'", "a.subject_id")}
    left join attention_items i on i.id = ${idOf("a.verb = 'attention.dealt_with'", "a.subject_id")}
    left join staff c
      on c.id = ${idOf(IS_GIVEN, "a.details ->> 'to'")}
    where a.patient_id = ${patientId} and a.id = any(${sql.param([...ids])}::uuid[])`)
  return rows.map(asChange)
}

/** What is given to somebody: a conversation, or a follow-up whose other entries tell no person. */
const IS_GIVEN = "a.subject_kind = 'conversation' or a.verb = 'task.assigned'"

/** Read as an id only where it is one. */
function idOf(isOne: string, value: string) {
  return sql.raw(`case when ${isOne} then (${value})::uuid end`)
}

function asChange({ id, at, by, doseId, verb, details, localDate, slot, ...row }: Row): Change {
  const { medication, excuse, cause, outcome, assignee } = row
  const facts = {
    ...{ medication, excuse, cause, outcome, assignee },
    from: dayOf(details.fromDate ?? details.startDate ?? details.from),
    to: dayOf(details.toDate ?? details.lastDate),
    dose: localDate && slot ? { localDate, slot } : null,
    more: typeof details.together === "number" ? details.together - 1 : 0,
    means: CONSENT_MEANS.find((each) => each === details.means) ?? null,
    isOutsideHours: details.outsideHours === true,
    meaning: MEANINGS.find((each) => each === details.meaning) ?? null,
    zone: verb.startsWith("patient.zone") && typeof details.to === "string" ? details.to : null,
  }
  return {
    kind: "change",
    id,
    at,
    change: { verb, facts, note: noteOf(verb, details, row), by, doseId },
  }
}

/** Why excused days were excused is no reason to end them. */
function noteOf(
  verb: ToldVerb,
  { noted }: Row["details"],
  { reason, taskNote }: Pick<Row, "reason" | "taskNote">,
) {
  // Of a task with several notes each entry tells its own.
  const [from, to] = Array.isArray(noted) ? noted : []
  if (typeof from === "number" && typeof to === "number") return taskNote?.slice(from, to) ?? null
  if (verb === "task.closed") return taskNote
  return verb === "period.ended" ? null : reason
}

const MEANINGS = ["taken", "not_taken"] as const
const IS_DATE = /^\d{4}-\d\d-\d\d$/

function dayOf(value: unknown): LocalDate | null {
  return typeof value === "string" && IS_DATE.test(value) ? value : null
}
