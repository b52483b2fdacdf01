import { beforeAll, describe, expect, it } from "vitest"
import { ROLES } from "@/db/enums"
import { testDatabase } from "@/db/testing/database"
import { findPages, type Page } from "@/db/testing/entrances"
import { fixtures } from "@/db/testing/fixtures"
import { withinRequest } from "@/db/testing/request-scope"
import { testEnvironment } from "@/db/testing/stub-server"
import { type ArrangedWorld, arrangeWorld } from "@/db/testing/world"
import { DAY_MS } from "@/lib/time"

const test = testDatabase()
const arrange = arrangeWorld(test)
let ours: ArrangedWorld
let theirs: ArrangedWorld

beforeAll(async () => {
  testEnvironment({ DATABASE_URL: test.url(), NEXTAUTH_URL: "http://portal.test" })
  ours = await arrange()
  theirs = await arrange()
  // Reports are about doses whose window has closed.
  for (const { regimen } of [ours, theirs]) {
    await fixtures(test).dose(regimen, { dueAt: Date.now() - 2 * DAY_MS, state: "no_response" })
  }
})

/** Behind sign-in, every one; what another organization's ids give there. */
const GUARDED: Record<string, "without" | "not found"> = {
  "app/(portal)/layout.tsx": "without",
  "app/(portal)/messages/batches/[batchId]/page.tsx": "not found",
  "app/(portal)/messages/new/page.tsx": "without",
  "app/(portal)/messages/page.tsx": "without",
  "app/(portal)/patients/(list)/page.tsx": "without",
  "app/(portal)/patients/[patientId]/consent/page.tsx": "not found",
  "app/(portal)/patients/[patientId]/layout.tsx": "without",
  "app/(portal)/patients/[patientId]/conversation/page.tsx": "not found",
  "app/(portal)/patients/[patientId]/medications/page.tsx": "not found",
  "app/(portal)/patients/[patientId]/month/page.tsx": "not found",
  "app/(portal)/patients/[patientId]/page.tsx": "not found",
  "app/(portal)/reports/page.tsx": "without",
  "app/(portal)/reports/patients/page.tsx": "without",
  "app/(portal)/review/page.tsx": "without",
  "app/(portal)/settings/api/page.tsx": "without",
  "app/(portal)/settings/attention/page.tsx": "without",
  "app/(portal)/settings/connection/page.tsx": "without",
  "app/(portal)/settings/exports/page.tsx": "without",
  "app/(portal)/settings/layout.tsx": "without",
  "app/(portal)/settings/organization/page.tsx": "without",
  "app/(portal)/settings/people/page.tsx": "without",
  "app/(portal)/settings/replies/page.tsx": "without",
  "app/(portal)/settings/shared-numbers/page.tsx": "without",
  "app/(portal)/settings/static-numbers/page.tsx": "without",
  "app/(portal)/settings/templates/page.tsx": "without",
  "app/(portal)/today/follow-ups/page.tsx": "without",
  "app/(portal)/today/page.tsx": "without",
}
/** Of those, what only an admin is shown anything by. */
const ADMINS = [
  "app/(portal)/settings/api/page.tsx",
  "app/(portal)/settings/attention/page.tsx",
  "app/(portal)/settings/exports/page.tsx",
  "app/(portal)/settings/organization/page.tsx",
  "app/(portal)/settings/people/page.tsx",
  "app/(portal)/settings/replies/page.tsx",
  "app/(portal)/settings/shared-numbers/page.tsx",
  "app/(portal)/settings/static-numbers/page.tsx",
  "app/(portal)/settings/templates/page.tsx",
]
/** Of those, what only who may send is shown anything by. */
const SENDERS = ["app/(portal)/messages/new/page.tsx"]
/** Of those, what shows nothing of people to anybody. */
const SILENT = [
  "app/(portal)/patients/[patientId]/layout.tsx",
  "app/(portal)/reports/page.tsx",
  "app/(portal)/settings/connection/page.tsx",
  "app/(portal)/settings/exports/page.tsx",
  "app/(portal)/settings/layout.tsx",
]
/** The frame of every page, signing in and being refused there, and addresses that only lead on. */
const OPEN = [
  "app/(portal)/messages/batches/[batchId]/page.tsx generateMetadata",
  "app/(portal)/messages/new/page.tsx generateMetadata",
  "app/(portal)/messages/page.tsx generateMetadata",
  "app/(portal)/patients/[patientId]/conversation/page.tsx generateMetadata",
  "app/(portal)/patients/[patientId]/page.tsx generateMetadata",
  "app/(portal)/review/page.tsx generateMetadata",
  "app/(portal)/patients/(list)/page.tsx generateMetadata",
  "app/(portal)/patients/[patientId]/consent/page.tsx generateMetadata",
  "app/(portal)/patients/[patientId]/medications/page.tsx generateMetadata",
  "app/(portal)/settings/api/page.tsx generateMetadata",
  "app/(portal)/settings/connection/page.tsx generateMetadata",
  "app/(portal)/settings/exports/page.tsx generateMetadata",
  "app/(portal)/settings/organization/page.tsx generateMetadata",
  "app/(portal)/settings/page.tsx",
  "app/(portal)/settings/people/page.tsx generateMetadata",
  "app/(portal)/settings/replies/page.tsx generateMetadata",
  "app/(portal)/settings/shared-numbers/page.tsx generateMetadata",
  "app/(portal)/settings/static-numbers/page.tsx generateMetadata",
  "app/(portal)/settings/templates/page.tsx generateMetadata",
  "app/(portal)/settings/attention/page.tsx generateMetadata",
  "app/(portal)/today/follow-ups/page.tsx generateMetadata",
  "app/(portal)/today/page.tsx generateMetadata",
  "app/layout.tsx",
  "app/no-role/page.tsx",
  "app/no-role/page.tsx generateMetadata",
  "app/page.tsx",
  "app/sign-in/page.tsx",
  "app/sign-in/page.tsx generateMetadata",
  // Titles, which say no more than what kind of page it is.
  "app/(portal)/patients/[patientId]/month/page.tsx generateMetadata",
  "app/(portal)/reports/page.tsx generateMetadata",
  "app/(portal)/reports/patients/page.tsx generateMetadata",
]

