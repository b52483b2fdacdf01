import type { Intent } from "@/db/enums"
import { type DoseFact, isStatement, liveFacts } from "@/lib/doses/reduce"
import type { Instant } from "@/lib/time"

export type Meaning = "taken" | "not_taken"

export type GivenReply = {
  id: string
  intent: Intent | null
  eventAt: Instant | null
  receivedAt: Instant
}

type Dose = { id: string; events: readonly DoseFact[] }

export type GivenEvent = {
  doseId: string
  kind: Meaning | "voided"
  takenAt: Instant | null
  voids?: string
}

/**
 * What is appended when a person gives a reply to the `chosen` doses with a meaning: a statement
 * about each, and for the doses that it is taken away from (`left`) what it stated there is voided.
 * Both the decision and the calendar that is shown before it come from here.
 */
export function givenEvents(
  reply: GivenReply,
  meaning: Meaning,
  { chosen, left }: { chosen: readonly Dose[]; left: readonly Dose[] },
): GivenEvent[] {
  return [
    ...left.flatMap((dose) =>
      ownStatements(reply.id, dose).map(({ id: voids }) => {
        return { doseId: dose.id, kind: "voided" as const, takenAt: null, voids }
      }),
    ),
    ...chosen.map((dose) => ({ doseId: dose.id, ...stated(meaning, reply, dose) })),
  ]
}

/** What stands about a dose that was stated through this reply. */
export function ownStatements(replyId: string, { events }: Pick<Dose, "events">): DoseFact[] {
  return liveFacts(events).filter((fact) => fact.replyId === replyId && isStatement(fact))
}

/** When a dose was taken, as far as the replies tell; no time when only staff knows that it was. */
function stated(kind: Meaning, reply: GivenReply, dose: Dose) {
  if (kind === "not_taken") return { kind, takenAt: null }
  const said = liveFacts(dose.events).find((e) => e.source === "patient" && e.kind === "taken")
  if (said) return { kind, takenAt: said.takenAt ?? said.at }
  const saysNo = reply.intent === "not_taken"
  return { kind, takenAt: saysNo ? null : (reply.eventAt ?? reply.receivedAt) }
}
