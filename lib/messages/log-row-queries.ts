import "server-only"
import { and, desc, eq, inArray, ne, type SQL, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { doses, messageDoses, messages, patients, regimens, staff, templates } from "@/db/schema"
import { grouped } from "@/lib/grouped"
import { personName } from "@/lib/patients/person-name"
import type { LogRow } from "./log-row"

/** Messages as the log shows them, newest first. */
export async function selectLogRows(
  tx: Transaction,
  wanted: SQL | undefined,
  most: number,
): Promise<LogRow[]> {
  const rows = await tx
    .select(COLUMNS)
    .from(messages)
    .innerJoin(patients, eq(patients.id, messages.patientId))
    .leftJoin(staff, eq(staff.id, messages.requestedBy))
    .leftJoin(templates, eq(templates.id, messages.templateId))
    .where(wanted)
    .orderBy(desc(messages.createdAt), desc(messages.id))
    .limit(most)
  const ids = rows.map(({ id }) => id)
  const asked = await dosesOf(tx, ids)
  const again = await sentAgain(tx, ids)
  return rows.map(({ firstName, lastName, templateName, templateVersion, ...row }) => ({
    ...row,
    patientName: personName(firstName, lastName),
    template:
      templateName === null || templateVersion === null
        ? null
        : { name: templateName, version: templateVersion },
    againId: again.get(row.id) ?? null,
    doses: (asked.get(row.id) ?? []).map(({ messageId: _, ...dose }) => dose),
  }))
}

const COLUMNS = {
  id: messages.id,
  patientId: messages.patientId,
  firstName: patients.firstName,
  lastName: patients.lastName,
  kind: messages.kind,
  state: messages.state,
  reason: messages.reason,
  body: messages.body,
  phone: messages.phone,
  parts: messages.parts,
  attempts: messages.attempts,
  biotMessageId: messages.biotMessageId,
  isInferred: messages.isInferred,
  createdAt: messages.createdAt,
  notBefore: messages.notBefore,
  sentAt: messages.sentAt,
  expiresAt: messages.expiresAt,
  batchId: messages.batchId,
  againOf: messages.againOf,
  templateName: templates.name,
  templateVersion: messages.templateVersion,
  by: sql<string | null>`nullif(concat_ws(' ', ${staff.firstName}, ${staff.lastName}), '')`,
}

async function dosesOf(tx: Transaction, ids: string[]) {
  const rows = await tx
    .select({
      messageId: messageDoses.messageId,
      id: doses.id,
      localDate: doses.localDate,
      slot: doses.slot,
      medication: regimens.medication,
    })
    .from(messageDoses)
    .innerJoin(doses, eq(doses.id, messageDoses.doseId))
    .innerJoin(regimens, eq(regimens.id, doses.regimenId))
    .where(inArray(messageDoses.messageId, ids))
    .orderBy(doses.dueAt, regimens.medication)
  return grouped(rows, ({ messageId }) => messageId)
}

async function sentAgain(tx: Transaction, ids: string[]): Promise<Map<string | null, string>> {
  const rows = await tx
    .select({ id: messages.id, againOf: messages.againOf })
    .from(messages)
    .where(and(inArray(messages.againOf, ids), ne(messages.state, "cancelled")))
  return new Map(rows.map(({ id, againOf }) => [againOf, id]))
}
