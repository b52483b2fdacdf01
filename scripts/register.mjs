import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { runShown } from "./children.mjs"
import { portalEnvironment } from "./environment.mjs"
import { installIfStale } from "./install.mjs"
import { makeDataDir, readSettings, SettingsError } from "./settings.mjs"

const TIMEOUT_MS = 2 * 60 * 1000
const root = dirname(dirname(fileURLToPath(import.meta.url)))
// Registering asks no database, yet the environment of the portal names one.
const NO_DATABASE = "postgresql://127.0.0.1/none"

/** Registers with the secrets that `npm start` made and keeps in DATA_DIR. */
async function main() {
  const settings = readSettings(process.env, root)
  if (!settings.biot) {
    throw new SettingsError(
      "BIOT_BASE_URL must be set; the simulator is registered at by npm start.",
    )
  }
  makeDataDir(settings.dataDir)
  await installIfStale(root, { say: console.log })
  const databaseUrl = settings.databaseUrl ?? NO_DATABASE
  const place = { databaseUrl, port: settings.port, simulatorPort: null, isDevelopment: false }
  const args = ["--conditions=react-server", "--import", "tsx", join("scripts", "register.ts")]
  const env = portalEnvironment(settings, place)
  const isGood = await runShown(process.execPath, args, { cwd: root, env, timeoutMs: TIMEOUT_MS })
  if (!isGood) process.exitCode = 1
}

main().catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
