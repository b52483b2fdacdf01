import { Temporal } from "temporal-polyfill"
import { beforeAll, describe, expect, it } from "vitest"
import { DOSE_STATES, type DoseState } from "@/db/enums"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext, type StaffContext } from "@/lib/auth/context"
import { type FigureDose, figures } from "@/lib/doses/figures"
import { addDays, localDateAt } from "@/lib/local-date"
import { DAY_MS, HOUR_MS } from "@/lib/time"
import { rateBandOf } from "./bands"
import { patientsBehind } from "./behind-queries"
import type { Period } from "./period"
import { organizationReport } from "./queries"
import { renewReports } from "./renew-reports"
import { EVERYTHING } from "./slice"
import { dosesOf, sharesOf } from "./tally"

const test = testDatabase()
const arrange = fixtures(test)
const now = Date.parse("2026-04-20T10:00:00Z")
const LAST_30: Period = { kind: "last", days: 30 }
/** Days with a spring-forward, and midnight doses on both sides of the date line. */
const ZONES = ["Europe/Berlin", "America/New_York", "Pacific/Auckland", "Pacific/Pago_Pago"]
const SLOTS = ["00:00", "02:30", "08:00", "23:30"]

let seed = 7
const random = (below: number) => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
  return Math.floor((seed / 2 ** 31) * below)
}

type Known = { patientId: string; medication: string; slot: string; dose: FigureDose }
let clinic: ArrangedClinic
let ctx: StaffContext
const known: Known[] = []

async function someDoses(patientId: string, zone: string) {
  const of = { organizationId: clinic.organization.id, id: patientId }
  const medication = random(2) === 0 ? "Metformin" : "Lisinopril"
  const regimen = await arrange.regimen(of, { medication, timeZone: zone })
  const slot = SLOTS[random(SLOTS.length)] ?? "08:00"
  const many = random(4) === 0 ? 5 : 45
  for (let back = 0; back < many; back += 1) {
    const localDate = addDays("2026-04-21", -back)
    const dueAt = Temporal.PlainDateTime.from(`${localDate}T${slot}`).toZonedDateTime(
      zone,
    ).epochMilliseconds
    const closesAt = dueAt + 6 * HOUR_MS
    const isClosed = closesAt <= now
    const state: DoseState = isClosed
      ? (DOSE_STATES[random(DOSE_STATES.length)] ?? "excused")
      : "scheduled"
    const reminded = random(3) > 0
    const replied = random(2) === 0
    const fields = { dueAt, localDate, slot, timeZone: zone, closesAt, state, reminded, replied }
    await arrange.dose(regimen, fields)
    const clocked = reminded ? "no_response" : "not_reminded"
    const seen = isClosed && (state === "scheduled" || state === "pending") ? clocked : state
    const dose = { ...fields, state: seen, takenAt: null, onTime: false }
    known.push({ patientId, medication, slot, dose })
  }
}

beforeAll(async () => {
  clinic = await arrange.clinic({ timeZone: "Europe/Berlin" })
  ctx = mintStaffContext(clinic.clinician)
  for (let n = 0; n < 14; n += 1) {
    const zone = ZONES[n % ZONES.length] ?? "UTC"
    const { id } = await arrange.patient(clinic.organization.id, { timeZoneAttribute: zone })
    await someDoses(id, zone)
    if (n % 3 === 0) await someDoses(id, zone)
  }
  const other = await arrange.clinic()
  const dueAt = Date.parse("2026-04-15T08:00:00Z")
  await arrange.dose(other.regimen, { dueAt, state: "not_taken", reminded: true })
})

const people = () => [...new Set(known.map(({ patientId }) => patientId))]
const figuresOf = (these: readonly Known[]) =>
  figures(
    these.map(({ dose }) => dose),
    { fromDate: "2026-03-22", toDate: "2026-04-20", now },
  )
const ofPatient = (id: string) => known.filter(({ patientId }) => patientId === id)

async function read(period = LAST_30) {
  const { report } = await organizationReport(ctx, period, now)
  if (!report) throw new Error("There is no report.")
  return report
}

