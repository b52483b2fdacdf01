import { spawn } from "node:child_process"
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { startToken } from "../db/embedded/process-info.mjs"
import { signalGroup } from "./children.mjs"

const SECOND_MS = 1000
// A send under way may take ten seconds (lib/biot/sms.ts); killed, nobody knows whether it went out.
const GRACE_MS = 15 * SECOND_MS
const POLL_MS = 30
const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 30 * SECOND_MS
const STEADY_MS = 60 * SECOND_MS
const LOG_LIMIT_BYTES = 10_000_000
const LAST_LINES = 15

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {string[]} args for Node
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} [essential] when it ends, everything does
 */

/** @param {{ pid: number, token: string }[]} processes asked to end, then made to */
export async function endGroups(processes) {
  const alive = () => processes.filter(({ pid, token }) => startToken(pid) === token)
  for (const { pid } of alive()) signalGroup(pid, "SIGTERM")
  const deadline = Date.now() + GRACE_MS
  while (alive().length > 0 && Date.now() < deadline) await sleep(POLL_MS)
  for (const { pid } of alive()) signalGroup(pid, "SIGKILL")
}

/** @param {string} file */
function openLog(file) {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  return openSync(file, size > LOG_LIMIT_BYTES ? "w" : "a", 0o600)
}

/** Starts the product's processes, starts again those that die, and ends them all. */
export class Processes {
  /** @type {Map<string, { pid: number, token: string }>} */
  #running = new Map()
  #ending = false
  #root
  #logs
  #say
  #onChange
  #onFatal

  /**
   * @param {object} options
   * @param {string} options.root working directory of all
   * @param {string | null} options.logs directory for their output; null passes it through
   * @param {(sentence: string) => void} options.say
   * @param {(running: { name: string, pid: number, token: string }[]) => void} options.onChange
   * @param {(sentence: string) => void} options.onFatal an essential one ended
   */
  constructor({ root, logs, say, onChange, onFatal }) {
    this.#root = root
    this.#logs = logs
    this.#say = say
    this.#onChange = onChange
    this.#onFatal = onFatal
    if (logs) mkdirSync(logs, { recursive: true, mode: 0o700 })
  }

  list() {
    return [...this.#running].map(([name, one]) => ({ name, ...one }))
  }

  /** @param {Program} program */
  start(program, delayMs = FIRST_DELAY_MS) {
    if (this.#ending) return
    const file = this.#logs && join(this.#logs, `${program.name}.log`)
    const output = file ? openLog(file) : "inherit"
    const child = spawn(process.execPath, program.args, {
      cwd: this.#root,
      env: program.env,
      // A group of its own: Ctrl-C reaches only us, and we end them in order.
      detached: process.platform !== "win32",
      stdio: ["ignore", output, output],
    })
    if (typeof output === "number") closeSync(output)
    const startedAt = Date.now()
    const pid = child.pid
    if (pid !== undefined) {
      this.#running.set(program.name, { pid, token: startToken(pid) ?? "" })
      this.#onChange(this.list())
    }
    let ended = false
    const onEnd = (/** @type {string} */ how) => {
      if (ended) return
      ended = true
      // What it started itself must not outlive it.
      if (pid !== undefined) signalGroup(pid, "SIGKILL")
      this.#running.delete(program.name)
      if (this.#ending) return
      this.#onChange(this.list())
      this.#afterDeath(
        program,
        how,
        file,
        Date.now() - startedAt > STEADY_MS ? FIRST_DELAY_MS : delayMs,
      )
    }
    child.once("error", (error) => onEnd(error.message))
    child.once("exit", (code, signal) => onEnd(signal ?? `code ${code}`))
  }

  /** @param {Program} program @param {string} how @param {string | null} file @param {number} delayMs */
  #afterDeath(program, how, file, delayMs) {
    if (file) {
      const lines = readFileSync(file, "utf8").trimEnd().split("\n").slice(-LAST_LINES)
      this.#say(`${lines.join("\n")}\n`)
    }
    if (program.essential) {
      this.#onFatal(`The ${program.name} ended (${how}).`)
      return
    }
    this.#say(`The ${program.name} ended (${how}). Starting it again in ${delayMs / SECOND_MS} s.`)
    setTimeout(() => {
      if (!this.#ending) this.start(program, Math.min(delayMs * 2, LONGEST_DELAY_MS))
    }, delayMs)
  }

  /** Ends every process and what it started. */
  async endAll() {
    this.#ending = true
    await endGroups(this.list())
  }

  /** For the last moment, when nothing can be waited for. */
  killAll() {
    this.#ending = true
    for (const { pid } of this.list()) signalGroup(pid, "SIGKILL")
  }

  /**
   * Runs a program to its end; its output is shown only when it fails.
   * @param {Program} program
   * @returns {Promise<void>}
   */
  run({ name, args, env }) {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, args, {
        cwd: this.#root,
        env,
        detached: process.platform !== "win32",
        stdio: ["ignore", "pipe", "pipe"],
      })
      const pid = child.pid
      if (pid !== undefined) this.#running.set(name, { pid, token: startToken(pid) ?? "" })
      let output = ""
      child.stdout.on("data", (chunk) => (output += chunk))
      child.stderr.on("data", (chunk) => (output += chunk))
      child.once("error", reject)
      child.once("close", (code, signal) => {
        this.#running.delete(name)
        if (code === 0) resolve()
        else
          reject(
            new Error(
              `${output.trimEnd()}\n\nThe ${name} failed (${signal ?? `code ${code}`}).`.trim(),
            ),
          )
      })
    })
  }
}
