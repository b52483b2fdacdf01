import { PERSON_KINDS, type PersonKind, type PluginEndpoint } from "@/db/enums"
import type { ConnectionActivity } from "./activity"
import type { ConnectionChecks } from "./checks"
import type { EndpointTest } from "./self-test"

export type ConnectionProblem = {
  key: string
  tone: "danger" | "warning"
  /** What is wrong, and what it costs. */
  title: string
  /** What to do about it. */
  advice: string
}

export const KIND_WORDS: Record<PersonKind, { one: string; many: string }> = {
  patient: { one: "patient", many: "patients" },
  caregiver: { one: "caregiver", many: "caregivers" },
  "organization-user": { one: "organization user", many: "organization users" },
}

export const TEST_WORDS: Record<Exclude<EndpointTest, { ok: true }>["reason"], string> = {
  unreachable: "nothing answers there",
  timeout: "nothing answered within 5 s",
  certificate: "its certificate is not trusted",
  redirected: "it leads on to another address, which BioT may not follow",
  other: "something else than this portal answers there",
}

const SIGN_IN_ADVICE: Record<string, string> & { other: string } = {
  LOGIN_FAILED:
    "Check BIOT_SERVICE_USER_ID and BIOT_SERVICE_USER_SECRET_KEY where the portal is started. What is queued waits.",
  SERVICE_LOCKED: "Ask BioT's support to unlock the service user. What is queued waits.",
  other: "BioT may be away, or BIOT_BASE_URL is wrong. What is queued waits.",
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** What keeps the connection from working as it should, the worst first; empty when all is well. */
export function connectionProblems(
  checks: ConnectionChecks,
  activity: ConnectionActivity,
): ConnectionProblem[] {
  const found = [
    ...signInProblems(checks),
    ...addressProblems(checks),
    ...(checks.token.ok ? subscriptionProblems(checks) : []),
    ...activityProblems(activity),
  ]
  return found.toSorted((a, b) => Number(a.tone === "warning") - Number(b.tone === "warning"))
}

function signInProblems({ token, isSmsConfigured }: ConnectionChecks): ConnectionProblem[] {
  if (!token.ok) {
    return [
      {
        key: "token",
        tone: "danger",
        title: `The portal cannot sign in at BioT (${token.reason}); nothing is sent.`,
        advice: SIGN_IN_ADVICE[token.reason] ?? SIGN_IN_ADVICE.other,
      },
    ]
  }
  if (isSmsConfigured === null) {
    return [
      {
        key: "sms unknown",
        tone: "warning",
        title: "BioT does not say whether it can send texts.",
        advice: "Send one to a phone of your own. The service user may lack this permission alone.",
      },
    ]
  }
  if (isSmsConfigured) return []
  return [
    {
      key: "sms",
      tone: "danger",
      title: "BioT has no SMS provider for this environment; no text can be sent.",
      advice: "Ask BioT's support to register a phone number. It takes a few days.",
    },
  ]
}

function addressProblems(checks: ConnectionChecks): ConnectionProblem[] {
  const { publicUrl, isSimulator, endpoints } = checks
  const { protocol, hostname } = new URL(publicUrl)
  if (!isSimulator && LOOPBACK.test(hostname)) {
    return [
      {
        key: "loopback",
        tone: "danger",
        title: "PUBLIC_URL names this machine itself, where BioT cannot call.",
        advice:
          "Set it to the https address under which the portal is reached, then register again.",
      },
    ]
  }
  const unreached = (["incoming-sms", "people"] as const).flatMap((endpoint) => {
    const test = endpoints[endpoint]
    return test.ok ? [] : [unreachable(endpoint, test.reason)]
  })
  if (isSimulator || protocol === "https:") return unreached
  const plain: ConnectionProblem = {
    key: "http",
    tone: "warning",
    title: "PUBLIC_URL is not https: replies travel readable for everybody on the way.",
    advice: "Put the portal behind https, change PUBLIC_URL and register again.",
  }
  return [...unreached, plain]
}

function unreachable(endpoint: PluginEndpoint, reason: keyof typeof TEST_WORDS): ConnectionProblem {
  const isReplies = endpoint === "incoming-sms"
  return {
    key: `endpoint ${endpoint}`,
    tone: isReplies ? "danger" : "warning",
    title: `${isReplies ? "Replies" : "Changes to people"} cannot come in over PUBLIC_URL: ${TEST_WORDS[reason]}.`,
    advice: isReplies
      ? "BioT does not repeat a call, so replies are lost until this works. Check the address, the proxy and the firewall."
      : "They are found by the pull every two minutes instead. Check the address and the proxy.",
  }
}

function subscriptionProblems({ subscriptions }: ConnectionChecks): ConnectionProblem[] {
  if (!subscriptions.ok) {
    return [
      {
        key: "subscriptions",
        tone: "danger",
        title: `BioT does not say whom it calls (${subscriptions.reason}); replies may be lost.`,
        advice:
          subscriptions.reason === "ACCESS_DENIED"
            ? "The service user needs the permission to search and make notification hooks."
            : "BioT did not answer. Check again in a minute.",
      },
    ]
  }
  const missing = (endpoint: PluginEndpoint) =>
    PERSON_KINDS.filter((kind) => {
      const registered = subscriptions.kinds.find((each) => each.kind === kind)?.endpoints[endpoint]
      return !registered || registered.subscribed < registered.of
    }).map((kind) => KIND_WORDS[kind].many)
  const [texts, people] = [missing("incoming-sms"), missing("people")]
  const problems: ConnectionProblem[] = []
  if (texts.length > 0) {
    problems.push({
      key: "no replies",
      tone: "danger",
      title: `BioT does not bring the replies of ${listed(texts)}; they are lost.`,
      advice: "Register below.",
    })
  }
  if (people.length > 0) {
    problems.push({
      key: "no people",
      tone: "warning",
      title: `BioT does not say at once when ${listed(people)} change.`,
      advice: "Register below; until then changes are found every two minutes.",
    })
  }
  return problems
}

function activityProblems(activity: ConnectionActivity): ConnectionProblem[] {
  const { silence, directory, forbiddenSends } = activity
  const problems: ConnectionProblem[] = []
  if (forbiddenSends > 0) {
    const texts = forbiddenSends === 1 ? "a text" : `${forbiddenSends} texts`
    problems.push({
      key: "forbidden",
      tone: "danger",
      title: `BioT refused ${texts} in the last day, as the service user may not send.`,
      advice: "Ask BioT's support for the permission NOTIFICATION_SEND_SMS, then send again.",
    })
  }
  if (silence.hasStopped) {
    problems.push({
      key: "silence",
      tone: "danger",
      title:
        silence.lastReplyAt === null
          ? `No reply has ever come, though ${silence.unanswered} reminders went out.`
          : `Replies have stopped: none came after the last ${silence.unanswered} reminders.`,
      advice:
        "Chance does not explain it. Check the subscriptions and the address here, text the static number from a phone of your own, then ask BioT's support.",
    })
  }
  const { complete, recent } = directory
  const newest =
    (recent?.startedAt ?? 0) > (complete?.startedAt ?? 0) ? recent : (complete ?? recent)
  if (newest?.state === "failed" || newest?.state === "interrupted") {
    problems.push({
      key: "pull",
      tone: "warning",
      title: `The last pull of people from BioT did not end well (${newest.error ?? "interrupted"}).`,
      advice: "It is tried again every two minutes; until then people may be out of date.",
    })
  }
  return problems
}

/** "patients, caregivers and organization users". */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`
}
