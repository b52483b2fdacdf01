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
