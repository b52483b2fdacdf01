import { CommandGroup, CommandItem } from "cmdk"
import { UserRound } from "lucide-react"
import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { endingOf } from "@/components/palette/matches"
import { Badge } from "@/components/ui/badge"
import { usePersonName } from "@/components/ui/person-name"
import type { PatientRow } from "@/lib/patients/patient-row"

type ItemProps = {
  /** Unlike every other's in the palette. */
  value: string
  icon: ReactNode
  children: ReactNode
  onSelect: () => void
}

export function PaletteItem({ value, icon, children, onSelect }: ItemProps) {
  return (
    <CommandItem
      value={value}
      onSelect={onSelect}
      className="flex min-h-9 cursor-pointer select-none items-center gap-2.5 rounded-md px-2.5 py-1.5 text-base data-[selected=true]:bg-hover pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground"
    >
      {icon}
      {children}
    </CommandItem>
  )
}

export function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <CommandGroup
      heading={heading}
      className="py-1 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </CommandGroup>
  )
}

type PatientItemProps = { row: PatientRow; onSelect: () => void }

/** Who it is, told apart by the phone, and the first reason to look. */
export function PatientItem({ row, onSelect }: PatientItemProps) {
  const t = useTranslations("palette")
  const nameOf = usePersonName()
  const digits = endingOf(row.phone)
  return (
    <PaletteItem value={`patient ${row.id}`} icon={<UserRound aria-hidden />} onSelect={onSelect}>
      <bdi className="min-w-0 truncate">{nameOf(row.name)}</bdi>
      {digits ? (
        <span className="shrink-0 text-muted-foreground text-sm">
          <span aria-hidden dir="ltr">{`… ${digits}`}</span>
          <span className="sr-only">{t("phone", { digits })}</span>
        </span>
      ) : null}
      <span className="ms-auto shrink-0">
        <Need row={row} />
      </span>
    </PaletteItem>
  )
}

function Need({ row }: { row: PatientRow }) {
  const t = useTranslations("palette")
  if (row.openSafety > 0) return <Badge variant="danger">{t("safety")}</Badge>
  if (row.isUnread) return <Badge variant="primary">{t("unread")}</Badge>
  if (row.waitingReplies > 0) return <Badge variant="warning">{t("review")}</Badge>
  if (row.needReasons.length > 0) return <Badge variant="warning">{t("attention")}</Badge>
  return row.isOptedOut ? <Badge>{t("optedOut")}</Badge> : null
}
