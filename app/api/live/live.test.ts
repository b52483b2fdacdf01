import { expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { fixtures } from "@/db/testing/fixtures"
import { withinRequest } from "@/db/testing/request-scope"
import { testEnvironment } from "@/db/testing/stub-server"
import { newId } from "@/lib/id"
import { listen } from "@/lib/live/listen"
import { flush, publish } from "@/lib/live/publish"
import { GET } from "./route"

const test = testDatabase()
const arrange = fixtures(test)
const TOLD = 1_500

it("ends a stream that nobody reads, and keeps no more for it", async () => {
  testEnvironment({ DATABASE_URL: test.url() })
  const { organization, clinician } = await arrange.clinic()
  const { body } = await withinRequest({ as: clinician }, () =>
    GET(new Request("http://portal.test/api/live")),
  )
  const isHeard = new Promise<void>((resolve) => {
    let heard = 0
    listen((live) => {
      if (live === "ready" || live === "resync") {
        const topic = "patient" as const
        const patients = Array.from({ length: TOLD }, () => newId())
        publish(
          patients.map((patientId) => ({ organizationId: organization.id, topic, patientId })),
        )
        void flush()
      } else if (typeof live === "object") heard += 1
      if (heard === TOLD) resolve()
    })
  })
  await isHeard
  let chunks = 0
  for await (const _ of body ?? []) chunks += 1
  expect(chunks).toBeGreaterThan(900)
  expect(chunks).toBeLessThan(1_100)
})
