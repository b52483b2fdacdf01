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

/**
 * What signing in leaves with this browser alone, sealed: the first half of a sign-in that BioT
 * wants a code for, and who was refused for want of a role.
 */
export function sealedCookie(name: "second-step" | "refused") {
  const { options } = sessionCookie()
  const prefix = options.secure ? "__Host-doseline" : "doseline"
  return { name: `${prefix}.${name}`, options: { ...options, sameSite: "strict" as const } }
}
