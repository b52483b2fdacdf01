import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"

export type StartedProcess = {
  process: ChildProcess
  /** It has written its first line: it works from here on. */
  begun: Promise<void>
  /** With its exit code, or null if it was killed. */
  ended: Promise<number | null>
}

/**
 * Starts real processes of a file of this folder. It is bundled once, since compiling TypeScript
 * anew takes each of them seconds, and a test that kills thirty has none to spare.
 */
export async function bundledProcesses(file: string, env: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), "doseline-process-"))
  const outfile = join(folder, "process.cjs")
  await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    conditions: ["react-server"],
    logLevel: "error",
  })
  const running = new Set<ChildProcess>()
  const start = (): StartedProcess => {
    const child = spawn(process.execPath, [outfile], {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    })
    running.add(child)
    const ended = once(child, "exit").then(([code]) => {
      running.delete(child)
      return code as number | null
    })
    const begun = once(child.stdout as NodeJS.ReadableStream, "data").then(() => {})
    begun.catch(() => {})
    return { process: child, begun, ended }
  }
  const stop = async () => {
    const ends = [...running].map((child) => {
      child.kill("SIGKILL")
      return once(child, "exit")
    })
    await Promise.all(ends)
    rmSync(folder, { recursive: true, force: true })
  }
  return { start, stop }
}
