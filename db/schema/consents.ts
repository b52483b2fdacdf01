import { boolean, foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core"
import { instant, now, organizationColumn, organizationWall } from "../columns"
import { CONSENT_KINDS, CONSENT_MEANS } from "../enums"
import { patients } from "./patients"

/**
 * What patients agreed to, or took back, as it was recorded; the newest by `at` counts. Append-only.
 * `wording` is the text that they agreed to; `outsideHours` also covers doses in the quiet hours.
 */
export const consents = pgTable(
  "consents",
  {
    organizationId: organizationColumn(),
    id: uuid("id").notNull(),
    patientId: uuid("patient_id").notNull(),
    kind: text("kind", { enum: CONSENT_KINDS }).notNull(),
    means: text("means", { enum: CONSENT_MEANS }).notNull(),
    outsideHours: boolean("outside_hours").notNull().default(false),
    wording: text("wording").notNull(),
    at: instant("at").notNull(),
    recordedBy: uuid("recorded_by"),
    replyId: uuid("reply_id"),
    recordedAt: instant("recorded_at").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("consents_patient").on(t.organizationId, t.patientId, t.at.desc().nullsFirst()),
    foreignKey({
      columns: [t.organizationId, t.patientId],
      foreignColumns: [patients.organizationId, patients.id],
    }),
    organizationWall("consents"),
  ],
).enableRLS()
