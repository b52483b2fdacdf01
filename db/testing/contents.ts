import type pg from "pg"

const statements = new WeakMap<pg.Pool, string>()

/** Counts of calls turned away, and when BioT's keys were seen: what even a forgery may move. */
const MOVED_BY_ANY_CALL = ["plugin_tallies", "biot_keys"]

/**
 * A digest of every row of every table of the portal but the tallies, by table. Two that are equal
 * say that nothing was written in between, wherever it might have been.
 */
export async function contentsOf(pool: pg.Pool): Promise<Record<string, string>> {
  const statement = statements.get(pool) ?? (await statementOf(pool))
  statements.set(pool, statement)
  const { rows } = await pool.query<{ name: string; digest: string }>(statement)
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]))
}

async function statementOf(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
        AND tablename <> ALL($1) ORDER BY 1`,
    [MOVED_BY_ANY_CALL],
  )
  const digests = rows.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*) || ':' ||
              coalesce(sum(hashtextextended(t::text, 0)), 0) AS digest FROM ${name} t`,
  )
  return digests.join(" UNION ALL ")
}
