import type { PersonKind } from "@/db/enums"
import type { Instant } from "@/lib/time"

/** Somebody whom BioT says a number belongs to, as their phone or as their additional one. */
export type NumberOwner = {
  kind: PersonKind
  id: string
  name: string
  isEnabled: boolean
  as: "phone" | "additional"
}

export type SharedNumber = {
  phone: string
  owners: NumberOwner[]
  /** How many people of other organizations have it. */
  ownersOutside: number
  /** When the second owner got it, or the only one here, in epoch milliseconds UTC. */
  found: Instant
}

export type SharedNumbers = {
  /** BioT loses each reply from these. */
  shared: SharedNumber[]
  /** One owner by phone, or none; replies arrive, but somebody else lists the number too. */
  additional: SharedNumber[]
  /** From 1, of `pages`; `total` numbers in all. */
  page: number
  pages: number
  total: number
}

/** "Ada, Bo and Cy". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join("")
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`
}
