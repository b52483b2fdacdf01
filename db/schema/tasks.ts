import { sql } from "drizzle-orm"
import {
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"
import { instant, now, organizationColumn, organizationWall } from "../columns"
import { TASK_CAUSES, TASK_KINDS, TASK_LEVELS, TASK_OUTCOMES, TASK_STATES } from "../enums"
import { replies } from "./replies"

/**
 * Work for a person. A safety word in a reply opens one at once; a rule of the schedule or a person
 * opens the others. `doseIds` are those that a follow-up is about: what its outcome says of them
 * becomes their event.
 */
export const tasks = pgTable(
  "tasks",
  {
    organizationId: organizationColumn(),
    id: uuid("id").notNull(),
    kind: text("kind", { enum: TASK_KINDS }).notNull(),
    cause: text("cause", { enum: TASK_CAUSES }).notNull().default("safety_word"),
    /** Of a safety task alone, with the id of the phrase that was found; null in old ones. */
    level: text("level", { enum: TASK_LEVELS }),
    phraseId: text("phrase_id"),
    state: text("state", { enum: TASK_STATES }).notNull().default("open"),
    patientId: uuid("patient_id"),
    replyId: uuid("reply_id"),
    messageId: uuid("message_id"),
    doseIds: uuid("dose_ids").array().notNull().default(sql`'{}'`),
    ownerId: uuid("owner_id"),
    dueAt: instant("due_at"),
    openedAt: instant("opened_at").notNull().default(now),
    openedBy: uuid("opened_by"),
    escalatedAt: instant("escalated_at"),
    acknowledgedBy: uuid("acknowledged_by"),
    acknowledgedAt: instant("acknowledged_at"),
    closedBy: uuid("closed_by"),
    closedAt: instant("closed_at"),
    outcome: text("outcome", { enum: TASK_OUTCOMES }),
    note: text("note"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique("tasks_reply").on(t.organizationId, t.replyId, t.kind),
    index("tasks_open").on(t.organizationId, t.openedAt).where(sql`state <> 'closed'`),
    index("tasks_patient").on(t.organizationId, t.patientId),
    uniqueIndex("tasks_one_follow_up")
      .on(t.organizationId, t.patientId, t.cause)
      .where(sql`kind = 'follow_up' and cause <> 'by_hand' and state <> 'closed'`),
    foreignKey({
      columns: [t.organizationId, t.replyId],
      foreignColumns: [replies.organizationId, replies.id],
    }),
    organizationWall("tasks"),
  ],
).enableRLS()
