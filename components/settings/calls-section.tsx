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
import { refusalWords } from "@/lib/connection/words"

const ENDPOINTS = { "incoming-sms": "Replies", people: "People" }

/** Calls of the last 14 days: how many were let in, and why others were not. */
export function CallsSection({ activity }: { activity: ConnectionActivity }) {
  const { acceptedCalls, refused, zone } = activity
  return (
    <SettingsSection
      title="Calls in the last 14 days"
      description={`${acceptedCalls} let in, of all organizations of this portal. A refused call changed nothing, and nothing of it was kept.`}
    >
      {refused.length === 0 ? (
        <p className="text-sm">None was refused.</p>
      ) : (
        <Table label="Refused calls">
          <TableHead>
            <TableRow>
              <TableHeader className="pl-0">Refused because</TableHeader>
              <TableHeader>To</TableHeader>
              <TableHeader className="text-right">Calls</TableHeader>
              <TableHeader className="pr-0">Last</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {refused.map(({ endpoint, reason, calls, lastAt }) => (
              <TableRow key={`${endpoint} ${reason}`}>
                <TableCell className="pl-0">{refusalWords(reason)}</TableCell>
                <TableCell>{ENDPOINTS[endpoint]}</TableCell>
                <TableCell className="text-right">{calls}</TableCell>
                <TableCell className="whitespace-nowrap pr-0">
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
