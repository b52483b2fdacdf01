import { expect, it } from "vitest"
import { answering, stubServer } from "@/db/testing/stub-server"
import { type BiotPerson, organizationPages, type Page, peoplePages } from "./directory"

const PATIENTS = "/organization/v1/users/patients"
const ORGANIZATIONS = "/organization/v1/organizations"
const stub = stubServer()
const organizationId = "620e80c8-9e33-4fb8-aa38-7fe0d1d5683a"
const idOf = (n: number) => `a48b0bfe-d795-4f6a-9a28-${String(n).padStart(12, "0")}`
const entity = (n: number) => ({ _id: idOf(n), _ownerOrganization: { id: organizationId } })

async function all<T>(pages: AsyncGenerator<Page<T>>): Promise<Page<T>[]> {
  const found: Page<T>[] = []
  for await (const page of pages) found.push(page)
  return found
}

/** Serves `total` patients in pages of at most `cap`. */
function serve(total: number, cap: number, tellsTotal: boolean) {
  stub.on(PATIENTS, (request, response) => {
    const { limit, page } = JSON.parse(request.query.get("searchRequest") ?? "{}")
    const size = Math.min(limit, cap)
    const from = page * size
    const count = Math.max(0, Math.min(size, total - from))
    const data = Array.from({ length: count }, (_, n) => entity(from + n))
    const metadata = { page: tellsTotal ? { totalResults: total, page, limit: size } : null }
    answering(200, { data, metadata })(request, response)
  })
}

it.each([
  [250, 100, true],
  [250, 100, false],
  [200, 100, false],
  [120, 50, true],
  [0, 100, true],
])("reads every one of %i patients, %i a page, once", async (total, cap, tellsTotal) => {
  serve(total, cap, tellsTotal)
  const ids = (await all(peoplePages("patient"))).flatMap(({ items }) => items.map(({ id }) => id))
  expect(ids).toEqual(Array.from({ length: total }, (_, n) => idOf(n)))
})

it("asks for what it was told to", async () => {
  serve(0, 100, true)
  const modifiedSince = Date.UTC(2026, 0, 2)
  await all(
    peoplePages("patient", { modifiedSince, organizationIds: ["o"], phone: "+15550001111" }),
  )
  const [request] = stub.requests(PATIENTS)
  expect(JSON.parse(request?.query.get("searchRequest") ?? "")).toEqual({
    filter: {
      "_ownerOrganization.id": { in: ["o"] },
      _phone: { eq: "+15550001111" },
      _lastModifiedTime: { from: "2026-01-02T00:00:00.000Z" },
    },
    sort: [{ prop: "_creationTime", order: "ASC" }],
    limit: 100,
    page: 0,
  })
})

it("takes what it can from a person, and counts whom it cannot take", async () => {
  const full = {
    ...entity(1),
    _ownerOrganization: { organizationId },
    _name: { firstName: "Ada", lastName: "" },
    _phone: "+15550001111",
    _additionalPhone: 5,
    _locale: "es_MX",
    timezone: "America/Mexico_City",
    _enabled: "DISABLED",
    _lastModifiedTime: "2026-01-02T00:00:00.123456789Z",
    _template: { name: "Patient" },
  }
  const nobody = [{ _id: idOf(3) }, { _ownerOrganization: { id: organizationId } }, null, "x"]
  stub.on(PATIENTS, answering(200, { data: [full, entity(2), ...nobody] }))
  const [page] = await all(peoplePages("patient"))
  const bare: BiotPerson = {
    id: idOf(2),
    organizationId,
    firstName: null,
    lastName: null,
    phone: null,
    additionalPhone: null,
    locale: null,
    timeZone: null,
    isEnabled: true,
    lastModifiedAt: null,
    templateName: null,
  }
  const first: BiotPerson = {
    ...bare,
    id: idOf(1),
    firstName: "Ada",
    phone: "+15550001111",
    locale: "es-MX",
    timeZone: "America/Mexico_City",
    isEnabled: false,
    lastModifiedAt: Date.UTC(2026, 0, 2, 0, 0, 0, 123),
    templateName: "Patient",
  }
  expect(page).toEqual({ items: [first, bare], unreadable: 4 })
})

it("reads organizations, with old Java zones as ours", async () => {
  const data = [{ _id: organizationId, _name: "Demo", _timezone: "PST", _locale: "en-us" }]
  stub.on(ORGANIZATIONS, answering(200, { data, metadata: {} }))
  expect(await all(organizationPages())).toMatchObject([
    { items: [{ name: "Demo", timeZone: "America/Los_Angeles", locale: "en-US" }] },
  ])
})

it("fails when the list is none", async () => {
  stub.on(PATIENTS, answering(200, { data: "none" }))
  await expect(all(peoplePages("patient"))).rejects.toMatchObject({ kind: "bad_shape" })
})
