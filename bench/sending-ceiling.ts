import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"

type Plan = {
  workers: number
  inFlight: number
  texts: number
  /** The environment that names the service user. */
  service: Record<string, string>
}

/**
 * How many texts a second processes get to the simulator that do nothing else: as many of them as
 * there are workers, with as many on their way, each text on a connection of its own, as a POST that
 * must not be made twice travels.
 */
export async function postPlainly(simulator: string, plan: Plan): Promise<number> {
  const path = fileURLToPath(new URL("sending-poster.ts", import.meta.url))
  const each = Math.ceil(plan.texts / plan.workers)
  const args = ["--import", "tsx", path, simulator, String(each), String(plan.inFlight)]
  const children = Array.from({ length: plan.workers }, (): ChildProcess => {
    const env = { ...process.env, ...plan.service }
    return spawn(process.execPath, args, { env, stdio: ["ignore", "inherit", "inherit", "ipc"] })
  })
  try {
    // All begin at the same moment, once all are warm.
    await Promise.all(children.map((child) => once(child, "message")))
    const ends = Promise.all(children.map((child) => once(child, "message")))
    const startedAt = performance.now()
    for (const child of children) child.send("go")
    const counts = (await ends).map(([posted]) => Number(posted))
    const seconds = (performance.now() - startedAt) / 1_000
    const posted = counts.reduce((sum, count) => sum + count, 0)
    if (posted !== each * plan.workers) throw new Error(`Only ${posted} texts were taken.`)
    return posted / seconds
  } finally {
    for (const child of children) child.kill()
  }
}
