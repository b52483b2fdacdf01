import { loadavg } from "node:os"
import { setTimeout as sleep } from "node:timers/promises"
import type { Page } from "@playwright/test"
import { arrange, type Reminder } from "./arrange"
import { inChromium } from "./chromium"
import { percentile, rounded } from "./figures"
import { pluginCall } from "./plugin-call"
import { callPlugin, type Product } from "./product"
import type { Part } from "./report"
import { openViewers } from "./viewers"

const VIEWERS = Number(process.env.BENCH_VIEWERS ?? 50)
const REPLIES = 42
const WARM_UP = 2
/** Three a day, so that the calendar has three rows. */
const STEP_MINUTES = 480
const WINDOW_MINUTES = 20 * 24 * 60
const PAUSE_MS = 300
/** The page's stream of live events is open by then. */
const STREAM_OPENS_MS = 3_000
const GIVE_UP_MS = 5_000
/** From the moment BioT would call until the dose has its new look in an open browser. */
export async function measurePixel(product: Product): Promise<Part> {
  const alone = await changes(product, 1)
  const among = await changes(product, VIEWERS)
  return report([
    { name: "one viewer", ...alone },
    { name: `${VIEWERS} viewers of the same patient`, ...among },
  ])
}

/** The browser that is measured is one of the viewers; the others do over HTTP what it does. */
async function changes(product: Product, viewers: number) {
  const reminders = await arrange(product.owner, product.organizationId, {
    name: `pixel-${viewers}`,
    patients: 1,
    doses: REPLIES,
    stepMinutes: STEP_MINUTES,
    open: REPLIES,
    windowMinutes: WINDOW_MINUTES,
  })
  const times: number[] = []
  let missed = 0
  const patientId = reminders[0]?.patientId ?? ""
  const others = await openViewers(product, patientId, viewers - 1)
  await inChromium(product, async (context) => {
    const page = await context.newPage()
    await page.goto(`${product.portal}/patients/${patientId}`)
    await page.locator("[data-dose]").first().waitFor()
    await sleep(STREAM_OPENS_MS)
    for (const [n, reminder] of reminders.entries()) {
      await sleep(PAUSE_MS)
      const ms = await changeOf(page, product, reminder)
      if (ms === null) missed += 1
      else if (n >= WARM_UP) times.push(ms)
    }
  })
  others.close()
  return { times, missed, refetched: others.refetched() }
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

type Seen = { name: string; times: number[]; missed: number; refetched: number }

function report(all: readonly Seen[]): Part {
  const p95 = (times: readonly number[]) => percentile(times, 0.95)
  return {
    title: "From the plugin call to the changed pixel",
    head: ["", "replies", "p50 ms", "p95 ms", "most ms", "refetched by the others"],
    rows: all.map(({ name, times, refetched }) => [
      ...[name, times.length, rounded(percentile(times, 0.5), 0), rounded(p95(times), 0)],
      ...[Math.max(...times), refetched],
    ]),
    ratios: all.flatMap(({ name, times, missed }) => [
      { name: `p95 / 500 ms, ${name}`, value: rounded(p95(times) / 500), goal: "≤ 1" },
      { name: `never seen, ${name}`, value: missed, goal: "0" },
    ]),
    failures: all
      .filter(({ missed }) => missed > 0)
      .map(({ name, missed }) => `${missed} changes did not show within 5 s to ${name}.`),
    raw: { all, load: loadavg() },
  }
}
