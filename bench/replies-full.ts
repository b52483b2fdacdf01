import { loadavg } from "node:os"
import { rounded } from "./figures"
import { FILLED, fill } from "./fill"
import type { Product } from "./product"
import { failuresOf, HEAD, type Measured, measureRounds, ratioOf, rowOf } from "./replies"
import type { Part } from "./report"

/** With 250 days of two doses, 50 of them asked about: 5,000,000 doses and 1,000,000 messages. */
const PATIENTS = Number(process.env.BENCH_FILLED ?? 10_000)
const DAYS = 250
const DOSES_A_DAY = 2
const DAYS_ASKED = 50

/** The plugin call's speed before and after a clinic's past is in place, in the same run. */
export async function measureFull(product: Product): Promise<Part> {
  const empty = await measureRounds(product, "replies-empty")
  const filled = await fill(product.owner, product.organizationId, [
    {
      name: "Metformin",
      patients: PATIENTS,
      days: DAYS,
      dosesADay: DOSES_A_DAY,
      daysAsked: DAYS_ASKED,
    },
  ])
  const before = await readWhole(product)
  const full = await measureRounds(product, "replies-full")
  const after = await readWhole(product)
  const read = FILLED.map((table) => ({
    table,
    perCall: ((after.get(table) ?? 0) - (before.get(table) ?? 0)) / full.doses.expected,
  }))
  return report({ empty, full, filled, read })
}

/**
 * How many rows of each table were read by going through it from end to end, by whomever: counting
 * the numbers to which replies come reads `replies` so, a fiftieth of the time at most.
 */
async function readWhole({ owner }: Product): Promise<Map<string, number>> {
  const { rows } = await owner.query<{ name: string; n: number }>(
    `select relname as name, seq_tup_read::float8 as n from pg_stat_user_tables
      where schemaname = 'public'`,
  )
  return new Map(rows.map(({ name, n }) => [name, n]))
}

type Found = {
  empty: Measured
  full: Measured
  filled: Awaited<ReturnType<typeof fill>>
  read: { table: string; perCall: number }[]
}

function report({ empty, full, filled, read }: Found): Part {
  const slower = (of: Parameters<typeof ratioOf>[1]) => ratioOf(full, of) / ratioOf(empty, of)
  const put = Object.values(filled.rows).reduce((sum, n) => sum + n, 0)
  const { doses, messages } = filled.rows
  return {
    title: `Plugin call with ${doses} doses and ${messages} messages in place`,
    head: HEAD,
    rows: [
      rowOf("route with one INSERT, empty tables", empty.floor),
      rowOf("whole pipeline, empty tables", empty.whole),
      rowOf("route with one INSERT, full tables", full.floor),
      rowOf("whole pipeline, full tables", full.whole),
    ],
    ratios: [
      {
        name: "times slower when full, beside the INSERT",
        value: rounded(1 / slower((r) => r.perSecond)),
        goal: "≤ 1.3",
      },
      {
        name: "p99 when full / when empty, beside the INSERT",
        value: rounded(slower((r) => r.p99Ms)),
        goal: "≤ 1.3",
      },
      { name: "rows filled in per second", value: rounded(put / filled.seconds, 0), goal: null },
      { name: "seconds to fill", value: rounded(filled.seconds, 1), goal: null },
      ...read
        .filter(({ perCall }) => perCall > 0)
        .map(({ table, perCall }) => ({
          name: `rows of ${table} read from end to end, for each call`,
          value: rounded(perCall, 0),
          goal: null,
        })),
    ],
    failures: [empty, full].flatMap(failuresOf),
    raw: { empty, full, filled, read, load: loadavg() },
  }
}
