import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const root = fileURLToPath(new URL(".", import.meta.url))

export default defineConfig({
  resolve: {
    alias: {
      "@": root.replace(/\/$/, ""),
      "server-only": fileURLToPath(new URL("./db/testing/server-only.ts", import.meta.url)),
      // As in Next: pages are made on the server, where the request says the language.
      "next-intl/server": fileURLToPath(
        new URL(
          "./node_modules/next-intl/dist/esm/production/server.react-server.js",
          import.meta.url,
        ),
      ),
      "next-intl/config": fileURLToPath(new URL("./lib/i18n/request.ts", import.meta.url)),
    },
  },
  test: {
    server: { deps: { inline: ["next-intl"] } },
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
