import { type BrowserContext, test as base, expect, type Page } from "@playwright/test"
import { barriersOn, isOfPortal } from "./accessible"
import { closeDatabase, type Database, openDatabase, sendAtAnyHour } from "./database"
import { type Guard, watchPage } from "./guard"
import { type Simulator, simulatorAt } from "./simulator"

/** As lib/i18n has it. */
const LANGUAGE_COOKIE = "doseline-language"
type Language = "en" | "de" | "he"

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

/** What the page says in passing; a screen reader's copy of it lies elsewhere and soon goes. */
export const noticesOn = (page: Page) => page.getByRole("region", { name: /^Notices/ })

export type OpenOptions = {
  organization?: string
  colorScheme?: "light" | "dark"
  width?: number
  height?: number
  /** Of the interface, as the person chose it before. */
  language?: Language
}
type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>

type TestFixtures = {
  /** Fails the test on any unexpected console error, page error or refusal by the CSP. */
  guard: Guard
  /**
   * A page in a browser of its own, signed in as `role`, or as nobody. What is left on it when the
   * test ends must be free of barriers.
   */
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
      await sendAtAnyHour(database)
      await use(database)
      await closeDatabase(database)
    },
    { scope: "worker", auto: true },
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
  open: async ({ browser, guard, sessions }, use, testInfo) => {
    const contexts: BrowserContext[] = []
    await use(async (role, options = {}) => {
      const { organization = LAKESIDE, colorScheme = "light", width = 1440, height = 900 } = options
      const context = await browser.newContext({ colorScheme, viewport: { width, height } })
      contexts.push(context)
      const page = await context.newPage()
      await watchPage(page, guard)
      const speak = async () => {
        const cookie = { name: LANGUAGE_COOKIE, value: options.language ?? "" }
        if (options.language) {
          await context.addCookies([{ ...cookie, url: required("E2E_BASE_URL") }])
        }
      }
      if (role === null) {
        await speak()
        return page
      }
      const key = `${role} of ${organization}`
      const known = sessions.get(key)
      if (known) await context.addCookies(known)
      // A run takes longer than a session lasts that nobody uses.
      if (!known || (await context.request.get("/api/frame")).status() === 401) {
        await context.clearCookies()
        await signIn(page, role, organization)
        sessions.set(key, await context.cookies())
      }
      await speak()
      return page
    })
    const pages = contexts.flatMap((context) => context.pages())
    if (testInfo.status === testInfo.expectedStatus) {
      for (const page of pages.filter((each) => isOfPortal(each, required("E2E_BASE_URL")))) {
        expect.soft(await barriersOn(page), "barriers on the last page").toEqual([])
      }
    }
    for (const context of contexts) await context.close()
  },
})

export { expect }
