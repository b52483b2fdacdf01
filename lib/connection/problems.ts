import { PERSON_KINDS, type PersonKind, type PluginEndpoint } from "@/db/enums"
import type { ConnectionActivity } from "./activity"
import type { ConnectionChecks } from "./checks"
import type { EndpointTest } from "./self-test"

export type TestFailure = Exclude<EndpointTest, { ok: true }>["reason"]

/** What is wrong, and what its sentences are filled with. */
export type ConnectionProblem = { tone: "danger" | "warning" } & (
  | { says: "sms_unknown" | "sms" | "loopback" | "http" }
  /** `code` is BioT's own word for it, or the network's. */
  | {
      says: "token_login" | "token_locked" | "token" | "subscriptions_denied" | "subscriptions"
      code: string
    }
  | { says: "pull"; code: string }
  | { says: "endpoint_replies" | "endpoint_people"; test: TestFailure }
  | { says: "no_replies" | "no_people"; kinds: PersonKind[] }
  | { says: "forbidden" | "silence_ever" | "silence"; n: number }
)

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
  if (!token.ok) return [{ tone: "danger", says: signInKey(token.reason), code: token.reason }]
  if (isSmsConfigured === null) return [{ tone: "warning", says: "sms_unknown" }]
  return isSmsConfigured ? [] : [{ tone: "danger", says: "sms" }]
}

function signInKey(reason: string) {
  if (reason === "LOGIN_FAILED") return "token_login"
  return reason === "SERVICE_LOCKED" ? "token_locked" : "token"
}

function addressProblems(checks: ConnectionChecks): ConnectionProblem[] {
  const { publicUrl, isSimulator, endpoints } = checks
  const { protocol, hostname } = new URL(publicUrl)
  if (!isSimulator && LOOPBACK.test(hostname)) return [{ tone: "danger", says: "loopback" }]
  const unreached = (["incoming-sms", "people"] as const).flatMap((endpoint) => {
    const test = endpoints[endpoint]
    return test.ok ? [] : [unreachable(endpoint, test.reason)]
  })
  if (isSimulator || protocol === "https:") return unreached
  return [...unreached, { tone: "warning", says: "http" }]
}

function unreachable(endpoint: PluginEndpoint, test: TestFailure): ConnectionProblem {
  return endpoint === "incoming-sms"
    ? { tone: "danger", says: "endpoint_replies", test }
    : { tone: "warning", says: "endpoint_people", test }
}

function subscriptionProblems({ subscriptions }: ConnectionChecks): ConnectionProblem[] {
  if (!subscriptions.ok) {
    const { reason: code } = subscriptions
    const says = code === "ACCESS_DENIED" ? "subscriptions_denied" : "subscriptions"
    return [{ tone: "danger", says, code }]
  }
  const missing = (endpoint: PluginEndpoint) =>
    PERSON_KINDS.filter((kind) => {
      const registered = subscriptions.kinds.find((each) => each.kind === kind)?.endpoints[endpoint]
      return !registered || registered.subscribed < registered.of
    })
  const [texts, people] = [missing("incoming-sms"), missing("people")]
  const problems: ConnectionProblem[] = []
  if (texts.length > 0) problems.push({ tone: "danger", says: "no_replies", kinds: texts })
  if (people.length > 0) problems.push({ tone: "warning", says: "no_people", kinds: people })
  return problems
}

function activityProblems(activity: ConnectionActivity): ConnectionProblem[] {
  const { silence, directory, forbiddenSends } = activity
  const problems: ConnectionProblem[] = []
  if (forbiddenSends > 0) problems.push({ tone: "danger", says: "forbidden", n: forbiddenSends })
  if (silence.hasStopped) {
    const says = silence.lastReplyAt === null ? "silence_ever" : "silence"
    problems.push({ tone: "danger", says, n: silence.unanswered })
  }
  const { complete, recent } = directory
  const newest =
    (recent?.startedAt ?? 0) > (complete?.startedAt ?? 0) ? recent : (complete ?? recent)
  if (newest?.state === "failed" || newest?.state === "interrupted") {
    problems.push({ tone: "warning", says: "pull", code: newest.error ?? "interrupted" })
  }
  return problems
}
