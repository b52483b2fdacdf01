import "server-only"
import { PERSON_KINDS, type PersonKind } from "@/db/enums"
import { parseEnvelope } from "@/lib/biot/envelope"
import { PEOPLE_ACTIONS } from "@/lib/biot/subscriptions"
import { newId } from "@/lib/id"
import { type Refreshed, refreshPerson } from "./refresh"

/** More than these at once, as when BioT imports a clinic, are left to the next pull. */
const MOST_AT_ONCE = 16
let underWay = 0

export type PeopleCall = Refreshed | { result: "ignored" | "left_to_the_pull" }

/**
 * What becomes of an authenticated call that says a person changed. Its body is not signed, so it is
 * a hint about whom to ask BioT for, and nothing in it is kept. Throws `BiotError`.
 */
export async function receivePeopleCall(payload: unknown): Promise<PeopleCall> {
  const parsed = parseEnvelope(payload)
  if (!parsed.ok) return { result: "ignored" }
  const { entityTypeName, actionName, senderId, traceId } = parsed.call
  const kind = PERSON_KINDS.find((each): each is PersonKind => each === entityTypeName)
  const isOurs = PEOPLE_ACTIONS.some((action) => action === actionName)
  if (!kind || !isOurs || senderId === null) return { result: "ignored" }
  if (underWay >= MOST_AT_ONCE) return { result: "left_to_the_pull" }
  underWay += 1
  try {
    return await refreshPerson({ kind, id: senderId, traceId: traceId ?? newId() })
  } finally {
    underWay -= 1
  }
}
