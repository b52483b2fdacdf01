import { createHash } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { withLock } from "../db/embedded/lock.mjs"
import { runShown } from "./children.mjs"

const TIMEOUT_MS = 10 * 60 * 1000
const ARGUMENTS = ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"]

/** @param {string} root */
function fingerprint(root) {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}\n`)
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
  for (const part of ["dependencies", "optionalDependencies", "devDependencies"]) {
    hash.update(JSON.stringify(manifest[part] ?? {}))
  }
  const lock = join(root, "package-lock.json")
  if (existsSync(lock)) hash.update(readFileSync(lock))
  return hash.digest("hex")
}

/** @param {string} root @param {boolean} withDevelopment */
function npm(root, withDevelopment) {
  const args = withDevelopment ? [...ARGUMENTS, "--include=dev"] : ARGUMENTS
  const own = process.env.npm_execpath
  const options = { cwd: root, timeoutMs: TIMEOUT_MS }
  return own?.endsWith(".js")
    ? runShown(process.execPath, [own, ...args], options)
    : runShown("npm", args, options)
}

/**
 * Installs the dependencies when they are missing or older than the lock file.
 * @param {string} root
 * @param {{ say: (sentence: string) => void, withDevelopment?: boolean }} options
 */
export async function installIfStale(
  root,
  { say, withDevelopment = process.env.NODE_ENV !== "production" },
) {
  const folder = join(root, "node_modules", ".cache", "doseline")
  const stamp = join(folder, "install.json")
  const wanted = fingerprint(root)
  const isFresh = () => {
    if (!existsSync(stamp)) return false
    const { hash, development } = JSON.parse(readFileSync(stamp, "utf8"))
    return hash === wanted && (development || !withDevelopment)
  }
  if (isFresh()) return
  const install = async () => {
    if (isFresh()) return
    say("Installing dependencies.")
    if (!(await npm(root, withDevelopment))) {
      throw new Error("The dependencies could not be installed; npm says why above.")
    }
    writeFileSync(stamp, JSON.stringify({ hash: wanted, development: withDevelopment }))
  }
  await withLock(join(folder, "install.lock"), install, {
    timeoutMs: TIMEOUT_MS,
    onWait: () => say("Waiting for another copy that installs dependencies."),
  })
}
