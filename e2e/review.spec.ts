import { findUnreminded } from "./database"
import { expect, LAKESIDE, required, test } from "./fixtures"
import { pluginCall, postCall } from "./plugin-call"

const LAKESIDE_ID = "0a51de00-0000-4000-8000-000000000001"
const STRANGER = "+12025550199"

test("what answers nothing is reviewed, linked and dismissed", async ({
  open,
  simulator,
  database,
}) => {
  const startedAt = new Date()
  const silent = await findUnreminded(database, LAKESIDE)
  const { rows } = await database.query(
    `SELECT s.phone FROM staff s JOIN organizations o ON o.id = s.organization_id
     WHERE o.name = $1 AND s.kind = 'caregiver' AND s.phone IS NOT NULL ORDER BY s.id DESC LIMIT 1`,
    [LAKESIDE],
  )
  const caregiver: string = rows[0].phone
  const admin = await open("admin")
  await admin.goto("/review")
  await expect(admin.getByText("Live", { exact: true })).toBeVisible()
  await admin.evaluate(() => Object.assign(window, { stayed: true }))
  const row = (words: string) =>
    admin
      .getByRole("list", { name: "Review queue" })
      .getByRole("button")
      .filter({ hasText: `“${words}”` })

  // Nobody owns this number, so BioT itself drops the text and we never hear of it.
  const dropped = await simulator.text(STRANGER, "from a stranger")
  expect(dropped).toMatchObject({ delivered: false, reason: "no_owner" })

  const phones = await open(null)
  await phones.goto(required("SIMULATOR_URL"))
  const phone = phones.getByRole("article", { name: `${silent.firstName} ${silent.lastName}` })
  await expect(phone).toBeVisible()
  const pickUp = phone.getByRole("button", { name: "Pick up" })
  if (await pickUp.isVisible()) await pickUp.click()
  await phone.getByRole("textbox").fill("done, no reminder came")
  await phone.getByRole("textbox").press("Enter")
  await simulator.text(silent.phone, "taken")
  await expect(row("taken").first()).toContainText(
    "No reminder was waiting for an answer when it came.",
  )

  await simulator.text(caregiver, "She took her pill")
  await expect(row("She took her pill")).toContainText(
    "A caregiver or an organization user wrote this, not a patient.",
  )

  const call = pluginCall({ organizationId: LAKESIDE_ID, from: "+12025550198", body: "Yes" })
  const address = `${required("E2E_BASE_URL")}/api/biot/incoming-sms/${required("PLUGIN_SECRET")}`
  const body = JSON.stringify({ ...call, jwt: await simulator.token() })
  expect((await postCall(address, body)).status).toBe(200)
  await expect(row("Yes")).toContainText(
    "We do not know the patient whom BioT names as the sender.",
  )

  await row("She took her pill").click()
  const pane = admin.getByRole("dialog", { name: /^Reply from/ })
  await pane.getByLabel("Find a patient").fill(silent.lastName)
  await pane.getByRole("button", { name: `${silent.firstName} ${silent.lastName}` }).click()
  await pane.getByRole("group", { name: "Dose" }).getByRole("checkbox").first().check()
  await pane.getByRole("radio", { name: "Taken", exact: true }).check()
  await pane.getByRole("button", { name: "Link to dose" }).click()
  await expect(admin.getByText(/^Reply linked to/)).toBeVisible()
  await expect(row("She took her pill")).toHaveCount(0)
  const focused = admin.locator("[aria-label='Review queue'] button:focus")
  await expect(focused).toHaveCount(1)

  await row("Yes").click()
  await pane.getByRole("button", { name: "Dismiss reply" }).click()
  const question = admin.getByRole("alertdialog")
  await question.getByRole("button", { name: "Dismiss reply" }).click()
  await expect(question.getByText("Say why, in a few words.")).toBeVisible()
  await question.getByLabel("Reason").fill("Not one of our patients")
  await question.getByRole("button", { name: "Dismiss reply" }).click()
  await expect(admin.getByText("Reply dismissed", { exact: true })).toBeVisible()
  await expect(row("Yes")).toHaveCount(0)
  await expect(focused).toHaveCount(1)

  const { rows: decided } = await database.query(
    `SELECT r.body, r.state, r.match_rule, r.decision_note, e.kind FROM replies r
     LEFT JOIN dose_events e ON e.reply_id = r.id
     WHERE r.body IN ('She took her pill', 'Yes', 'from a stranger')
       AND r.received_at > $1 ORDER BY r.body`,
    [startedAt],
  )
  expect(decided).toEqual([
    {
      ...{ body: "She took her pill", state: "applied", match_rule: "staff" },
      ...{ decision_note: null, kind: "taken" },
    },
    {
      ...{ body: "Yes", state: "dismissed", match_rule: null },
      ...{ decision_note: "Not one of our patients", kind: null },
    },
  ])
  expect(await admin.evaluate(() => "stayed" in window)).toBe(true)
})
