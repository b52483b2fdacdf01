import type { PgTable } from "drizzle-orm/pg-core"
import type { Transaction } from "@/db/client"
import {
  consents,
  doseEvents,
  doses,
  messageDoses,
  messages,
  optOuts,
  regimens,
  regimenVersions,
  replies,
  tasks,
  templates,
  templateVersions,
} from "@/db/schema"
import type { SystemContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { renewReplied } from "@/lib/doses/restate"
import { renewSummaries } from "@/lib/patients/summary"
import type { Instant } from "@/lib/time"
import type { SeedRows } from "./rows"

/** A statement carries 65,535 values at most; our widest row has 29. */
const ROWS_PER_INSERT = 2_000

/** Inserts a clinic in one transaction, in the order that the foreign keys ask for. */
export async function saveRows(ctx: SystemContext, rows: SeedRows, now: Instant): Promise<void> {
  await writeAs(ctx, "doses.maintain", async (tx, { audit }) => {
    await insert(tx, templates, rows.templates)
    await insert(tx, templateVersions, rows.templateVersions)
    await insert(tx, consents, rows.consents)
    await insert(tx, regimens, rows.regimens)
    await insert(tx, regimenVersions, rows.versions)
    await insert(tx, doses, rows.doses)
    await insert(tx, messages, rows.messages)
    await insert(tx, messageDoses, rows.messageDoses)
    await insert(tx, replies, rows.replies)
    await insert(tx, doseEvents, rows.events)
    await insert(tx, optOuts, rows.optOuts)
    await insert(tx, tasks, rows.tasks)
    await renewReplied(
      tx,
      rows.messages.map(({ id }) => id),
    )
    const patientIds = [...new Set(rows.regimens.map((row) => row.patientId))]
    await renewSummaries(tx, { patientIds, now })
    await audit({
      verb: "organization.seeded",
      subjectKind: "organization",
      subjectId: ctx.organizationId,
      details: { doses: rows.doses.length, messages: rows.messages.length },
    })
  })
}

async function insert<T extends PgTable>(
  tx: Transaction,
  table: T,
  rows: readonly T["$inferInsert"][],
): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
    await tx.insert(table).values(rows.slice(at, at + ROWS_PER_INSERT))
  }
}
