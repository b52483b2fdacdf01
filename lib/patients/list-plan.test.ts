import { type SQL, sql } from "drizzle-orm"
import { beforeAll, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { fixtures } from "@/db/testing/fixtures"
import { mintStaffContext, type StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { wantedOf } from "./list-filter"
import { encodeCursor } from "./list-order"
import { EVERYBODY, PATIENT_SORTS, type PatientSort } from "./listing"
import { COUNTED, countStatement, PAGE_SIZE, patientsPage, statementOf } from "./queries"
import { patientsPageSchema } from "./schema"

const PATIENTS = 6_000
const now = Date.UTC(2026, 10, 3, 12)

const test = testDatabase()
const arrange = fixtures(test)
let ctx: StaffContext

beforeAll(async () => {
  const { id } = await arrange.organization()
  ctx = mintStaffContext(await arrange.staff(id, "clinician"))
  const { id: beside } = await arrange.organization()
  for (const organizationId of [id, beside]) {
    await test.owner().query(
      `INSERT INTO patients (organization_id, id, first_name, last_name, phone, locale)
       SELECT $1, gen_random_uuid(), 'P' || n, 'Family ' || md5(n::text), '+4915' || 10000000 + n, 'de'
         FROM generate_series(1, $2::int) n`,
      [organizationId, PATIENTS],
    )
  }
  await test.owner().query(
    `UPDATE patient_summaries SET need = (random() * 9)::int * 40, expected_30 = (random() * 60)::int,
       last_taken_at = now() - random() * interval '30 days', updated_at = now()`,
  )
  await test.owner().query("UPDATE patient_summaries SET taken_30 = (random() * expected_30)::int")
  await test.owner().query("VACUUM ANALYZE")
})

type Plan = {
  "Node Type": string
  "Plan Rows": number
  "Relation Name"?: string
  "Index Name"?: string
  "Index Cond"?: string
  Plans?: Plan[]
}

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]

/** As the application's role, behind its walls, as every page is read. */
async function planOf(statement: (tx: Parameters<typeof statementOf>[0]) => SQL): Promise<Plan[]> {
  return readAs(ctx, async (tx) => {
    const { rows } = await tx.execute<{ "QUERY PLAN": { Plan: Plan }[] }>(
      sql`explain (format json) ${statement(tx)}`,
    )
    const plan = rows[0]?.["QUERY PLAN"][0]?.Plan
    if (!plan) throw new Error("Postgres gave no plan.")
    return nodes(plan)
  })
}

const wanted = () =>
  wantedOf(
    { ...EVERYBODY, q: "" },
    { staffId: ctx.staffId, sharedOutside: [], today: "2026-11-03" },
  )
const pagePlan = (sort: PatientSort, cursor: string | null) =>
  planOf((tx) => statementOf(tx, { sort, cursor, wanted: wanted(), most: PAGE_SIZE + 1 }).getSQL())

function expectIndexesAlone(plan: Plan[]) {
  // What is asked of a page's rows may be read from a table that has next to none.
  const great = plan.filter((node) => node["Plan Rows"] > PAGE_SIZE * 4)
  const read = plan.filter(({ "Relation Name": name }) => name?.startsWith("patient"))
  expect(read.map((node) => node["Node Type"])).not.toContain("Seq Scan")
  expect(read.map((node) => node["Node Type"])).not.toContain("Bitmap Heap Scan")
  for (const node of great) expect(node["Node Type"]).toMatch(/^Index (Only )?Scan$/)
}

const INDEXES: Record<PatientSort, string> = {
  need: "patient_summaries_need",
  name: "patient_summaries_name",
  reported: "patient_summaries_reported",
  last_taken: "patient_summaries_last_taken",
}

describe.each(PATIENT_SORTS)("the list by %s, of thousands", (sort) => {
  it("reads its first page from one index, and sorts no more than the page", async () => {
    const plan = await pagePlan(sort, null)
    expectIndexesAlone(plan)
    expect(plan.map((node) => node["Index Name"])).toContain(INDEXES[sort])
  })

  it("goes on within the index where the last page ended", async () => {
    const key = sort === "name" ? "family 7" : sort === "last_taken" ? now : 120
    const cursor = encodeCursor({ key, id: "7f2d6a0e-58c1-4d52-9c5e-0a3f7c2b9d11" })
    const plan = await pagePlan(sort, cursor)
    expectIndexesAlone(plan)
    const driving = plan.find((node) => node["Index Name"] === INDEXES[sort])
    expect(driving?.["Index Cond"]).toMatch(/ROW\(.*patient_id\)/)
  })

  it("gives every row of the page and the next in the order of the key", async () => {
    const ask = (cursor: string | null) =>
      patientsPage(ctx, patientsPageSchema.parse({ sort, cursor }), now)
    const first = await ask(null)
    const second = await ask(first.nextCursor)
    const rows = [...first.rows, ...second.rows]
    const byNeed = rows.map(({ need }) => -need)
    const byTaken = rows.map(({ lastTakenAt }) => lastTakenAt ?? 0)
    if (sort === "need") expect(byNeed).toEqual([...byNeed].sort((a, b) => a - b))
    if (sort === "last_taken") expect(byTaken).toEqual([...byTaken].sort((a, b) => a - b))
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  })
})

it("counts by an index no further than a reader needs", async () => {
  const plan = await planOf(() => countStatement(wanted(), COUNTED))
  expect(plan.map((node) => node["Node Type"])).not.toContain("Seq Scan")
  const limit = plan.find((node) => node["Node Type"] === "Limit")
  expect(limit?.["Plan Rows"]).toBeLessThanOrEqual(COUNTED + 1)
})
