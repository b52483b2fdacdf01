import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { SettingsSection } from "@/components/settings/settings-section"
import { Skeleton } from "@/components/ui/skeleton"
import { Time } from "@/components/ui/time"
import type { ConnectionActivity } from "@/lib/connection/activity"
import type { ConnectionChecks } from "@/lib/connection/checks"
import type { SeenKey } from "@/lib/connection/keys"
import type { EndpointTest } from "@/lib/connection/self-test"
import { type Instant, MINUTE_MS } from "@/lib/time"

type Props = { checks: ConnectionChecks | undefined; activity: ConnectionActivity }

/** BioT is asked for its keys every five minutes. */
const STILL_MS = 10 * MINUTE_MS

/** The settings of the connection as they are, and what was found when they were tried. */
export function ConnectionFacts({ checks, activity }: Props) {
  const t = useTranslations("settings.connection.facts")
  const { keys, zone, silence, lastCallAt } = activity
  const time = (at: Instant | null) => (at ? <Time instant={at} zone={zone} /> : t("noneYet"))
  const asked = (say: (found: ConnectionChecks) => ReactNode) =>
    checks ? say(checks) : <Skeleton className="h-4 w-40" />
  return (
    <SettingsSection title={t("title")} description={t("about")}>
      <dl className="grid grid-cols-[minmax(7rem,9.5rem)_minmax(0,1fr)] gap-x-3 gap-y-2 text-sm">
        <Row name="BioT">
          {asked(({ biotBaseUrl, isSimulator }) => (
            <>
              <Code>{biotBaseUrl}</Code>
              {isSimulator ? ` ${t("simulator")}` : null}
            </>
          ))}
        </Row>
        <Row name={t("serviceUser")}>
          {asked(({ serviceUserId }) => (
            <Code>{serviceUserId}</Code>
          ))}
        </Row>
        <Row name={t("secret")}>{t("secretSet")}</Row>
        <Row name={t("signIn")}>
          {asked(({ token }) =>
            token.ok
              ? t("works")
              : t.rich("refused", { code: () => <bdi dir="ltr">{token.reason}</bdi> }),
          )}
        </Row>
        <Row name={t("provider")}>
          {asked(({ isSmsConfigured }) =>
            isSmsConfigured === null
              ? t("notSaid")
              : t(isSmsConfigured ? "configured" : "notConfigured"),
          )}
        </Row>
        <Row name={t("ourAddress")}>
          {asked(({ publicUrl }) => (
            <Code>{publicUrl}</Code>
          ))}
        </Row>
        <Row name={t("reached")}>
          {asked(({ endpoints }) => (
            <Tested test={endpoints["incoming-sms"]} />
          ))}
        </Row>
        <Row name={t("reachedPeople")}>
          {asked(({ endpoints }) => (
            <Tested test={endpoints.people} />
          ))}
        </Row>
        <Row name={t("lastReply")}>{time(silence.lastReplyAt)}</Row>
        <Row name={t("lastCallReply")}>{time(lastCallAt["incoming-sms"])}</Row>
        <Row name={t("lastCallChange")}>{time(lastCallAt.people)}</Row>
        <Row name={t("key")}>
          <Keys keys={keys} zone={zone} />
        </Row>
      </dl>
    </SettingsSection>
  )
}

function Tested({ test }: { test: EndpointTest }) {
  const t = useTranslations("settings.connection")
  if (test.ok) return t("facts.yes", { ms: test.ms })
  return t("facts.no", { test: t(`test.${test.reason}`) })
}

function Keys({ keys, zone }: { keys: readonly SeenKey[]; zone: string }) {
  const t = useTranslations("settings.connection.facts")
  const [current, ...older] = keys
  if (!current) return t("keyNotSeen")
  return (
    <div className="grid gap-1">
      <span>
        {t.rich("keySeen", {
          key: () => <Code>{current.fingerprint.slice(0, 16)}</Code>,
          time: () => <Time instant={current.firstSeenAt} zone={zone} />,
        })}
      </span>
      {older.map(({ fingerprint, lastSeenAt }) => (
        <span key={fingerprint} className="text-muted-foreground">
          {t.rich(current.lastSeenAt - lastSeenAt < STILL_MS ? "keyAccepted" : "keyUntil", {
            key: () => <Code>{fingerprint.slice(0, 16)}</Code>,
            time: () => <Time instant={lastSeenAt} zone={zone} />,
          })}
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
  return (
    <code dir="ltr" className="select-all break-all font-mono text-xs">
      {children}
    </code>
  )
}
