import "server-only"
import { desc, eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { patientNotes, staff } from "@/db/schema"
import type { TimelineNote } from "./timeline"

/** The page shows the newest; a note does not lose its meaning with the days that are looked at. */
const MOST_NOTES = 200

/** What staff wrote about one patient, the newest 200 whenever that was, oldest first. */
export async function notesOf(tx: Transaction, patientId: string): Promise<TimelineNote[]> {
  const newest = await tx
    .select({
      id: patientNotes.id,
      body: patientNotes.body,
      at: patientNotes.writtenAt,
      by: sql<string | null>`nullif(concat_ws(' ', ${staff.firstName}, ${staff.lastName}), '')`,
    })
    .from(patientNotes)
    .leftJoin(staff, eq(staff.id, patientNotes.writtenBy))
    .where(eq(patientNotes.patientId, patientId))
    .orderBy(desc(patientNotes.writtenAt), desc(patientNotes.id))
    .limit(MOST_NOTES)
  return newest.reverse()
}
