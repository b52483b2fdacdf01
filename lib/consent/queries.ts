import "server-only"
import { and, desc, eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { ConsentKind } from "@/db/enums"
import { consents, optOuts, patients } from "@/db/schema"

export type ConsentNow = { kind: ConsentKind; outsideHours: boolean }

/** Each patient's newest word on being texted; who never said any is left out. */
export async function latestConsents(
  tx: Transaction,
  patientIds: readonly string[],
): Promise<Map<string, ConsentNow>> {
  const rows = await tx
    .selectDistinctOn([consents.patientId], {
      patientId: consents.patientId,
      kind: consents.kind,
      outsideHours: consents.outsideHours,
    })
    .from(consents)
    .where(sql`${consents.patientId} = any(${sql.param([...patientIds])}::uuid[])`)
    .orderBy(consents.patientId, desc(consents.at), desc(consents.recordedAt), desc(consents.id))
  return new Map(
    rows.map(({ patientId, kind, outsideHours }) => [
      patientId,
      { kind, outsideHours: kind === "given" && outsideHours },
    ]),
  )
}

/** Those of `phones` (E.164) from which an opt-out stands, whoever owns them. */
export async function optedOutPhones(
  tx: Transaction,
  phones: readonly (string | null)[],
): Promise<Set<string>> {
  const asked = [...new Set(phones.filter((phone) => phone !== null))]
  if (asked.length === 0) return new Set()
  const rows = await tx
    .select({ phone: optOuts.phone })
    .from(optOuts)
    .where(
      and(eq(optOuts.isOptedOut, true), sql`${optOuts.phone} = any(${sql.param(asked)}::text[])`),
    )
  return new Set(rows.map(({ phone }) => phone))
}

/** The organization's patients with this phone number (E.164), in order of id. */
export async function patientsWithPhone(tx: Transaction, phone: string): Promise<string[]> {
  const rows = await tx
    .select({ id: patients.id })
    .from(patients)
    .where(eq(patients.phone, phone))
    .orderBy(patients.id)
  return rows.map(({ id }) => id)
}
