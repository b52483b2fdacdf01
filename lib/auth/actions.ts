"use server"

import { cookies } from "next/headers"
import { redirect } from "next/navigation"
import { z } from "zod"
import { staffAction } from "./action"
import { sessionCookie } from "./cookie"
import { endSession } from "./sign-out"

const end = staffAction("sessions.manage", z.undefined(), endSession)
const touch = staffAction("sessions.manage", z.undefined(), async () => null)

export async function signOut(): Promise<void> {
  await end(undefined)
  const { name, options } = sessionCookie()
  const jar = await cookies()
  jar.set(name, "", { ...options, maxAge: 0 })
  redirect("/sign-in?ended=you")
}

/**
 * A person moved or typed: the session's idle time starts anew. False: it has ended, which a server
 * that could not tell does not say.
 */
export async function stayActive(): Promise<boolean> {
  const result = await touch(undefined)
  return result.ok || result.error.code !== "unauthenticated"
}
