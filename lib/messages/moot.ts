import type { DoseState } from "@/db/enums"
import { isTaken } from "@/lib/doses/figures"

/** Why there is nothing left to ask about a dose. */
export type Moot = "already_answered" | "excused" | "regimen_changed"

/** Null: the patient may still be asked about a dose in this state. */
export function mootBy(state: DoseState): Moot | null {
  if (isTaken(state) || state === "not_taken") return "already_answered"
  if (state === "excused") return "excused"
  return state === "cancelled" ? "regimen_changed" : null
}

/** Why a text has nothing left to ask, from each of its doses; null while one may be asked about. */
export function mootOf(doses: readonly (Moot | null)[]): Moot | null {
  if (doses.includes(null)) return null
  return doses.find((moot) => moot === "already_answered") ?? doses[0] ?? null
}
