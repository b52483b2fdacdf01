import { execFile } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, it } from "vitest"
import { type RunningSimulator, startSimulator } from "@/db/testing/simulator"
import { testEnvironment } from "@/db/testing/stub-server"

const cwd = fileURLToPath(new URL("..", import.meta.url))
const args = ["--conditions=react-server", "--import", "tsx", "scripts/register.ts"]
let simulator: RunningSimulator

beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator?.stop())

function register(fields: Record<string, string>, program = args) {
  testEnvironment({ BIOT_BASE_URL: simulator.url, ...fields })
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      program,
      { cwd, env: process.env },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    )
  })
}

it("says what it did, a line each, and never the secret", async () => {
  const first = await register({ PLUGIN_SECRET: "an-older-plugin-secret" })
  expect(first).toMatchObject({ code: 0, err: "" })
  expect(first.out.trim().split("\n")).toHaveLength(15)
  const second = await register({ PLUGIN_SECRET: "a-newer-plugin-secret" })
  expect(second.out.match(/older secret was removed/g)).toHaveLength(15)
  const third = await register({ PLUGIN_SECRET: "a-newer-plugin-secret" })
  expect(third.out.match(/already calls/g)).toHaveLength(15)
  expect([first, second, third].map(({ out }) => out).join()).not.toMatch(/plugin-secret/)
})

it("takes the secret that the start keeps, when none is given", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "doseline-register-"))
  try {
    const kept = { PLUGIN_SECRET: "", NEXTAUTH_SECRET: "", DATA_DIR: dataDir }
    const first = await register(kept, ["scripts/register.mjs"])
    expect(first).toMatchObject({ code: 0, err: "" })
    const secret = readFileSync(join(dataDir, "plugin-secret"), "utf8").trim()
    const again = await register({ PLUGIN_SECRET: secret, NEXTAUTH_SECRET: "x".repeat(32) })
    expect(again.out).toContain("already calls")
    expect(again.out).not.toMatch(/now calls|was removed/)
  } finally {
    rmSync(dataDir, { recursive: true })
  }
})

it("fails with one sentence", async () => {
  const unset = await register({ PUBLIC_URL: "" })
  expect(unset).toEqual({ code: 1, out: "", err: "PUBLIC_URL must be set.\n" })
  const away = await register({ BIOT_BASE_URL: "http://127.0.0.1:1" })
  expect(away).toEqual({ code: 1, out: "", err: "BioT cannot be reached at BIOT_BASE_URL.\n" })
  const wrong = await register({ BIOT_SERVICE_USER_SECRET_KEY: "wrong-secret" })
  expect(wrong).toEqual({
    code: 1,
    out: "",
    err: "BioT does not accept BIOT_SERVICE_USER_ID with BIOT_SERVICE_USER_SECRET_KEY.\n",
  })
})
