import "server-only"
import type { NextAuthOptions } from "next-auth"
import CredentialsProvider from "next-auth/providers/credentials"
import { isPassing } from "@/db/passing"
import { log } from "@/lib/log"
import { SECOND_MS } from "@/lib/time"
import type { SignedIn } from "./admit"
import { sessionCookie } from "./cookie"
import { ABSOLUTE_LIFETIME_MS } from "./lifetimes"
import {
  credentialsSchema,
  finishSignIn,
  resendSignInCode,
  type SignInResult,
  signInAtBiot,
} from "./sign-in"
import type { SignInCookies } from "./sign-in-cookies"

declare module "next-auth" {
  interface Session extends Partial<SignedIn> {}
  interface User extends SignedIn {}
}
declare module "next-auth/jwt" {
  interface JWT extends Partial<SignedIn> {}
}

/**
 * The browser holds three ids in an encrypted cookie; everything else is looked up per request.
 * `cookies` carry a sign-in from password to code; without them nobody can sign in.
 */
export function authOptions(cookies?: SignInCookies): NextAuthOptions {
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
        credentials: { username: {}, password: { type: "password" }, code: {}, resend: {} },
        authorize: async (input) => {
          const result: SignInResult = cookies
            ? await signInStep(input, cookies).catch(unexpected)
            : { ok: false, reason: "unavailable" }
          // next-auth hands the browser nothing of a failure but this one text.
          if (!result.ok) throw new Error([result.reason, result.about].filter(Boolean).join(":"))
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

/** Its own words may name hosts and tables, and would end up in the browser. */
function unexpected(error: unknown): SignInResult {
  log.error({ err: error }, "signing in failed")
  return { ok: false, reason: isPassing(error) ? "database_away" : "internal" }
}

async function signInStep(
  input: Record<string, string> | undefined,
  cookies: SignInCookies,
): Promise<SignInResult> {
  if (input?.resend) return resendSignInCode(cookies, Date.now())
  if (input?.code !== undefined) return finishSignIn(input.code, cookies, Date.now())
  const credentials = credentialsSchema.safeParse(input)
  if (!credentials.success) return { ok: false, reason: "wrong_credentials" }
  return signInAtBiot(credentials.data, cookies, Date.now())
}
