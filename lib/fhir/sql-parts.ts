import { type SQL, sql } from "drizzle-orm"
import { instantText } from "./r4"
import type { Search } from "./search"

/** Every condition that there is; without one, nothing is wanted. */
export function both(...conditions: (SQL | null)[]): SQL {
  const given = conditions.filter((each) => each !== null)
  return given.length > 0 ? sql.join(given, sql` and `) : sql`false`
}

/** Whether `column` lies in the range that was asked for; null if none was. */
export function within(column: SQL, dates: Search["dates"]): SQL | null {
  if (!dates) return null
  const from = dates.from === null ? sql`true` : sql`${column} >= ${instantText(dates.from)}`
  const to = dates.to === null ? sql`true` : sql`${column} < ${instantText(dates.to)}`
  return sql`(${from} and ${to})`
}
