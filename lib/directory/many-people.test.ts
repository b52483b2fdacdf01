import { randomUUID } from "node:crypto"
import { expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { answering, stubServer } from "@/db/testing/stub-server"
import { pullDirectory } from "./pull"

const test = testDatabase()
const stub = stubServer()
const MANY = 5_000
const home = randomUUID()
const idOf = (n: number) => `a48b0bfe-d795-4f6a-9a28-${String(n).padStart(12, "0")}`

function serve(path: string, total: number, make: (n: number) => object) {
  stub.on(path, (request, response) => {
    const { limit, page } = JSON.parse(request.query.get("searchRequest") ?? "{}")
    const count = Math.max(0, Math.min(limit, total - page * limit))
    const data = Array.from({ length: count }, (_, n) => make(page * limit + n))
    answering(200, { data, metadata: { page: { totalResults: total } } })(request, response)
  })
}

function serveClinic(patients: number) {
  serve("/organization/v1/organizations", 1, () => ({ _id: home, _name: "Large" }))
  serve("/organization/v1/users/caregivers", 0, () => ({}))
  serve("/organization/v1/users/organizations", 0, () => ({}))
  serve("/organization/v1/users/patients", patients, (n) => ({
    ...{
      _id: idOf(n),
      _ownerOrganization: { id: home },
      _name: { firstName: "P", lastName: `${n}` },
    },
    _phone: `+1555${String(n).padStart(7, "0")}`,
  }))
}

const count = async (where: string) =>
  (await test.owner().query(`SELECT count(*)::int AS n FROM patients WHERE ${where}`)).rows[0].n

it("brings thousands page by page, and again without a change", async () => {
  serveClinic(MANY)
  const first = await pullDirectory({ now: Date.now() })
  expect(first).toMatchObject({ pages: MANY / 100, seen: MANY, changed: MANY, removed: 0 })
  expect(await count("true")).toBe(MANY)
  serveClinic(MANY)
  const again = await pullDirectory({ now: Date.now(), kind: "complete" })
  expect(again).toMatchObject({ seen: MANY, changed: 0, removed: 0 })
}, 120_000)

it("marks nobody when most people are missing at once", async () => {
  serveClinic(10)
  await expect(pullDirectory({ now: Date.now(), kind: "complete" })).rejects.toThrow("4990 of 5000")
  expect(await count("deleted_at IS NOT NULL")).toBe(0)
  const { rows } = await test
    .owner()
    .query("SELECT error FROM directory_syncs ORDER BY started_at DESC LIMIT 1")
  expect(rows).toEqual([{ error: "too_many_absent" }])
}, 120_000)
