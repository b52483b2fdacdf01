import { randomBytes } from "node:crypto"
import { readFile } from "node:fs/promises"
import type { AddressInfo } from "node:net"
import { serve } from "@hono/node-server"
import { Hono } from "hono"
import { apiFaults } from "./api-faults"
import { answerError, BiotError } from "./biot-error"
import { controlRoutes } from "./control"
import { openDatabase } from "./database"
import { dispatcherRoutes } from "./dispatcher"
import { methodsOf } from "./endpoints"
import type { SimulatorEnv } from "./env"
import { countFaults } from "./faults"
import { Live } from "./live"
import { notificationRoutes } from "./notification"
import { organizationRoutes } from "./organization"
import { seedIfEmpty } from "./seed"
import { DEFAULT_SETTINGS } from "./settings"
import { loadKeys } from "./signing-keys"
import { umsRoutes } from "./ums"
import type { World } from "./world"

const SERVICES = ["ums", "organization", "notification", "dispatcher", "settings"]

const PAGE_FILES: Record<string, [file: string, type: string]> = {
  "/": ["index.html", "text/html"],
  "/page/style.css": ["style.css", "text/css"],
  "/page/phone.css": ["phone.css", "text/css"],
  "/page/trouble.css": ["trouble.css", "text/css"],
  "/page/main.js": ["main.js", "text/javascript"],
  "/page/page.js": ["page.js", "text/javascript"],
  "/page/phones.js": ["phones.js", "text/javascript"],
  "/page/phone.js": ["phone.js", "text/javascript"],
  "/page/trouble.js": ["trouble.js", "text/javascript"],
  "/page/trouble-words.js": ["trouble-words.js", "text/javascript"],
  "/favicon.ico": ["icon.svg", "image/svg+xml"],
}

function pageRoutes(app: Hono) {
  for (const [path, [file, type]] of Object.entries(PAGE_FILES)) {
    app.get(path, async (c) => {
      const text = await readFile(new URL(`./page/${file}`, import.meta.url), "utf8")
      return c.body(text, 200, {
        "content-type": `${type}; charset=utf-8`,
        "cache-control": "no-cache",
        "content-security-policy": "default-src 'self'; frame-ancestors 'none'",
      })
    })
  }
}

function createApp(world: World) {
  const app = new Hono()
  app.onError(answerError)
  app.notFound((c) => {
    const allowed = methodsOf(c.req.path).join(", ")
    if (!allowed) return answerError(new BiotError(404, "NOT_FOUND", "No such address"), c)
    c.header("allow", allowed)
    return answerError(new BiotError(405, "METHOD_NOT_ALLOWED", `Use ${allowed}`), c)
  })
  app.use("*", apiFaults(world))
  for (const prefix of ["", ...SERVICES.map((name) => `/${name}`)]) {
    app.get(`${prefix}/system/healthCheck`, async (c) => {
      await world.pool.query("SELECT 1")
      const traceId = randomBytes(8).toString("hex")
      return c.json({ version: "2.4.2-simulator", springVersion: null, traceId })
    })
  }
  app.route("/ums", umsRoutes(world))
  app.route("/organization", organizationRoutes(world))
  app.route("/notification", notificationRoutes(world))
  app.route("/dispatcher", dispatcherRoutes(world))
  app.route("/simulator", controlRoutes(world))
  pageRoutes(app)
  return app
}

/** Listens until `stop`; port 0 takes any that is free. */
export async function startSimulator(env: SimulatorEnv) {
  const pool = await openDatabase(env.databaseUrl)
  const world: World = {
    pool,
    keys: await loadKeys(pool),
    settings: DEFAULT_SETTINGS,
    faultCount: await countFaults(pool),
    serviceSecret: env.serviceSecret,
    live: new Live(),
    recentSends: [],
    pending: new Set(),
    overtaken: null,
  }
  await seedIfEmpty(world)
  const server = serve({ fetch: createApp(world).fetch, port: env.port, hostname: env.host })
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve)
    server.once("error", reject)
  })
  const { port } = server.address() as AddressInfo
  const stop = async () => {
    for (const timer of world.pending) clearTimeout(timer)
    world.live.close()
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      if ("closeAllConnections" in server) server.closeAllConnections()
    })
    await pool.end()
  }
  return { url: `http://${env.host}:${port}`, stop }
}
