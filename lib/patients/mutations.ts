import "server-only"
import { eq } from "drizzle-orm"
import { patientNotes, patients } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { followZone, regimensElsewhere, zoneDetails } from "@/lib/regimens/follow-zone"
import { lockPatient } from "./lock"
import {
  type SetTimeZoneOverride,
  setTimeZoneOverrideSchema,
  type WriteNote,
  writeNoteSchema,
} from "./schema"
import { renewSummariesOf } from "./summary"
import type { ZoneSet } from "./zone-words"

const NOT_HERE = "There is no such patient in your organization. Nothing was changed."

/**
 * Sets the portal's own zone of a patient, or takes it back; doses ahead that nobody was reminded of
 * follow, of the regimens that were kept in the zone before; the others are in `staying`. BioT has no
 * say in it, so it outlives every pull. Throws `conflict` (the zone is no longer
 * as `seen`), `not_found`, `forbidden`.
 */
export async function setTimeZoneOverride(
  ctx: StaffContext,
  input: SetTimeZoneOverride,
): Promise<ZoneSet> {
  const { patientId, timeZone, seen } = setTimeZoneOverrideSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "patients.set_zone", async (tx, work) => {
    const before = await lockPatient(tx, patientId)
    if (!before) throw new AppError("not_found", NOT_HERE)
    const [stored] = await tx
      .select({ zone: patients.timeZoneOverride })
      .from(patients)
      .where(eq(patients.id, patientId))
    if ((stored?.zone ?? null) !== seen) {
      throw new AppError(
        "conflict",
        "Somebody changed this patient's time zone meanwhile. Nothing was changed; look at it again.",
      )
    }
    await tx.update(patients).set({ timeZoneOverride: timeZone }).where(eq(patients.id, patientId))
    const patient = await lockPatient(tx, patientId)
    if (!patient) throw new AppError("not_found", NOT_HERE)
    const zones = { oldZone: before.timeZone, newZone: patient.timeZone }
    const followed = await followZone(tx, { patient, ...zones, now })
    await renewSummariesOf(tx, [patient], now)
    await work.audit({
      verb: timeZone === null ? "patient.zone_taken_back" : "patient.zone_set",
      subjectKind: "patient",
      subjectId: patientId,
      patientId,
      details: zoneDetails(zones, followed),
    })
    work.publish("patient", patientId)
    const staying = await regimensElsewhere(tx, { patientId, zone: zones.newZone, now })
    return { zone: zones.newZone, ...followed, staying }
  })
}

/**
 * Writes a note about a patient, for good: notes are only added. The same `noteId` again changes
 * nothing. Throws `not_found`, `conflict` (the id is another patient's note), `forbidden`.
 */
export async function writeNote(ctx: StaffContext, input: WriteNote): Promise<{ noteId: string }> {
  const { patientId, noteId, body } = writeNoteSchema.parse(input)
  return writeAs(ctx, "notes.write", async (tx, work) => {
    const [patient] = await tx
      .select({ organizationId: patients.organizationId })
      .from(patients)
      .where(eq(patients.id, patientId))
    if (!patient) throw new AppError("not_found", NOT_HERE)
    const { organizationId } = patient
    const written = await tx
      .insert(patientNotes)
      .values({ organizationId, id: noteId, patientId, body, writtenBy: ctx.staffId })
      .onConflictDoNothing()
      .returning({ id: patientNotes.id })
    if (written.length === 0) {
      const [earlier] = await tx
        .select({ patientId: patientNotes.patientId })
        .from(patientNotes)
        .where(eq(patientNotes.id, noteId))
      if (earlier?.patientId !== patientId) {
        throw new AppError("conflict", "This note was meant for another patient. Write it again.")
      }
    }
    await work.audit({
      verb: written.length > 0 ? "note.written" : "note.repeated",
      subjectKind: "note",
      subjectId: noteId,
      patientId,
    })
    work.publish("patient", patientId)
    return { noteId }
  })
}
