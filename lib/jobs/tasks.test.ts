import { parseCrontab } from "graphile-worker"
import { describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { fixtures } from "@/db/testing/fixtures"
import { HOUR_MS } from "@/lib/time"
import { renewAllSummaries, renewStaleSummaries } from "./renew-summaries"
import { AT_START, CRONTAB, TASKS } from "./tasks"

const test = testDatabase()
const arrange = fixtures(test)

describe("the periodic work", () => {
  it("names only tasks that exist, and each of them runs sooner or later", () => {
    const planned = parseCrontab(CRONTAB).map((item) => item.task)
    expect(planned.toSorted()).toEqual(Object.keys(TASKS).toSorted())
    for (const task of AT_START) expect(Object.keys(TASKS)).toContain(task)
  })
})

describe("renewAllSummaries", () => {
  it("renews every patient of every organization", async () => {
    const now = Date.now()
    const clinics = [await arrange.clinic(), await arrange.clinic()]
    for (const { regimen } of clinics) {
      await arrange.dose(regimen, { dueAt: now - 9 * HOUR_MS, state: "taken_on_time" })
    }
    expect(await renewAllSummaries(now)).toBe(2)
    const { rows } = await test.owner().query("SELECT expected_30 FROM patient_summaries")
    expect(rows).toEqual([{ expected_30: 1 }, { expected_30: 1 }])
    expect(await renewStaleSummaries(now)).toBe(0)
    await test
      .owner()
      .query("UPDATE patient_summaries SET updated_at = 'epoch' WHERE patient_id = $1", [
        clinics[0]?.patient.id,
      ])
    expect(await renewStaleSummaries(now)).toBe(1)
  })
})
