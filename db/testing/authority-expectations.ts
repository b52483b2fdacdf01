import type { Role } from "../enums"
import type { ArrangedWorld } from "./world"

/** Where a request goes and with what: segments of the path, JSON to post. */
export type Ask = { params?: Record<string, string>; body?: unknown }

export type HandlerExpectation =
  /** Not behind sign-in, and why that is right. */
  | { open: string }
  | {
      roles: readonly Role[]
      /** What of `theirs` is asked for; a list takes no ids. */
      ask: (theirs: ArrangedWorld) => Ask
      /** What somebody of another organization gets: nothing there, or a list without it. */
      foreign: 404 | "without"
      /** It answers with counts or signals, and names nothing of anybody. */
      silent?: true
    }

export type ActionExpectation =
  | { open: string }
  | {
      roles: readonly Role[]
      /** An input that a person of `ours`, in this role, may give. */
      input: (ours: ArrangedWorld, role: Role) => unknown
      /** Inputs of somebody of `ours` that name something of `theirs`. */
      foreign: (theirs: ArrangedWorld, ours: ArrangedWorld) => unknown[]
    }

export const EVERYBODY = ["clinician", "coordinator", "admin"] as const
export const SENDERS = ["coordinator", "admin"] as const
/** A reason that staff may give. */
export const REASON = "as the patient said"
