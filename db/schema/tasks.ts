import { sql } from "drizzle-orm"
import { foreignKey, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core"
import { instant, now, organizationColumn, organizationWall } from "../columns"
import { TASK_KINDS, TASK_STATES } from "../enums"
import { replies } from "./replies"

/** Work for a person; a safety word in a reply opens one at once. */
export const tasks = pgTable(
  "tasks",
  {
    organizationId: organizationColumn(),
    id: uuid("id").notNull(),
    kind: text("kind", { enum: TASK_KINDS }).notNull(),
    state: text("state", { enum: TASK_STATES }).notNull().default("open"),
    patientId: uuid("patient_id"),
    replyId: uuid("reply_id").notNull(),
    openedAt: instant("opened_at").notNull().default(now),
    acknowledgedBy: uuid("acknowledged_by"),
    acknowledgedAt: instant("acknowledged_at"),
    closedBy: uuid("closed_by"),
    closedAt: instant("closed_at"),
    note: text("note"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique("tasks_reply").on(t.organizationId, t.replyId, t.kind),
    index("tasks_open").on(t.organizationId, t.openedAt).where(sql`state <> 'closed'`),
    foreignKey({
      columns: [t.organizationId, t.replyId],
      foreignColumns: [replies.organizationId, replies.id],
    }),
    organizationWall("tasks"),
  ],
).enableRLS()
