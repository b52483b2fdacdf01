import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { BUILT_IN_ANSWERS } from "@/lib/replies/answer-text"
import { SHIPPED_CODES } from "@/lib/replies/languages/registry"
import type { ReplySettings } from "@/lib/replies/reply-rules"
import { repliesScreen } from "./queries"
import { changeReplies } from "./reply-mutations"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: ArrangedClinic

beforeEach(async () => {
  clinic = await arrange.clinic({ settings: { other: 7, dailyCap: 4 } })
})

const admin = () => mintStaffContext(clinic.admin)
const inForce = async () => (await repliesScreen(admin())).rules
const change = async (change: Partial<ReplySettings>, ctx = admin()) => {
  const seen = await inForce()
  const settings = { ...seen, ...change }
  return changeReplies(ctx, {
    seen: { ...seen, replyLanguages: [...seen.replyLanguages] },
    settings: { ...settings, replyLanguages: [...settings.replyLanguages] },
  })
}
const stored = async () =>
  (
    await test
      .owner()
      .query("SELECT settings FROM organizations WHERE id = $1", [clinic.organization.id])
  ).rows[0].settings
const answer = { isOn: true, emergencyNumber: "112", texts: {} }

describe("the rules of replies", () => {
  it("change without touching anything else, and the audit says what changed", async () => {
    const next = {
      replyLanguages: ["en", "de"],
      safetyTargets: { emergencyMinutes: 10, urgentMinutes: 30 },
      safetyAnswer: { ...answer, texts: { de: "Rufen Sie {emergency} an." } },
    }
    expect(await change(next)).toEqual(next)
    expect(await inForce()).toEqual(next)
    expect(await stored()).toEqual({ other: 7, dailyCap: 4, ...next })
    const { rows } = await test
      .owner()
      .query("SELECT verb, details FROM audit WHERE organization_id = $1", [clinic.organization.id])
    expect(rows).toMatchObject([
      {
        verb: "replies.settings_changed",
        details: {
          from: { isAnswering: false, safetyTargets: { emergencyMinutes: 15 } },
          to: { isAnswering: true, replyLanguages: ["en", "de"] },
          changed: ["emergency_number", "text:de"],
        },
      },
    ])
    expect(JSON.stringify(rows)).not.toContain("Rufen")
  })

  it("keep English whatever is chosen, and languages that ship later where all are read", async () => {
    expect((await change({ replyLanguages: [] })).replyLanguages).toEqual(["en"])
    expect((await change({ replyLanguages: SHIPPED_CODES })).replyLanguages).toEqual(SHIPPED_CODES)
    expect((await stored()).replyLanguages).toBeNull()
  })

  it("keep no copy of a built-in text", async () => {
    const texts = { en: BUILT_IN_ANSWERS.en ?? "", fr: "Appelez {emergency}." }
    await change({ safetyAnswer: { ...answer, texts } })
    expect((await stored()).safetyAnswer.texts).toEqual({ fr: "Appelez {emergency}." })
  })

  it("are a conflict when somebody changed them meanwhile, and one of two at once wins", async () => {
    const rules = await inForce()
    const seen = { ...rules, replyLanguages: [...rules.replyLanguages] }
    const targets = (emergencyMinutes: number) => ({
      ...{ seen, settings: { ...seen, safetyTargets: { emergencyMinutes, urgentMinutes: 60 } } },
    })
    const both = await Promise.allSettled([5, 6].map((n) => changeReplies(admin(), targets(n))))
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    await expect(changeReplies(admin(), targets(7))).rejects.toMatchObject({ code: "conflict" })
  })

  it.each<[Partial<ReplySettings>, string[]]>([
    [{ safetyAnswer: { ...answer, emergencyNumber: " " } }, ["safetyAnswer", "emergencyNumber"]],
    [{ safetyAnswer: { ...answer, emergencyNumber: "us" } }, ["safetyAnswer", "emergencyNumber"]],
    [{ safetyAnswer: { ...answer, texts: { de: "Hilfe" } } }, ["safetyAnswer", "texts", "de"]],
    [{ safetyAnswer: { ...answer, texts: { es: " " } } }, ["safetyAnswer", "texts", "es"]],
    [
      { safetyTargets: { emergencyMinutes: 0, urgentMinutes: 60 } },
      ["safetyTargets", "emergencyMinutes"],
    ],
    [
      { safetyTargets: { emergencyMinutes: 61, urgentMinutes: 60 } },
      ["safetyTargets", "emergencyMinutes"],
    ],
  ])("refuse %j beside the field", async (wrong, path) => {
    await expect(change(wrong)).rejects.toMatchObject({
      issues: [expect.objectContaining({ path: ["settings", ...path] })],
    })
  })

  it("are the admin's, each of their own organization", async () => {
    for (const who of [clinic.clinician, clinic.coordinator]) {
      const ctx = mintStaffContext(who)
      await expect(change({ replyLanguages: [] }, ctx)).rejects.toMatchObject({ code: "forbidden" })
      await expect(repliesScreen(ctx)).rejects.toMatchObject({ code: "forbidden" })
    }
    const elsewhere = mintStaffContext((await arrange.clinic({ settings: {} })).admin)
    await change({ replyLanguages: [] }, elsewhere)
    expect((await inForce()).replyLanguages).toEqual(SHIPPED_CODES)
    expect((await repliesScreen(elsewhere)).rules.replyLanguages).toEqual(["en"])
  })
})
