import "server-only"
import type { NextAuthOptions } from "next-auth"
import CredentialsProvider from "next-auth/providers/credentials"
import { log } from "@/lib/log"
import { HOUR_MS, SECOND_MS } from "@/lib/time"
import { sessionCookie } from "./cookie"
import { credentialsSchema, type SignedIn, signInAtBiot } from "./sign-in"

export const ABSOLUTE_LIFETIME_MS = 12 * HOUR_MS

declare module "next-auth" {
  interface Session extends Partial<SignedIn> {}
  interface User extends SignedIn {}
}
declare module "next-auth/jwt" {
  interface JWT extends Partial<SignedIn> {}
}

/** The browser holds three ids in an encrypted cookie; everything else is looked up per request. */
export function authOptions(): NextAuthOptions {
  return {
    // Its own logger writes to the console, a stack for every forged cookie.
    logger: {
      error: (code) => log.warn({ code }, "next-auth refused a request"),
      warn: (code) => log.warn({ code }, "next-auth warns"),
    },
    session: { strategy: "jwt", maxAge: ABSOLUTE_LIFETIME_MS / SECOND_MS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: { sessionToken: sessionCookie() },
    providers: [
      CredentialsProvider({
        name: "BioT",
        credentials: { username: {}, password: { type: "password" } },
        authorize: async (input) => {
          const credentials = credentialsSchema.safeParse(input)
          if (!credentials.success) throw new Error("wrong_credentials")
          const result = await signInAtBiot(credentials.data, Date.now())
          if (!result.ok) throw new Error(result.reason)
          return { id: result.who.staffId, ...result.who }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) =>
        user
          ? {
              staffId: user.staffId,
              organizationId: user.organizationId,
              sessionId: user.sessionId,
            }
          : token,
      session: ({ session, token }) => ({
        expires: session.expires,
        staffId: token.staffId,
        organizationId: token.organizationId,
        sessionId: token.sessionId,
      }),
    },
  }
}
