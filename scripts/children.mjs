import { spawn } from "node:child_process"
import { setTimeout as sleep } from "node:timers/promises"

const END_TIMEOUT_MS = 5000
const POLL_MS = 20

/** Ends a process and all it started, by the group it leads. @param {number} pid @param {NodeJS.Signals} signal */
export function signalGroup(pid, signal) {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal)
  } catch {
    // Already gone.
  }
}

/** @type {Set<number>} */
const running = new Set()
process.on("exit", () => {
  for (const pid of running) signalGroup(pid, "SIGKILL")
})

/** Ends what `runShown` still runs, and waits until it is gone. */
export async function endShown() {
  for (const pid of running) signalGroup(pid, "SIGKILL")
  const deadline = Date.now() + END_TIMEOUT_MS
  while (running.size > 0 && Date.now() < deadline) await sleep(POLL_MS)
}

/**
 * Runs a program to its end, its output shown as it comes; it never outlives this process.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, timeoutMs: number }} options
 * @returns {Promise<boolean>} whether it ended well, in time
 */
export function runShown(program, args, { cwd, env = process.env, timeoutMs }) {
  return new Promise((resolve) => {
    const isWindows = process.platform === "win32"
    const child = spawn(program, args, {
      cwd,
      env,
      detached: !isWindows,
      shell: isWindows && program === "npm",
      stdio: ["ignore", "inherit", "inherit"],
    })
    const { pid } = child
    if (pid !== undefined) running.add(pid)
    const timer = setTimeout(() => {
      console.error(
        `${program} took longer than ${Math.round(timeoutMs / 60_000)} minutes and was stopped.`,
      )
      if (pid !== undefined) signalGroup(pid, "SIGKILL")
    }, timeoutMs)
    const end = (/** @type {boolean} */ isGood) => {
      clearTimeout(timer)
      if (pid !== undefined) running.delete(pid)
      resolve(isGood)
    }
    child.once("error", (error) => {
      console.error(error.message)
      end(false)
    })
    child.once("exit", (code) => end(code === 0))
  })
}
