import "server-only"
import type { StaffContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { csvOf } from "@/lib/csv"
import { AppError } from "@/lib/errors"
import { refuseManyExports } from "@/lib/exports/pace"
import { REFUSAL_WORDS } from "@/lib/messages/gate-words"
import { STATE_WORDS, sendReason } from "@/lib/messages/words"
import { MOST_RECIPIENTS } from "./limits"
import type { BatchRecipient } from "./progress"
import { isBatchHere, recipients } from "./queries"

const HEAD = [
  "Patient id",
  "Patient",
  "Phone",
  "Time zone",
  "Result",
  "Reason",
  "Parts",
  "Not before (UTC)",
  "Sent at (UTC)",
  "messageId",
]

/**
 * What became of each recipient of a batch, as CSV for whoever may send; who took it is kept in the
 * audit. Throws `not_found`, `forbidden`, and `rate_limited` after five exports in a minute.
 */
export async function exportRecipients(ctx: StaffContext, batchId: string): Promise<string> {
  refuseManyExports(ctx.staffId, Date.now())
  if (!(await isBatchHere(ctx, batchId))) {
    throw new AppError("not_found", "There is no such text to many here.")
  }
  return writeAs(ctx, "messages.send", async (tx, { audit }) => {
    const rows = await recipients(tx, batchId, undefined, MOST_RECIPIENTS)
    const details = { recipients: rows.length }
    await audit({ verb: "batch.exported", subjectKind: "batch", subjectId: batchId, details })
    return csvOf([HEAD, ...rows.map(line)])
  })
}

function line(of: BatchRecipient): (string | number | null)[] {
  return [
    ...[of.patientId, of.name, of.phone, of.zone],
    of.result === "skipped" ? "Skipped" : STATE_WORDS[of.result],
    of.result === "skipped" ? skipReason(of.reason) : sendReason(of.reason),
    ...[of.parts, iso(of.notBefore), iso(of.sentAt), of.biotMessageId],
  ]
}

function skipReason(code: string | null): string {
  const words: Record<string, string> = REFUSAL_WORDS
  return words[code ?? ""] ?? code ?? ""
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
