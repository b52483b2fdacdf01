"use client"

import { X } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useId } from "react"
import { useMessageWords } from "@/components/messages/message-words"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { usePersonName } from "@/components/ui/person-name"
import { Select } from "@/components/ui/select"
import { MESSAGE_KINDS } from "@/db/enums"
import type { LogFilters, LogPage } from "@/lib/messages/log-row"
import { logHref, NO_FILTERS, readLogFilters } from "@/lib/messages/log-schema"

type MessageFiltersProps = {
  filters: LogFilters
  people: LogPage["people"]
  patientName: string | null
}

/** What narrows the log besides the state; each choice is an address. */
export function MessageFilters({ filters, people, patientName }: MessageFiltersProps) {
  const t = useTranslations("messages.filters")
  const nameOf = usePersonName()
  const words = useMessageWords()
  const router = useRouter()
  const { patientId: patient, ...rest } = filters
  const choose = (name: keyof typeof rest, value: string) => {
    const next = readLogFilters({ ...rest, patient, [name]: value || null })
    router.replace(logHref(next) as Route, { scroll: false })
  }
  const isNarrowed = logHref({ ...filters, state: null }) !== logHref(NO_FILTERS)
  return (
    <search className="flex flex-wrap items-center gap-2 print:hidden">
      <Select
        aria-label={t("kind")}
        value={filters.kind ?? ""}
        onChange={(event) => choose("kind", event.target.value)}
      >
        <option value="">{t("everyKind")}</option>
        {MESSAGE_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {words.kind(kind)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t("by")}
        value={filters.by ?? ""}
        onChange={(event) => choose("by", event.target.value)}
      >
        <option value="">{t("anybody")}</option>
        <option value="schedule">{t("schedule")}</option>
        <option value="person">{t("person")}</option>
        {(people ?? []).map(({ id, name }) => (
          <option key={id} value={id}>
            {nameOf(name)}
          </option>
        ))}
      </Select>
      <DayBound label={t("from")} value={filters.from} onChange={(day) => choose("from", day)} />
      <DayBound label={t("to")} value={filters.to} onChange={(day) => choose("to", day)} />
      {filters.patientId ? (
        <Button asChild>
          <Link href={logHref({ ...filters, patientId: null }) as Route} scroll={false}>
            <bdi>{nameOf(patientName ?? t("unknownPatient"))}</bdi>
            <X aria-hidden />
            <span className="sr-only">{t("allPatients")}</span>
          </Link>
        </Button>
      ) : null}
      {isNarrowed ? (
        <Button asChild variant="ghost">
          <Link href={logHref({ ...NO_FILTERS, state: filters.state }) as Route} scroll={false}>
            {t("clear")}
          </Link>
        </Button>
      ) : null}
    </search>
  )
}

type DayBoundProps = { label: string; value: string | null; onChange: (day: string) => void }

function DayBound({ label, value, onChange }: DayBoundProps) {
  const id = useId()
  return (
    <span className="flex items-center gap-1.5 text-sm">
      <label htmlFor={id} className="text-muted-foreground">
        {label}
      </label>
      <Input
        id={id}
        type="date"
        defaultValue={value ?? ""}
        onChange={(event) => onChange(event.target.value)}
        className="w-36"
      />
    </span>
  )
}
