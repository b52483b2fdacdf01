import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { afterEach, beforeEach, expect, test } from "vitest"
import { startPostgres, stopIfAbandoned } from "./postgres.mjs"

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "doseline-embedded-"))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test("several starters at once share one server, and the last one stops it", async () => {
  const all = await Promise.all([1, 2, 3].map(() => startPostgres({ dataDir })))
  expect(new Set(all.map((one) => one.pid)).size).toBe(1)
  expect(all.filter((one) => !one.adopted)).toHaveLength(1)
  await all[0]!.stop()
  await all[1]!.stop()
  expect(all[2]!.isRunning()).toBe(true)
  expect(await stopIfAbandoned({ dataDir })).toBe(false)
  await all[2]!.stop()
  expect(all[2]!.isRunning()).toBe(false)
})

test("what was committed survives a kill, on the same port", async () => {
  const first = await startPostgres({ dataDir })
  await query(first.url, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('yes')")
  process.kill(first.pid, "SIGKILL")
  // The kernel takes a moment on a busy machine, and until then it is still the running server.
  await expect.poll(() => first.isRunning(), { timeout: 10_000 }).toBe(false)
  const second = await first.revive()
  expect(second.port).toBe(first.port)
  expect(second.pid).not.toBe(first.pid)
  expect(await query(second.url, "SELECT word FROM kept")).toEqual([{ word: "yes" }])
  await second.stop()
  expect(second.isRunning()).toBe(false)
})

test("it folds the case of letters beyond English", async () => {
  const postgres = await startPostgres({ dataDir })
  const rows = await query(postgres.url, "SELECT lower('ÉЖ') AS word, 'zoë' ILIKE 'ZOË' AS alike")
  expect(rows).toEqual([{ word: "éж", alike: true }])
  await postgres.stop()
})
