"use client"

import { useTranslations } from "next-intl"
import { useMarkWords } from "@/components/doses/use-mark-words"
import type { LocalDate } from "@/lib/local-date"
import type { ExcusedSpan } from "@/lib/patients/timeline"
import type { RegimenMark } from "@/lib/regimens/marks"

type GridNotesProps = {
  changes: readonly RegimenMark[]
  excused: readonly ExcusedSpan[]
  unusual: ReadonlyMap<LocalDate, number>
  /** On paper nothing is folded. */
  isOpen: boolean
}

/** More than these are folded away until somebody asks. */
const MOST_IN_SIGHT = 3

/** In words what is drawn besides the doses, for whoever cannot point at it; in order of day. */
export function GridNotes({ changes, excused, unusual, isOpen }: GridNotesProps) {
  const t = useTranslations("doses.notes")
  const words = useMarkWords()
  const notes = [
    ...changes.map((mark) => ({ id: mark.id, date: mark.date, said: words.changeOf(mark) })),
    ...excused.map((span) => ({ id: span.id, date: span.fromDate, said: words.excused(span) })),
    ...[...unusual].map(([date, hours]) => ({ id: date, date, said: words.hours(date, hours) })),
  ].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
  if (notes.length === 0) return null
  const title = t("title", { count: notes.length })
  const list = (
    <ul aria-label={title} className="grid gap-1 text-muted-foreground text-xs">
      {notes.map(({ id, said }) => (
        <li key={id}>{said}</li>
      ))}
    </ul>
  )
  if (notes.length <= MOST_IN_SIGHT || isOpen) return list
  return (
    <details className="text-xs">
      <summary className="w-fit cursor-pointer rounded-sm py-1 text-muted-foreground">
        {title}
      </summary>
      <div className="pt-1">{list}</div>
    </details>
  )
}
