import { type Browser, type BrowserContext, chromium } from "@playwright/test"
import type { Product } from "./product"

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

/** Chromium with the clinician signed in, for as long as `work` takes. */
export async function inChromium<T>(
  product: Product,
  work: (context: BrowserContext) => Promise<T>,
): Promise<T> {
  const browser: Browser = await chromium.launch({
    executablePath: product.chromium,
    args: ARGUMENTS,
  })
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await context.addCookies([{ ...product.cookie, url: product.portal }])
    // tsx wraps inner functions in a call of this name, which a browser does not have.
    await context.addInitScript("globalThis.__name = (wrapped) => wrapped")
    return await work(context)
  } finally {
    await browser.close()
  }
}
