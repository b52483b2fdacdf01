import type { MatchRule } from "@/db/enums"
import type { IdWorld } from "./id-world"

const REFUSALS: Record<string, string> = {
  secret: "Wrong address: the secret part was not ours",
  400: "The body was not JSON",
  413: "The body was longer than 64 KiB",
  415: "The content type was not JSON",
  missing: "No token",
  malformed: "No readable token",
  wrong_algorithm: "A token of another algorithm than BioT's",
  bad_signature: "A token that BioT's keys did not sign",
  expired: "A token that had expired or never would",
  wrong_scope: "A token that was not made for calling plugins",
  wrong_token_type: "A token of a person, not of BioT itself",
  key_unavailable: "BioT's key could not be had to check the token",
  not_stored: "The database was away",
  not_read: "BioT could not be asked for the person",
  busy: "Too many calls at once",
}

/** Why calls were turned away, in words. */
export function refusalWords(reason: string): string {
  return REFUSALS[reason] ?? reason
}

export const RULE_WORDS: Record<MatchRule | "none", string> = {
  message_id: "inboundMessageId",
  previous_id: "previousPublishedMessageId",
  repeat: "Repeat",
  open_window: "Open window",
  late_window: "Late",
  staff: "By staff",
  none: "No match",
}

const WORLDS: Record<Exclude<IdWorld, null>, string> = {
  article:
    "BioT names the text that is answered in inboundMessageId, as its article says (H1). Replies are matched by it.",
  aws: "BioT names the text that is answered in previousPublishedMessageId, as AWS does (H2). Replies are matched by it.",
  neither:
    "BioT names no text of ours (H3). Replies are matched by whose window is open, which is less certain when several are.",
  mixed:
    "BioT's ids name our texts in some replies and not in others. Each reply says in its evidence by which rule it was matched.",
}

export function worldWords(world: IdWorld): string {
  return world === null ? "Too few replies yet to tell what BioT's ids mean." : WORLDS[world]
}
