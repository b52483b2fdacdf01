import { boolean, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core"
import { instant, now, ownRowWall, systemDoor } from "../columns"

/** BioT's organizations, by BioT's ids; `settings` is ours and survives every pull. */
export const organizations = pgTable(
  "organizations",
  {
    id: uuid("id").primaryKey(),
    name: text("name").notNull(),
    timeZone: text("time_zone").notNull(),
    isActive: boolean("is_active").notNull().default(true),
    settings: jsonb("settings").notNull().default({}),
    syncedAt: instant("synced_at").notNull().default(now),
  },
  () => [ownRowWall("organizations"), systemDoor("organizations")],
).enableRLS()
