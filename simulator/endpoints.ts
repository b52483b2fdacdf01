const UUID_OR_ANYTHING = "[^/]+"
const PEOPLE = "users/(?:patients|caregivers|organizations)"

/** The endpoints of BioT that are played here, by the name under which trouble is asked for. */
const ENDPOINTS = {
  login: ["POST", "/ums/v2/users/login"],
  mfa: ["POST", "/ums/v2/users/login/mfa"],
  resend: ["POST", "/ums/v2/users/login/mfa/resend"],
  refresh: ["POST", "/ums/v2/users/token/refresh"],
  logout: ["POST", "/ums/v2/users/logout"],
  serviceLogin: ["POST", "/ums/v2/services/accessToken"],
  publicKey: ["GET", "/ums/v1/security/public-key"],
  self: ["GET", `/organization/v1/(?:users|${PEOPLE})/self`],
  search: ["GET", `/organization/v1/(?:${PEOPLE}|organizations)`],
  person: ["GET", `/organization/v1/(?:${PEOPLE}|organizations)/${UUID_OR_ANYTHING}`],
  change: ["PATCH", `/organization/v1/(?:${PEOPLE}|organizations)/${UUID_OR_ANYTHING}`],
  remove: ["DELETE", `/organization/v1/${PEOPLE}/${UUID_OR_ANYTHING}`],
  send: ["POST", "/notification/v1/sms/send"],
  smsConfigured: ["GET", "/notification/v1/configuration/sms-provider-configuration"],
  subscribe: ["POST", "/dispatcher/v1/hooks/notifications/subscribe"],
  unsubscribe: ["POST", "/dispatcher/v1/hooks/notifications/unsubscribe"],
  subscriptions: ["GET", "/dispatcher/v1/hooks/notifications"],
  health: ["GET", "(?:/(?:ums|organization|notification|dispatcher|settings))?/system/healthCheck"],
} as const

export type EndpointName = keyof typeof ENDPOINTS
export const ENDPOINT_NAMES = Object.keys(ENDPOINTS) as EndpointName[]

const PATTERNS = ENDPOINT_NAMES.map((name) => {
  const [method, path] = ENDPOINTS[name]
  return { name, method, pattern: new RegExp(`^${path}$`) }
})

export function endpointOf(method: string, path: string): EndpointName | null {
  const found = PATTERNS.find((one) => one.method === method && one.pattern.test(path))
  return found?.name ?? null
}

/** What may be asked of an address; nothing when there is no such address. */
export function methodsOf(path: string): string[] {
  return [...new Set(PATTERNS.filter((one) => one.pattern.test(path)).map((one) => one.method))]
}
