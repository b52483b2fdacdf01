import { index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core"
import { instant, now, organizationColumn, organizationWall } from "../columns"
import { organizations } from "./organizations"

/**
 * One text that a person sent to many. Its messages are queued in the same transaction, not before
 * `releaseAt`: until then it can be undone, afterwards stopped, and either cancels what still waits.
 */
export const batches = pgTable(
  "batches",
  {
    organizationId: organizationColumn().references(() => organizations.id),
    id: uuid("id").notNull(),
    idempotencyKey: text("idempotency_key").notNull(),
    body: text("body").notNull(),
    templateId: uuid("template_id"),
    templateVersion: integer("template_version"),
    going: integer("going").notNull(),
    skipped: integer("skipped").notNull(),
    createdBy: uuid("created_by").notNull(),
    createdAt: instant("created_at").notNull().default(now),
    releaseAt: instant("release_at").notNull(),
    stoppedBy: uuid("stopped_by"),
    stoppedAt: instant("stopped_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique("batches_idempotency").on(t.organizationId, t.idempotencyKey),
    index("batches_created").on(t.organizationId, t.createdAt.desc().nullsFirst()),
    organizationWall("batches"),
  ],
).enableRLS()
