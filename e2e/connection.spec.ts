import { expect, NORDLICHT, required, test } from "./fixtures"
import { pluginCall, postCall } from "./plugin-call"

const LAKESIDE_ID = "0a51de00-0000-4000-8000-000000000001"

// What fails in the middle must not take replies from the tests after it.
test.afterEach(async ({ simulator }) => {
  await simulator.settings({ smsProviderConfigured: true })
  // By the name under which the start registered it: another would bring every call twice.
  const portal = required("E2E_BASE_URL").replace("//localhost:", "//127.0.0.1:")
  await simulator.register(portal, required("PLUGIN_SECRET"))
})

test("an admin sees that the connection works, breaks it and mends it", async ({
  open,
  simulator,
}) => {
  const page = await open("admin")
  await page.goto("/settings")
  await expect(page).toHaveURL(/\/settings\/connection$/)
  await expect(page.getByText("Everything works.")).toBeVisible()
  await expect(page.getByText("Set, and never shown")).toBeVisible()
  expect(await page.content()).not.toContain(required("PLUGIN_SECRET"))

  await page.getByRole("button", { name: "Remove caregivers" }).click()
  const question = page.getByRole("alertdialog")
  await expect(question).toContainText("Replies of caregivers are lost from then on")
  await question.getByRole("button", { name: "Remove caregivers" }).click()
  const problem = page.getByText("BioT does not bring the replies of caregivers; they are lost.")
  await expect(problem).toBeVisible()
  const caregivers = page.getByRole("row", { name: /caregivers/ })
  await expect(caregivers.getByText("Not registered")).toHaveCount(2)

  await caregivers.getByRole("button", { name: "Register caregivers" }).click()
  await expect(problem).toBeHidden()
  await expect(page.getByText("Everything works.")).toBeVisible()

  const endpoint = `${required("E2E_BASE_URL")}/api/biot/incoming-sms/${required("PLUGIN_SECRET")}`
  const forged = { ...pluginCall({ organizationId: LAKESIDE_ID, from: "+12025550198", body: "1" }) }
  const jwt = await simulator.token({ expiresInSeconds: -3600 })
  expect((await postCall(endpoint, JSON.stringify({ ...forged, jwt }))).status).toBe(401)
  const refused = page.getByRole("row", { name: /A token that had expired/ })
  await expect(refused).toContainText("Replies", { timeout: 30_000 })
})

test("BioT's trouble is told with what to do", async ({ open, simulator }) => {
  const page = await open("admin")
  await simulator.settings({ smsProviderConfigured: false })
  await page.goto("/settings/connection")
  await expect(
    page.getByText("BioT has no SMS provider for this environment; no text can be sent."),
  ).toBeVisible()
  await simulator.settings({ smsProviderConfigured: true })
  await page.getByRole("button", { name: "Check again" }).click()
  await expect(page.getByText("Everything works.")).toBeVisible()
})

test("another organization sees its own people and replies", async ({ open }) => {
  const page = await open("admin", { organization: NORDLICHT })
  await page.goto("/settings/connection")
  await expect(page.getByText("3 patients, 0 caregivers, 2 organization users")).toBeVisible()
})
