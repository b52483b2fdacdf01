import { decideHeldCalls } from "@/lib/biot/public-key"
import { flushTally } from "@/lib/connection/tally"
import { env } from "@/lib/env"
import { closeAll } from "@/lib/live/listen"

/** A wrong environment stops the start with its sentence; what is open or held must not block the end. */
export function register(): void {
  env()
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, closeAll)
    process.once(signal, decideHeldCalls)
    process.once(signal, flushTally)
  }
}
