import { beforeAll, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { LANGUAGES } from "@/lib/i18n/languages"
import { translatorIn } from "@/lib/i18n/translator"
import { columnsOf } from "./columns"
import { definitionsCsv } from "./definitions"
import { beginExport } from "./mutations"
import { EXPORT_KINDS, type ExportKind, exportRangeSchema } from "./schema"

const test = testDatabase()
const arrange = fixtures(test)
const DAY = 86_400_000
const NOON = Date.parse("2026-05-10T12:00:00Z")
const range = { from: "2026-05-01", to: "2026-05-10" }
const now = NOON + 2 * DAY
let ours: ArrangedClinic
let theirs: ArrangedClinic

beforeAll(async () => {
  ours = await arrange.clinic()
  theirs = await arrange.clinic()
  for (const clinic of [ours, theirs]) {
    const state = "taken_on_time" as const
    for (let n = 0; n < 10; n += 1) {
      const dueAt = NOON - n * DAY
      await arrange.dose(clinic.regimen, { dueAt, state, takenAt: dueAt, reminded: true })
    }
    await arrange.dose(clinic.regimen, { dueAt: NOON + DAY, state: "no_response" })
    await arrange.message(clinic.patient, [], { createdAt: NOON })
  }
  await test
    .owner()
    .query("UPDATE patients SET first_name = '=HYPERLINK(1)', last_name = NULL WHERE id = $1", [
      ours.patient.id,
    ])
})

/** Each time another admin, who may take five a minute. */
async function take(
  clinic: ArrangedClinic,
  kind: ExportKind,
  who?: ArrangedClinic["admin"],
): Promise<string[]> {
  const admin = who ?? (await arrange.staff(clinic.organization.id, "admin"))
  const of = { range, zone: "UTC", now }
  const stream = await beginExport(mintStaffContext(admin), kind, of)
  return (await new Response(stream).text()).replace("\u{FEFF}", "").trimEnd().split("\r\n")
}

describe("an export", () => {
  it("has every dose of the days and no other, with defused names", async () => {
    const [head, ...lines] = await take(ours, "doses")
    expect(head).toBe(
      columnsOf("doses", await translatorIn("en"))
        .map(({ name }) => name)
        .join(","),
    )
    expect(lines).toHaveLength(10)
    for (const line of lines) {
      expect(line).toContain(ours.patient.id)
      expect(line).toContain("'=HYPERLINK(1)")
      expect(line).toContain("taken_on_time")
    }
    expect(lines.join()).not.toContain("no_response")
  })

  it("has the messages of the days without their words", async () => {
    const [, ...lines] = await take(ours, "messages")
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain("Sent")
    expect(lines[0]).not.toContain("Reply 1")
  })

  it("has each patient's figures", async () => {
    const [head = "", line = ""] = await take(ours, "figures")
    const at = head.split(",").indexOf("Reported adherence")
    expect(line.split(",")[at]).toBe("1")
    expect(line.split(",")[at - 1]).toBe("10")
  })

  it("tells of doses whose windows closed since they were looked at what the clock says", async () => {
    const clinic = await arrange.clinic()
    const stale = [
      { state: "pending", reminded: true },
      { state: "scheduled", reminded: false },
    ] as const
    for (const [n, dose] of stale.entries()) {
      await arrange.dose(clinic.regimen, { dueAt: NOON - n * DAY, ...dose })
    }
    const [head = "", ...lines] = await take(clinic, "doses")
    const at = head.split(",").indexOf("State")
    expect(lines.map((line) => line.split(",")[at])).toEqual(["not_reminded", "no_response"])
    const [names = "", figures = ""] = await take(clinic, "figures")
    const counted = names.split(",").indexOf("Doses in reported adherence")
    expect(figures.split(",")[counted]).toBe("1")
  })

  it("goes through more people and texts than one page holds, each once", async () => {
    const clinic = await arrange.clinic()
    const ids = [clinic.patient.id]
    for (let n = 0; n < 44; n += 1) {
      const patient = await arrange.patient(clinic.organization.id)
      const regimen = await arrange.regimen(patient)
      await arrange.dose(regimen, { dueAt: NOON })
      ids.push(patient.id)
    }
    await test.owner().query(
      `INSERT INTO messages (organization_id, id, patient_id, kind, phone, body, parts,
         idempotency_key, priority, not_before, expires_at, created_at, trace_id)
       SELECT $1, gen_random_uuid(), $2, 'manual', '+1', '', 1, n, 1, now(), now(),
         $3::timestamptz - (n / 7) * interval '1 minute', ''
         FROM generate_series(1, 2100) n`,
      [clinic.organization.id, clinic.patient.id, new Date(NOON).toISOString()],
    )
    expect(await take(clinic, "doses")).toHaveLength(45)
    const [, ...texts] = await take(clinic, "messages")
    expect(new Set(texts.map((line) => line.split(",")[0])).size).toBe(2_100)
    expect(texts).toHaveLength(2_100)
  })

  it.each(EXPORT_KINDS)("of %s shows nothing of another organization", async (kind) => {
    const text = (await take(ours, kind)).join()
    expect(text).toContain(ours.patient.id)
    expect(text).not.toContain(theirs.patient.id)
  })

  it.each(["coordinator", "clinician"] as const)("is not a %s's", async (role) => {
    const taken = take(ours, "doses", ours[role])
    await expect(taken).rejects.toMatchObject({ code: "forbidden" })
  })

  it("is in the audit, at its beginning and with its rows at its end", async () => {
    const admin = await arrange.staff(ours.organization.id, "admin")
    await take(ours, "doses", admin)
    const { rows } = await test
      .owner()
      .query("SELECT verb, details FROM audit WHERE actor_id = $1 ORDER BY at", [admin.staffId])
    expect(rows).toEqual([
      { verb: "export.begun", details: { kind: "doses", ...range } },
      { verb: "export.finished", details: { kind: "doses", ...range, rows: 10 } },
    ])
  })

  it("is taken five times a minute at most", async () => {
    const admin = await arrange.staff(ours.organization.id, "admin")
    for (let n = 0; n < 5; n += 1) await take(ours, "figures", admin)
    const sixth = take(ours, "figures", admin)
    await expect(sixth).rejects.toMatchObject({ code: "rate_limited" })
  })
})

it("reads the days of an address", () => {
  const schema = exportRangeSchema("2026-05-10")
  expect(schema.parse({})).toEqual({ from: "2026-04-11", to: "2026-05-10" })
  for (const wrong of [
    { from: "2026-05-11" },
    { from: "2025-05-09", to: "2026-05-10" },
    { from: "yesterday" },
  ]) {
    expect(schema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false)
  }
})

it.each(LANGUAGES)("defines every column of every export in %s", async (language) => {
  const say = await translatorIn(language)
  const english = await translatorIn("en")
  const text = definitionsCsv(say)
  for (const kind of EXPORT_KINDS) {
    const known = columnsOf(kind, english)
    for (const [at, { name, definition }] of columnsOf(kind, say).entries()) {
      expect(definition.length, name).toBeGreaterThan(5)
      expect(name).toBe(known[at]?.name)
      expect(definition === known[at]?.definition, name).toBe(language === "en")
      expect(text).toContain(name)
    }
  }
})

it("says of a figure what it means, in what it is given, and what it is out of", async () => {
  const columns = columnsOf("figures", await translatorIn("en"))
  expect(columns.find(({ name }) => name === "Reported streak")?.definition).toBe(
    "The doses reported taken in a row up to the last one whose window has closed. In doses. Of: Counted in doses; excused doses and doses without a reminder do not end it.",
  )
})
