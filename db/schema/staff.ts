import { sql } from "drizzle-orm"
import { boolean, foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core"
import { instant, now, organizationColumn, organizationWall, systemDoor } from "../columns"
import { ROLES } from "../enums"
import { organizations } from "./organizations"

/** BioT's organization users and caregivers, by BioT's ids, whether or not they ever signed in. */
export const staff = pgTable(
  "staff",
  {
    organizationId: organizationColumn().references(() => organizations.id),
    id: uuid("id").notNull(),
    kind: text("kind", { enum: ["caregiver", "organization-user"] }).notNull(),
    templateName: text("template_name"),
    role: text("role", { enum: ROLES }),
    firstName: text("first_name"),
    lastName: text("last_name"),
    phone: text("phone"),
    phoneSince: instant("phone_since").notNull().default(now),
    additionalPhone: text("additional_phone"),
    isEnabled: boolean("is_enabled").notNull().default(true),
    deletedAt: instant("deleted_at"),
    syncedAt: instant("synced_at").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("staff_phone").on(t.organizationId, t.phone),
    index("staff_additional_phone").on(t.organizationId, t.additionalPhone),
    organizationWall("staff"),
    systemDoor("staff"),
  ],
).enableRLS()

/**
 * A signed-in browser; ended here, it ends on the next request. At `biotRenewAt` its session at
 * BioT is renewed, shortly before that one expires, or, once ended here, ended there too.
 */
export const sessions = pgTable(
  "sessions",
  {
    organizationId: organizationColumn(),
    id: uuid("id").notNull(),
    staffId: uuid("staff_id").notNull(),
    startedAt: instant("started_at").notNull().default(now),
    seenAt: instant("seen_at").notNull().default(now),
    endedAt: instant("ended_at"),
    refreshTokenSealed: text("refresh_token_sealed"),
    biotRenewAt: instant("biot_renew_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("sessions_renew").on(t.biotRenewAt).where(sql`ended_at is null`),
    foreignKey({
      columns: [t.organizationId, t.staffId],
      foreignColumns: [staff.organizationId, staff.id],
    }),
    organizationWall("sessions"),
    systemDoor("sessions"),
  ],
).enableRLS()
