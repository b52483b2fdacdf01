import type { ReplyState } from "@/db/enums"
import type { Instant } from "@/lib/time"
import type { NeedRule } from "./need"

/** What the preview tells besides the row of the list. Instants are epoch milliseconds. */
export type PatientGlance = {
  /** The newest, in the patient's words. */
  lastReply: { id: string; body: string | null; at: Instant; state: ReplyState } | null
  /** The next one due, of all medications. */
  nextDose: { medication: string; doseText: string; dueAt: Instant; isReminding: boolean } | null
  /** Whose conversation it is; null: nobody's. */
  assignee: string | null
  /** The days that each open reason for attention rests on. */
  attention: { rule: NeedRule; fromDate: string | null; toDate: string | null }[]
}

/** What the list can be narrowed to in this organization. */
export type FilterChoices = {
  medications: string[]
  languages: string[]
  countries: string[]
  people: { id: string; name: string }[]
}
