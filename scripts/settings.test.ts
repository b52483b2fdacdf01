import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { makeDataDir, readSettings } from "./settings.mjs"

const read = (env: Record<string, string>) => readSettings(env, "/project")
const service = { BIOT_SERVICE_USER_ID: "id", BIOT_SERVICE_USER_SECRET_KEY: "key" }

test("an empty environment is the demo", () => {
  expect(read({ PORT: "", DATABASE_URL: " " })).toMatchObject({
    port: 3000,
    simulatorPort: 3001,
    dataDir: "/project/.data",
    databaseUrl: undefined,
    biot: undefined,
  })
})

test("the production environment is taken as it is", () => {
  const settings = read({
    ...service,
    BIOT_BASE_URL: "https://api.biot.example/",
    DATABASE_URL: "postgresql://a:b@db:5432/doseline?sslmode=require",
    PUBLIC_URL: "https://doseline.example/",
  })
  expect(settings.biot?.baseUrl).toBe("https://api.biot.example")
  expect(settings.databaseUrl).toBe("postgresql://a:b@db:5432/doseline?sslmode=require")
  expect(settings.publicUrl).toBe("https://doseline.example")
})

test.each<[Record<string, string>, RegExp]>([
  [{ PORT: "abc" }, /^PORT must/],
  [{ PORT: "0" }, /^PORT must/],
  [{ SIMULATOR_PORT: "70000" }, /^SIMULATOR_PORT must/],
  [{ DATABASE_URL: "mysql://a/b" }, /^DATABASE_URL must/],
  [{ DATABASE_URL: "doseline" }, /^DATABASE_URL must/],
  [{ DATABASE_URL: "postgres://host" }, /^DATABASE_URL must end/],
  [{ BIOT_BASE_URL: "api.biot" }, /^BIOT_BASE_URL must/],
  [{ BIOT_BASE_URL: "http://localhost:1" }, /^BIOT_SERVICE_USER_ID must/],
  [
    { BIOT_BASE_URL: "http://localhost:1", BIOT_SERVICE_USER_ID: "i" },
    /^BIOT_SERVICE_USER_SECRET_KEY must/,
  ],
  [{ ...service }, /^BIOT_BASE_URL must/],
  [{ ...service, BIOT_BASE_URL: "https://api.biot.example" }, /^PUBLIC_URL must/],
  [{ PUBLIC_URL: "https://a/?b=c" }, /^PUBLIC_URL must/],
  [{ PLUGIN_SECRET: "short" }, /^PLUGIN_SECRET must/],
  [{ PLUGIN_SECRET: "with/a/slash/and/so/on" }, /^PLUGIN_SECRET must/],
  [{ NEXTAUTH_SECRET: "short" }, /^NEXTAUTH_SECRET must/],
  [{ NEXTAUTH_URL: "doseline" }, /^NEXTAUTH_URL must/],
  [{ BIOT_BASE_URL: "https://user@api.biot" }, /^BIOT_BASE_URL must/],
  [{ BIOT_SERVICE_USER_SECRET_KEY: "key" }, /^BIOT_BASE_URL must/],
  [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL must be one of fatal, /],
])("%j is refused, naming the variable", (env, sentence) => {
  expect(() => read(env)).toThrow(sentence)
})

test("a refused address is not repeated, it may hold a password", () => {
  expect(() => read({ DATABASE_URL: "mysql://user:hunter2@host/db" })).not.toThrow(/hunter2/)
})

test("a data directory is made, and refused by name where that is impossible", () => {
  const folder = mkdtempSync(join(tmpdir(), "doseline-settings-"))
  try {
    makeDataDir(join(folder, "new", "data"))
    writeFileSync(join(folder, "file"), "")
    for (const path of [join(folder, "file"), join(folder, "file", "data"), "/proc/nowhere/data"]) {
      expect(() => makeDataDir(path)).toThrow(`${path} is not`)
      expect(() => makeDataDir(path)).toThrow(/^DATA_DIR must/)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})
