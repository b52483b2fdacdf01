import type pg from "pg"
import type { Live } from "./live"
import type { Settings } from "./settings"
import type { SigningKeys } from "./signing-keys"

export type Queryable = Pick<pg.ClientBase, "query"> | Pick<pg.Pool, "query">

/** What every route of one running simulator shares. */
export type World = {
  pool: pg.Pool
  keys: SigningKeys
  settings: Settings
  /** How many faults are on: while there are none, nobody looks for them. */
  faultCount: number
  serviceSecret: string
  live: Live
  /** When the texts of the last second were accepted, epoch milliseconds. */
  recentSends: number[]
  /** Calls to plugins that are still under way or delayed. */
  pending: Set<NodeJS.Timeout>
  /** The call that waits for the next one to overtake it. */
  overtaken: (() => void) | null
}

export const SERVICE_USER_ID = "5e7a0c1e-0000-4000-8000-00000000d05e"
