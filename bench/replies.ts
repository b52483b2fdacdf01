import { loadavg } from "node:os"
import { arrange, type Reminder } from "./arrange"
import { median, rounded } from "./figures"
import { fire, type LoadResult, type Shot } from "./load"
import { pluginCall } from "./plugin-call"
import type { Product } from "./product"
import type { Part } from "./report"

const ROUNDS = 5
const CALLS = Number(process.env.BENCH_CALLS ?? 200)
const WARM_UP = CALLS
const CONNECTIONS = 16
const DOSES_90_DAYS = 180
const STEP_MINUTES = 720
const WINDOW_MINUTES = 360
const headers = { "content-type": "application/json" }

export type Measured = {
  floor: LoadResult[]
  whole: LoadResult[]
  refused: number
  doses: { expected: number; stored: number }
}

/** The whole pipeline of a plugin call against a route that only keeps the call. */
export async function measureReplies(product: Product): Promise<Part> {
  return report(await measureRounds(product, "replies"))
}

/** Both by turns, each call of a patient of its own; `name` is that of their plan. */
export async function measureRounds(product: Product, name: string): Promise<Measured> {
  const reminders = await arrange(product.owner, product.organizationId, {
    name,
    patients: WARM_UP + ROUNDS * CALLS,
    doses: DOSES_90_DAYS,
    stepMinutes: STEP_MINUTES,
    open: 1,
    windowMinutes: WINDOW_MINUTES,
  })
  const shots = (from: number, count: number) =>
    reminders.slice(from, from + count).map((to) => shotOf(product, to))
  const floorUrl = `${product.floor}/insert`
  const warm = shots(0, WARM_UP)
  await fire(floorUrl, warm, CONNECTIONS)
  const first = await fire(product.plugin, warm, CONNECTIONS)
  const floor: LoadResult[] = []
  const whole: LoadResult[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const calls = shots(WARM_UP + round * CALLS, CALLS)
    floor.push(await fire(floorUrl, calls, CONNECTIONS))
    whole.push(await fire(product.plugin, calls, CONNECTIONS))
  }
  const stored = await countApplied(product, reminders)
  const doses = { expected: reminders.length, stored }
  return { floor, whole, refused: refusals([first, ...floor, ...whole]), doses }
}

function shotOf(product: Product, to: Reminder): Shot {
  return { body: pluginCall(product, to, "1"), headers }
}

/** A call may be answered 200 and yet wait in Review; here each must have become its dose. */
async function countApplied(product: Product, reminders: readonly Reminder[]): Promise<number> {
  const { rows } = await product.owner.query<{ count: number }>(
    `select count(*)::int as count from doses d join dose_events e on e.dose_id = d.id
      where d.id = any($1) and d.state = 'taken_on_time' and e.kind = 'taken'`,
    [reminders.map(({ doseId }) => doseId)],
  )
  return rows[0]?.count ?? 0
}

function refusals(results: readonly LoadResult[]): number {
  return results.flatMap(({ refused }) => Object.values(refused)).reduce((a, b) => a + b, 0)
}

/** By rounds, so that what else the machine does weighs on both sides of a ratio. */
export function ratioOf({ floor, whole }: Measured, of: (result: LoadResult) => number): number {
  return median(whole.map((result, n) => of(result) / of(floor[n] ?? result)))
}

export const HEAD = ["", "per second", "p50 ms", "p99 ms"]

export function rowOf(name: string, results: readonly LoadResult[]): (string | number)[] {
  return [
    name,
    rounded(median(results.map((r) => r.perSecond)), 0),
    rounded(median(results.map((r) => r.p50Ms)), 1),
    rounded(median(results.map((r) => r.p99Ms)), 1),
  ]
}

export function failuresOf({ refused, doses }: Measured): string[] {
  const failures: string[] = []
  if (refused > 0) failures.push(`${refused} plugin calls were refused.`)
  if (doses.stored !== doses.expected) {
    failures.push(`${doses.stored} of ${doses.expected} replies became their dose.`)
  }
  return failures
}

function report(measured: Measured): Part {
  const throughput = ratioOf(measured, (r) => r.perSecond)
  const p99 = ratioOf(measured, (r) => r.p99Ms)
  return {
    title: `Plugin call at ${CONNECTIONS} connections, ${ROUNDS} rounds of ${CALLS}`,
    head: HEAD,
    rows: [rowOf("route with one INSERT", measured.floor), rowOf("whole pipeline", measured.whole)],
    ratios: [
      { name: "throughput, pipeline / INSERT", value: rounded(throughput), goal: "≥ 0.75" },
      { name: "p99, pipeline / INSERT", value: rounded(p99), goal: "≤ 1.5" },
      { name: "refused", value: measured.refused, goal: "0" },
    ],
    failures: failuresOf(measured),
    raw: { ...measured, load: loadavg() },
  }
}
