import type { TaskOutcome } from "@/db/enums"

/** A reason that nobody gave in words of their own; the screen says it in the reader's language. */
export const OUTCOME_WORDS: Record<TaskOutcome, string> = {
  reached_taken: "Reached: taken",
  reached_not_taken: "Reached: not taken",
  not_reached: "Not reached",
  wrong_number: "Wrong number",
  excused: "Excused",
  handled: "Handled",
}
