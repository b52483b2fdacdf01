import { arrange, type Reminder } from "./arrange"
import { median, rounded } from "./figures"
import { fire, type LoadResult, type Shot } from "./load"
import { pluginCall } from "./plugin-call"
import type { Product } from "./product"
import type { Part } from "./report"

const ROUNDS = 5
const CALLS = 200
const WARM_UP = 200
const CONNECTIONS = 16
const DOSES_90_DAYS = 180
const STEP_MINUTES = 720
const WINDOW_MINUTES = 360
const headers = { "content-type": "application/json" }

/** The whole pipeline of a plugin call against a route that only keeps the call. */
export async function measureReplies(product: Product): Promise<Part> {
  const reminders = await arrange(product.owner, product.organizationId, {
    name: "replies",
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
  const whole: LoadResult[] = [first]
  for (let round = 0; round < ROUNDS; round += 1) {
    const calls = shots(WARM_UP + round * CALLS, CALLS)
    floor.push(await fire(floorUrl, calls, CONNECTIONS))
    whole.push(await fire(product.plugin, calls, CONNECTIONS))
  }
  const stored = await countApplied(product, reminders)
  return report(floor, whole.slice(1), refusals([...floor, ...whole]), {
    expected: reminders.length,
    stored,
  })
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

function report(
  floor: readonly LoadResult[],
  whole: readonly LoadResult[],
  refused: number,
  doses: { expected: number; stored: number },
): Part {
  const ratio = (of: (result: LoadResult) => number) =>
    median(whole.map((result, n) => of(result) / of(floor[n] ?? result)))
  const row = (name: string, results: readonly LoadResult[]) => [
    name,
    rounded(median(results.map((r) => r.perSecond)), 0),
    rounded(median(results.map((r) => r.p50Ms)), 1),
    rounded(median(results.map((r) => r.p99Ms)), 1),
  ]
  const throughput = ratio((r) => r.perSecond)
  const p99 = ratio((r) => r.p99Ms)
  const failures: string[] = []
  if (refused > 0) failures.push(`${refused} plugin calls were refused.`)
  if (doses.stored !== doses.expected) {
    failures.push(`${doses.stored} of ${doses.expected} replies became their dose.`)
  }
  return {
    title: `Plugin call at ${CONNECTIONS} connections, ${ROUNDS} rounds of ${CALLS}`,
    head: ["", "per second", "p50 ms", "p99 ms"],
    rows: [row("route with one INSERT", floor), row("whole pipeline", whole)],
    ratios: [
      { name: "throughput, pipeline / INSERT", value: rounded(throughput), goal: "≥ 0.75" },
      { name: "p99, pipeline / INSERT", value: rounded(p99), goal: "≤ 1.5" },
      { name: "refused", value: refused, goal: "0" },
    ],
    failures,
    raw: { floor, whole, doses },
  }
}
