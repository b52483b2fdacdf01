/** Runs once before the server is ready. What only Node can do stands apart from the Edge build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const node = await import("./instrumentation-node")
    node.register()
  }
}
