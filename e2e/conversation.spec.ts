import { findCandidate, findTextable } from "./database"
import { expect, LAKESIDE, test } from "./fixtures"

const QUESTION = "May I take it with grapefruit juice?"
const ANSWER = "Yes, with a full meal please."

test("a question is seen by the team, answered in place and read for everybody", async ({
  open,
  simulator,
  database,
}) => {
  test.slow()
  const patient = await findCandidate(database, LAKESIDE)
  const name = `${patient.firstName} ${patient.lastName}`
  const coordinator = await open("coordinator")
  const clinician = await open("clinician")
  for (const page of [coordinator, clinician]) {
    await page.goto("/today")
    await expect(page.getByText("Live", { exact: true })).toBeVisible()
  }
  await simulator.text(patient.phone, QUESTION)

  // Both see it without asking for it, on Today and on the list.
  for (const page of [coordinator, clinician]) {
    const line = page
      .getByRole("region", { name: "Conversations" })
      .getByRole("link")
      .filter({ hasText: QUESTION })
    await expect(line).toContainText(name)
    await expect(line).toContainText("Unread")
  }
  await clinician.goto("/patients?filter=unread")
  await expect(clinician.getByRole("link", { name }).first()).toBeVisible()

  await coordinator
    .getByRole("region", { name: "Conversations" })
    .getByRole("link")
    .filter({ hasText: QUESTION })
    .click()
  await expect(coordinator).toHaveURL(new RegExp(`/patients/${patient.patientId}/conversation`))
  const thread = coordinator.getByRole("group", { name: "Conversation" })
  await expect(thread.getByText(`“${QUESTION}”`)).toBeVisible()
  // Looked at for a second, it is read; it stays marked where the new began.
  await expect(coordinator.getByRole("button", { name: "Mark as unread" })).toBeVisible()
  await expect(thread.getByText("New", { exact: true })).toBeVisible()
  await expect(clinician.getByRole("link", { name })).toHaveCount(0)

  await coordinator.getByRole("button", { name: "Assign to me" }).click()
  await expect(coordinator.getByRole("button", { name: "Assign to me" })).toHaveCount(0)

  const composer = coordinator.getByRole("form", { name: "Text to the patient" })
  await thread
    .getByRole("listitem")
    .filter({ hasText: QUESTION })
    .getByRole("button", { name: "Answer" })
    .click()
  const field = composer.getByLabel("Text", { exact: true })
  await expect(field).toBeFocused()
  await expect(composer.getByText("Answering")).toBeVisible()
  await coordinator.keyboard.type(ANSWER)
  await coordinator.keyboard.press("Enter")
  await expect(field).toHaveValue(`${ANSWER}\n`)
  await coordinator.keyboard.press("Backspace")
  await coordinator.keyboard.press("Control+Enter")
  const anyway = composer.getByRole("button", { name: "Send anyway" })
  await expect(anyway.or(coordinator.getByText("Text on its way")).first()).toBeVisible()
  // The gate may ask first; nothing was sent then.
  if (await anyway.isVisible()) await anyway.click()
  await expect(thread.getByText(ANSWER)).toBeVisible()
  await expect(field).toHaveValue("")
  await expect
    .poll(async () => (await simulator.messagesOf(patient.phone)).map(({ body }) => body))
    .toContain(ANSWER)

  await coordinator.getByRole("button", { name: "Dismiss as answered" }).click()
  await expect(thread.getByText("Dismissed a reply")).toBeVisible()
  await expect(thread.getByText("Answered by text").first()).toBeVisible()

  for (const page of [coordinator, clinician]) {
    await page.goto("/today")
    await expect(page.getByRole("region", { name: "Conversations" })).toBeVisible()
    await expect(page.getByText(QUESTION)).toHaveCount(0)
  }
})

test("a conversation is marked unread, filtered and read again", async ({
  open,
  simulator,
  database,
}) => {
  const patient = await findCandidate(database, LAKESIDE)
  await simulator.text(patient.phone, "What is this for?")
  const page = await open("clinician")
  await page.goto(`/patients/${patient.patientId}/conversation`)
  const unread = page.getByRole("button", { name: "Mark as unread" })
  await expect(unread).toBeVisible()
  await unread.click()
  const read = page.getByRole("button", { name: "Mark as read" })
  await expect(read).toBeVisible()
  await expect(page.getByText("Unread", { exact: true })).toBeVisible()
  await page.getByRole("button", { name: "Changes", exact: true }).click()
  await expect(page).toHaveURL(/show=changes/)
  await expect(page.getByText("“What is this for?”")).toHaveCount(0)
  await page.getByRole("button", { name: "All", exact: true }).click()
  await expect(page.getByText("“What is this for?”")).toBeVisible()
  await read.click()
  await expect(unread).toBeVisible()
  // A clinician reads and assigns, and sends nothing.
  await expect(page.getByRole("form", { name: "Text to the patient" })).toHaveCount(0)
})

test("two who write to one patient know of each other before both have sent", async ({
  open,
  simulator,
  database,
}) => {
  test.slow()
  const patient = await findTextable(database, LAKESIDE)
  const [first, second] = [await open("coordinator"), await open("admin")]
  for (const page of [first, second]) {
    await page.goto(`/patients/${patient.patientId}/conversation`)
    await expect(page.getByText("Live", { exact: true })).toBeVisible()
  }
  await expect(first.getByText(/looks at this too$/)).toBeVisible()
  await expect(second.getByText(/looks at this too$/)).toBeVisible()

  const composerOf = (page: typeof first) => page.getByRole("form", { name: "Text to the patient" })
  const theirs = composerOf(second)
  await theirs.getByLabel("Text", { exact: true }).pressSequentially("Please call the ward.")
  await expect(composerOf(first).getByText(/is writing…$/)).toBeVisible()

  const ours = composerOf(first)
  await ours.getByLabel("Text", { exact: true }).fill("Please drink enough.")
  await first.keyboard.press("Control+Enter")
  const anyway = ours.getByRole("button", { name: "Send anyway" })
  await expect(anyway.or(first.getByText("Text on its way")).first()).toBeVisible()
  if (await anyway.isVisible()) await anyway.click()

  await expect(theirs.getByText(/sent a text/)).toBeVisible()
  await theirs.getByLabel("Text", { exact: true }).press("Control+Enter")
  await expect(theirs.getByText(/Send yours all the same\?$/)).toBeVisible()
  await expect(theirs.getByRole("button", { name: "Send anyway" })).toBeVisible()
  const sent = (await simulator.messagesOf(patient.phone)).map(({ body }) => body)
  expect(sent).not.toContain("Please call the ward.")
  await first.getByRole("navigation", { name: "Main" }).first().getByRole("link").first().click()
  await expect(second.getByText(/looks at this too$/)).toHaveCount(0)
})
