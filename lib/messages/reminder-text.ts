/**
 * The text that the composer begins with, in the words of BioT's article. It names no medicine, and
 * asks for digits, since carriers keep words such as STOP and YES for themselves.
 */
export const DEFAULT_REMINDER =
  "This is a reminder to take your medication. Reply 1 once you have taken it, 2 if you have not."

/** When several doses share the reminder, one answer counts for all of them. */
export function defaultReminder(doseCount: number): string {
  if (doseCount < 2) return DEFAULT_REMINDER
  return "This is a reminder to take your medications. Reply 1 once you have taken all of them, 2 if you have not."
}
