import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { delimiter, join } from "node:path"
import { runShown } from "./children.mjs"

const MINUTE_MS = 60 * 1000
const PROBE_TIMEOUT_MS = 20 * 1000
const DOWNLOAD_TIMEOUT_MS = 3 * MINUTE_MS
const PACKAGES_TIMEOUT_MS = 5 * MINUTE_MS
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
const MAC_APP = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"

/** Some distributions install a file of that name which only says to install something else. @param {string} path */
const works = (path) =>
  existsSync(path) && spawnSync(path, ["--version"], { timeout: PROBE_TIMEOUT_MS }).status === 0

function findInstalled() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean)
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...candidates, MAC_APP].find(works)
}

/** @param {string} root */
function findDownloaded(root) {
  const { chromium } = createRequire(join(root, "package.json"))("@playwright/test")
  const path = chromium.executablePath()
  return works(path) ? path : undefined
}

/** @param {string} root @param {(sentence: string) => void} say */
async function install(root, say) {
  const cli = join(root, "node_modules", "@playwright", "test", "cli.js")
  const download = ["install", "chromium"]
  await runShown(process.execPath, [cli, ...download], {
    cwd: root,
    timeoutMs: DOWNLOAD_TIMEOUT_MS,
  })
  const downloaded = findDownloaded(root)
  if (downloaded) return downloaded
  say("Playwright could not download its Chromium.")
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined
  say("Installing the system's own Chromium.")
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
  const options = { cwd: root, env, timeoutMs: PACKAGES_TIMEOUT_MS }
  await runShown("apt-get", ["update", "-q"], options)
  await runShown("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], options)
  return findInstalled()
}

/**
 * The browser for the tests: the one that is named, one that is there, or one installed now.
 * @param {string} root
 * @param {(sentence: string) => void} say
 * @returns {Promise<string>} its path
 */
export async function findChromium(root, say) {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (works(named)) return named
    throw new Error(`CHROMIUM_PATH names ${named}, which is not a browser that starts.`)
  }
  const found = findInstalled() ?? findDownloaded(root)
  if (found) return found
  say("Installing Chromium.")
  const installed = await install(root, say)
  if (installed) return installed
  throw new Error("There is no Chromium here. Install one, or set CHROMIUM_PATH to it.")
}
