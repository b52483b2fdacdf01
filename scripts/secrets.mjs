import { randomBytes } from "node:crypto"
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

const LENGTH_BYTES = 32

/**
 * A secret made once and kept in the data directory, readable by its owner only.
 * @param {string} dataDir
 * @param {string} name
 */
export function keptSecret(dataDir, name) {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, name)
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${randomBytes(LENGTH_BYTES).toString("base64url")}\n`, { mode: 0o600 })
  try {
    // Unlike renaming, linking leaves the secret of a copy that was quicker.
    linkSync(draft, file)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error
  } finally {
    rmSync(draft, { force: true })
  }
  chmodSync(file, 0o600)
  return readFileSync(file, "utf8").trim()
}
