import { index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core"
import { instant, now, organizationColumn, organizationWall } from "../columns"
import { organizations } from "./organizations"

/** Who did what, in the same transaction as the change. Ids and codes only, never a text. */
export const audit = pgTable(
  "audit",
  {
    organizationId: organizationColumn().references(() => organizations.id),
    id: uuid("id").notNull(),
    at: instant("at").notNull().default(now),
    actorKind: text("actor_kind", { enum: ["staff", "plugin", "system", "api"] }).notNull(),
    actorId: text("actor_id").notNull(),
    verb: text("verb").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    patientId: uuid("patient_id"),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
    traceId: text("trace_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("audit_patient").on(t.organizationId, t.patientId, t.at.desc().nullsFirst()),
    index("audit_time").on(t.organizationId, t.at.desc().nullsFirst()),
    organizationWall("audit"),
  ],
).enableRLS()
