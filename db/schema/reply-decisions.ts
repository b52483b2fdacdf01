import { foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core"
import { instant, now, organizationColumn, organizationWall } from "../columns"
import { type MatchRule, REPLY_DECISIONS, type ReplyReason, type ReplyState } from "../enums"
import { replies } from "./replies"

/** How a reply stood before or after a decision; instants are epoch milliseconds. */
export type ReplyStanding = {
  state: ReplyState
  reason: ReplyReason | null
  matchRule: MatchRule | null
  patientId: string | null
  messageId: string | null
  decidedBy: string | null
  decidedAt: number | null
  decisionNote: string | null
}

/**
 * What people decided about replies, in order of `at`. Append-only; `eventIds` are the dose events
 * that the decision appended, and `undoes` the decision that an `undo` took back.
 */
export const replyDecisions = pgTable(
  "reply_decisions",
  {
    organizationId: organizationColumn(),
    id: uuid("id").notNull(),
    replyId: uuid("reply_id").notNull(),
    kind: text("kind", { enum: REPLY_DECISIONS }).notNull(),
    decidedBy: uuid("decided_by").notNull(),
    at: instant("at").notNull().default(now),
    note: text("note"),
    before: jsonb("before").$type<ReplyStanding>().notNull(),
    after: jsonb("after").$type<ReplyStanding>().notNull(),
    eventIds: uuid("event_ids").array().notNull(),
    undoes: uuid("undoes"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("reply_decisions_reply").on(t.organizationId, t.replyId, t.at),
    foreignKey({
      columns: [t.organizationId, t.replyId],
      foreignColumns: [replies.organizationId, replies.id],
    }),
    organizationWall("reply_decisions"),
  ],
).enableRLS()
