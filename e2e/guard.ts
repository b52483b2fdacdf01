import type { Page } from "@playwright/test"

export type Guard = {
  problems: string[]
  /** What the test itself provokes, such as the 401 of a wrong password. */
  allowed: RegExp[]
}

declare global {
  interface Window {
    reportToGuard?: (text: string) => void
  }
}

/** Collects what the browser complains about on this page, from its first script on. */
export async function watchPage(page: Page, guard: Guard): Promise<void> {
  page.on("console", (message) => {
    if (message.type() === "error") {
      guard.problems.push(`console: ${message.text()} (${message.location().url})`)
    }
  })
  page.on("pageerror", (error) =>
    guard.problems.push(`page error: ${error.stack ?? error.message}`),
  )
  await page.exposeFunction("reportToGuard", (text: string) => guard.problems.push(text))
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { violatedDirective, blockedURI, sourceFile, lineNumber } = event
      window.reportToGuard?.(
        `CSP: ${violatedDirective} refused ${blockedURI} (${sourceFile}:${lineNumber})`,
      )
    })
  })
}
