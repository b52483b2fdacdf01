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

/** `found` is when the second owner got it, in epoch milliseconds UTC. */
export type SharedNumber = { phone: string; owners: NumberOwner[]; found: Instant }

export type SharedNumbers = {
  /** BioT loses each reply from these. */
  shared: SharedNumber[]
  /** One owner by phone, or none; replies arrive, but somebody else lists the number too. */
  additional: SharedNumber[]
  /** There are more than were read. */
  isCut: boolean
}

const KIND_WORDS: Record<PersonKind, string> = {
  patient: "patient",
  caregiver: "caregiver",
  "organization-user": "organization user",
}

/** "Ada Vance (caregiver)". */
export function ownerWords({ name, kind }: Pick<NumberOwner, "name" | "kind">): string {
  return `${name} (${KIND_WORDS[kind]})`
}
