import { expect, type Page } from "@playwright/test"

/** Presses Send reminder on an open patient's page; what the gate warns about is accepted. */
export async function sendReminder(page: Page, options: { clickCount?: number } = {}) {
  await page.getByRole("button", { name: "Send reminder" }).click()
  const dialog = page.getByRole("dialog", { name: "Send reminder" })
  await dialog.getByRole("button", { name: "Send reminder" }).click()
  const anyway = dialog.getByRole("button", { name: "Send anyway" })
  const done = dialog.getByRole("button", { name: "Done" })
  await expect(anyway.or(done).or(dialog.getByRole("alert")).first()).toBeVisible()
  // By night the gate asks first; by day it does not.
  if (await anyway.isVisible()) await anyway.click(options)
  return dialog
}
