import { receiveCall } from "@/lib/replies/receive"

/**
 * What the plugin endpoint does with authenticated calls, as a process of its own: it says when it
 * listens, takes calls by message, all at once, and tells which of them it has answered.
 */
process.on("message", (calls: unknown[]) => {
  for (const [n, call] of calls.entries()) {
    receiveCall(call, Date.now()).then(
      () => process.send?.(n),
      () => {},
    )
  }
})
// Whoever started it has died.
process.on("disconnect", () => process.exit(0))
process.stdout.write("listening\n")
