import { type BrowserContext, test as base, expect, type Page } from "@playwright/test"
import { closeDatabase, type Database, openDatabase } from "./database"
import { type Guard, watchPage } from "./guard"
import { type Simulator, simulatorAt } from "./simulator"

export type Role = "clinician" | "coordinator" | "admin"
export const LAKESIDE = "Lakeside Heart Clinic"
export const NORDLICHT = "Nordlicht Praxis"

export function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing: run the tests with \`npm test -- e2e\`.`)
  return value
}

/** Signs somebody in through the page, as a person does. */
export async function signInAs(page: Page, person: { username: string; password: string }) {
  await page.goto("/sign-in")
  await page.getByLabel("Email or user name").fill(person.username)
  await page.getByLabel("Password").fill(person.password)
  await page.getByRole("button", { name: "Sign in", exact: true }).click()
}

export async function signIn(page: Page, role: Role, organization = LAKESIDE) {
  const simulator = simulatorAt(required("SIMULATOR_URL"))
  await signInAs(page, await simulator.person(role, organization))
  await page.waitForURL("**/today")
}

export type OpenOptions = {
  organization?: string
  colorScheme?: "light" | "dark"
  width?: number
  height?: number
}
type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>

type TestFixtures = {
  /** Fails the test on any unexpected console error, page error or refusal by the CSP. */
  guard: Guard
  /** A page in a browser of its own, signed in as `role`, or as nobody. */
  open: (role: Role | null, options?: OpenOptions) => Promise<Page>
}
type WorkerFixtures = {
  simulator: Simulator
  database: Database
  sessions: Map<string, Cookies>
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  simulator: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed
    async ({}, use) => {
      const simulator = simulatorAt(required("SIMULATOR_URL"))
      await simulator.settings({ ratePerSecond: 100, idMode: "H2" })
      await use(simulator)
    },
    { scope: "worker" },
  ],
  database: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const database = openDatabase(required("DATABASE_URL"))
      await use(database)
      await closeDatabase(database)
    },
    { scope: "worker" },
  ],
  sessions: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => use(new Map()),
    { scope: "worker" },
  ],
  guard: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const guard: Guard = { problems: [], allowed: [] }
      await use(guard)
      const left = guard.problems.filter((one) => !guard.allowed.some((each) => each.test(one)))
      expect(left, "the browser complained").toEqual([])
    },
    { auto: true },
  ],
  page: async ({ page, guard }, use) => {
    await watchPage(page, guard)
    await use(page)
  },
  open: async ({ browser, guard, sessions }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (role, options = {}) => {
      const { organization = LAKESIDE, colorScheme = "light", width = 1440, height = 900 } = options
      const context = await browser.newContext({ colorScheme, viewport: { width, height } })
      contexts.push(context)
      const page = await context.newPage()
      await watchPage(page, guard)
      if (role === null) return page
      const key = `${role} of ${organization}`
      const known = sessions.get(key)
      if (known) await context.addCookies(known)
      else {
        await signIn(page, role, organization)
        sessions.set(key, await context.cookies())
      }
      return page
    })
    for (const context of contexts) await context.close()
  },
})

export { expect }
