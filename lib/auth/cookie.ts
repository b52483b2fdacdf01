import "server-only"

const isSecure = () => process.env.NEXTAUTH_URL?.startsWith("https://") ?? false

/** The session cookie: `__Host-` wherever the portal is reached by https. */
export function sessionCookie() {
  const secure = isSecure()
  return {
    name: secure ? "__Host-doseline.session" : "doseline.session",
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure },
  }
}

/** Between password and code: what BioT gave for the first, sealed, for this browser alone. */
export function secondStepCookie() {
  const { options } = sessionCookie()
  const name = options.secure ? "__Host-doseline.second-step" : "doseline.second-step"
  return { name, options: { ...options, sameSite: "strict" as const } }
}
