import { defineConfig, devices } from "@playwright/test"

const SECOND_MS = 1000
const baseURL = process.env.E2E_BASE_URL
if (!baseURL) throw new Error("Run `npm test -- e2e`: it starts the product that the tests need.")

export default defineConfig({
  testDir: "e2e",
  // The tests share one product and its simulator.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 45 * SECOND_MS,
  expect: { timeout: 10 * SECOND_MS },
  reporter: process.env.E2E_REPORT
    ? [["list"], ["json", { outputFile: process.env.E2E_REPORT }]]
    : [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    locale: "en-GB",
    timezoneId: "Europe/London",
    // Recording every test costs a third of its time; ask for it with `npm test -- e2e --trace on`.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
})
