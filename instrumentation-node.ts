import { env } from "@/lib/env"
import { closeAll } from "@/lib/live/listen"

/** A wrong environment stops the start with its sentence; open live streams would block the end. */
export function register(): void {
  env()
  process.once("SIGTERM", closeAll)
  process.once("SIGINT", closeAll)
}