type Node = { type?: unknown; props?: Record<string, unknown> }

/**
 * What the server hands to the browser: async components run, as they do on the server; the others
 * count by their props, which is all that a client component is sent. Throws what a page throws.
 */
async function sent(node: unknown): Promise<unknown> {
  if (Array.isArray(node)) return Promise.all(node.map(sent))
  if (typeof node !== "object" || node === null) return node
  const { type, props } = node as Node
  if (!props) return node
  if (typeof type === "function" && type.constructor.name === "AsyncFunction") {
    return sent(await type(props))
  }
  const names = Object.keys(props)
  return Promise.all(names.map(async (name) => [name, await sent(props[name])]))
}

const pages = await findPages()

async function open(path: string, as: ArrangedWorld["admin"] | null, of: ArrangedWorld) {
  const page: Page | undefined = pages.get(path)
  if (!page) throw new Error(`There is no ${path}.`)
  const props = {
    params: Promise.resolve({ patientId: of.patient.id, batchId: of.batchId }),
    searchParams: Promise.resolve({ dose: of.dose.id, reply: of.replyId }),
    children: null,
  }
  return JSON.stringify(await withinRequest({ as }, async () => sent(await page(props))))
}

const guarded = Object.entries(GUARDED).map(([path, foreign]) => ({ path, foreign }))

describe("a page", () => {
  it("is on the list", () => {
    expect([...pages.keys()].sort()).toEqual([...Object.keys(GUARDED), ...OPEN].sort())
  })

  it.each(guarded)("$path leads to sign-in without a session", async ({ path }) => {
    const opened = open(path, null, ours)
    await expect(opened).rejects.toMatchObject({ digest: expect.stringContaining("/sign-in") })
  })

  it.each(guarded)("$path shows the own organization to every role", async ({ path }) => {
    for (const role of ROLES) {
      const shown = await open(path, ours[role], ours)
      const isTheirs = role === "admin" || !ADMINS.includes(path)
      const maySee = isTheirs && (role !== "clinician" || !SENDERS.includes(path))
      const isShown = maySee && !SILENT.includes(path)
      expect(ours.secrets.some((secret) => shown.includes(secret))).toBe(isShown)
      for (const secret of theirs.secrets) expect(shown).not.toContain(secret)
    }
  })

  it.each(guarded)("$path shows nothing by another's ids", async ({ path, foreign }) => {
    for (const role of ROLES) {
      const opened = open(path, ours[role], theirs)
      if (foreign === "not found") {
        await expect(opened).rejects.toMatchObject({ digest: expect.stringContaining("404") })
      } else {
        expect(await opened).not.toContain(theirs.secrets[0])
      }
    }
  })
})
