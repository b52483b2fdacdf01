import "server-only"
import { and, asc, inArray } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { attentionItems } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { type Work, writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { type LockedPatient, lockPatients } from "@/lib/patients/lock"
import { renewSummariesOf } from "@/lib/patients/summary"
import { isCooling } from "./rules"
import { type DealWith, dealWithSchema, type Reopen, reopenSchema } from "./schema"

type Item = typeof attentionItems.$inferSelect
const NOT_HERE = "There is no such line in your organization."

/**
 * Sets what needs attention aside, with what was done: the rules open nothing more for the patient
 * until their cool-down is over. Throws `conflict` (closed meanwhile), `invalid` (a safety word or a
 * question, which only its own work ends), `not_found`, `forbidden`.
 */
export async function dealWithAttention(
  ctx: StaffContext,
  input: DealWith,
): Promise<{ itemIds: string[] }> {
  const { itemIds, note } = dealWithSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "tasks.handle", async (tx, work) => {
    const { patient, items } = await lockItems(tx, itemIds)
    if (items.some(({ rule }) => !isCooling(rule))) {
      throw new AppError(
        "invalid",
        "A safety word or a question is not set aside here: close its task, or answer it in Review.",
      )
    }
    if (items.some(({ closedAt }) => closedAt !== null)) {
      throw new AppError(
        "conflict",
        "One of these was closed already. Nothing was changed; look again.",
      )
    }
    await tx
      .update(attentionItems)
      .set({ closedAt: now, closedBy: ctx.staffId, note })
      .where(inArray(attentionItems.id, itemIds))
    await renewSummariesOf(tx, [patient], now)
    await tell(work, "attention.dealt_with", items)
    return { itemIds }
  })
}

/**
 * Takes `dealWithAttention` back: the lines stand as before, as far as their rules still hold.
 * Throws `conflict` (not set aside by a person, or opened anew since), `not_found`, `forbidden`.
 */
export async function reopenAttention(
  ctx: StaffContext,
  input: Reopen,
): Promise<{ itemIds: string[] }> {
  const { itemIds } = reopenSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "tasks.handle", async (tx, work) => {
    const { patient, items } = await lockItems(tx, itemIds)
    const later = await newerItems(tx, items)
    if (later || items.some(({ closedBy }) => closedBy === null)) {
      throw new AppError("conflict", "This is no longer set aside. Nothing was changed.")
    }
    await tx
      .update(attentionItems)
      .set({ closedAt: null, closedBy: null, note: null })
      .where(inArray(attentionItems.id, itemIds))
    await renewSummariesOf(tx, [patient], now)
    await tell(work, "attention.reopened", items)
    return { itemIds }
  })
}

/** Items of one patient, whose row is locked first and then theirs. */
async function lockItems(
  tx: Transaction,
  itemIds: readonly string[],
): Promise<{ patient: LockedPatient; items: Item[] }> {
  const are = inArray(attentionItems.id, [...itemIds])
  const known = await tx
    .selectDistinct({ patientId: attentionItems.patientId })
    .from(attentionItems)
    .where(are)
  const [patient] = (
    await lockPatients(
      tx,
      known.map(({ patientId }) => patientId),
    )
  ).values()
  const items = await tx
    .select()
    .from(attentionItems)
    .where(are)
    .orderBy(asc(attentionItems.id))
    .for("update")
  if (known.length !== 1 || !patient || items.length !== new Set(itemIds).size) {
    throw new AppError("not_found", NOT_HERE)
  }
  return { patient, items }
}

/** Whether one of the rules has opened another item for the patient since. */
async function newerItems(tx: Transaction, items: readonly Item[]): Promise<boolean> {
  const [first] = items
  if (!first) return false
  const { rule, patientId, id, openedAt } = attentionItems
  const others = await tx
    .select({ rule, id, openedAt })
    .from(attentionItems)
    .where(
      and(
        inArray(patientId, [first.patientId]),
        inArray(
          rule,
          items.map((item) => item.rule),
        ),
      ),
    )
  return items.some((item) =>
    others.some((other) => other.rule === item.rule && other.openedAt > item.openedAt),
  )
}

/** The thread tells one step once, so that the others stand alongside the first. */
async function tell(work: Work, verb: string, items: readonly Item[]): Promise<void> {
  const [first] = items
  await work.audit(
    ...items.map(({ id: subjectId, patientId, rule }) => {
      const details = subjectId === first?.id ? { rule } : { rule, alongside: first?.id }
      return { verb, subjectKind: "attention", subjectId, patientId, details }
    }),
  )
  if (first) work.publish("patient", first.patientId)
}
