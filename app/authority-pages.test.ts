import { beforeAll, describe, expect, it } from "vitest"
import { ROLES } from "@/db/enums"
import { testDatabase } from "@/db/testing/database"
import { findPages, type Page } from "@/db/testing/entrances"
import { withinRequest } from "@/db/testing/request-scope"
import { testEnvironment } from "@/db/testing/stub-server"
import { type ArrangedWorld, arrangeWorld } from "@/db/testing/world"

const test = testDatabase()
const arrange = arrangeWorld(test)
let ours: ArrangedWorld
let theirs: ArrangedWorld

beforeAll(async () => {
  testEnvironment({ DATABASE_URL: test.url(), NEXTAUTH_URL: "http://portal.test" })
  ours = await arrange()
  theirs = await arrange()
})

/** Behind sign-in, every one; what another organization's ids give there. */
const GUARDED: Record<string, "without" | "not found"> = {
  "app/(portal)/layout.tsx": "without",
  "app/(portal)/messages/page.tsx": "without",
  "app/(portal)/patients/(list)/page.tsx": "without",
  "app/(portal)/patients/[patientId]/page.tsx": "not found",
  "app/(portal)/review/page.tsx": "without",
  "app/(portal)/settings/connection/page.tsx": "without",
  "app/(portal)/settings/layout.tsx": "without",
  "app/(portal)/settings/people/page.tsx": "without",
  "app/(portal)/settings/shared-numbers/page.tsx": "without",
  "app/(portal)/settings/static-numbers/page.tsx": "without",
  "app/(portal)/today/page.tsx": "without",
}
/** Of those, what only an admin is shown anything by. */
const ADMINS = [
  "app/(portal)/settings/people/page.tsx",
  "app/(portal)/settings/shared-numbers/page.tsx",
  "app/(portal)/settings/static-numbers/page.tsx",
]
/** Of those, what shows nothing of people to anybody. */
const SILENT = ["app/(portal)/settings/connection/page.tsx", "app/(portal)/settings/layout.tsx"]
/** The frame of every page, signing in and being refused there, and addresses that only lead on. */
const OPEN = [
  "app/(portal)/settings/page.tsx",
  "app/layout.tsx",
  "app/no-role/page.tsx",
  "app/page.tsx",
  "app/sign-in/page.tsx",
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
    params: Promise.resolve({ patientId: of.patient.id }),
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
      const isShown = !SILENT.includes(path) && (role === "admin" || !ADMINS.includes(path))
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
