import { useTranslations } from "next-intl"
import { SettingsSection } from "@/components/settings/settings-section"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import { Time } from "@/components/ui/time"
import type { ConnectionActivity } from "@/lib/connection/activity"
import { REFUSAL_REASONS } from "@/lib/connection/refusals"

/** Calls of the last 14 days: how many were let in, and why others were not. */
export function CallsSection({ activity }: { activity: ConnectionActivity }) {
  const t = useTranslations("settings.connection.calls")
  const { acceptedCalls, refused, zone } = activity
  const because = (reason: string) => {
    const known = REFUSAL_REASONS.find((each) => each === reason)
    return known ? t(`refusal.${known}`) : reason
  }
  return (
    <SettingsSection title={t("title")} description={t("about", { n: acceptedCalls })}>
      {refused.length === 0 ? (
        <p className="text-sm">{t("none")}</p>
      ) : (
        <Table label={t("list")}>
          <TableHead>
            <TableRow>
              <TableHeader className="ps-0">{t("because")}</TableHeader>
              <TableHeader>{t("to")}</TableHeader>
              <TableHeader className="text-end">{t("calls")}</TableHeader>
              <TableHeader className="pe-0">{t("last")}</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {refused.map(({ endpoint, reason, calls, lastAt }) => (
              <TableRow key={`${endpoint} ${reason}`}>
                <TableCell className="ps-0">{because(reason)}</TableCell>
                <TableCell>{t(endpoint)}</TableCell>
                <TableCell className="text-end">{calls}</TableCell>
                <TableCell className="whitespace-nowrap pe-0">
                  <Time instant={lastAt} zone={zone} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </SettingsSection>
  )
}
