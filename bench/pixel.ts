import { setTimeout as sleep } from "node:timers/promises"
import { chromium, type Page } from "@playwright/test"
import { arrange, type Reminder } from "./arrange"
import { percentile, rounded } from "./figures"
import { pluginCall } from "./plugin-call"
import { callPlugin, type Product } from "./product"
import type { Part } from "./report"

const REPLIES = 42
const WARM_UP = 2
/** Three a day, so that the calendar has three rows. */
const STEP_MINUTES = 480
const WINDOW_MINUTES = 20 * 24 * 60
const PAUSE_MS = 300
/** The page's stream of live events is open by then. */
const STREAM_OPENS_MS = 3_000
const GIVE_UP_MS = 5_000
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/** From the moment BioT would call until the dose has its new look in an open browser. */
export async function measurePixel(product: Product): Promise<Part> {
  const reminders = await arrange(product.owner, product.organizationId, {
    name: "pixel",
    patients: 1,
    doses: REPLIES,
    stepMinutes: STEP_MINUTES,
    open: REPLIES,
    windowMinutes: WINDOW_MINUTES,
  })
  const browser = await chromium.launch({ executablePath: product.chromium, args: ARGUMENTS })
  const times: number[] = []
  let missed = 0
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.addCookies([{ ...product.cookie, url: product.portal }])
    // tsx wraps inner functions in a call of this name, which a browser does not have.
    await context.addInitScript("globalThis.__name = (wrapped) => wrapped")
    const page = await context.newPage()
    await page.goto(`${product.portal}/patients/${reminders[0]?.patientId}`)
    await page.locator("[data-dose]").first().waitFor()
    await sleep(STREAM_OPENS_MS)
    for (const [n, reminder] of reminders.entries()) {
      await sleep(PAUSE_MS)
      const ms = await changeOf(page, product, reminder)
      if (ms === null) missed += 1
      else if (n >= WARM_UP) times.push(ms)
    }
  } finally {
    await browser.close()
  }
  return report(times, missed)
}

async function changeOf(page: Page, product: Product, to: Reminder): Promise<number | null> {
  const seen = page.evaluate(watchDose, { doseId: to.doseId, giveUpMs: GIVE_UP_MS })
  // The watcher is in place before the call goes out: evaluations are taken in order.
  await page.evaluate(() => 0)
  const { status, sentAt } = await callPlugin(product, pluginCall(product, to, "1"))
  const at = await seen
  return status === 200 && at !== null ? at - sentAt : null
}

/** In the browser: when (epoch milliseconds) the first frame with the dose's new look was out. */
function watchDose({ doseId, giveUpMs }: { doseId: string; giveUpMs: number }) {
  const look = () => document.querySelector(`[data-dose="${doseId}"]`)?.className
  const before = look()
  return new Promise<number | null>((resolve) => {
    const observer = new MutationObserver(() => {
      const after = look()
      if (after === undefined || after === before) return
      observer.disconnect()
      requestAnimationFrame(() => setTimeout(() => resolve(Date.now())))
    })
    const watched = { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] }
    observer.observe(document.body, watched)
    setTimeout(() => resolve(null), giveUpMs)
  })
}

function report(times: readonly number[], missed: number): Part {
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)]
  return {
    title: `From the plugin call to the changed pixel, ${times.length} replies`,
    head: ["", "p50 ms", "p95 ms", "most ms"],
    rows: [["plugin call → pixel", rounded(p50, 0), rounded(p95, 0), Math.max(...times)]],
    ratios: [
      { name: "p95 / 500 ms", value: rounded(p95 / 500), goal: "≤ 1" },
      { name: "never seen", value: missed, goal: "0" },
    ],
    failures: missed > 0 ? [`${missed} changes did not show within 5 s.`] : [],
    raw: { times, missed },
  }
}