describe("an organization's report", () => {
  it("adds up to its patients' own figures", async () => {
    const { body, from, to } = await read()
    expect({ from, to }).toEqual({ from: "2026-03-22", to: "2026-04-20" })
    const all = people().map((id) => figuresOf(ofPatient(id)))
    const sum = (of: (each: (typeof all)[number]) => number) =>
      all.reduce((total, each) => total + of(each), 0)
    const shares = sharesOf(body.total)
    expect(shares.n).toBe(sum((each) => each.n))
    expect(shares.taken).toBe(sum((each) => each.taken))
    expect(body.total.asked).toBe(sum((each) => each.reminded))
    expect(body.total.replied).toBe(sum((each) => each.replied))
    expect(body.total.not_reminded).toBe(sum((each) => each.notReminded))
    expect(shares.high).toBeCloseTo(sum((each) => Math.round((each.high ?? 0) * each.n)) / shares.n)
    for (const { n } of all) expect(n).toBeGreaterThanOrEqual(0)
  })

  it("puts each patient into the band of their own figure", async () => {
    const { body } = await read()
    const expected = new Map<number | null, number>()
    for (const id of people()) {
      const band = rateBandOf(figuresOf(ofPatient(id)))
      expected.set(band, (expected.get(band) ?? 0) + 1)
    }
    expect(new Map(body.bands.map(({ band, patients }) => [band, patients]))).toEqual(expected)
  })

  it.each(["times", "medications"] as const)("has in %s each dose once", async (part) => {
    const { body } = await read()
    const rows =
      part === "times"
        ? body.times.filter(({ hour, weekday }) => hour !== null && weekday !== null)
        : body.medications
    expect(rows.reduce((total, row) => total + dosesOf(row), 0)).toBe(dosesOf(body.total))
    const some = body.medications.find(({ medication }) => medication === "Lisinopril")
    const theirs = figuresOf(known.filter(({ medication }) => medication === "Lisinopril"))
    expect(some && sharesOf(some)).toMatchObject({ n: theirs.n, taken: theirs.taken })
    const midnight = body.times.find(({ hour, weekday }) => hour === 0 && weekday === null)
    const atMidnight = figuresOf(known.filter(({ slot }) => slot === "00:00"))
    expect(midnight && sharesOf(midnight).n).toBe(atMidnight.n)
  })

  it("holds nothing of another organization, and nothing for it", async () => {
    const stranger = await arrange.clinic()
    const theirs = mintStaffContext(stranger.clinician)
    const { report } = await organizationReport(theirs, LAST_30, now)
    expect(report?.body.total).toMatchObject({ patients: 0, excused: 0, not_taken: 0 })
    const behind = await patientsBehind(theirs, { period: LAST_30, slice: EVERYTHING }, now)
    expect(behind).toMatchObject({ rows: [], of: 0 })
  })

  it("counts named days, and no dose whose window is open", async () => {
    const period: Period = { kind: "named", from: "2026-04-20", to: "2026-04-21" }
    const { body } = await read(period)
    const closed = known.filter(
      ({ dose }) =>
        dose.localDate >= period.from && dose.closesAt <= now && dose.state !== "cancelled",
    )
    expect(dosesOf(body.total)).toBe(closed.length)
  })
})

