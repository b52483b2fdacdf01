import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"

/**
 * @param {number} pid
 * @param {string} columns
 */
function ps(pid, columns) {
  try {
    return execFileSync("ps", ["-o", columns, "-p", String(pid)], { encoding: "utf8" }).trim()
  } catch {
    return ""
  }
}

/**
 * When a process was started, as a token that only it has; null when it no longer runs.
 * A pid alone proves nothing: the system hands the same number out again.
 * @param {number} pid
 * @returns {string | null}
 */
export function startToken(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null
  if (process.platform === "linux") {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
      // A zombie keeps its pid until somebody collects it, which in a container may be never.
      if (fields[0] === "Z" || fields[0] === "X") return null
      return fields[19] ?? null
    } catch {
      return null
    }
  }
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EPERM") return null
  }
  if (process.platform === "win32") return "running"
  const line = ps(pid, "stat=,lstart=")
  return line === "" || line.startsWith("Z") ? null : line.replace(/^\S+\s+/, "")
}

/**
 * @param {number} pid
 * @returns {string} the words the process was started with, empty when unknown
 */
export function commandLine(pid) {
  if (process.platform === "linux") {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
    } catch {
      return ""
    }
  }
  return process.platform === "win32" ? "" : ps(pid, "command=")
}

/** One process, recorded so that a later one can tell whether it is still there. */
export function ownMark() {
  return `${process.pid} ${startToken(process.pid)}`
}

/**
 * @param {string} mark what `ownMark` returned in some process
 * @returns {boolean}
 */
export function isMarkAlive(mark) {
  const space = mark.indexOf(" ")
  if (space < 0) return false
  return startToken(Number(mark.slice(0, space))) === mark.slice(space + 1)
}
