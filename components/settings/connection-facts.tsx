import type { ReactNode } from "react"
import { SettingsSection } from "@/components/settings/settings-section"
import { Skeleton } from "@/components/ui/skeleton"
import { Time } from "@/components/ui/time"
import type { ConnectionActivity } from "@/lib/connection/activity"
import type { ConnectionChecks } from "@/lib/connection/checks"
import type { SeenKey } from "@/lib/connection/keys"
import { TEST_WORDS } from "@/lib/connection/problems"
import type { EndpointTest } from "@/lib/connection/self-test"
import { type Instant, MINUTE_MS } from "@/lib/time"

type Props = { checks: ConnectionChecks | undefined; activity: ConnectionActivity }

/** BioT is asked for its keys every five minutes. */
const STILL_MS = 10 * MINUTE_MS
const SMS_WORDS = { true: "Configured in BioT", false: "Not configured in BioT" }

/** The settings of the connection as they are, and what was found when they were tried. */
export function ConnectionFacts({ checks, activity }: Props) {
  const { keys, zone, silence, lastCallAt } = activity
  const time = (at: Instant | null) => (at ? <Time instant={at} zone={zone} /> : "None yet")
  const asked = (say: (found: ConnectionChecks) => ReactNode) =>
    checks ? say(checks) : <Skeleton className="h-4 w-40" />
  return (
    <SettingsSection
      title="Connection"
      description="Set where the portal is started; the page Connecting to BioT in the README says how."
    >
      <dl className="grid grid-cols-[minmax(7rem,9.5rem)_minmax(0,1fr)] gap-x-3 gap-y-2 text-sm">
        <Row name="BioT">
          {asked(({ biotBaseUrl, isSimulator }) => (
            <>
              <Code>{biotBaseUrl}</Code>
              {isSimulator ? " (the simulator)" : null}
            </>
          ))}
        </Row>
        <Row name="Service user">
          {asked(({ serviceUserId }) => (
            <Code>{serviceUserId}</Code>
          ))}
        </Row>
        <Row name="Secret key">Set, and never shown</Row>
        <Row name="Sign-in">
          {asked(({ token }) => (token.ok ? "Works" : `Refused (${token.reason})`))}
        </Row>
        <Row name="SMS provider">
          {asked(({ isSmsConfigured }) =>
            isSmsConfigured === null ? "BioT does not say" : SMS_WORDS[`${isSmsConfigured}`],
          )}
        </Row>
        <Row name="Our address">
          {asked(({ publicUrl }) => (
            <Code>{publicUrl}</Code>
          ))}
        </Row>
        <Row name="Reached for replies">
          {asked(({ endpoints }) => testWords(endpoints["incoming-sms"]))}
        </Row>
        <Row name="For people’s changes">
          {asked(({ endpoints }) => testWords(endpoints.people))}
        </Row>
        <Row name="Your last reply">{time(silence.lastReplyAt)}</Row>
        <Row name="Last call, reply">{time(lastCallAt["incoming-sms"])}</Row>
        <Row name="Last call, change">{time(lastCallAt.people)}</Row>
        <Row name="BioT’s signing key">
          <Keys keys={keys} zone={zone} />
        </Row>
      </dl>
    </SettingsSection>
  )
}

function testWords(test: EndpointTest): string {
  return test.ok ? `Yes, in ${test.ms} ms` : `No: ${TEST_WORDS[test.reason]}`
}

function Keys({ keys, zone }: { keys: readonly SeenKey[]; zone: string }) {
  const [current, ...older] = keys
  if (!current) return "Not seen yet; it is looked for every five minutes"
  return (
    <div className="grid gap-1">
      <span>
        <Code>{current.fingerprint.slice(0, 16)}</Code>, first seen{" "}
        <Time instant={current.firstSeenAt} zone={zone} />
      </span>
      {older.map(({ fingerprint, lastSeenAt }) => (
        <span key={fingerprint} className="text-muted-foreground">
          Before it <Code>{fingerprint.slice(0, 16)}</Code>,{" "}
          {current.lastSeenAt - lastSeenAt < STILL_MS ? (
            "still accepted"
          ) : (
            <>
              published until <Time instant={lastSeenAt} zone={zone} />
            </>
          )}
        </span>
      ))}
    </div>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}

function Code({ children }: { children: string }) {
  return <code className="select-all break-all font-mono text-xs">{children}</code>
}
