import { date, foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core"
import { instant, now, organizationColumn, organizationWall } from "../columns"
import { EXCUSE_KINDS } from "../enums"
import { patients } from "./patients"

/**
 * Days, in the patient's calendar and both included, whose doses are left out of the figures and not
 * reminded: of one regimen (a pause) or of all. `toDate` null is open-ended; ending it early sets it.
 */
export const excusedPeriods = pgTable(
  "excused_periods",
  {
    organizationId: organizationColumn(),
    id: uuid("id").notNull(),
    patientId: uuid("patient_id").notNull(),
    regimenId: uuid("regimen_id"),
    kind: text("kind", { enum: EXCUSE_KINDS }).notNull(),
    reason: text("reason").notNull(),
    fromDate: date("from_date", { mode: "string" }).notNull(),
    toDate: date("to_date", { mode: "string" }),
    createdBy: uuid("created_by").notNull(),
    createdAt: instant("created_at").notNull().default(now),
    endedBy: uuid("ended_by"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("excused_periods_patient").on(t.organizationId, t.patientId, t.fromDate),
    foreignKey({
      columns: [t.organizationId, t.patientId],
      foreignColumns: [patients.organizationId, patients.id],
    }),
    organizationWall("excused_periods"),
  ],
).enableRLS()
