import type { BrowserContext, CDPSession, Page } from "@playwright/test"
import { inChromium } from "./chromium"
import { percentile, rounded } from "./figures"
import type { Product } from "./product"
import type { Part } from "./report"

const LOADS = 5
const SLOWER = 4
const KILOBYTE = 1_000
const SETTLE_MS = 1_500
const MOST_SCRIPT_KB = 180

export type Looked = {
  name: string
  path: string
  /** What a person presses there, one after the other. */
  press: readonly string[]
}
type Vitals = Record<"scriptKb" | "htmlKb" | "lcpMs" | "liveMs" | "inpMs", number>

/** What pages weigh, and how soon they show and answer on a processor four times slower. */
export async function measureVitals(product: Product, pages: readonly Looked[]): Promise<Part> {
  const found: { page: Looked; loads: Vitals[] }[] = []
  for (const page of pages) {
    const loads: Vitals[] = []
    for (let n = 0; n < LOADS; n += 1) {
      loads.push(await inChromium(product, (context) => look(context, product, page)))
    }
    found.push({ page, loads })
  }
  return report(found)
}

async function look(context: BrowserContext, product: Product, looked: Looked): Promise<Vitals> {
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  const sizes = await watchSizes(devtools)
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER })
  await page.addInitScript(observe)
  await page.goto(product.portal + looked.path)
  const first = page.locator(looked.press[0] ?? "main").first()
  await first.waitFor()
  // A press before that waits for the page to come to life, which is told by itself.
  await page.getByText("Live", { exact: true }).waitFor()
  const liveMs = await page.evaluate(() => performance.now())
  await page.waitForTimeout(SETTLE_MS)
  const scriptKb = sizes().Script
  const lcpMs = await page.evaluate(() => window.benchVitals.lcp)
  for (const selector of looked.press) await press(page, selector)
  const inpMs = await page.evaluate(() => window.benchVitals.inp)
  return { scriptKb, htmlKb: sizes().Document, lcpMs, liveMs, inpMs }
}

async function press(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().click()
  await page.waitForTimeout(SETTLE_MS)
}

type Sizes = { Script: number; Document: number }

/** Kilobytes as they came over the wire, compressed, by what they are. */
async function watchSizes(devtools: CDPSession): Promise<() => Sizes> {
  const kinds = new Map<string, string>()
  const sum: Sizes = { Script: 0, Document: 0 }
  devtools.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type))
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId)
    if (kind === "Script" || kind === "Document") sum[kind] += encodedDataLength / KILOBYTE
  })
  await devtools.send("Network.enable")
  return () => ({ ...sum })
}

declare global {
  interface Window {
    benchVitals: { lcp: number; inp: number }
  }
}

/** In the browser: the largest paint so far, and the slowest answer to a press. */
function observe(): void {
  window.benchVitals = { lcp: 0, inp: 0 }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.benchVitals.lcp = entry.startTime
  }).observe({ type: "largest-contentful-paint", buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const isPress = "interactionId" in entry && Number(entry.interactionId) > 0
      if (isPress) window.benchVitals.inp = Math.max(window.benchVitals.inp, entry.duration)
    }
    // 16 ms is the least that a browser tells of.
  }).observe({ type: "event", buffered: true, durationThreshold: 16 } as PerformanceObserverInit)
}

function report(found: readonly { page: Looked; loads: Vitals[] }[]): Part {
  const middle = (loads: readonly Vitals[], of: keyof Vitals) =>
    rounded(
      percentile(
        loads.map((load) => load[of]),
        0.5,
      ),
      0,
    )
  return {
    title: `In Chromium, its processor ${SLOWER} times slower, medians of ${LOADS} first loads`,
    head: ["", "JavaScript kB", "HTML kB", "LCP ms", "live after ms", "INP ms"],
    rows: found.map(({ page, loads }) => [
      page.name,
      ...(["scriptKb", "htmlKb", "lcpMs", "liveMs", "inpMs"] as const).map((of) =>
        middle(loads, of),
      ),
    ]),
    ratios: found.map(({ page, loads }) => ({
      name: `JavaScript of ${page.name}, kB compressed`,
      value: middle(loads, "scriptKb"),
      goal: page.name.includes("patient's") ? `≤ ${MOST_SCRIPT_KB}` : null,
    })),
    failures: [],
    raw: found,
  }
}
