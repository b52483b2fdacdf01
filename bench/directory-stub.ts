import http from "node:http"
import type { AddressInfo } from "node:net"

/**
 * BioT's directory with any number of patients, each made when it is asked for: a process of its
 * own, so that its memory is not taken for the portal's. Tells its port on standard output.
 */
const [organizationId = "", count = "0"] = process.argv.slice(2)
const total = Number(count)
const HALF_AN_HOUR_MS = 30 * 60_000

function patient(n: number) {
  const tail = String(n).padStart(12, "0")
  return {
    _id: `b4e70000-0000-4000-8000-${tail}`,
    _ownerOrganization: { id: organizationId, name: "Bench" },
    _name: { firstName: "Bench", lastName: `Patient ${n}` },
    _description: "patient",
    _email: `${tail}@bench.example`,
    _phone: `+1777${String(n).padStart(7, "0")}`,
    _locale: "en-us",
    _gender: "UNDISCLOSED",
    _dateOfBirth: "1960-01-01",
    _address: { countryCode: "US", state: null, city: null, zipCode: null },
    _nationalId: tail,
    _creationTime: "2026-01-15T14:24:31.4Z",
    _lastModifiedTime: "2026-01-15T14:24:31.4Z",
    _template: { id: organizationId, name: "Patient", displayName: "Patient" },
    _referencers: null,
    _enabled: "ENABLED",
    _caption: `Patient ${n} (${tail})`,
  }
}

function answer(url: URL): object {
  if (url.pathname === "/ums/v2/services/accessToken") {
    const accessTokenExpiration = new Date(Date.now() + HALF_AN_HOUR_MS).toISOString()
    return { accessToken: "bench", accessTokenExpiration }
  }
  if (url.pathname !== "/organization/v1/users/patients") {
    return { data: [], metadata: { page: { totalResults: 0 } } }
  }
  const { limit, page } = JSON.parse(url.searchParams.get("searchRequest") ?? "{}")
  const from = page * limit
  const length = Math.max(0, Math.min(limit, total - from))
  const data = Array.from({ length }, (_, n) => patient(from + n))
  return { data, metadata: { page: { totalResults: total } } }
}

const server = http.createServer((request, response) => {
  request.resume()
  response.writeHead(200, { "content-type": "application/json" })
  response.end(JSON.stringify(answer(new URL(request.url ?? "/", "http://stub"))))
})
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port))
process.on("disconnect", () => process.exit(0))
