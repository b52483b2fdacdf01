import { randomUUID } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, LAKESIDE, NORDLICHT, required, signInAs, test } from "./fixtures"

const API = join(import.meta.dirname, "..", "app", "api")
/** These have walls of their own: the plugin's token, next-auth's form, nothing to protect. */
const OPEN = [
  "/api/auth/[...nextauth]",
  "/api/biot/incoming-sms/[secret]",
  "/api/biot/people/[secret]",
  "/api/fhir/metadata",
  "/api/health",
]
const METHODS = /export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/g
const PATIENT_PAGES = [
  "/patients/[id]",
  "/patients/[id]/consent",
  "/patients/[id]/conversation",
  "/patients/[id]/medications",
  "/patients/[id]/month",
]
const PAGES = [
  "/today",
  "/today/follow-ups",
  "/patients",
  "/messages",
  "/messages/new",
  "/review",
  "/reports",
  "/reports/patients",
  "/settings/connection",
  "/settings/organization",
  "/settings/replies",
  "/settings/attention",
  "/settings/templates",
  "/settings/people",
  "/settings/static-numbers",
  "/settings/shared-numbers",
  "/settings/exports",
  "/settings/api",
  "/no-role",
]

/** Every exported method of every route, whoever adds one. */
function handlers(): { path: string; method: string }[] {
  return readdirSync(API, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts"))
    .map((file) => ({
      path: `/api/${file.replaceAll("\\", "/").replace(/\/route\.ts$/, "")}`,
      source: readFileSync(join(API, file), "utf8"),
    }))
    .filter(({ path }) => !OPEN.includes(path))
    .flatMap(({ path, source }) =>
      [...source.matchAll(METHODS)].map(([, method = ""]) => ({ path, method })),
    )
}

const address = (path: string, id: string = randomUUID()) =>
  `${required("E2E_BASE_URL")}${path.replaceAll(/\[\w+\]/g, id)}`

test("no handler and no page answers without a session", async () => {
  expect(handlers()).toContainEqual({ path: "/api/live", method: "GET" })
  for (const { path, method } of handlers()) {
    const body = method === "GET" ? {} : { body: "{}" }
    const response = await fetch(address(path), { method, ...body })
    expect(response.status, `${method} ${path}`).toBe(401)
    expect(response.headers.get("cache-control"), path).toContain("no-store")
  }
  for (const path of [...PAGES, ...PATIENT_PAGES, "/messages/batches/[id]"]) {
    const response = await fetch(address(path), { redirect: "manual" })
    const text = await response.text()
    const sentAway =
      (response.headers.get("location") ?? "").includes("/sign-in") || text.includes("/sign-in")
    expect(sentAway, path).toBe(true)
    expect(text, path).not.toContain("Emma")
  }
})

test("another organization's admin does not find a patient", async ({ open, database, guard }) => {
  const { rows } = await database.query(
    "SELECT p.id FROM patients p JOIN organizations o ON o.id = organization_id WHERE o.name = $1 LIMIT 1",
    [LAKESIDE],
  )
  const patientId: string = rows[0].id
  const page = await open("admin", { organization: NORDLICHT })
  guard.allowed.push(/404/)
  const timeline = await page.request.get(address("/api/patients/[patientId]/timeline", patientId))
  expect(timeline.status()).toBe(404)
  for (const id of [randomUUID(), "nobody", patientId]) {
    expect((await page.goto(`/patients/${id}`))?.status(), id).toBe(404)
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "There is nothing at this address",
    )
  }
})

test("a wrong password is told in words", async ({ page, simulator, guard }) => {
  guard.allowed.push(/401/)
  const { username } = await simulator.person("coordinator", LAKESIDE)
  await signInAs(page, { username, password: "not-the-password" })
  await expect(page.locator("form").getByRole("alert")).toHaveText(
    "The user name or the password is wrong, or the account is disabled in BioT. Check both and try again, or ask your admin.",
  )
  await expect(page).toHaveURL(/\/sign-in$/)
})

test("a patient cannot sign in", async ({ page, guard }) => {
  guard.allowed.push(/401/)
  await signInAs(page, { username: "emma.johnson@lakeside.example", password: "demo-password" })
  await expect(page.locator("form").getByRole("alert")).toContainText(
    "This is a patient’s account.",
  )
  await page.goto("/patients")
  await expect(page).toHaveURL(/\/sign-in/)
})

test("signing out ends the session for good", async ({ page, simulator }) => {
  await signInAs(page, await simulator.person("clinician", LAKESIDE))
  await page.waitForURL("**/today")
  const cookies = await page.context().cookies()
  await page.getByRole("button", { name: "Maya Rosen" }).click()
  await page.getByRole("menuitem", { name: "Sign out" }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.getByRole("status")).toHaveText("You are signed out, here and at BioT.")
  await page.context().addCookies(cookies)
  expect((await page.request.get("/api/today")).status()).toBe(401)
  await page.goto("/patients")
  await expect(page).toHaveURL(/\/sign-in/)
})
