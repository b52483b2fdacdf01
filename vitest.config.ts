import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const root = fileURLToPath(new URL(".", import.meta.url))

export default defineConfig({
  resolve: {
    alias: {
      "@": root.replace(/\/$/, ""),
      "server-only": fileURLToPath(new URL("./db/testing/server-only.ts", import.meta.url)),
    },
  },
  test: {
    // An odd zone, so that code which forgets to name one fails here.
    env: { TZ: "Asia/Kathmandu" },
    include: ["{app,bench,components,db,lib,scripts,simulator}/**/*.test.{ts,tsx}"],
    setupFiles: ["./db/testing/setup.ts"],
    globalSetup: ["./db/testing/global-setup.ts"],
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
