import { date, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { instant, now, systemDoor } from "../columns"
import { PLUGIN_ENDPOINTS } from "../enums"

/** BioT's calls, counted by day (UTC) and by what became of them; nothing else of a refused one. */
export const pluginTallies = pgTable(
  "plugin_tallies",
  {
    day: date("day", { mode: "string" }).notNull(),
    endpoint: text("endpoint", { enum: PLUGIN_ENDPOINTS }).notNull(),
    outcome: text("outcome").notNull(),
    calls: integer("calls").notNull(),
    lastAt: instant("last_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.endpoint, t.outcome] }), systemDoor("plugin_tallies")],
).enableRLS()

/** Each key that BioT signed with, by the SHA-256 of its SPKI: its age and the rotations. */
export const biotKeys = pgTable(
  "biot_keys",
  {
    fingerprint: text("fingerprint").primaryKey(),
    firstSeenAt: instant("first_seen_at").notNull().default(now),
    lastSeenAt: instant("last_seen_at").notNull().default(now),
  },
  () => [systemDoor("biot_keys")],
).enableRLS()