describe("the patients behind a number", () => {
  it("are as many as the number says, with their own figures", async () => {
    const { body } = await read()
    for (const { band, patients } of body.bands) {
      const slice = { ...EVERYTHING, band: band === null ? ("unknown" as const) : (band as 0) }
      const { rows, of } = await patientsBehind(ctx, { period: LAST_30, slice }, now)
      expect(of).toBe(patients)
      for (const row of rows) {
        const { n, taken } = figuresOf(ofPatient(row.patientId))
        expect(sharesOf(row)).toMatchObject({ n, taken })
        expect(row.name).toBe("Ada Vance")
      }
    }
    for (const contact of ["texted", "answered", "silent", "not_texted"] as const) {
      const slice = { ...EVERYTHING, contact }
      const { of } = await patientsBehind(ctx, { period: LAST_30, slice }, now)
      expect(of).toBe(body.contacts[contact])
    }
  })

  it("are the same when there is no time to put them in order", async () => {
    const slice = { ...EVERYTHING, medication: "Metformin", state: "no_response" as const }
    const ask = { period: LAST_30, slice }
    const sorted = await patientsBehind(ctx, ask, now)
    const hurried = await patientsBehind(ctx, ask, now, 1)
    expect([0, 1]).toContain(Number(hurried.of === null))
    const ids = (rows: readonly { patientId: string }[]) => rows.map((row) => row.patientId).sort()
    expect(ids(hurried.rows)).toEqual(ids(sorted.rows))
  })

  it("leave who read their names in the audit, once", async () => {
    const admin = mintStaffContext(clinic.admin)
    const ask = { period: LAST_30, slice: { ...EVERYTHING, weekday: 1, hour: 8 } }
    await patientsBehind(admin, ask, now)
    await patientsBehind(admin, ask, now)
    const { rows } = await test
      .owner()
      .query("SELECT verb FROM audit WHERE actor_id = $1", [clinic.admin.staffId])
    expect(rows).toEqual([{ verb: "patient_names_read" }])
  })
})

describe("a small organization's report", () => {
  it("is computed for each who asks, and never waits for the worker", async () => {
    for (const days of [7, 30, 90] as const) {
      for (const at of [now, now + HOUR_MS]) {
        const answer = await organizationReport(ctx, { kind: "last", days }, at, 60_000)
        expect(answer).toMatchObject({ isComing: false, report: { asOf: at } })
      }
    }
    expect((await test.owner().query("SELECT 1 FROM reports")).rows).toEqual([])
  })
})

describe("a report that takes long", () => {
  it("is asked of the worker once, however often a page looks for it", async () => {
    const period: Period = { kind: "named", from: "2026-04-01", to: "2026-04-10" }
    await organizationReport(ctx, period, now, 0)
    await organizationReport(ctx, period, now + 5_000, 0)
    expect(await renewReports(now + 1_000)).toBe(1)
    expect(await renewReports(now + 10_000)).toBe(0)
    // Had a moment of load kept it from being computed at once, it is again from then on.
    const later = await organizationReport(ctx, period, now + 3 * HOUR_MS, 60_000)
    expect(later).toMatchObject({ isComing: false, report: { asOf: now + 3 * HOUR_MS } })
    await test.owner().query("DELETE FROM reports")
  })

  it("is computed by the worker, and shown as of then until a newer one is there", async () => {
    const period: Period = { kind: "last", days: 90 }
    const before = await organizationReport(ctx, period, now, 0)
    expect(before).toMatchObject({ report: null, isComing: true })
    expect(await renewReports(now)).toBe(1)
    await test.owner().query("UPDATE reports SET took_ms = 60000")
    const after = await organizationReport(ctx, period, now + HOUR_MS / 6, 0)
    expect(after).toMatchObject({ isComing: false, report: { asOf: now } })
    expect(after.report?.body.total).toEqual(
      (await read({ kind: "named", from: "2026-01-21", to: "2026-04-20" })).body.total,
    )

    const later = await organizationReport(ctx, period, now + 2 * HOUR_MS, 0)
    expect(later).toMatchObject({ isComing: true, report: { asOf: now } })
    expect(await renewReports(now + 2 * HOUR_MS)).toBe(1)
    expect(await renewReports(now + 2 * HOUR_MS)).toBe(0)
  })

  it("is made anew for a new day, and forgotten when nobody asks", async () => {
    expect(await renewReports(now + DAY_MS)).toBe(1)
    const { rows } = await test.owner().query("SELECT to_date::text AS day FROM reports")
    expect(rows).toEqual([{ day: localDateAt(now + DAY_MS, "Europe/Berlin") }])
    await renewReports(now + 9 * DAY_MS)
    expect((await test.owner().query("SELECT 1 FROM reports")).rows).toEqual([])
  })
})
