import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { SystemContext } from "@/lib/auth/context"
import { readAs, type Work, writeAs } from "@/lib/auth/unit-of-work"
import { localDateAt } from "@/lib/local-date"
import { type LockedPatient, lockPatient } from "@/lib/patients/lock"
import { renewSummariesOf } from "@/lib/patients/summary"
import { patientZone, type ZoneSources } from "@/lib/patients/zone"
import { followZone, zoneDetails } from "@/lib/regimens/follow-zone"
import type { Instant } from "@/lib/time"

const PATIENTS_AT_ONCE = 200

/**
 * Takes the regimens of patients along whose zone BioT changed: `before` and `after` are their
 * locked rows around the change.
 */
export async function followPatients(
  tx: Transaction,
  work: Work,
  of: {
    before: ReadonlyMap<string, LockedPatient>
    after: ReadonlyMap<string, LockedPatient>
    now: Instant
  },
): Promise<void> {
  for (const [patientId, patient] of of.after) {
    const oldZone = of.before.get(patientId)?.timeZone
    if (oldZone === undefined || oldZone === patient.timeZone) continue
    await followOne(tx, work, { patient, oldZone, newZone: patient.timeZone, now: of.now })
  }
}

type OrganizationZones = { from: string; to: string; now: Instant }

/**
 * Takes the regimens of those patients along who live by the organization's zone, one unit of work
 * a patient. It may be interrupted and begun again: who went along already is not found any more.
 */
export async function followOrganization(ctx: SystemContext, of: OrganizationZones): Promise<void> {
  let after: string | null = null
  do {
    const page: Page = await readAs(ctx, (tx) => patientPage(tx, of, after))
    for (const patientId of page.ids) {
      await writeAs(ctx, "directory.sync", (tx, work) => followHome(tx, work, { ...of, patientId }))
    }
    after = page.last
  } while (after !== null)
}

type Page = { ids: string[]; last: string | null }
type OwnSources = Omit<ZoneSources, "organizationTimeZone">
const OWN_SOURCES = sql.raw(
  `time_zone_override as "timeZoneOverride", time_zone_attribute as "timeZoneAttribute"`,
)

/** The zones of a patient before and after. BioT's attribute is free text, so SQL cannot tell. */
function zonesOf(own: OwnSources, { from, to }: OrganizationZones) {
  const zoneIn = (organizationTimeZone: string) => patientZone({ ...own, organizationTimeZone })
  return { oldZone: zoneIn(from), newZone: zoneIn(to) }
}

async function patientPage(
  tx: Transaction,
  of: OrganizationZones,
  after: string | null,
): Promise<Page> {
  const { oldZone, newZone } = zonesOf({ timeZoneOverride: null, timeZoneAttribute: null }, of)
  const { rows } = await tx.execute<OwnSources & { id: string }>(sql`
    select id, ${OWN_SOURCES} from patients p
     where time_zone_override is null and (${after}::uuid is null or id > ${after}::uuid)
       and exists (select 1 from regimens r join regimen_versions v on v.regimen_id = r.id
                    where r.patient_id = p.id and v.time_zone = ${oldZone}
                      and (v.end_date is null or v.end_date >= ${localDateAt(of.now, newZone)}))
     order by id limit ${PATIENTS_AT_ONCE}`)
  const ids = rows.flatMap(({ id, ...own }) => {
    const zones = zonesOf(own, of)
    return zones.oldZone === zones.newZone ? [] : [id]
  })
  return { ids, last: rows.length === PATIENTS_AT_ONCE ? (rows.at(-1)?.id ?? null) : null }
}

async function followHome(
  tx: Transaction,
  work: Work,
  of: OrganizationZones & { patientId: string },
): Promise<void> {
  const { patientId, now } = of
  const locked = await lockPatient(tx, patientId)
  const { rows } = await tx.execute<OwnSources>(
    sql`select ${OWN_SOURCES} from patients where id = ${patientId}`,
  )
  const zones = rows[0] && zonesOf(rows[0], of)
  if (!locked || !zones || zones.oldZone === zones.newZone) {
    return work.audit({ ...subject(patientId), verb: "patient.zone_kept" })
  }
  const patient = { ...locked, timeZone: zones.newZone }
  await followOne(tx, work, { patient, ...zones, now })
  await renewSummariesOf(tx, [patient], now)
  work.publish("patient", patientId)
}

async function followOne(
  tx: Transaction,
  work: Work,
  of: { patient: LockedPatient; oldZone: string; newZone: string; now: Instant },
): Promise<void> {
  const details = zoneDetails(of, await followZone(tx, of))
  await work.audit({ ...subject(of.patient.patientId), verb: "patient.zone_followed", details })
}

const subject = (patientId: string) =>
  ({ subjectKind: "patient", subjectId: patientId, patientId }) as const
