import "server-only"
import { and, asc, eq, gte, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { patientNotes, staff } from "@/db/schema"
import type { Instant } from "@/lib/time"
import type { TimelineNote } from "./timeline"

/** What staff wrote about one patient since `since`, oldest first. */
export async function notesOf(
  tx: Transaction,
  patientId: string,
  since: Instant,
): Promise<TimelineNote[]> {
  return tx
    .select({
      id: patientNotes.id,
      body: patientNotes.body,
      at: patientNotes.writtenAt,
      by: sql<string | null>`nullif(concat_ws(' ', ${staff.firstName}, ${staff.lastName}), '')`,
    })
    .from(patientNotes)
    .leftJoin(staff, eq(staff.id, patientNotes.writtenBy))
    .where(and(eq(patientNotes.patientId, patientId), gte(patientNotes.writtenAt, since)))
    .orderBy(asc(patientNotes.writtenAt), asc(patientNotes.id))
}
