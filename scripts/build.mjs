import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { withLock } from "../db/embedded/lock.mjs"
import { isMarkAlive, ownMark } from "../db/embedded/process-info.mjs"
import { runShown } from "./children.mjs"

const TIMEOUT_MS = 10 * 60 * 1000
const NAME_LENGTH = 12
const FOLDERS = ["app", "components", "db", "lib", "public"]
const FILES =
  /^(next\.config\.mjs|postcss\.config\.mjs|package(-lock)?\.json|tsconfig(\.build)?\.json|[\w.-]+\.tsx?)$/
const NOT_BUILT = /\.test\.tsx?$|^db\/(testing|embedded|migrations|seed)\//

/** @param {string} root */
function sources(root) {
  const files = readdirSync(root).filter((name) => FILES.test(name) && name !== "next-env.d.ts")
  for (const folder of FOLDERS) {
    if (!existsSync(join(root, folder))) continue
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1)
      files.push(path.replaceAll("\\", "/"))
    }
  }
  return files.filter((path) => !NOT_BUILT.test(path)).sort()
}

/** @param {string} root */
function fingerprint(root) {
  const hash = createHash("sha256").update(process.versions.node.split(".")[0] ?? "")
  for (const path of sources(root)) {
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)))
  }
  return hash.digest("hex").slice(0, NAME_LENGTH)
}

/** @param {string} folder */
const isComplete = (folder) =>
  existsSync(join(folder, "BUILD_ID")) && existsSync(join(folder, "complete"))

/** @param {string} users */
function hasUsers(users) {
  if (!existsSync(users)) return false
  return readdirSync(users).some((name) => isMarkAlive(readFileSync(join(users, name), "utf8")))
}

/** Builds of older sources go, except those that a running copy is served from. @param {string} builds @param {string} kept */
function removeOld(builds, kept) {
  for (const name of readdirSync(builds)) {
    const users = join(builds, `${name}.users`)
    if (name === kept || !/^[0-9a-f]+$/.test(name) || hasUsers(users)) continue
    rmSync(join(builds, name), { recursive: true, force: true })
    rmSync(users, { recursive: true, force: true })
  }
}

/** @param {string} root @param {string} distDir @param {NodeJS.ProcessEnv} env */
async function nextBuild(root, distDir, env) {
  const declarations = join(root, "next-env.d.ts")
  const before = existsSync(declarations) ? readFileSync(declarations) : null
  const next = join(root, "node_modules", "next", "dist", "bin", "next")
  const isBuilt = await runShown(process.execPath, [next, "build"], {
    cwd: root,
    env: { ...env, NODE_ENV: "production", NEXT_DIST_DIR: distDir, NEXT_TELEMETRY_DISABLED: "1" },
    timeoutMs: TIMEOUT_MS,
  })
  // Next points this file at the build; editors and tsc expect it to stay where it was.
  if (before) writeFileSync(declarations, before)
  else rmSync(declarations, { force: true })
  if (!isBuilt) throw new Error("The build failed; Next says why above.")
}

/**
 * Builds the portal unless these very sources were built before. Each state of the sources
 * has its own directory, so that a build never pulls the files from under a running copy.
 * @param {string} root
 * @param {{ say: (sentence: string) => void, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<string>} the build's directory, relative to the root, for NEXT_DIST_DIR;
 *   kept for as long as this process lives
 */
export async function buildIfStale(root, { say, env = process.env }) {
  const builds = join(root, ".next", "builds")
  mkdirSync(builds, { recursive: true })
  const build = async () => {
    const name = fingerprint(root)
    const folder = join(builds, name)
    const users = `${folder}.users`
    mkdirSync(users, { recursive: true })
    writeFileSync(join(users, String(process.pid)), ownMark())
    removeOld(builds, name)
    if (!isComplete(folder)) {
      say("Building the portal. This takes about a minute.")
      rmSync(folder, { recursive: true, force: true })
      await nextBuild(root, `.next/builds/${name}`, env)
      writeFileSync(join(folder, "complete"), "")
    }
    return `.next/builds/${name}`
  }
  return withLock(join(builds, "lock"), build, {
    timeoutMs: TIMEOUT_MS,
    onWait: () => say("Waiting for another copy that builds the portal."),
  })
}
