import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { DEFAULT_ROLE_MAPPING } from "@/lib/auth/role-mapping"
import { DEFAULT_CONSENT_WORDING } from "@/lib/messages/sending-settings"
import { writeTemplate } from "@/lib/templates/mutations"
import { changeSending } from "./mutations"
import { organizationScreen } from "./queries"
import type { SendingChoices } from "./sending"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: ArrangedClinic
const roles = { ...DEFAULT_ROLE_MAPPING, templates: [] }

beforeEach(async () => {
  clinic = await arrange.clinic({ settings: { roles, other: 7 } })
})

const admin = () => mintStaffContext(clinic.admin)
const inForce = async () => (await organizationScreen(admin())).choices
const change = async (change: Partial<SendingChoices>, ctx = admin()) => {
  const seen = await inForce()
  return changeSending(ctx, { seen, settings: { ...seen, ...change } })
}
const stored = async () =>
  (
    await test
      .owner()
      .query("SELECT settings FROM organizations WHERE id = $1", [clinic.organization.id])
  ).rows[0].settings

describe("the rules of sending", () => {
  it("begin with the defaults of the design", async () => {
    expect(await inForce()).toEqual({
      windows: { opensBeforeMinutes: 60, onTimeMinutes: 120, closesAfterMinutes: 360 },
      quietHours: { from: "08:00", to: "21:00" },
      dailyCap: 6,
      schedule: { isOn: true, nudgeAfterMinutes: 45 },
      namesMedicines: false,
      consentWording: DEFAULT_CONSENT_WORDING,
    })
  })

  it("change without touching anything else, and the audit says from what to what", async () => {
    const next = {
      windows: { opensBeforeMinutes: 30, onTimeMinutes: 60, closesAfterMinutes: 240 },
      quietHours: { from: "09:00", to: "20:00" },
      dailyCap: 4,
      schedule: { isOn: false, nudgeAfterMinutes: null },
      namesMedicines: true,
      consentWording: "I agree to texts from the ward.",
    }
    await change(next)
    expect(await inForce()).toEqual(next)
    expect(await stored()).toEqual({ roles, other: 7, ...next })
    const { rows } = await test
      .owner()
      .query("SELECT verb, subject_id, details FROM audit WHERE organization_id = $1", [
        clinic.organization.id,
      ])
    const { consentWording: _, ...codes } = next
    expect(rows).toMatchObject([
      {
        ...{ verb: "sending.settings_changed", subject_id: clinic.organization.id },
        details: { from: { dailyCap: 6 }, to: codes, isWordingChanged: true },
      },
    ])
    expect(JSON.stringify(rows)).not.toContain("ward")
  })

  it("are a conflict when somebody changed them meanwhile, and one of two at once wins", async () => {
    const seen = await inForce()
    await change({ dailyCap: 5 })
    const late = changeSending(admin(), { seen, settings: { ...seen, dailyCap: 9 } })
    await expect(late).rejects.toMatchObject({ code: "conflict" })
    const now = await inForce()
    const both = await Promise.allSettled(
      [7, 8].map((dailyCap) =>
        changeSending(admin(), { seen: now, settings: { ...now, dailyCap } }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  })

  it.each([
    [{ dailyCap: 0 }, ["settings", "dailyCap"]],
    [{ quietHours: { from: "8", to: "21:00" } }, ["settings", "quietHours", "from"]],
    [{ consentWording: "  " }, ["settings", "consentWording"]],
    [
      { windows: { opensBeforeMinutes: 0, onTimeMinutes: 90, closesAfterMinutes: 60 } },
      ["settings", "windows", "onTimeMinutes"],
    ],
    [
      { windows: { opensBeforeMinutes: 0, onTimeMinutes: 20, closesAfterMinutes: 40 } },
      ["settings", "schedule", "nudgeAfterMinutes"],
    ],
    [
      { schedule: { isOn: true, nudgeAfterMinutes: 20 } },
      ["settings", "schedule", "nudgeAfterMinutes"],
    ],
  ])("refuse %j beside the field", async (wrong, path) => {
    await expect(change(wrong)).rejects.toMatchObject({
      issues: [expect.objectContaining({ path })],
    })
  })

  it("do not forbid medicines that a template still names", async () => {
    await change({ namesMedicines: true })
    await writeTemplate(admin(), {
      ...{ name: "By name", purpose: "reminder", language: "en", isDefault: true },
      body: "Time for {medicine}. Reply 1 once you have taken it, 2 if not.",
    })
    await expect(change({ namesMedicines: false })).rejects.toMatchObject({
      ...{ code: "conflict", field: "settings.namesMedicines" },
    })
    expect((await inForce()).namesMedicines).toBe(true)
  })

  it("are the admin's, each of their own organization", async () => {
    for (const who of [clinic.clinician, clinic.coordinator]) {
      const ctx = mintStaffContext(who)
      await expect(change({ dailyCap: 5 }, ctx)).rejects.toMatchObject({ code: "forbidden" })
      await expect(organizationScreen(ctx)).rejects.toMatchObject({ code: "forbidden" })
    }
    const elsewhere = mintStaffContext((await arrange.clinic({ settings: {} })).admin)
    await change({ dailyCap: 5 }, elsewhere)
    expect((await inForce()).dailyCap).toBe(6)
    expect((await organizationScreen(elsewhere)).choices.dailyCap).toBe(5)
  })
})
