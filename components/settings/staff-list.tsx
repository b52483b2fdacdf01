import { useTranslations } from "next-intl"
import { Badge } from "@/components/ui/badge"
import { PersonName } from "@/components/ui/person-name"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import { Time } from "@/components/ui/time"
import type { StaffMember, StaffMembers } from "@/lib/staff/people"

type StaffListProps = StaffMembers & { zone: string; selfId: string }

/** Everybody of BioT's whom the mapping is about, with what it gives them. */
export function StaffList({ members, isCut, zone, selfId }: StaffListProps) {
  const t = useTranslations("settings.people")
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold text-base">{t("staff")}</h2>
      <p className="text-muted-foreground text-sm">
        {t(isCut ? "staffCut" : "staffAbout", { n: members.length })}
      </p>
      <Table label={t("staff")}>
        <TableHead>
          <TableRow>
            <TableHeader className="ps-0 max-md:ps-0">{t("name")}</TableHeader>
            <TableHeader className="max-md:hidden">{t("kindColumn")}</TableHeader>
            <TableHeader className="max-md:hidden">{t("template")}</TableHeader>
            <TableHeader>{t("roleColumn")}</TableHeader>
            <TableHeader className="max-md:hidden">{t("inBiot")}</TableHeader>
            <TableHeader className="max-md:pe-0">{t("lastSeen")}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {members.map((member) => (
            <TableRow key={member.id}>
              <TableCell className="ps-0 max-md:ps-0">
                <Name member={member} isSelf={member.id === selfId} />
              </TableCell>
              <TableCell className="max-md:hidden">{t(`kind.${member.kind}.one`)}</TableCell>
              <TableCell className="max-md:hidden">
                {member.template === null ? (
                  <span className="text-muted-foreground">{t("noTemplate")}</span>
                ) : (
                  <bdi>{member.template}</bdi>
                )}
              </TableCell>
              <TableCell>
                {member.role ? (
                  t(`role.${member.role}`)
                ) : (
                  <span className="text-muted-foreground">{t("role.none")}</span>
                )}
              </TableCell>
              <TableCell className="max-md:hidden">
                {member.isEnabled ? t("enabled") : <Badge variant="warning">{t("disabled")}</Badge>}
              </TableCell>
              <TableCell className="whitespace-nowrap max-md:pe-0">
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
  const t = useTranslations("settings.people")
  return (
    <span className="grid min-w-0">
      <span className="font-medium">
        <PersonName of={member.name} />
        {isSelf ? <span className="font-normal text-muted-foreground"> {t("you")}</span> : null}
      </span>
      <span className="text-muted-foreground text-xs md:hidden">
        {[
          t(`kind.${member.kind}.one`),
          member.template,
          member.isEnabled ? null : t("disabledInBiot"),
        ]
          .filter(Boolean)
          .join(", ")}
      </span>
    </span>
  )
}

function Seen({ member, zone }: { member: StaffMember; zone: string }) {
  const t = useTranslations("settings.people")
  if (member.isSignedIn) return <Badge variant="primary">{t("signedIn")}</Badge>
  if (member.lastSeenAt === null) return <span className="text-muted-foreground">{t("never")}</span>
  return <Time instant={member.lastSeenAt} zone={zone} />
}
