import { keptSecret } from "./secrets.mjs"

export const SIMULATOR_USER_ID = "5e7a0c1e-0000-4000-8000-00000000d05e"
export const SIMULATOR_SECRET = "doseline-demo-secret"

/**
 * @typedef {object} Place
 * @property {string} databaseUrl
 * @property {number} port
 * @property {number | null} simulatorPort null when BioT itself is used
 * @property {boolean} isDevelopment
 */

/**
 * The environment of the portal, its worker and its one-off programs.
 * @param {import("./settings.mjs").Settings} settings
 * @param {Place} place
 * @param {NodeJS.ProcessEnv} [base]
 * @returns {NodeJS.ProcessEnv}
 */
export function portalEnvironment(settings, place, base = process.env) {
  const { dataDir, publicUrl, signInUrl } = settings
  const simulator = place.simulatorPort && `http://127.0.0.1:${place.simulatorPort}`
  const secretOfSimulator = base.SIMULATOR_SERVICE_SECRET || SIMULATOR_SECRET
  const address = signInUrl ?? publicUrl
  const env = { ...base }
  // Inherited from elsewhere, these would make the portal offer demo people or trust any host.
  delete env.SIMULATOR_URL
  delete env.AUTH_TRUST_HOST
  return {
    ...env,
    NODE_ENV: place.isDevelopment ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(place.port),
    DATA_DIR: dataDir,
    DATABASE_URL: place.databaseUrl,
    BIOT_BASE_URL: settings.biot?.baseUrl ?? simulator ?? "",
    BIOT_SERVICE_USER_ID: settings.biot?.userId ?? SIMULATOR_USER_ID,
    BIOT_SERVICE_USER_SECRET_KEY: settings.biot?.secretKey ?? secretOfSimulator,
    ...(simulator ? { SIMULATOR_URL: simulator } : {}),
    PUBLIC_URL: publicUrl ?? `http://127.0.0.1:${place.port}`,
    NEXTAUTH_URL: address ?? `http://localhost:${place.port}`,
    // Without an address of its own, a portal is opened as localhost or as 127.0.0.1.
    ...(address ? {} : { AUTH_TRUST_HOST: "1" }),
    PLUGIN_SECRET: settings.pluginSecret ?? keptSecret(dataDir, "plugin-secret"),
    NEXTAUTH_SECRET: settings.sessionSecret ?? keptSecret(dataDir, "session-secret"),
  }
}

/**
 * The simulator knows a database and its own port, nothing of the portal.
 * @param {Place} place
 * @param {NodeJS.ProcessEnv} [base]
 * @returns {NodeJS.ProcessEnv}
 */
export function simulatorEnvironment(place, base = process.env) {
  return {
    ...base,
    NODE_ENV: place.isDevelopment ? "development" : "production",
    PORT: String(place.simulatorPort),
    SIMULATOR_PORT: String(place.simulatorPort),
    DATABASE_URL: place.databaseUrl,
    SIMULATOR_SERVICE_SECRET: base.SIMULATOR_SERVICE_SECRET || SIMULATOR_SECRET,
  }
}
