import { randomUUID } from "node:crypto"
import { expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { fixtures } from "@/db/testing/fixtures"
import { pluginCall } from "@/db/testing/plugin-calls"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { receiveCall } from "./receive"

const test = testDatabase()
const arrange = fixtures(test)

/** A Spanish patient's reply to an open reminder, where the organization's settings are these. */
async function spanishReply(settings: unknown) {
  const { organization, patient, regimen } = await arrange.clinic()
  const dueAt = Date.now() - 2 * HOUR_MS
  const message = await arrange.message(patient, [await arrange.dose(regimen, { dueAt })], {
    sentAt: dueAt,
  })
  const owner = test.owner()
  await owner.query("UPDATE patients SET locale = 'es-mx' WHERE id = $1", [patient.id])
  await owner.query("UPDATE organizations SET settings = $2 WHERE id = $1", [
    organization.id,
    settings,
  ])
  const call = pluginCall({
    organizationId: organization.id,
    senderId: patient.id,
    from: patient.phone,
    inboundMessageId: message.biotMessageId ?? randomUUID(),
    startTime: new Date(dueAt + MINUTE_MS).toISOString(),
    body: "ya la tomé",
  })
  return receiveCall(call, dueAt + MINUTE_MS)
}

it("reads a reply in the patient's language", async () => {
  expect(await spanishReply({})).toMatchObject({ state: "applied", reason: null })
})

it("leaves a language that the organization switched off to a person", async () => {
  const received = await spanishReply({ replyLanguages: ["fr"] })
  expect(received).toMatchObject({ state: "review", reason: "free_text" })
})
