import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { sendReminder } from "./composer"
import { findCandidate } from "./database"
import { expect, LAKESIDE, required, test } from "./fixtures"

const WORDS = "Took it with mango juice"

test("no name, phone or text leaves the page and the database", async ({
  open,
  simulator,
  database,
}) => {
  const patient = await findCandidate(database, LAKESIDE)
  const secrets = [patient.lastName, patient.phone, patient.phone.slice(1), "mango"]
  const page = await open("coordinator")
  const addresses: string[] = []
  page.on("request", (request) => addresses.push(decodeURIComponent(request.url())))
  page.on("framenavigated", (frame) => addresses.push(decodeURIComponent(frame.url())))

  await page.goto("/patients")
  await page.getByRole("searchbox").fill(patient.lastName)
  await page.getByRole("link", { name: patient.lastName }).first().click()
  await page.waitForURL(`**/patients/${patient.patientId}`)
  const dialog = await sendReminder(page)
  await dialog.getByRole("button", { name: "Done" }).click()
  await simulator.text(patient.phone, WORDS)
  await expect(page.getByText(`“${WORDS}”`).first()).toBeVisible()
  await page.goto("/review")
  await page.goto("/messages")
  await page.goto("/today")

  const stored = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
  )
  const logs = join(required("DATA_DIR"), "logs")
  const logged = readdirSync(logs)
    .filter((name) => !name.startsWith("simulator"))
    .map((name) => readFileSync(join(logs, name), "utf8"))
    .join("\n")
  expect(logged.length).toBeGreaterThan(0)
  for (const secret of secrets) {
    expect(addresses.filter((address) => address.includes(secret))).toEqual([])
    expect(stored).not.toContain(secret)
    expect(logged.includes(secret), `the logs hold ${secret}`).toBe(false)
  }
})
