import { Badge } from "@/components/ui/badge"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import { Time } from "@/components/ui/time"
import { KIND_WORDS, ROLE_WORDS, type StaffMember, type StaffMembers } from "@/lib/staff/people"

type StaffListProps = StaffMembers & { zone: string; selfId: string }

/** Everybody of BioT's whom the mapping is about, with what it gives them. */
export function StaffList({ members, isCut, zone, selfId }: StaffListProps) {
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold text-base">Staff</h2>
      <p className="text-muted-foreground text-sm">
        {members.length === 1 ? "1 person" : `${members.length} people`}
        {isCut ? ", the first by name; everybody else follows the same roles" : ""}. Who is added,
        changed or disabled in BioT is so here within minutes.
      </p>
      <Table label="Staff">
        <TableHead>
          <TableRow>
            <TableHeader className="pl-0 max-md:pl-0">Name</TableHeader>
            <TableHeader className="max-md:hidden">Kind</TableHeader>
            <TableHeader className="max-md:hidden">Template</TableHeader>
            <TableHeader>Role</TableHeader>
            <TableHeader className="max-md:hidden">In BioT</TableHeader>
            <TableHeader className="max-md:pr-0">Last seen</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {members.map((member) => (
            <TableRow key={member.id}>
              <TableCell className="pl-0 max-md:pl-0">
                <Name member={member} isSelf={member.id === selfId} />
              </TableCell>
              <TableCell className="max-md:hidden">{KIND_WORDS[member.kind].one}</TableCell>
              <TableCell className="max-md:hidden">
                {member.template ?? <span className="text-muted-foreground">None</span>}
              </TableCell>
              <TableCell>
                {member.role ? (
                  ROLE_WORDS[member.role]
                ) : (
                  <span className="text-muted-foreground">No access</span>
                )}
              </TableCell>
              <TableCell className="max-md:hidden">
                {member.isEnabled ? "Enabled" : <Badge variant="warning">Disabled</Badge>}
              </TableCell>
              <TableCell className="whitespace-nowrap max-md:pr-0">
                <Seen member={member} zone={zone} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}

function Name({ member, isSelf }: { member: StaffMember; isSelf: boolean }) {
  return (
    <span className="grid min-w-0">
      <span className="font-medium">
        {member.name}
        {isSelf ? <span className="font-normal text-muted-foreground"> (you)</span> : null}
      </span>
      <span className="text-muted-foreground text-xs md:hidden">
        {[
          KIND_WORDS[member.kind].one,
          member.template,
          member.isEnabled ? null : "disabled in BioT",
        ]
          .filter(Boolean)
          .join(", ")}
      </span>
    </span>
  )
}

function Seen({ member, zone }: { member: StaffMember; zone: string }) {
  if (member.isSignedIn) return <Badge variant="primary">Signed in</Badge>
  if (member.lastSeenAt === null) return <span className="text-muted-foreground">Never</span>
  return <Time instant={member.lastSeenAt} zone={zone} />
}
