import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { DEFAULT_CONSENT_WORDING } from "@/lib/messages/sending-settings"
import { recordConsent } from "./mutations"
import { liftOptOut, optOutPatient } from "./opt-out-mutations"
import { consentPage } from "./page-queries"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: ArrangedClinic

beforeEach(async () => {
  clinic = await arrange.clinic()
})

const ctx = (of = clinic) => mintStaffContext(of.clinician)
const page = (of = clinic) => consentPage(ctx(of), clinic.patient.id, Date.now())

describe("consentPage", () => {
  it("tells the state now, the record and the load", async () => {
    await arrange.message(clinic.patient, [], { sentAt: Date.now() })
    const { patient } = clinic
    const asked = { patientId: patient.id, consentId: randomUUID(), means: "phone" } as const
    await recordConsent(ctx(), { ...asked, kind: "given", wording: "Yes", outsideHours: true })
    const found = await page()
    expect(found).toMatchObject({
      ...{ standing: { tone: "good" }, textsToday: 1, dailyCap: 6, optOut: null, history: [] },
      phone: { raw: patient.phone, staticNumber: null },
    })
    expect(found.records.map(({ means, by }) => [means, by])).toEqual([
      ["phone", "Robin clinician"],
      ["in_person", null],
    ])
    expect(found.wording).toBe(DEFAULT_CONSENT_WORDING)
  })

  it("tells what was said of the phone, newest first", async () => {
    const of = { patientId: clinic.patient.id, phone: clinic.patient.phone ?? "" }
    await optOutPatient(ctx(), { ...of, means: "phone" })
    const out = await page()
    expect(out.standing).toMatchObject({ tone: "danger" })
    expect(out.optOut).toMatchObject({ isOptedOut: true, byText: false })
    const lifted = { ...of, seen: Date.now(), consentId: randomUUID(), wording: "Again" }
    await liftOptOut(ctx(), { ...lifted, means: "phone" })
    const { history, standing } = await page()
    expect(history.map(({ kind, by }) => [kind, by])).toEqual([
      ["opted_in", "Robin clinician"],
      ["opted_out", "Robin clinician"],
    ])
    expect(standing.tone).toBe("good")
  })

  it("knows nothing of another organization's patients", async () => {
    await expect(page(await arrange.clinic())).rejects.toMatchObject({ code: "not_found" })
  })
})
