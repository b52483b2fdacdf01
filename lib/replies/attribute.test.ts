import { randomUUID } from "node:crypto"
import { expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { fixtures } from "@/db/testing/fixtures"
import { pluginCall } from "@/db/testing/plugin-calls"
import { MINUTE_MS } from "@/lib/time"
import { attributeCalls } from "./attribute"
import { retryReceived } from "./mutations"
import { receiveCall } from "./receive"

const test = testDatabase()
const arrange = fixtures(test)

it("finds the home of a call whose organization came later than the call", async () => {
  await arrange.organization()
  await arrange.organization()
  const organizationId = randomUUID()
  const now = Date.now()
  const call = pluginCall({
    organizationId,
    senderId: randomUUID(),
    from: "+12025550180",
    inboundMessageId: randomUUID(),
    startTime: new Date(now).toISOString(),
  })
  expect(await receiveCall(call, now)).toMatchObject({ state: "quarantined" })
  expect(await attributeCalls()).toBe(0)
  await arrange.organization({ id: organizationId })
  expect(await attributeCalls()).toBe(1)
  expect(await attributeCalls()).toBe(0)
  await retryReceived(now + MINUTE_MS)
  const { rows } = await test.owner().query("SELECT organization_id, state, reason FROM replies")
  expect(rows).toEqual([
    { organization_id: organizationId, state: "unmatched", reason: "unknown_patient" },
  ])
})
