import { readdirSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { PEOPLE_ROWS } from "@/db/testing/contract/people-rows"
import { FAULTS, outcomeOf, type Row, thrown } from "@/db/testing/contract/row"
import { SERVICE_ROWS } from "@/db/testing/contract/rows"
import { contractWorld } from "@/db/testing/contract/world"
import { forgetServiceToken, serviceToken } from "./service-token"

const world = contractWorld()
const ROWS = [...PEOPLE_ROWS, ...SERVICE_ROWS]

/** What says nothing to BioT by itself, with tests of its own. */
const SILENT = [
  ...["BiotError", "ExchangeError", "ServiceLoginError", "exchange"],
  ...["forgetPublicKeys", "decideHeldCalls", "forgetServiceToken"],
  ...["parseEnvelope", "readCall", "dedupeKey", "withoutToken", "canonicalJson"],
  ...[
    "normaliseLocale",
    "normaliseTimeZone",
    "normaliseTraceId",
    "traceparent",
    "endpointBase",
    "storableText",
  ],
]

function expectOutcome(outcome: unknown, expected: unknown) {
  if (typeof expected === "function") expect(expected(outcome)).toBe(true)
  else if (typeof expected === "object" && expected !== null)
    expect(outcome).toMatchObject(expected)
  else expect(outcome).toEqual(expected)
}

it("has a row for everything that the client exports", async () => {
  const folder = new URL(".", import.meta.url)
  const files = readdirSync(folder).filter((name) => /^[a-z-]+\.ts$/.test(name))
  expect(files.length).toBeGreaterThan(10)
  const exported: string[] = []
  for (const file of files) {
    const module: Record<string, unknown> = await import(new URL(file, folder).href)
    const functions = Object.entries(module).filter(([, value]) => typeof value === "function")
    exported.push(...functions.map(([name]) => name))
  }
  const named = [...ROWS.map(({ name }) => name), ...SILENT]
  expect(exported.filter((name) => !named.includes(name))).toEqual([])
  expect(named.filter((name) => !exported.includes(name))).toEqual([])
})

describe.each<[string, Row]>(ROWS.map((row) => [row.name, row]))("%s", (_, row) => {
  it.each(FAULTS)("says what %s means", async (kind) => {
    const call = await row.run(world)
    await world.fault({ kind, endpoint: row.endpoint })
    expectOutcome(await outcomeOf(call), row.under(kind))
  })

  it("succeeds when all is well again", async () => {
    const call = await row.run(world)
    expectOutcome(await call(), row.succeeds)
  })
})

it("gives up on every endpoint that takes the request and never answers", async () => {
  const others = ROWS.filter(({ name }) => name !== "serviceToken")
  const calls = await Promise.all(others.map((row) => row.run(world)))
  await serviceToken()
  await world.fault({ kind: "silent", endpoint: "any" })
  const outcomes = calls.map(outcomeOf)
  // Their token is in use; now it shall be had anew.
  await new Promise((resolve) => setTimeout(resolve, 200))
  forgetServiceToken()
  expectOutcome(await outcomeOf(serviceToken), thrown("silent"))
  for (const [n, row] of others.entries()) {
    expectOutcome(await outcomes[n], row.under("silent"))
  }
}, 60_000)
