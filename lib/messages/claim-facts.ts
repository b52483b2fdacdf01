import "server-only"
import { eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { ConsentKind } from "@/db/enums"
import { messages, organizations, patients } from "@/db/schema"
import { parsePhone } from "@/lib/patients/phone"
import { patientZone } from "@/lib/patients/zone"
import type { Instant } from "@/lib/time"
import { sendingSettings } from "./sending-settings"
import type { ClaimFacts } from "./standing"

type Message = typeof messages.$inferSelect

/** Of messages of the organization that `tx` is in, in one statement: every one that goes out asks. */
export async function loadClaimFacts(
  tx: Transaction,
  messageIds: readonly string[],
): Promise<(ClaimFacts & { message: Message })[]> {
  const rows = await tx
    .select({
      message: messages,
      patient: {
        phone: patients.phone,
        isEnabled: patients.isEnabled,
        deletedAt: patients.deletedAt,
        timeZoneOverride: patients.timeZoneOverride,
        timeZoneAttribute: patients.timeZoneAttribute,
      },
      home: { settings: organizations.settings, organizationTimeZone: organizations.timeZone },
      isOptedOut: sql<boolean>`coalesce((
        select o.is_opted_out from opt_outs o where o.phone = ${messages.phone}), false)`,
      consent: sql<{ kind: ConsentKind; outsideHours: boolean } | null>`(
        select json_build_object('kind', c.kind, 'outsideHours', c.outside_hours)
          from consents c where c.patient_id = ${messages.patientId}
         order by c.at desc, c.recorded_at desc, c.id desc limit 1)`,
      doses: sql<ClaimFacts["doses"]>`(
        select coalesce(json_agg(json_build_object('state', d.state, 'replied', d.replied)), '[]')
          from message_doses md join doses d on d.id = md.dose_id
         where md.message_id = ${messages.id})`,
      closesAt: sql<Instant | null>`(
        select (extract(epoch from min(d.closes_at)) * 1000)::float8
          from message_doses md join doses d on d.id = md.dose_id
         where md.message_id = ${messages.id})`,
    })
    .from(messages)
    .innerJoin(patients, eq(patients.id, messages.patientId))
    .innerJoin(organizations, eq(organizations.id, messages.organizationId))
    .where(sql`${messages.id} = any(${sql.param([...messageIds])}::uuid[])`)
    .orderBy(messages.priority, messages.notBefore, messages.createdAt)
  return rows.map(asFacts)
}

type Row = {
  message: Message
  patient: Pick<
    typeof patients.$inferSelect,
    "phone" | "isEnabled" | "deletedAt" | "timeZoneOverride" | "timeZoneAttribute"
  >
  home: { settings: unknown; organizationTimeZone: string }
  isOptedOut: boolean
  consent: ClaimFacts["consent"]
  doses: ClaimFacts["doses"]
  closesAt: Instant | null
}

function asFacts({ message, patient, home, ...row }: Row): ClaimFacts & { message: Message } {
  const { settings, organizationTimeZone } = home
  const parsed = patient.phone ? parsePhone(patient.phone) : null
  return {
    message,
    kind: message.kind,
    phone: message.phone,
    phoneNow: parsed?.ok ? parsed.e164 : null,
    isEnabled: patient.isEnabled,
    isDeleted: patient.deletedAt !== null,
    isOptedOut: row.isOptedOut,
    consent: row.consent,
    isScheduled: message.requestedBy === null,
    timeZone: patientZone({ ...patient, organizationTimeZone }),
    sendingHours: sendingSettings(settings).quietHours,
    expiresAt: message.expiresAt,
    doses: row.doses,
    closesAt: row.closesAt,
  }
}
