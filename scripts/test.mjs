import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { stopIfAbandoned } from "../db/embedded/postgres.mjs"
import { buildIfStale } from "./build.mjs"
import { endShown, runShown } from "./children.mjs"
import { findChromium } from "./chromium.mjs"
import { installIfStale } from "./install.mjs"
import { endLeftovers } from "./run-record.mjs"
import { cleanEnvironment, startProduct } from "./test-product.mjs"

const STAGE_TIMEOUT_MS = 40 * 60 * 1000
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const say = (/** @type {string} */ sentence) => console.log(sentence)
const temporary = mkdtempSync(join(tmpdir(), "doseline-test-"))
// Whatever a stage leaves behind lies in here, and goes with it.
const env = { ...cleanEnvironment(process.env), TMPDIR: temporary }
const programs = join(root, "node_modules")
const next = join(programs, "next", "dist", "bin", "next")

/**
 * What came of a stage; `failures` name the tests that failed, where a stage has names for them.
 * @typedef {{ passed: number, failed: number, failures?: string[] }} Count
 */

/** @param {string[]} args for Node @param {NodeJS.ProcessEnv} [extra] */
const run = (args, extra = {}) =>
  runShown(process.execPath, args, {
    cwd: root,
    env: { ...env, ...extra },
    timeoutMs: STAGE_TIMEOUT_MS,
  })

/** @param {boolean} isGood @returns {Count} */
const one = (isGood) => ({ passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 })

/**
 * A report's own count; a run that failed without a failed test still counts as a failure.
 * @template Report
 * @param {string} file
 * @param {boolean} isGood
 * @param {(report: Report) => Count} read
 * @returns {Count}
 */
function counted(file, isGood, read) {
  const count = existsSync(file) ? read(JSON.parse(readFileSync(file, "utf8"))) : one(isGood)
  return { ...count, failed: count.failed || (isGood ? 0 : 1) }
}

async function types() {
  if (existsSync(join(root, "app")) && !(await run([next, "typegen"]))) return one(false)
  return one(await run([join(programs, "typescript", "bin", "tsc"), "--noEmit"]))
}

const lint = async () =>
  one(await run([join(programs, "@biomejs", "biome", "bin", "biome"), "check", "."]))

/**
 * @typedef {{ status: string, fullName: string, failureMessages: string[] }} Assertion
 * @typedef {{ name: string, assertionResults: Assertion[] }} TestFile
 * @typedef {{ numPassedTests: number, numFailedTests: number, testResults: TestFile[] }} UnitReport
 */

/** @param {string[]} filter */
async function unit(filter) {
  const file = join(temporary, "vitest.json")
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`]
  const isGood = await run([join(programs, "vitest", "vitest.mjs"), "run", ...reporters, ...filter])
  /** @param {UnitReport} report */
  const read = ({ numPassedTests: passed, numFailedTests: failed, testResults }) => {
    const failures = testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === "failed")
        .map(({ fullName, failureMessages }) => {
          return `${relative(root, name)}: ${fullName}: ${failureMessages[0]?.split("\n")[0]}`
        }),
    )
    return { passed, failed, failures }
  }
  return counted(file, isGood, read)
}

async function build() {
  await buildIfStale(root, { say, env })
  return one(true)
}

/** @param {string[]} filter */
async function browser(filter) {
  const chromium = await findChromium(root, say)
  const dataDir = join(temporary, "product")
  mkdirSync(dataDir)
  const file = join(temporary, "playwright.json")
  const product = await startProduct(root, dataDir, env, (stop) => {
    stopProduct = stop
  })
  const isGood = await run([join(programs, "@playwright", "test", "cli.js"), "test", ...filter], {
    ...product,
    CHROMIUM_PATH: chromium,
    E2E_REPORT: file,
  })
  const endedWell = await stopProduct()
  if (!endedWell) console.error("The product did not end well.")
  /** @param {{ stats: { expected: number, unexpected: number, flaky: number } }} report */
  const read = ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky })
  return counted(file, isGood && endedWell, read)
}

let isEnding = false
/** @type {() => Promise<boolean>} */
let stopProduct = async () => true

async function cleanUp() {
  await endShown()
  await stopProduct().catch(() => {})
  await endLeftovers(join(temporary, "product"))
  for (const name of readdirSync(temporary)) {
    await stopIfAbandoned({ dataDir: join(temporary, name) }).catch(() => {})
  }
  rmSync(temporary, { recursive: true, force: true, maxRetries: 3 })
}

/** @param {[string, () => Promise<Count>][]} stages */
async function runStages(stages) {
  const total = { passed: 0, failed: 0, failures: /** @type {string[]} */ ([]) }
  for (const [name, stage] of stages) {
    if (isEnding) break
    say(`\n== ${name}`)
    const count = await stage().catch((error) => {
      console.error(error.message)
      return one(false)
    })
    total.passed += count.passed
    total.failed += count.failed
    if (count.failed === 0) continue
    say(`${name}: failed.`)
    total.failures.push(name, ...(count.failures ?? []).map((test) => `  ${test}`))
  }
  return total
}

/** The product runs on 20.9; Vite and Rolldown, which run its tests, do not. */
function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return
  throw new Error(
    `The tests need Node 20.19, or 22.12 or later; this is ${process.versions.node}. \`npm start\` runs on it.`,
  )
}

async function main() {
  checkNode()
  const [only, ...filter] = process.argv.slice(2)
  if (only !== undefined && only !== "unit" && only !== "e2e") {
    throw new Error(`"${only}" is no part of the tests; there are unit and e2e.`)
  }
  await installIfStale(root, { say, withDevelopment: true })
  /** @type {[string, () => Promise<Count>][]} */
  const all = [
    ["Types", types],
    ["Lint", lint],
    ["Unit and integration tests", () => unit(filter)],
    ["Production build", build],
    ["Browser tests", () => browser(filter)],
  ]
  const wanted = only === undefined ? all : only === "unit" ? all.slice(2, 3) : all.slice(3)
  const total = await runStages(wanted)
  if (isEnding) return
  await cleanUp()
  // Once more where whoever looks at the end of a long run finds it.
  for (const line of ["", ...total.failures]) say(line)
  say(`\n${total.passed} passed, ${total.failed} failed`)
  process.exit(total.failed > 0 ? 1 : 0)
}

/** @param {string} sentence */
async function abort(sentence) {
  if (isEnding) return
  isEnding = true
  console.error(sentence)
  await cleanUp()
  process.exit(1)
}
for (const signal of /** @type {NodeJS.Signals[]} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => abort("Stopped."))
}
main().catch((error) => abort(error.message))
