import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import type pg from "pg"
import { openDatabase, replaceDatabase } from "@/db/client"
import { mintSystemContext } from "@/lib/auth/context"
import { syncOrganization } from "@/lib/directory/sync"
import { env } from "@/lib/env"
import { newId } from "@/lib/id"
import type { Product } from "./product"
import type { Part } from "./report"

const PATIENTS = Number(process.env.BENCH_PATIENTS ?? 100_000)
/** Loads the code and fills the pools, so that neither is taken for growth. */
const WARM_UP = 2_000
const PAGE = 100
const SAMPLE_MS = 50
const MIB = 1024 ** 2
/** A pull that held everybody would need several times this much for 100,000 people. */
const MOST_GROWTH_MIB = 200

/** What `lib/env` demands of a portal; the stub takes any secret. */
const ENVIRONMENT = {
  BIOT_BASE_URL: "http://127.0.0.1:1",
  BIOT_SERVICE_USER_ID: "bench",
  BIOT_SERVICE_USER_SECRET_KEY: "bench",
  PUBLIC_URL: "http://127.0.0.1:1",
  NEXTAUTH_SECRET: "only-for-measuring-nobody-signs-in-here",
}

/** A complete pull of one organization over loopback, beside the plain INSERT of the same rows. */
export async function measureDirectory(product: Product): Promise<Part> {
  Object.assign(process.env, { ...ENVIRONMENT, LOG_LEVEL: "error" })
  const db = openDatabase(process.env.DATABASE_URL ?? "", () => {})
  replaceDatabase(db)
  try {
    await pull(product.owner, WARM_UP)
    const floor = await insertPlainly(product.owner, PATIENTS)
    const first = await pull(product.owner, PATIENTS)
    const again = await pull(product.owner, PATIENTS, first.organizationId)
    return report({ floor, first, again })
  } finally {
    await db.$client.end()
  }
}

type Measured = { organizationId: string; seconds: number; growthMib: number; stored: number }

function report(of: { floor: Measured; first: Measured; again: Measured }): Part {
  const rate = ({ seconds }: Measured) => Math.round(PATIENTS / seconds)
  const line = (name: string, each: Measured) => [
    ...[name, rate(each), each.seconds.toFixed(1), Math.round(each.growthMib)],
  ]
  const { floor, first, again } = of
  const ratio = (each: Measured) => Number((floor.seconds / each.seconds).toFixed(2))
  const failures = [first, again]
    .filter(({ stored }) => stored !== PATIENTS)
    .map(({ stored }) => `${stored} of ${PATIENTS} patients were stored.`)
  if (first.growthMib > MOST_GROWTH_MIB) {
    failures.push(`Memory grew by ${Math.round(first.growthMib)} MiB.`)
  }
  return {
    title: `A complete pull of ${PATIENTS} patients`,
    head: ["", "rows/s", "seconds", "peak RSS growth, MiB"],
    rows: [
      line("plain INSERT, 100 rows a statement", floor),
      line("pull, everybody new", first),
      line("pull, nobody changed", again),
    ],
    ratios: [
      { name: "pull of new patients / plain INSERT", value: ratio(first), goal: null },
      { name: "pull without changes / plain INSERT", value: ratio(again), goal: null },
    ],
    failures,
    raw: of,
  }
}

async function pull(owner: pg.Pool, count: number, known?: string): Promise<Measured> {
  const organizationId = known ?? (await addOrganization(owner))
  const { child, url } = await startStub(organizationId, count)
  // `env()` is read once for all, so it is changed where it is kept.
  Object.assign(env(), { BIOT_BASE_URL: url })
  try {
    const ctx = mintSystemContext(organizationId, "bench", newId())
    const measured = await measure(() =>
      syncOrganization(ctx, { now: Date.now(), kind: "complete" }),
    )
    return { organizationId, ...measured, stored: await storedOf(owner, organizationId) }
  } finally {
    child.kill()
  }
}

/** The same rows into the same table, past the walls, and nothing else. */
async function insertPlainly(owner: pg.Pool, count: number): Promise<Measured> {
  const organizationId = await addOrganization(owner)
  const measured = await measure(async () => {
    for (let from = 0; from < count; from += PAGE) {
      const rows = Array.from({ length: Math.min(PAGE, count - from) }, (_, n) => ({
        ...{ id: newId(), first_name: "Bench", last_name: `Patient ${from + n}` },
        ...{ phone: `+1778${String(from + n).padStart(7, "0")}`, locale: "en-US" },
      }))
      await owner.query(INSERT, [organizationId, JSON.stringify(rows)])
    }
  })
  return { organizationId, ...measured, stored: await storedOf(owner, organizationId) }
}

const INSERT = `
  insert into patients (organization_id, id, first_name, last_name, phone, locale)
  select $1, id, first_name, last_name, phone, locale
    from jsonb_to_recordset($2::jsonb) as p (id uuid, first_name text, last_name text, phone text,
      locale text)`

async function measure(work: () => Promise<unknown>) {
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let peak = before
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, SAMPLE_MS)
  const startedAt = performance.now()
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
  const seconds = (performance.now() - startedAt) / 1_000
  return { seconds, growthMib: (peak - before) / MIB }
}

/** Inactive, so that the product's own worker leaves it alone. */
async function addOrganization(owner: pg.Pool): Promise<string> {
  const id = newId()
  await owner.query(
    "insert into organizations (id, name, time_zone, is_active) values ($1, 'Bench', 'UTC', false)",
    [id],
  )
  return id
}

async function storedOf(owner: pg.Pool, organizationId: string): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(
    "select count(*)::int as n from patients where organization_id = $1 and deleted_at is null",
    [organizationId],
  )
  return rows[0]?.n ?? 0
}

async function startStub(organizationId: string, count: number) {
  const path = fileURLToPath(new URL("directory-stub.ts", import.meta.url))
  const args = ["--import", "tsx", path, organizationId, String(count)]
  const child: ChildProcess = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  })
  if (!child.stdout) throw new Error("The stub has no output.")
  const [port] = await once(createInterface(child.stdout), "line")
  return { child, url: `http://127.0.0.1:${port}` }
}
