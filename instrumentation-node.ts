import { decideHeldCalls, publicKeys } from "@/lib/biot/public-key"
import { flushTally } from "@/lib/connection/tally"
import { env } from "@/lib/env"
import { closeAll } from "@/lib/live/listen"
import { log, logWhatIsPrinted } from "@/lib/log"

/** A wrong environment stops the start with its sentence; what is open or held must not block the end. */
export function register(): void {
  env()
  if (process.env.NODE_ENV === "production") logWhatIsPrinted()
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, closeAll)
    process.once(signal, decideHeldCalls)
    process.once(signal, flushTally)
  }
  // Asked for now, BioT's first call need not wait for them; the start does not wait either.
  publicKeys().catch((error) => log.warn({ err: error }, "BioT's keys were not had at the start"))
}
