import { BiotError } from "@/lib/biot/error"
import { ServiceLoginError } from "@/lib/biot/service-token"
import { type RegistrationStep, registerPeople, registerPlugin } from "@/lib/biot/subscriptions"
import { env } from "@/lib/env"

const WORDS: Record<RegistrationStep["outcome"], string> = {
  subscribed: "BioT now calls this portal",
  already_subscribed: "BioT already calls this portal",
  removed_old: "an address with an older secret was removed",
  removed: "BioT no longer calls this portal",
}

function sentenceFor(error: unknown): string {
  if (!(error instanceof BiotError)) return error instanceof Error ? error.message : String(error)
  if (error.kind === "unreachable") return "BioT cannot be reached at BIOT_BASE_URL."
  if (error instanceof ServiceLoginError && error.kind === "refused") {
    return "BioT does not accept BIOT_SERVICE_USER_ID with BIOT_SERVICE_USER_SECRET_KEY."
  }
  return `BioT did not register the plugin (${error.message}). It is safe to try again.`
}

try {
  const { PUBLIC_URL, PLUGIN_SECRET } = env()
  const steps = [
    ...(await registerPlugin(PUBLIC_URL, PLUGIN_SECRET)),
    ...(await registerPeople(PUBLIC_URL, PLUGIN_SECRET)),
  ]
  for (const { entityTypeName, actionName, outcome } of steps) {
    console.log(`${entityTypeName} ${actionName}: ${WORDS[outcome]} (${PUBLIC_URL}).`)
  }
} catch (error) {
  console.error(sentenceFor(error))
  process.exitCode = 1
}
