import "server-only"
import { and, desc, eq, inArray, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { patientNotes, staff } from "@/db/schema"
import type { TimelineNote } from "./timeline"

/** The page shows the newest; a note does not lose its meaning with the days that are looked at. */
const MOST_NOTES = 200

/**
 * What staff wrote about one patient, the newest 200 whenever that was or those with these ids,
 * oldest first.
 */
export async function notesOf(
  tx: Transaction,
  patientId: string,
  ids?: readonly string[],
): Promise<TimelineNote[]> {
  const newest = await tx
    .select({
      id: patientNotes.id,
      body: patientNotes.body,
      at: patientNotes.writtenAt,
      by: sql<string | null>`nullif(concat_ws(' ', ${staff.firstName}, ${staff.lastName}), '')`,
    })
    .from(patientNotes)
    .leftJoin(staff, eq(staff.id, patientNotes.writtenBy))
    .where(
      and(
        eq(patientNotes.patientId, patientId),
        ids ? inArray(patientNotes.id, [...ids]) : undefined,
      ),
    )
    .orderBy(desc(patientNotes.writtenAt), desc(patientNotes.id))
    .limit(MOST_NOTES)
  return newest.reverse()
}
