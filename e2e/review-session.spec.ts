import type { Page } from "@playwright/test"
import type { Database } from "./database"
import { ADVERTISEMENT, makeForty, makeQuestion, parkWaiting } from "./exceptions"
import { expect, test } from "./fixtures"

const MINUTE_MS = 60_000
const MOST_STEPS = 80

/** An admin at the queue, who has a keyboard and nothing else. */
function atTheQueue(page: Page) {
  const queue = page.getByRole("list", { name: "Review queue" })
  const focused = queue.getByRole("button").and(page.locator(":focus"))
  const row = (id: string) => page.locator(`[data-row="${id}"]`)
  const press = (key: string) => page.keyboard.press(key)

  async function here() {
    await expect(focused).toHaveCount(1)
    const id = (await focused.getAttribute("data-row")) ?? ""
    return { id, words: (await focused.textContent()) ?? "" }
  }
  async function giveReason(question: RegExp, reason: string) {
    const dialog = page.getByRole("alertdialog", { name: question })
    await expect(dialog.getByRole("textbox")).toBeFocused()
    await page.keyboard.type(reason)
    await press("Enter")
    await expect(dialog).toHaveCount(0)
  }
  async function dismiss(id: string) {
    await press("d")
    await giveReason(/^Dismiss this reply/, "Settled on the phone")
    await expect(row(id)).toHaveCount(0)
  }
  async function dismissEquals() {
    await press("x")
    await press("e")
    await expect(page.getByText("8 selected")).toBeVisible()
    await press("d")
    await giveReason(/^Dismiss these 8 replies/, "An advertisement")
    const results = page.getByRole("dialog", { name: "All 8 done" })
    await expect(results.getByRole("listitem")).toHaveCount(8)
    await expect(results.locator(":focus")).toHaveCount(1)
    await press("Escape")
    await expect(results).toHaveCount(0)
    await expect(queue.getByText(ADVERTISEMENT)).toHaveCount(0)
  }
  /** The key leads to the first open question, then to the button. */
  async function link(id: string) {
    const where = () =>
      page.evaluate(() => {
        const now = document.activeElement
        if (!now?.closest("[role=dialog]")) return "elsewhere"
        if (now instanceof HTMLInputElement) return now.checked ? "answered" : "question"
        return now instanceof HTMLButtonElement ? "button" : "elsewhere"
      })
    for (let questions = 0; questions < 4; questions++) {
      await press("l")
      await expect.poll(where).toMatch(/question|button/)
      if ((await where()) === "button") break
      await press("Space")
      await expect.poll(where).toBe("answered")
    }
    await press("Enter")
    await expect(row(id)).toHaveCount(0)
  }
  async function retry(id: string, database: Database) {
    await press("r")
    await expect
      .poll(async () => {
        const { rows } = await database.query(
          "SELECT 1 FROM reply_decisions WHERE reply_id = $1 AND kind = 'retry'",
          [id],
        )
        return rows.length
      })
      .toBe(1)
    await expect.poll(async () => (await here()).id).not.toBe(id)
  }
  async function sendAgain(id: string) {
    await press("r")
    const warning = page.getByRole("alertdialog")
    const isAsked = () => warning.isVisible()
    await expect.poll(async () => (await isAsked()) || (await row(id).count()) === 0).toBe(true)
    if (await isAsked()) {
      await press("Tab")
      await press("Enter")
    }
    await expect(row(id)).toHaveCount(0)
  }
  return { queue, row, press, here, dismiss, dismissEquals, link, retry, sendAgain }
}

