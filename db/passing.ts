const NETWORK = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND"])
/** Classes of SQLSTATE: connection, rollback (deadlock), resources, operator's shutdown. */
const CLASSES = new Set(["08", "40", "53", "57"])
const MOST_CAUSES = 5

/** Whether a failure lies in the database's being away or busy, so that a later try may do. */
export function isPassing(error: unknown): boolean {
  for (let at = error, n = 0; at instanceof Error && n < MOST_CAUSES; at = at.cause, n += 1) {
    const code = "code" in at && typeof at.code === "string" ? at.code : ""
    if (NETWORK.has(code)) return true
    if (code.length === 5 && CLASSES.has(code.slice(0, 2))) return true
    // `pg` says these without a code.
    if (
      /connection (terminated|timeout)|timeout exceeded when trying to connect/i.test(at.message)
    ) {
      return true
    }
  }
  return false
}
