import type { Transaction } from "@/db/client"
import { followUpsListed } from "@/lib/tasks/list-queries"
import { ALL_FOLLOW_UPS } from "@/lib/tasks/listed"
import type { Instant } from "@/lib/time"
import type { SectionOf } from "./today-lines"

type Of = { staffId: string; now: Instant; most: number }

/** Patients whom somebody has to call: one's own first, then nobody's, the most overdue first. */
export async function followUps(tx: Transaction, of: Of): Promise<SectionOf<"follow_up">> {
  const { rows, total } = await followUpsListed(tx, { ...of, filters: ALL_FOLLOW_UPS })
  return { key: "follow_up", total, lines: rows }
}
