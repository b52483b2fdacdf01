import { sql } from "drizzle-orm"
import { integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import { instant, organizationColumn, organizationWall } from "../columns"
import { organizations } from "./organizations"

/**
 * The local numbers that patients answer to. One of a country is entered by an admin, for BioT has
 * no API that tells it; the others were learnt from `destinationNumber` of replies.
 */
export const staticNumbers = pgTable(
  "static_numbers",
  {
    organizationId: organizationColumn().references(() => organizations.id),
    country: text("country").notNull(),
    phone: text("phone").notNull(),
    enteredAt: instant("entered_at"),
    enteredBy: uuid("entered_by"),
    firstSeenAt: instant("first_seen_at"),
    lastSeenAt: instant("last_seen_at"),
    replies: integer("replies").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.country, t.phone] }),
    uniqueIndex("static_numbers_entered")
      .on(t.organizationId, t.country)
      .where(sql`entered_at is not null`),
    organizationWall("static_numbers"),
  ],
).enableRLS()
