"use client"

import { useQuery } from "@tanstack/react-query"
import { ChevronLeft, ChevronRight } from "lucide-react"
import { useTranslations } from "next-intl"
import { WhyLines, type WhyLinks } from "@/components/adherence/why-lines"
import { useDoseWords } from "@/components/doses/use-dose-words"
import { Button } from "@/components/ui/button"
import { ErrorState } from "@/components/ui/error-state"
import { Input } from "@/components/ui/input"
import { Skeleton, SkeletonNote } from "@/components/ui/skeleton"
import { addDays, type LocalDate } from "@/lib/local-date"
import { textingDayQuery } from "@/lib/messages/why-not-query-options"

type WhyDayProps = {
  patientId: string
  date: LocalDate
  onDate: (date: LocalDate) => void
  links: WhyLinks
}

/** One day's reminders, and the way to the days beside it. */
export function WhyDay({ patientId, date, onDate, links }: WhyDayProps) {
  return (
    <div className="grid gap-4">
      <DayPicker date={date} onDate={onDate} />
      <Day {...{ patientId, date, links }} />
    </div>
  )
}

function DayPicker({ date, onDate }: { date: LocalDate; onDate: (date: LocalDate) => void }) {
  const t = useTranslations("evidence.whyDay")
  const { day } = useDoseWords()
  return (
    <div className="flex items-center gap-1">
      <Button
        variant="ghost"
        size="icon"
        aria-label={t("before", { day: day(addDays(date, -1)) })}
        onClick={() => onDate(addDays(date, -1))}
      >
        <ChevronLeft aria-hidden className="rtl:-scale-x-100" />
      </Button>
      <Input
        type="date"
        aria-label={t("day")}
        value={date}
        className="w-40"
        // An unfinished date is empty: the last one stays.
        onChange={(event) => event.target.value && onDate(event.target.value)}
      />
      <Button
        variant="ghost"
        size="icon"
        aria-label={t("after", { day: day(addDays(date, 1)) })}
        onClick={() => onDate(addDays(date, 1))}
      >
        <ChevronRight aria-hidden className="rtl:-scale-x-100" />
      </Button>
      <span className="ms-2 font-medium text-sm">{day(date)}</span>
    </div>
  )
}

type DayProps = { patientId: string; date: LocalDate; links: WhyLinks }

function Day({ patientId, date, links }: DayProps) {
  const t = useTranslations("evidence.whyDay")
  const { data, error, refetch } = useQuery(textingDayQuery(patientId, date))
  if (data) return <WhyLines day={data} links={links} />
  if (error) {
    return (
      <ErrorState as="h3" title={t("failed")} onRetry={refetch}>
        {error.message}
      </ErrorState>
    )
  }
  return (
    <div className="grid gap-3">
      <SkeletonNote>{t("loading")}</SkeletonNote>
      <Skeleton className="h-16 rounded-md" />
      <Skeleton className="h-16 rounded-md" />
    </div>
  )
}
