import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { isMarkAlive, ownMark } from "../db/embedded/process-info.mjs"
import { endGroups } from "./processes.mjs"

/**
 * What a running copy tells about itself, in DATA_DIR/running/<pid>.json.
 * @typedef {object} RunRecord
 * @property {string} mark
 * @property {{ name: string, pid: number, token: string }[]} processes
 * @property {string} [portal] its address, once it is healthy
 * @property {string} [simulator]
 * @property {string} [databaseUrl]
 */

/** @param {string} dataDir */
const folderOf = (dataDir) => join(dataDir, "running")

/** @param {string} dataDir */
export function openRecord(dataDir) {
  const folder = folderOf(dataDir)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${process.pid}.json`)
  /** @type {RunRecord} */
  const record = { mark: ownMark(), processes: [] }
  return {
    /** @param {Partial<RunRecord>} changes */
    update(changes) {
      Object.assign(record, changes)
      writeFileSync(file, JSON.stringify(record, null, 2), { mode: 0o600 })
    },
    remove: () => rmSync(file, { force: true }),
  }
}

/**
 * @param {string} dataDir
 * @param {number} pid of a copy
 * @returns {RunRecord | null}
 */
export function readRecord(dataDir, pid) {
  const file = join(folderOf(dataDir), `${pid}.json`)
  if (!existsSync(file)) return null
  try {
    return JSON.parse(readFileSync(file, "utf8"))
  } catch {
    return null
  }
}

/**
 * Ends the processes of copies that were killed before they could do so themselves.
 * @param {string} dataDir
 * @returns {Promise<number>} how many were ended
 */
export async function endLeftovers(dataDir) {
  const folder = folderOf(dataDir)
  let count = 0
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const record = readRecord(dataDir, Number.parseInt(name, 10))
    if (record && isMarkAlive(record.mark)) continue
    const left = (record?.processes ?? []).filter(({ pid, token }) =>
      isMarkAlive(`${pid} ${token}`),
    )
    await endGroups(left)
    count += left.length
    rmSync(join(folder, name), { force: true })
  }
  return count
}
