import "server-only"
import { desc, eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { consents, optOuts, organizations, staff } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { gateSend } from "@/lib/messages/gate"
import { loadSendFacts } from "@/lib/messages/send-facts"
import { type SendingSettings, sendingSettings } from "@/lib/messages/sending-settings"
import { readOfPatient } from "@/lib/patients/header-queries"
import { ownersOutsideOf } from "@/lib/patients/owners-outside"
import { formatPhone, parsePhone } from "@/lib/patients/phone"
import { fromQuarantine } from "@/lib/replies/visible-queries"
import type { Instant } from "@/lib/time"
import type { ConsentPage, ConsentRecord, OptOutNow, OptOutWord, PhoneFacts } from "./consent-page"
import { standingOf } from "./standing"

const NEWEST = 50

/** All of a patient's page of consent and phone; leaves an audit entry. Throws `not_found`. */
export async function consentPage(
  ctx: StaffContext,
  patientId: string,
  now: Instant,
): Promise<ConsentPage> {
  const outside = await ownersOutsideOf(ctx, [patientId])
  return readOfPatient(ctx, patientId, async (tx, patient) => {
    const subjects = [{ patientId, doseIds: [] }]
    const facts = (await loadSendFacts(tx, subjects, { outside, now })).get(patientId) ?? null
    const verdict = facts && gateSend(facts.gate, { kind: "manual", by: "person" })
    const { quietHours, dailyCap, consentWording } = await settingsOf(tx)
    return {
      now,
      standing: standingOf(verdict, facts?.gate.consent ?? { outsideHours: false }),
      records: await recordsOf(tx, patientId),
      optOut: patient.phone ? await optOutOf(tx, patient.phone) : null,
      history: patient.phone ? await historyOf(tx, patientId, patient.phone) : [],
      phone: patient.phone ? await phoneFacts(tx, patient.phone) : null,
      sendingHours: quietHours,
      dailyCap,
      textsToday: facts?.gate.sentToday ?? 0,
      wording: consentWording,
    }
  })
}

async function settingsOf(tx: Transaction): Promise<SendingSettings> {
  const [home] = await tx.select({ settings: organizations.settings }).from(organizations)
  return sendingSettings(home?.settings)
}

async function recordsOf(tx: Transaction, patientId: string): Promise<ConsentRecord[]> {
  return tx
    .select({
      id: consents.id,
      kind: consents.kind,
      means: consents.means,
      outsideHours: consents.outsideHours,
      wording: consents.wording,
      at: consents.at,
      by: sql<string | null>`nullif(concat_ws(' ', ${staff.firstName}, ${staff.lastName}), '')`,
    })
    .from(consents)
    .leftJoin(staff, eq(staff.id, consents.recordedBy))
    .where(eq(consents.patientId, patientId))
    .orderBy(desc(consents.at), desc(consents.recordedAt), desc(consents.id))
    .limit(NEWEST)
}

async function optOutOf(tx: Transaction, phone: string): Promise<OptOutNow | null> {
  const [row] = await tx
    .select({
      isOptedOut: optOuts.isOptedOut,
      changedAt: optOuts.changedAt,
      changedBy: optOuts.changedBy,
    })
    .from(optOuts)
    .where(eq(optOuts.phone, phone))
  if (!row) return null
  const { changedBy, ...rest } = row
  return { ...rest, byText: changedBy === null }
}

/** Texts from the phone, whoever is taken to have written them, and what staff recorded of it. */
async function historyOf(tx: Transaction, patientId: string, phone: string): Promise<OptOutWord[]> {
  const { rows } = await tx.execute<OptOutWord>(sql`
    select id, kind, (extract(epoch from at) * 1000)::float8 as at, by, words from (
      select r.id::text as id, case r.intent when 'opt_out' then 'opted_out' else 'opted_in' end as kind,
             coalesce(r.event_at, r.received_at) as at, null as by, r.body as words
        from replies r
       where r.from_phone = ${phone} and r.intent in ('opt_out', 'opt_in')
         and r.state <> 'failed' and not ${fromQuarantine("r")}
         and coalesce(r.event_at, r.received_at)
             >= (select phone_since from patients where id = ${patientId})
      union all
      select a.id::text, case a.verb when 'opt_out.recorded' then 'opted_out' else 'opted_in' end, a.at,
             nullif(concat_ws(' ', s.first_name, s.last_name), ''), null
        from audit a
        join patients p on p.id = a.patient_id
        left join staff s on s.id::text = a.actor_id
       where a.patient_id = ${patientId} and a.verb in ('opt_out.recorded', 'opt_out.lifted')
         and a.at >= p.phone_since) said
     order by at desc, id desc limit ${NEWEST}`)
  return rows
}

async function phoneFacts(tx: Transaction, raw: string): Promise<PhoneFacts> {
  const parsed = parsePhone(raw)
  if (!parsed.ok) {
    return { raw, shown: raw, country: null, type: parsed.reason, staticNumber: null }
  }
  const { rows } = await tx.execute<{ phone: string }>(sql`
    select phone from static_numbers where country = ${parsed.country ?? ""}
       and (entered_at is not null or replies > 0)
     order by entered_at is null, last_seen_at desc nulls last limit 1`)
  const staticNumber = rows[0] ? formatPhone(rows[0].phone) : null
  const { country, type } = parsed
  return { raw, shown: formatPhone(parsed.e164), country, type, staticNumber }
}
