"use client"

import { useTranslations } from "next-intl"
import { SettingsSection } from "@/components/settings/settings-section"
import { SubscriptionButtons } from "@/components/settings/subscription-buttons"
import { Badge } from "@/components/ui/badge"
import { Skeleton } from "@/components/ui/skeleton"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import type { ConnectionChecks, OtherAddress, Registered } from "@/lib/connection/checks"

/** For whose replies and changes BioT calls this portal, with the buttons that change it. */
export function SubscriptionsSection({ checks }: { checks: ConnectionChecks | undefined }) {
  const t = useTranslations("settings.connection")
  const subscriptions = checks?.subscriptions
  return (
    <SettingsSection title={t("subscriptions.title")} description={t("subscriptions.about")}>
      {!subscriptions ? (
        <Skeleton className="h-40" />
      ) : subscriptions.ok ? (
        <>
          <Table label={t("subscriptions.list")}>
            <TableHead>
              <TableRow>
                <TableHeader className="ps-0">{t("subscriptions.people")}</TableHeader>
                <TableHeader>{t("subscriptions.replies")}</TableHeader>
                <TableHeader>{t("subscriptions.changes")}</TableHeader>
                <TableHeader className="pe-0">
                  <span className="sr-only">{t("subscriptions.buttons")}</span>
                </TableHeader>
              </TableRow>
            </TableHead>
            <TableBody>
              {subscriptions.kinds.map(({ kind, endpoints }) => (
                <TableRow key={kind}>
                  <TableCell className="ps-0 font-medium first-letter:uppercase">
                    {t(`kind.${kind}`)}
                  </TableCell>
                  <TableCell>
                    <State registered={endpoints["incoming-sms"]} tone="danger" />
                  </TableCell>
                  <TableCell>
                    <State registered={endpoints.people} tone="warning" />
                  </TableCell>
                  <TableCell className="pe-0">
                    <SubscriptionButtons kind={kind} endpoints={endpoints} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <Others addresses={subscriptions.others} />
        </>
      ) : (
        <p className="text-sm">
          {t.rich("subscriptions.notSaid", {
            code: () => <bdi dir="ltr">{subscriptions.reason}</bdi>,
            command: () => (
              <code dir="ltr" className="font-mono text-xs">
                npm run biot:register
              </code>
            ),
          })}
        </p>
      )}
    </SettingsSection>
  )
}

type StateProps = { registered: Registered; tone: "danger" | "warning" }

function State({ registered: { subscribed, of }, tone }: StateProps) {
  const t = useTranslations("settings.connection.subscriptions")
  if (subscribed === of) return <Badge>{t("registered")}</Badge>
  if (subscribed === 0) return <Badge variant={tone}>{t("notRegistered")}</Badge>
  return <Badge variant={tone}>{t("some", { subscribed, of })}</Badge>
}

function Others({ addresses }: { addresses: readonly OtherAddress[] }) {
  const t = useTranslations("settings.connection.subscriptions")
  if (addresses.length === 0) return null
  return (
    <div className="grid gap-1 text-muted-foreground text-sm">
      <p>{t("others")}</p>
      <ul className="grid gap-0.5">
        {addresses.map(({ kind, address }, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be the same once shortened
          <li key={n}>
            {address === null ? (
              t("unreadable")
            ) : (
              <code dir="ltr" className="break-all font-mono text-xs">
                {address}
              </code>
            )}{" "}
            (<bdi>{kind}</bdi>)
          </li>
        ))}
      </ul>
    </div>
  )
}