test("a whole session over forty exceptions, by keyboard, with two undos", async ({
  open,
  simulator,
  database,
}) => {
  test.setTimeout(6 * MINUTE_MS)
  const putBack = await parkWaiting(database)
  try {
    const { replyIds, messageIds } = await makeForty({ database, simulator })
    expect(replyIds.length + messageIds.length).toBe(40)
    const page = await open("admin")
    const admin = atTheQueue(page)
    await page.goto("/review")
    await expect(page.getByText("Live", { exact: true })).toBeVisible()
    await expect(admin.queue.getByRole("button")).toHaveCount(40)

    await admin.press("?")
    const help = page.getByRole("dialog", { name: "Keys in Review" })
    await expect(help.getByText("Undo my last decision")).toBeVisible()
    await admin.press("Escape")
    await expect(help).toHaveCount(0)

    await admin.press("j")
    const undone = { one: false, many: false }
    const empty = page.getByText("Nothing waits for a person")
    let linked = 0
    for (let step = 0; !(await empty.isVisible()); step++) {
      expect(step, "the session comes to an end").toBeLessThan(MOST_STEPS)
      const { id, words } = await admin.here()
      if (words.includes(ADVERTISEMENT)) {
        await admin.dismissEquals()
        if (undone.many) continue
        undone.many = true
        await admin.press("u")
        await expect(admin.queue.getByText(ADVERTISEMENT)).toHaveCount(8)
      } else if (words.includes("Our text:")) await admin.sendAgain(id)
      else if (words.includes("Retry it")) await admin.retry(id, database)
      else if (words.includes("“taken”") && linked < 4) {
        await admin.link(id)
        linked += 1
      } else {
        await admin.dismiss(id)
        if (undone.one) continue
        undone.one = true
        await admin.press("u")
        await expect(admin.row(id)).toHaveCount(1)
      }
    }
    expect({ undone, linked }).toEqual({ undone: { one: true, many: true }, linked: 4 })
    await expect(page.getByRole("link", { name: /^All/ })).toContainText("0")

    await expectExplained(database, replyIds)
    const { rows: again } = await database.query(
      "SELECT again_of FROM messages WHERE again_of = ANY($1)",
      [messageIds],
    )
    expect(again).toHaveLength(messageIds.length)
  } finally {
    await putBack()
  }
})

/** Each reply is settled, and the audit tells by whom, from what, and for which reason or dose. */
async function expectExplained(database: Database, replyIds: string[]) {
  const { rows } = await database.query(
    `SELECT r.id, r.state, r.decision_note,
       (SELECT count(*)::int FROM audit a WHERE a.subject_id = r.id::text
         AND a.actor_kind = 'staff' AND a.details ? 'before'
         AND a.verb IN ('reply.dismissed', 'reply.linked', 'reply.retried')) AS entries,
       (SELECT count(*)::int FROM audit a WHERE a.subject_id = r.id::text
         AND a.verb = 'reply.decision_undone') AS undone
     FROM replies r WHERE r.id = ANY($1)`,
    [replyIds],
  )
  expect(rows).toHaveLength(replyIds.length)
  for (const row of rows) {
    expect(["applied", "dismissed", "noted"], row.id).toContain(row.state)
    expect(row.entries, row.id).toBeGreaterThan(0)
    if (row.state === "dismissed") expect(row.decision_note, row.id).toBeTruthy()
  }
  const undone = rows.reduce((sum, row) => sum + row.undone, 0)
  expect(undone, "one reply, and eight at once").toBe(9)
}

test("two people at the queue see each other, and only one decides", async ({
  open,
  simulator,
  database,
}) => {
  test.slow()
  const putBack = await parkWaiting(database)
  try {
    const { id, body } = await makeQuestion({ database, simulator })
    const [first, second] = [await open("admin"), await open("coordinator")]
    for (const page of [first, second]) {
      await page.goto("/review")
      await expect(page.getByText("Live", { exact: true })).toBeVisible()
    }
    const rowOf = (page: Page) =>
      page.getByRole("list", { name: "Review queue" }).getByRole("button").filter({ hasText: body })
    await rowOf(first).click()
    await rowOf(second).click()
    for (const page of [first, second]) {
      await expect(page.getByText(/(is|are) looking at this too\.$/)).toBeVisible()
    }
    await first.keyboard.press("d")
    await expect(first.getByRole("alertdialog").getByRole("textbox")).toBeFocused()
    await first.keyboard.type("Answered by phone")
    await first.keyboard.press("Enter")
    await expect(rowOf(first)).toHaveCount(0)

    // Who came second reads in the open item what the first did, and has nothing left to decide.
    await expect(rowOf(second)).toHaveCount(0)
    const pane = second.getByRole("dialog", { name: /^Reply from/ })
    await expect(pane.getByText(/decided this/)).toBeVisible()
    await expect(pane.getByText("Answered by phone").first()).toBeVisible()
    await expect(pane.getByRole("button", { name: "Dismiss reply" })).toHaveCount(0)
    const { rows } = await database.query("SELECT kind FROM reply_decisions WHERE reply_id = $1", [
      id,
    ])
    expect(rows).toEqual([{ kind: "dismiss" }])
  } finally {
    await putBack()
  }
})
