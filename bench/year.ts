import { loadavg } from "node:os"
import { openDatabase, replaceDatabase } from "@/db/client"
import { renewAllSummaries } from "@/lib/jobs/renew-summaries"
import { median, rounded } from "./figures"
import { FILLED, fill } from "./fill"
import { fire, type LoadResult, type Shot } from "./load"
import type { Product } from "./product"
import type { Part } from "./report"

/** A year of each: one in a hundred takes something twice a day, the others once a week. */
const PATIENTS = Number(process.env.BENCH_YEAR ?? 100_000)
const DAILY = Math.ceil(PATIENTS / 100)
const DAYS = 365
const WEEK_DAYS = 7
const FEW = 100
const ROUNDS = 5
const CALLS = Number(process.env.BENCH_CALLS ?? 100)
const CONNECTIONS = 4

type Pair = { name: string; ours: Target; floor: Target; goal: string }
type Target = { url: string; shot: Shot }
type Measured = Pair & { oursBy: LoadResult[]; floorBy: LoadResult[] }

/** The first page of the list with a hundred patients, then all with a hundred thousand. */
export async function measureYear(product: Product): Promise<Part> {
  const db = openDatabase(process.env.DATABASE_URL ?? "", () => {})
  replaceDatabase(db)
  try {
    await prepareFloor(product)
    const { owner, organizationId } = product
    const yearly = { days: DAYS, daysAsked: DAYS }
    await fill(owner, organizationId, [
      { ...yearly, name: "Few", patients: FEW, dosesADay: 2, days: 90, daysAsked: 90 },
    ])
    await renewAllSummaries(Date.now())
    const few = await rounds(listTargets(product))
    const filled = await fill(owner, organizationId, [
      { ...yearly, name: "Metformin", patients: DAILY, dosesADay: 2 },
      {
        ...{ ...yearly, name: "Methotrexate", everyDays: WEEK_DAYS },
        ...{ patients: PATIENTS - DAILY, dosesADay: 1 },
      },
    ])
    const renewedAt = performance.now()
    await renewAllSummaries(Date.now())
    const renewSeconds = (performance.now() - renewedAt) / 1_000
    for (const table of [...FILLED, "patient_summaries"]) await owner.query(`analyze ${table}`)
    await product.signInAgain()
    const pairs: Measured[] = []
    for (const pair of await pairsOf(product)) {
      const floorBy: LoadResult[] = []
      const oursBy: LoadResult[] = []
      await round(pair)
      for (let n = 0; n < ROUNDS; n += 1) {
        const { floor, ours } = await round(pair)
        floorBy.push(floor)
        oursBy.push(ours)
      }
      pairs.push({ ...pair, floorBy, oursBy })
    }
    const many = await rounds(listTargets(product))
    return report({ few, many, pairs, filled, renewSeconds })
  } finally {
    await db.$client.end()
  }
}

async function prepareFloor({ owner }: Product): Promise<void> {
  await owner.query(`
    create table bench.people as
      select gen_random_uuid() as id, 'First' || n as first_name, 'Last' || n as last_name,
             '+1555' || lpad(n::text, 7, '0') as phone, 'en-us' as locale
        from generate_series(1, 50) n;
    grant select on bench.people to doseline_app`)
}

const get = (product: Product, path: string): Target => ({
  url: product.portal + path,
  shot: { headers: { cookie: `${product.cookie.name}=${product.cookie.value}` } },
})

type ListResults<Result> = Record<"page" | "rows" | "floor", Result>

/** The floor goes along: a machine that has just filled a hundred thousand is not the one before. */
function listTargets(product: Product): ListResults<Target> {
  const floor = { url: `${product.floor}/rows`, shot: {} }
  const page = get(product, "/patients")
  const { url, shot } = get(product, "/api/patients")
  const headers = { ...shot.headers, "content-type": "application/json", origin: product.portal }
  const body = JSON.stringify({ sort: "need", filter: "all", q: "", cursor: null })
  return { page, rows: { url, shot: { headers, body } }, floor }
}

