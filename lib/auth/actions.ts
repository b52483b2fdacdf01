"use server"

import { cookies } from "next/headers"
import { redirect } from "next/navigation"
import { z } from "zod"
import { staffAction } from "./action"
import { sessionCookie } from "./cookie"
import { endSession } from "./sign-out"

const end = staffAction("sessions.manage", z.undefined(), endSession)
const touch = staffAction("sessions.manage", z.undefined(), async () => null)

/** Where the session did not end here, this browser at least forgets it. */
export async function signOut(): Promise<void> {
  const result = await end(undefined)
  const { name, options } = sessionCookie()
  const jar = await cookies()
  jar.set(name, "", { ...options, maxAge: 0 })
  redirect(`/sign-in?ended=${howItEnded(result)}`)
}

function howItEnded(result: Awaited<ReturnType<typeof end>>) {
  if (result.ok) return result.value.isEndedAtBiot ? "you" : "here"
  return result.error.code === "unauthenticated" ? "over" : "failed"
}

/**
 * A person moved or typed: the session's idle time starts anew. False: it has ended, which a server
 * that could not tell does not say.
 */
export async function stayActive(): Promise<boolean> {
  const result = await touch(undefined)
  return result.ok || result.error.code !== "unauthenticated"
}
