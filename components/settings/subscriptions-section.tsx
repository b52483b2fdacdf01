"use client"

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
import { KIND_WORDS } from "@/lib/connection/problems"

/** For whose replies and changes BioT calls this portal, with the buttons that change it. */
export function SubscriptionsSection({ checks }: { checks: ConnectionChecks | undefined }) {
  const subscriptions = checks?.subscriptions
  return (
    <SettingsSection
      title="What BioT calls us for"
      description="Replies come in for a kind of people only while it is registered. It holds for all organizations of this portal."
    >
      {!subscriptions ? (
        <Skeleton className="h-40" />
      ) : subscriptions.ok ? (
        <>
          <Table label="Subscriptions">
            <TableHead>
              <TableRow>
                <TableHeader className="pl-0">People</TableHeader>
                <TableHeader>Replies</TableHeader>
                <TableHeader>Changes</TableHeader>
                <TableHeader className="pr-0">
                  <span className="sr-only">Register or remove</span>
                </TableHeader>
              </TableRow>
            </TableHead>
            <TableBody>
              {subscriptions.kinds.map(({ kind, endpoints }) => (
                <TableRow key={kind}>
                  <TableCell className="pl-0 font-medium first-letter:uppercase">
                    {KIND_WORDS[kind].many}
                  </TableCell>
                  <TableCell>
                    <State registered={endpoints["incoming-sms"]} tone="danger" />
                  </TableCell>
                  <TableCell>
                    <State registered={endpoints.people} tone="warning" />
                  </TableCell>
                  <TableCell className="pr-0">
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
          BioT does not say ({subscriptions.reason}). Registering may work all the same:{" "}
          <code className="font-mono text-xs">npm run biot:register</code>
        </p>
      )}
    </SettingsSection>
  )
}

type StateProps = { registered: Registered; tone: "danger" | "warning" }

function State({ registered: { subscribed, of }, tone }: StateProps) {
  if (subscribed === of) return <Badge>Registered</Badge>
  if (subscribed === 0) return <Badge variant={tone}>Not registered</Badge>
  return (
    <Badge variant={tone}>
      {subscribed} of {of}
    </Badge>
  )
}

function Others({ addresses }: { addresses: readonly OtherAddress[] }) {
  if (addresses.length === 0) return null
  return (
    <div className="grid gap-1 text-muted-foreground text-sm">
      <p>Replies also go to other addresses, which is no fault if you know them:</p>
      <ul className="grid gap-0.5">
        {addresses.map(({ kind, address }, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be the same once shortened
          <li key={n}>
            <code className="break-all font-mono text-xs">{address}</code> ({kind})
          </li>
        ))}
      </ul>
    </div>
  )
}
