"use client"

import { X } from "lucide-react"
import { useTranslations } from "next-intl"
import { useRef } from "react"
import { useFilterWords } from "@/components/patients/use-filter-words"
import { Button } from "@/components/ui/button"
import { EVERYBODY, isNarrowed, NARROWED_BY, type Narrowing } from "@/lib/patients/listing"

type FilterChipsProps = {
  query: Narrowing
  onChange: (next: Partial<Narrowing>) => void
}

/** The filters in use, each taken away by its own button. */
export function FilterChips({ query, onChange }: FilterChipsProps) {
  const t = useTranslations("patients.filters")
  const list = useRef<HTMLUListElement>(null)
  const { labelOf } = useFilterWords(query, false)
  if (!isNarrowed(query)) return null
  const chips = [
    ...(query.attention
      ? [{ key: "attention", words: t("attention"), without: { attention: false } }]
      : []),
    ...NARROWED_BY.filter((kind) => query[kind].length > 0).map((kind) => ({
      key: kind,
      words: t("chip", {
        kind: t(`kinds.${kind}`),
        values: query[kind].map((value) => labelOf[kind](value)).join(", "),
      }),
      without: { [kind]: [] },
    })),
  ]
  const { sort: _, ...nothing } = EVERYBODY
  /** The focus goes to the chip that takes the place, else to what opens the filters. */
  const remove = (index: number, without: Partial<Narrowing>) => {
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])]
    const next = buttons[index + 1] ?? buttons[index - 1]
    const menu = document.querySelector<HTMLElement>("[data-filters] button")
    ;(chips.length > 1 ? next : menu)?.focus()
    onChange(without)
  }
  return (
    <ul ref={list} aria-label={t("inUse")} className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ key, words, without }, index) => (
        <li key={key} className="max-w-full">
          <button
            type="button"
            aria-label={t("remove", { filter: words })}
            onClick={() => remove(index, without)}
            className="flex min-h-7 max-w-full items-center gap-1.5 rounded-md border border-primary/40 bg-primary-soft px-2 text-primary text-sm hover:border-primary pointer-coarse:min-h-10"
          >
            <bdi className="truncate">{words}</bdi>
            <X aria-hidden className="size-3.5 shrink-0" />
          </button>
        </li>
      ))}
      <li>
        <Button
          variant="link"
          className="px-1"
          onClick={() => {
            document.querySelector<HTMLElement>("[data-filters] button")?.focus()
            onChange(nothing)
          }}
        >
          {t("clear")}
        </Button>
      </li>
    </ul>
  )
}
