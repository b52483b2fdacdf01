import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { newId } from "@/lib/id"
import type { Instant } from "@/lib/time"
import type { AttentionChange } from "./advance"

type Changed = {
  patient: { organizationId: string; patientId: string }
  changes: readonly AttentionChange[]
}

/**
 * Keeps what became of many patients' items, in one statement or, where nothing changed, in none.
 * Their rows are locked. What a rule opens or closes is derived, so it leaves no audit entry: the
 * items, which are never deleted, are its record.
 */
export async function saveChanges(
  tx: Transaction,
  changed: readonly Changed[],
  now: Instant,
): Promise<void> {
  const rows = changed.flatMap(({ patient, changes }) =>
    changes.map((change) => ({
      kind: change.kind,
      organization_id: patient.organizationId,
      patient_id: patient.patientId,
      id: change.kind === "open" ? newId() : change.id,
      ...(change.kind === "close" ? null : foundBy(change.hit)),
    })),
  )
  if (rows.length === 0) return
  await tx.execute(sql`
    /* prepared: save_attention */ with changes as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (kind text,
        organization_id uuid, patient_id uuid, id uuid, rule text, rule_values jsonb,
        dose_ids uuid[], from_date date, to_date date)),
    opened as (
      insert into attention_items (organization_id, id, patient_id, rule, rule_values, dose_ids,
        from_date, to_date, opened_at)
      select organization_id, id, patient_id, rule, rule_values, dose_ids, from_date, to_date,
             ${iso(now)}::timestamptz
        from changes where kind = 'open'),
    closed as (
      update attention_items a set closed_at = ${iso(now)}::timestamptz
        from changes c
       where c.kind = 'close' and a.organization_id = c.organization_id and a.id = c.id)
    update attention_items a set rule_values = c.rule_values, dose_ids = c.dose_ids,
           from_date = c.from_date, to_date = c.to_date,
           closed_at = case c.kind when 'restate' then a.closed_at end
      from changes c
     where c.kind in ('restate', 'reopen') and a.organization_id = c.organization_id and a.id = c.id`)
}

function foundBy(hit: Extract<AttentionChange, { kind: "open" }>["hit"]) {
  const { rule, values, doseIds, fromDate, toDate } = hit
  return { rule, rule_values: values, dose_ids: doseIds, from_date: fromDate, to_date: toDate }
}

const iso = (at: Instant) => new Date(at).toISOString()
