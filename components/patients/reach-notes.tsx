import { additionalSentence, listed, outsideWords, ownerWords } from "@/lib/patients/phone-owners"
import type { TimelinePatient } from "@/lib/patients/timeline"

/** What stands between the patient and us, in sentences; a line each, none where nothing does. */
export function ReachNotes({ patient }: { patient: TimelinePatient }) {
  const { sharedWith, ownersOutside, additionalOf, reply, isNameShared } = patient
  const owners = [...sharedWith.map(ownerWords), outsideWords(ownersOutside)].filter(Boolean)
  const notes = [
    owners.length > 0
      ? `This number also belongs to ${listed(owners)}. BioT loses replies from it.`
      : "",
    additionalSentence(additionalOf),
    reply?.sentence ?? "",
    isNameShared
      ? ""
      : `BioT does not show this patient’s name to the portal. BioT’s id: ${patient.id}`,
  ].filter(Boolean)
  return notes.map((note) => (
    <span key={note} className="basis-full">
      {note}
    </span>
  ))
}
