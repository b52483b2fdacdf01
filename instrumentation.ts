/** Runs once before the server is ready: a wrong environment stops the start with its sentence. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return
  const { env } = await import("@/lib/env")
  env()
  const { closeAll } = await import("@/lib/live/listen")
  const { decideHeldCalls } = await import("@/lib/biot/public-key")
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, closeAll)
    process.once(signal, decideHeldCalls)
  }
}
