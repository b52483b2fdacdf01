import type { Page } from "@playwright/test"
import { expect, signInAs, test } from "./fixtures"

const SAM = { name: /^Sam Rivera/, phone: "+12025550156" }

test.beforeEach(({ guard }) => {
  // The browser notes every refusal of a sign-in.
  guard.allowed.push(/401/)
})

const refusal = (page: Page) => page.locator("form").getByRole("alert")

test("a code from the phone is the second step", async ({ page, simulator }) => {
  const codes = async () =>
    (await simulator.messagesOf(SAM.phone)).map(({ body }) => /\d{6}/.exec(body)?.[0] ?? "")
  const before = (await codes()).length
  await page.goto("/sign-in")
  await page.getByRole("button", { name: SAM.name }).click()
  await expect(page.getByRole("status").first()).toContainText("the phone ending in 56")
  await expect(page.getByRole("link", { name: "the simulator shows that phone" })).toBeVisible()
  const all = await codes()
  expect(all).toHaveLength(before + 1)
  const code = all.at(-1) ?? ""
  await expect(page.getByLabel("Code")).toBeFocused()
  await page.getByLabel("Code").fill(code === "123456" ? "654321" : "123456")
  await page.getByRole("button", { name: "Confirm code" }).click()
  await expect(refusal(page)).toContainText("not the code that BioT sent last")
  await expect(page.getByRole("button", { name: /^Send a new code in \d+ s$/ })).toBeVisible()
  await page.getByLabel("Code").fill(`${code.slice(0, 3)} ${code.slice(3)}`)
  await page.keyboard.press("Enter")
  await page.waitForURL("**/today")
  await expect(page.getByRole("button", { name: "Sam Rivera" })).toBeVisible()
})

test("going back from the code leads to the password", async ({ page }) => {
  await page.goto("/sign-in")
  await page.getByRole("button", { name: SAM.name }).click()
  await page.getByRole("button", { name: "Use another account" }).click()
  await expect(page.getByLabel("Password")).toBeVisible()
  await page.goto("/today")
  await expect(page).toHaveURL(/\/sign-in/)
})

test("an account that BioT keeps closed is told why", async ({ page, simulator }) => {
  const told: [object, string][] = [
    [{ login: { lockedMinutes: 12 } }, "Try again in 12 minutes."],
    [{ login: { locked: true } }, "Ask your admin to unlock it."],
    [{ login: { passwordResetRequired: true } }, "BioT asks for a new password."],
    [{ entity: { _enabled: "DISABLED" } }, "or the account is disabled in BioT"],
  ]
  for (const [fields, words] of told) {
    await signInAs(page, await simulator.newPerson(fields))
    await expect(refusal(page)).toContainText(words)
    await expect(page).toHaveURL(/\/sign-in$/)
  }
  await signInAs(page, { username: "emma.johnson@lakeside.example", password: "demo-password" })
  await expect(refusal(page)).toContainText("This is a patient’s account.")
  expect((await page.request.get("/api/today")).status()).toBe(401)
})

test("an admin takes a template's access away, and gives it back", async ({
  open,
  page,
  simulator,
}) => {
  test.slow() // Four sign-ins in two browsers.
  const entity = {
    ...{ _name: { firstName: "Ola", lastName: "Berg" }, _template: { name: "Volunteer" } },
  }
  const ola = await simulator.newPerson({ entity })
  await signInAs(page, ola)
  await page.waitForURL("**/today")

  const admin = await open("admin")
  await admin.goto("/settings/people")
  const row = admin.getByRole("row", { name: /Ola Berg/ })
  await expect(row).toContainText("Care coordinator")
  await expect(row).toContainText("Signed in")
  await admin.getByLabel(/^Volunteer/).selectOption({ label: "No access" })
  await expect(admin.getByText("If you save: 1 person loses access.")).toBeVisible()
  await admin.getByRole("button", { name: "Save roles" }).click()
  await admin.getByRole("alertdialog").getByRole("button", { name: "Save roles" }).click()
  await expect(row).toContainText("No access")

  // The page of who lost access leaves by itself.
  await expect(page).toHaveURL(/\/sign-in\?ended=access/)
  await signInAs(page, ola)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "You have no role in Doseline yet",
  )
  await expect(page.getByRole("listitem").filter({ hasText: "Alex Morgan" })).toBeVisible()
  await expect(page.getByText("the template Volunteer")).toBeVisible()

  await admin.getByLabel(/^OrganizationAdmin/).selectOption({ label: "No access" })
  await expect(admin.getByText("Nobody would be an admin any more.")).toBeVisible()
  await expect(admin.getByRole("button", { name: "Save roles" })).toHaveCount(0)
  await admin.getByRole("button", { name: "Discard changes" }).click()
  await admin.getByLabel(/^Volunteer/).selectOption({ index: 0 })
  await admin.getByRole("button", { name: "Save roles" }).click()
  await admin.getByRole("alertdialog").getByRole("button", { name: "Save roles" }).click()
  await expect(row).toContainText("Care coordinator")
  await page.reload()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You have a role now")
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible()
  await signInAs(page, ola)
  await page.waitForURL("**/today")
})

test("nobody else is shown whom to ask", async ({ page }) => {
  await page.goto("/no-role")
  await expect(page).toHaveURL(/\/sign-in$/)
})
