import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { organizations } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { requirePermission } from "@/lib/auth/require-permission"
import { readNamesAs } from "@/lib/patients/audited-read"
import { personName, SENDER_NOT_SHARED } from "@/lib/patients/person-name"
import { replySettings } from "@/lib/replies/reply-settings"
import { visibleReplies } from "@/lib/replies/visible-queries"
import type { Instant } from "@/lib/time"
import type { SafetyBoard, SafetyLine } from "./safety-board"
import { byUrgency } from "./safety-timer"

/** More at once are no queue but a disaster; they are counted all the same. */
const MOST_SHOWN = 20
/** Of more, those that nobody has taken are read first. */
const MOST_READ = 500

/**
 * The safety tasks that are not closed, most urgent first, for everybody who may see patients.
 * Leaves an audit entry. Throws `forbidden`.
 */
export async function safetyBoard(ctx: StaffContext, now: Instant): Promise<SafetyBoard> {
  requirePermission(ctx, "patients.read")
  return readNamesAs(ctx, (tx) => safetyBoardOf(tx, ctx, now))
}

/** `safetyBoard` within another read. */
export async function safetyBoardOf(
  tx: Transaction,
  ctx: StaffContext,
  now: Instant,
): Promise<SafetyBoard> {
  const [home] = await tx
    .select({ zone: organizations.timeZone, settings: organizations.settings })
    .from(organizations)
  const { safetyTargets: targets, safetyAnswer } = replySettings(home?.settings)
  const open = byUrgency(await openTasks(tx, ctx), targets, now)
  return {
    now,
    zone: home?.zone ?? "UTC",
    targets,
    toldToCall: safetyAnswer.isOn ? safetyAnswer.emergencyNumber : null,
    staffId: ctx.staffId,
    tasks: open.slice(0, MOST_SHOWN),
    total: open.length,
  }
}

type Row = Omit<SafetyLine, "patientName"> & {
  firstName: string | null
  lastName: string | null
  senderKind: string | null
}

const SENDERS: Readonly<Record<string, string>> = SENDER_NOT_SHARED

/** A cry out of quarantine is everybody's to answer; its words are not everybody's to read. */
async function openTasks(tx: Transaction, ctx: StaffContext): Promise<SafetyLine[]> {
  const { rows } = await tx.execute<Row>(sql`
    select t.id as "taskId", t.level, t.state, p.id as "patientId",
           p.first_name as "firstName", p.last_name as "lastName",
           coalesce(p.phone, r.from_phone) as phone, t.reply_id as "replyId",
           case when ${visibleReplies(ctx, "r")} then coalesce(r.body, '') end as words,
           r.sender_kind as "senderKind",
           ${ms("t.opened_at")} as "openedAt", ${ms("t.escalated_at")} as "escalatedAt",
           ${ms("t.acknowledged_at")} as "acknowledgedAt",
           coalesce(t.owner_id, t.acknowledged_by) as "ownerId",
           nullif(concat_ws(' ', s.first_name, s.last_name), '') as "acknowledgedBy", t.note
      from tasks t
      join replies r on r.id = t.reply_id
      -- Whom somebody linked an unknown sender's reply to stands with the reply.
      left join patients p on p.id = coalesce(t.patient_id, r.patient_id)
      left join staff s on s.id = coalesce(t.owner_id, t.acknowledged_by)
     where t.kind = 'safety' and t.state <> 'closed'
     order by (t.acknowledged_at is null) desc, (t.level = 'urgent') is true, t.opened_at, t.id
     limit ${MOST_READ}`)
  return rows.map(({ firstName, lastName, senderKind, ...row }) => ({
    ...row,
    patientName: row.patientId
      ? personName(firstName, lastName)
      : (SENDERS[senderKind ?? ""] ?? SENDER_NOT_SHARED.unknown),
  }))
}

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`)
