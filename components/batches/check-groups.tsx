import { ChevronRight } from "lucide-react"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { type ReactNode, useId } from "react"
import { ISOLATED } from "@/components/composer/isolated"
import { Checkbox } from "@/components/ui/checkbox"
import { PersonName } from "@/components/ui/person-name"
import { Time } from "@/components/ui/time"
import type { CheckedPerson, CheckGroup } from "@/lib/batches/check"
import type { Warning } from "@/lib/messages/gate"

type CheckGroupViewProps = { group: CheckGroup<unknown>; title: ReactNode }

/** Some patients of whom the same is to be said; opened, it names them. */
export function CheckGroupView({ group, title }: CheckGroupViewProps) {
  const t = useTranslations("batches")
  return (
    <details className="group py-1">
      <summary className="flex min-h-9 cursor-pointer list-none items-center gap-2 rounded-sm text-sm hover:bg-subtle pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-90 rtl:-scale-x-100 rtl:group-open:-rotate-90"
        />
        <span className="min-w-0 flex-1">{title}</span>
        <span className="shrink-0 text-muted-foreground">
          {t("patients", { n: group.patients })}
        </span>
      </summary>
      <People group={group} />
    </details>
  )
}

type WarnedGroupProps = {
  group: CheckGroup<Warning>
  isAccepted: boolean
  onChange: (isAccepted: boolean) => void
}

/** Accepted or left out as a whole. */
export function WarnedGroup({ group, isAccepted, onChange }: WarnedGroupProps) {
  const t = useTranslations("batches")
  const id = useId()
  const isHeld = group.code === "held_for_hours"
  return (
    <div className="grid sm:grid-cols-[minmax(0,1fr)_auto] sm:gap-x-6">
      <CheckGroupView group={group} title={t(`warned.${group.code}`)} />
      <label
        htmlFor={id}
        className="flex min-h-11 cursor-pointer items-center gap-2 self-start text-sm max-sm:ps-6"
      >
        <Checkbox
          id={id}
          checked={isAccepted}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {isHeld ? t("check.whenBegins") : t("check.anyway", { n: group.patients })}
      </label>
    </div>
  )
}

function People({ group }: { group: CheckGroup<unknown> }) {
  const t = useTranslations("batches.check")
  const unnamed = group.patients - group.people.length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <ul tabIndex={0} className="mb-2 ms-6 max-h-64 overflow-y-auto text-sm">
      {group.people.map((person) => (
        <Person key={person.id} person={person} />
      ))}
      {unnamed > 0 ? (
        <li className="py-1 text-muted-foreground">{t("unnamed", { n: unnamed })}</li>
      ) : null}
    </ul>
  )
}

function Person({ person }: { person: CheckedPerson }) {
  const t = useTranslations("batches.check")
  const { heldUntil, zone } = person
  return (
    <li className="flex flex-wrap items-baseline gap-x-2 py-1">
      <Link
        href={`/patients/${person.id}`}
        prefetch={false}
        target="_blank"
        className="rounded-sm font-medium hover:underline"
      >
        <PersonName of={person.name} />
        <span className="sr-only">{t("newTab")}</span>
      </Link>
      {heldUntil === null ? null : (
        <span className="text-muted-foreground">
          {t.rich("goesOut", {
            zone,
            time: () => <Time instant={heldUntil} zone={zone} form="short" />,
            ...ISOLATED,
          })}
        </span>
      )}
    </li>
  )
}
