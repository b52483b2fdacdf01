import type { ReplyState } from "@/db/enums"

const WAITING: readonly (ReplyState | undefined)[] = [
  "review",
  "unmatched",
  "quarantined",
  "failed",
]

/** Whether each reply waits for a person, by how it stands. */
export function allWait(states: readonly (ReplyState | undefined)[]): boolean {
  return states.every((state) => WAITING.includes(state))
}
