export const MODES = [
  ["H1", "As the article says: the inbound id is our message's id"],
  ["H2", "As AWS says: the previous id is our message's id"],
  ["H3", "Neither id was ever seen before"],
]

const MS = { name: "ms", words: "ms", value: 3000 }
const form = (...choices) => ({ name: "value", choices })

/** kind, what it does, and what may be told about it. */
export const SENDING = [
  ["slow", "Answer slowly", MS],
  ["acceptThenSilent", "Accept, then never answer"],
  ["error500", "Accept, then answer 500"],
  ["error400", "Refuse with 400"],
  ["error429", "Refuse with 429"],
  ["reset", "Reset the connection"],
  ["noMessageId", "Answer 200 without an id"],
]

export const CALLING = [
  ["duplicates", "Deliver several times at once", { name: "copies", words: "copies", value: 3 }],
  ["delay", "Deliver late", MS],
  ["reorder", "Let the next reply overtake"],
  ["skew", "Wrong clock", { ...MS, value: 600000 }],
  ["strippedPhi", "Hide personal data"],
  [
    "attributes",
    "Attributes",
    form(
      ["null", "all null"],
      ["absent", "left out"],
      ["extra", "with custom ones"],
      ["referencers", "with referencers"],
    ),
  ],
  ["locale", "Locale", form(["en_US", "en_US"], ["de-DE", "de-DE"], ["", "null"])],
  ["traceId", "Trace id", form(["absent", "missing"], ["hex", "32 hex digits"])],
  [
    "startTime",
    "Start time",
    form(["seconds", "whole seconds"], ["milliseconds", "milliseconds"], ["absent", "missing"]),
  ],
  [
    "sourceIp",
    "Source address",
    form(["203.0.113.7:50123", "with a port"], ["203.0.113.7", "alone"]),
  ],
  ["noIds", "Both message ids null"],
  ["noNumbers", "Both numbers null"],
]

/** What can happen at any endpoint. */
export const ANYWHERE = [
  ["error500", "answers 500"],
  ["error504", "answers 504"],
  ["slow", "is slow"],
  ["silent", "never answers"],
  ["reset", "resets the connection"],
  ["tokenNotValid", "answers 401 TOKEN_NOT_VALID"],
  ["accessDenied", "answers 403 ACCESS_DENIED"],
  ["error400", "answers 400"],
  ["error404", "answers 404"],
  ["error429", "answers 429"],
  ["notJson", "answers with a web page"],
  ["empty", "answers {}"],
]

export const ENDPOINTS = {
  any: "Everything",
  login: "Sign-in",
  mfa: "Second step of a sign-in",
  resend: "New code",
  refresh: "Renewing a session",
  logout: "Sign-out",
  serviceLogin: "The portal's own sign-in",
  publicKey: "Public key",
  self: "Who am I",
  search: "Lists of people",
  person: "One person",
  change: "Changing a person",
  remove: "Deleting a person",
  send: "Sending a text",
  smsConfigured: "Whether SMS is set up",
  subscribe: "Subscribing",
  unsubscribe: "Unsubscribing",
  subscriptions: "List of subscriptions",
  health: "Health check",
}

export const LIFETIMES = [
  ["accessTokenSeconds", "Access tokens"],
  ["refreshTokenSeconds", "Refresh tokens"],
  ["mfaSeconds", "Codes of a second step"],
  ["pluginTokenSeconds", "Tokens in calls to the portal"],
]

export const SCOPES = {
  PROTECTED_API: "Read people and organizations",
  NOTIFICATION_SEND_SMS: "Send texts",
  NOTIFICATION_CONFIGURATION_GET_SMS_PROVIDER_CONFIGURATION: "See whether SMS is set up",
  DISPATCHER_SUBSCRIPTIONS_SUBSCRIBE: "Subscribe",
  DISPATCHER_SUBSCRIPTIONS_UNSUBSCRIBE: "Unsubscribe",
  DISPATCHER_SUBSCRIPTIONS_SEARCH: "List subscriptions",
}

/** A fault in words: what, where, how much, how often. */
export function wordsOf({ kind, endpoint, ms, copies, value, accepted, number, skip, remaining }) {
  const known = [...SENDING, ...CALLING].find(([name]) => name === kind)
  const here = ANYWHERE.find(([name]) => name === kind)?.[1] ?? kind
  const what = endpoint ? `${ENDPOINTS[endpoint] ?? endpoint} ${here}` : (known?.[1] ?? kind)
  const side = CALLING.includes(known) ? "replies: " : "sending: "
  const choice = known?.[2]?.choices?.find(([name]) => name === (value ?? ""))?.[1]
  const amount = ms ? ` (${ms} ms)` : copies ? ` (${copies} copies)` : choice ? ` ${choice}` : ""
  const done = endpoint && accepted ? ", after doing it" : ""
  const whom = number ? `, ${number} only` : ""
  const later = skip ? `, after ${skip}` : ""
  const often = remaining === null ? "" : `, next ${remaining}`
  const text = `${endpoint ? "" : side}${what}${amount}${done}${whom}${later}${often}`
  return text[0].toUpperCase() + text.slice(1)
}
