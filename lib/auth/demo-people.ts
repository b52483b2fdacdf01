import "server-only"
import { z } from "zod"
import { env } from "@/lib/env"
import { SECOND_MS } from "@/lib/time"

const answer = z.object({
  people: z.array(
    z.object({
      username: z.string(),
      password: z.string(),
      displayName: z.string(),
      role: z.string(),
      organization: z.string(),
      mfa: z.boolean().default(false),
    }),
  ),
})

export type DemoPerson = z.infer<typeof answer>["people"][number]

/** The simulator's people, to sign in with one click; none wherever a real BioT is connected. */
export async function demoPeople(): Promise<DemoPerson[]> {
  const url = env().SIMULATOR_URL
  if (!url) return []
  try {
    const response = await fetch(new URL("/simulator/people", url), {
      signal: AbortSignal.timeout(2 * SECOND_MS),
      cache: "no-store",
    })
    return answer.parse(await response.json()).people
  } catch {
    return [] // Only the shortcut is missing; the form still works.
  }
}

/** Where a person reads the texts that no real phone gets; null wherever a real BioT is connected. */
export function demoPhones(): string | null {
  return env().SIMULATOR_URL ?? null
}
