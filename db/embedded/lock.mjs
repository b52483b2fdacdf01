import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { dirname } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { isMarkAlive, ownMark } from "./process-info.mjs"

const SECOND_MS = 1000
const POLL_MS = 50

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return null
  }
}

/**
 * A lock whose owner died is moved aside, not deleted: between looking and deleting,
 * another starter may have put its own there, and then it is put back.
 * @param {string} file
 */
function breakIfAbandoned(file) {
  const mark = read(file)
  if (mark === null || isMarkAlive(mark)) return
  // Created but not yet written: give its owner a moment.
  if (
    mark === "" &&
    Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < SECOND_MS
  )
    return
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (read(aside) !== mark) {
    try {
      linkSync(aside, file)
    } catch {
      // Someone else took the lock meanwhile; the owner of this one sees it on release.
    }
  }
  rmSync(aside, { force: true })
}

/**
 * Runs `work` while holding an exclusive lock file, among processes of one machine.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ timeoutMs?: number, onWait?: () => void }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(file, work, options = {}) {
  mkdirSync(dirname(file), { recursive: true })
  const mark = ownMark()
  const since = Date.now()
  const deadline = since + (options.timeoutMs ?? 60 * SECOND_MS)
  let told = false
  for (;;) {
    try {
      writeFileSync(file, mark, { flag: "wx", mode: 0o600 })
      break
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error
    }
    if (Date.now() > deadline)
      throw new Error(`Another process holds ${file}. Stop it and try again.`)
    breakIfAbandoned(file)
    await sleep(POLL_MS)
    if (!told && Date.now() - since > SECOND_MS) {
      options.onWait?.()
      told = true
    }
  }
  try {
    return await work()
  } finally {
    if (read(file) === mark) rmSync(file, { force: true })
  }
}