async function pairsOf(product: Product): Promise<Pair[]> {
  const { rows } = await product.owner.query<{ id: string }>(
    `select id from patients where last_name like 'Metformin %' order by id limit 1`,
  )
  const id = rows[0]?.id
  const plain = (path: string): Target => ({ url: product.floor + path, shot: {} })
  return [
    {
      name: "patient's page / page of 360 elements",
      ours: get(product, `/patients/${id}`),
      floor: plain("/cells"),
      goal: "≥ 2",
    },
    {
      name: "patient's timeline of a year / route with the same two SELECTs",
      ours: get(product, `/api/patients/${id}/doses?days=365`),
      floor: plain(`/timeline?organization=${product.organizationId}&patient=${id}`),
      goal: "≥ 0.9",
    },
    {
      name: "patients list / page of 50 stored rows",
      ours: get(product, "/patients"),
      floor: plain("/rows"),
      goal: "≥ 1",
    },
  ]
}

const times = ({ shot }: Target) => Array.from({ length: CALLS }, () => shot)

async function round({ floor, ours }: Pick<Pair, "floor" | "ours">) {
  return {
    floor: await fire(floor.url, times(floor), CONNECTIONS),
    ours: await fire(ours.url, times(ours), CONNECTIONS),
  }
}

async function rounds(targets: ListResults<Target>) {
  const results: ListResults<LoadResult[]> = { page: [], rows: [], floor: [] }
  for (let n = -1; n < ROUNDS; n += 1) {
    for (const name of ["floor", "page", "rows"] as const) {
      const target = targets[name]
      const result = await fire(target.url, times(target), CONNECTIONS)
      if (n >= 0) results[name].push(result)
    }
  }
  return results
}

type Found = {
  few: Awaited<ReturnType<typeof rounds>>
  many: Awaited<ReturnType<typeof rounds>>
  pairs: Measured[]
  filled: Awaited<ReturnType<typeof fill>>
  renewSeconds: number
}

function report({ few, many, pairs, filled, renewSeconds }: Found): Part {
  const rate = (by: readonly LoadResult[]) => median(by.map(({ perSecond }) => perSecond))
  const p50 = (by: readonly LoadResult[]) => median(by.map(({ p50Ms }) => p50Ms))
  const line = (name: string, by: readonly LoadResult[]) => [
    ...[name, rounded(rate(by), 0), rounded(p50(by), 1)],
  ]
  /** Of the first page with all to that with a few, each in terms of the floor beside it. */
  const slower = (name: "page" | "rows") =>
    rounded(p50(many[name]) / p50(many.floor) / (p50(few[name]) / p50(few.floor)))
  const refused = [...Object.values(few), ...Object.values(many)]
    .concat(pairs.flatMap(({ oursBy, floorBy }) => [oursBy, floorBy]))
    .flat()
    .flatMap((result) => Object.entries(result.refused))
  const put = Object.values(filled.rows).reduce((sum, n) => sum + n, 0)
  return {
    title: `${PATIENTS} patients and a year of ${filled.rows.doses} doses`,
    head: ["", "per second", "p50 ms"],
    rows: [
      line(`page of 50 stored rows, beside ${FEW} patients`, few.floor),
      line("page of 50 stored rows, beside all", many.floor),
      line(`list's page, ${FEW} patients`, few.page),
      line("list's page, all", many.page),
      line(`list's rows, ${FEW} patients`, few.rows),
      line("list's rows, all", many.rows),
      ...pairs.flatMap(({ name, oursBy, floorBy }) => [
        line(name.split(" / ")[1] ?? name, floorBy),
        line(name.split(" / ")[0] ?? name, oursBy),
      ]),
    ],
    ratios: [
      {
        name: "list's first page, all / a hundred patients, p50 beside the floor's",
        value: slower("page"),
        goal: "≤ 1.5",
      },
      {
        name: "list's rows, all / a hundred patients, p50 beside the floor's",
        value: slower("rows"),
        goal: "≤ 1.5",
      },
      ...pairs.map(({ name, goal, oursBy, floorBy }) => ({
        name: `${name}, per second`,
        value: rounded(median(oursBy.map((r, n) => r.perSecond / (floorBy[n]?.perSecond ?? 1)))),
        goal,
      })),
      { name: "rows filled in per second", value: rounded(put / filled.seconds, 0), goal: null },
      { name: "seconds to fill", value: rounded(filled.seconds, 0), goal: null },
      { name: "seconds to renew all summaries", value: rounded(renewSeconds, 0), goal: null },
    ],
    failures: refused.length > 0 ? [`Answers that were not 200: ${JSON.stringify(refused)}.`] : [],
    raw: { few, many, pairs, filled, renewSeconds, load: loadavg() },
  }
}
