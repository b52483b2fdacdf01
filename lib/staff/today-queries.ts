import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { DoseState, MessageState, ReplyReason, TaskState } from "@/db/enums"
import { DOSE_GLYPHS } from "@/lib/doses/glyphs"
import { personName } from "@/lib/patients/person-name"
import { DAY_MS, type Instant } from "@/lib/time"
import type { SafetyLine, TodayLine, TodaySection } from "./today-lines"

const SHOWN = 8
const SENDS_WITHIN_MS = 2 * DAY_MS

type Person = { patient_id: string; first_name: string | null; last_name: string | null }

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`)
const nameOf = (row: Pick<Person, "first_name" | "last_name">) =>
  personName(row.first_name, row.last_name)

export async function safetyTasks(tx: Transaction): Promise<SafetyLine[]> {
  const { rows } = await tx.execute<
    Person & {
      id: string
      state: TaskState
      reply_id: string
      body: string | null
      opened: number
      by: string | null
      acknowledged: number | null
    }
  >(sql`
    select t.id, t.state, t.patient_id, t.reply_id, r.body, p.first_name, p.last_name,
      ${ms("t.opened_at")} as opened, ${ms("t.acknowledged_at")} as acknowledged,
      nullif(concat_ws(' ', s.first_name, s.last_name), '') as by
    from tasks t
    join replies r on r.id = t.reply_id
    left join patients p on p.id = t.patient_id
    left join staff s on s.id = t.acknowledged_by
    where t.kind = 'safety' and t.state <> 'closed'
    order by t.state = 'acknowledged', t.opened_at desc limit 20`)
  return rows.map((row) => ({
    taskId: row.id,
    state: row.state,
    patientId: row.patient_id,
    patientName: row.patient_id ? nameOf(row) : "Unknown sender",
    replyId: row.reply_id,
    words: row.body,
    openedAt: row.opened,
    acknowledgedBy: row.by,
    acknowledgedAt: row.acknowledged,
  }))
}

/** Who has doses due, their window open, and nothing said about them; one line a time of day. */
export async function dueNow(tx: Transaction, now: Instant): Promise<TodaySection> {
  const at = new Date(now).toISOString()
  const { rows } = await tx.execute<
    Person & {
      id: string
      slot: string
      medication: string
      state: DoseState
      due: number
      n: number
    }
  >(sql`
    select min(d.id::text) as id, d.slot, d.state, d.patient_id, p.first_name, p.last_name,
      string_agg(g.medication, ', ' order by g.medication) as medication,
      ${ms("d.due_at")} as due, count(*) over ()::int as n
    from doses d
    join regimens g on g.id = d.regimen_id
    join patients p on p.id = d.patient_id and p.deleted_at is null
    where d.state in ('scheduled', 'pending') and d.due_at <= ${at} and d.closes_at > ${at}
    group by d.patient_id, p.first_name, p.last_name, d.slot, d.state, d.due_at
    order by d.due_at, min(d.id::text) limit ${SHOWN}`)
  return {
    key: "due",
    title: "Due now, no answer yet",
    total: rows[0]?.n ?? 0,
    all: { href: "/patients", label: "All patients" },
    empty: "Every dose that is due now has been answered.",
    lines: rows.map((row) => ({
      key: row.id,
      href: `/patients/${row.patient_id}?dose=${row.id}`,
      title: nameOf(row),
      detail: `${row.slot} ${row.medication}: ${row.state === "pending" ? DOSE_GLYPHS.pending.label : "not reminded yet"}`,
      at: row.due,
      tone: "normal",
    })),
  }
}

export async function troubledSends(tx: Transaction, now: Instant): Promise<TodaySection> {
  const { rows } = await tx.execute<
    Person & { id: string; state: MessageState; reason: string | null; at: number; n: number }
  >(sql`
    select m.id, m.state, m.reason, m.patient_id, p.first_name, p.last_name,
      ${ms("m.created_at")} as at, count(*) over ()::int as n
    from messages m join patients p on p.id = m.patient_id
    where m.state in ('failed', 'unknown')
      and m.created_at > ${new Date(now - SENDS_WITHIN_MS).toISOString()}
    order by m.created_at desc limit ${SHOWN}`)
  return {
    key: "sends",
    title: "Reminders that may not have arrived",
    total: rows[0]?.n ?? 0,
    all: { href: "/messages?state=failed", label: "All failed messages" },
    empty: "Everything sent in the last two days was accepted.",
    lines: rows.map((row) => ({
      key: row.id,
      href: `/patients/${row.patient_id}?message=${row.id}`,
      title: nameOf(row),
      detail: row.state === "failed" ? "Not sent" : "It is not known whether this was sent",
      at: row.at,
      tone: row.state === "failed" ? "danger" : "warning",
    })),
  }
}

const ASKS: Partial<Record<ReplyReason, string>> = {
  question: "Asks",
  contradiction: "Contradicts an earlier reply",
  safety: "A safety word",
}

export async function conversations(tx: Transaction): Promise<TodaySection> {
  const { rows } = await tx.execute<
    Person & { id: string; body: string | null; reason: ReplyReason | null; at: number; n: number }
  >(sql`
    select r.id, r.body, r.reason, r.patient_id, p.first_name, p.last_name,
      ${ms("coalesce(r.event_at, r.received_at)")} as at, count(*) over ()::int as n
    from replies r join patients p on p.id = r.patient_id
    where r.state = 'review' and not exists (select 1 from tasks t
      where t.reply_id = r.id and t.kind = 'safety' and t.state <> 'closed')
    order by r.received_at desc limit ${SHOWN}`)
  return {
    key: "conversations",
    title: "Replies that wait for a person",
    total: rows[0]?.n ?? 0,
    all: { href: "/review", label: "Open review" },
    empty: "No patient waits for an answer.",
    lines: rows.map((row) => ({
      key: row.id,
      href: `/patients/${row.patient_id}?reply=${row.id}`,
      title: nameOf(row),
      detail: `${(row.reason && ASKS[row.reason]) ?? "Wrote"}: “${row.body ?? ""}”`,
      at: row.at,
      tone: row.reason === "safety" ? "danger" : "normal",
    })),
  }
}

export async function attention(tx: Transaction): Promise<TodaySection> {
  const { rows } = await tx.execute<Person & { reasons: string[]; n: number }>(sql`
    select p.id as patient_id, p.first_name, p.last_name, s.need_reasons as reasons,
      count(*) over ()::int as n
    from patient_summaries s
    join patients p on p.id = s.patient_id and p.deleted_at is null
    where s.need > 0
    order by s.need desc, p.id limit ${SHOWN}`)
  return {
    key: "attention",
    title: "Patients who need attention",
    total: rows[0]?.n ?? 0,
    all: { href: "/patients?filter=attention", label: "All who need attention" },
    empty: "No patient needs attention now.",
    lines: rows.map((row) => ({
      key: row.patient_id,
      href: `/patients/${row.patient_id}`,
      title: nameOf(row),
      detail: row.reasons.join(" · "),
      at: null,
      tone: "normal",
    })),
  }
}

const QUEUES = [
  {
    state: "unmatched",
    one: "unmatched reply",
    many: "unmatched replies",
    detail: "No message or patient fits them",
  },
  {
    state: "review",
    one: "reply to decide",
    many: "replies to decide",
    detail: "Ambiguous, contradictory or late",
  },
  {
    state: "failed",
    one: "failed reply",
    many: "failed replies",
    detail: "They could not be read",
  },
  {
    state: "quarantined",
    one: "quarantined reply",
    many: "quarantined replies",
    detail: "They may belong to others",
  },
] as const

export async function reviewCounts(tx: Transaction): Promise<TodaySection> {
  const { rows } = await tx.execute<{ state: string; n: number; oldest: number }>(sql`
    select state, count(*)::int as n, ${ms("min(received_at)")} as oldest from replies
    where state in ('review', 'unmatched', 'failed', 'quarantined') group by state`)
  const lines = QUEUES.flatMap(({ state, one, many, detail }): TodayLine[] => {
    const row = rows.find((each) => each.state === state)
    if (!row) return []
    const href = state === "review" ? "/review" : `/review?why=${state}`
    return [
      {
        key: state,
        href,
        title: `${row.n} ${row.n === 1 ? one : many}`,
        detail,
        at: row.oldest,
        tone: "normal",
      },
    ]
  })
  return {
    key: "review",
    title: "Review",
    total: rows.reduce((sum, row) => sum + row.n, 0),
    all: { href: "/review", label: "Open review" },
    empty: "Every reply has found its dose.",
    lines,
  }
}
