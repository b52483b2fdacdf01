import { sql } from "drizzle-orm"
import { customType, pgPolicy, pgRole, uuid } from "drizzle-orm/pg-core"
import type { Instant } from "@/lib/time"

/** The role that pages, actions and handlers run as: owns nothing, cannot bypass row security. */
export const appRole = pgRole("doseline_app").existing()
/** The role of the few acts that must look across organizations before they know one. */
export const systemRole = pgRole("doseline_system").existing()

/** `timestamptz` as epoch milliseconds; every session runs in UTC, so Postgres answers in `+00`. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => "timestamp (3) with time zone",
  toDriver: (value) => new Date(value).toISOString(),
  fromDriver: (raw) => parseInstant(raw),
})

/** Reads Postgres' text form of a `timestamptz` in UTC, `2026-11-03 08:00:00.123+00`. */
export function parseInstant(raw: string): Instant {
  const at = Date.parse(raw.replace(" ", "T").replace(/\+00(:00)?$/, "Z"))
  if (Number.isNaN(at)) throw new Error("A timestamp from Postgres was not in UTC.")
  return at
}

export const now = sql`now()`
export const organizationColumn = () => uuid("organization_id").notNull()

const current = sql`nullif(current_setting('app.organization_id', true), '')::uuid`

/** Rows belong to the organization that the unit of work has set; unset means no rows. */
export const organizationWall = (name: string) =>
  pgPolicy(`${name}_organization`, {
    for: "all",
    to: appRole,
    using: sql`organization_id = ${current}`,
    withCheck: sql`organization_id = ${current}`,
  })

export const ownRowWall = (name: string) =>
  pgPolicy(`${name}_organization`, {
    for: "all",
    to: appRole,
    using: sql`id = ${current}`,
    withCheck: sql`id = ${current}`,
  })

/** Opens a table to the system role, whose column grants in the migrations keep it narrow. */
export const systemDoor = (name: string) =>
  pgPolicy(`${name}_system`, { for: "all", to: systemRole, using: sql`true`, withCheck: sql`true` })
