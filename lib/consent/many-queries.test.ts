import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { DEFAULT_CONSENT_WORDING } from "@/lib/messages/sending-settings"
import { consentCandidates } from "./many-queries"
import { optOutPatient } from "./opt-out-mutations"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: ArrangedClinic

beforeEach(async () => {
  clinic = await arrange.clinic()
})

const as = (role: "clinician" | "coordinator" | "admin") => mintStaffContext(clinic[role])
const listed = (...patientIds: string[]) => ({ choice: { kind: "listed" as const, patientIds } })

describe("consentCandidates", () => {
  it("tells what each last said, and whose phone opted out", async () => {
    const silent = await arrange.patient(clinic.organization.id, {}, null)
    const phone = silent.phone ?? ""
    await optOutPatient(as("clinician"), { patientId: silent.id, phone, means: "phone" })
    const found = await consentCandidates(as("coordinator"), listed(clinic.patient.id, silent.id))
    expect(found).toMatchObject({ gone: 0, wording: DEFAULT_CONSENT_WORDING })
    const { people } = found
    expect(people.find(({ id }) => id === silent.id)).toMatchObject({
      ...{ consent: "none", isOptedOut: true },
    })
    expect(people.find(({ id }) => id === clinic.patient.id)).toMatchObject({
      ...{ consent: "given", isOptedOut: false },
    })
  })

  it("is for coordinators and admins, and their organization's patients", async () => {
    await expect(
      consentCandidates(as("clinician"), listed(clinic.patient.id)),
    ).rejects.toMatchObject({ code: "forbidden" })
    const elsewhere = await arrange.clinic()
    await expect(
      consentCandidates(as("admin"), listed(elsewhere.patient.id)),
    ).rejects.toMatchObject({ code: "not_found" })
  })
})
