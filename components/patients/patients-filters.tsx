"use client"

import { Search } from "lucide-react"
import { useTranslations } from "next-intl"
import type { RefObject } from "react"
import { FilterChips } from "@/components/patients/filter-chips"
import { FiltersMenu } from "@/components/patients/filters-menu"
import { ListKeysHelp } from "@/components/patients/list-keys-help"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { type ListQuery, PATIENT_SORTS } from "@/lib/patients/listing"

type PatientsFiltersProps = {
  query: ListQuery
  q: string
  search: RefObject<HTMLInputElement | null>
  isHelpOpen: boolean
  onHelp: (isOpen: boolean) => void
  onSearch: (q: string) => void
  onChange: (next: Partial<ListQuery>) => void
}

/** Search, filters and order; what is in use stands below, each to be taken away. */
export function PatientsFilters({
  query,
  q,
  search,
  onSearch,
  onChange,
  ...help
}: PatientsFiltersProps) {
  const t = useTranslations("patients")
  return (
    <search className="grid gap-2">
      <div data-filters className="flex flex-wrap items-center gap-2">
        <FiltersMenu query={query} onChange={onChange} />
        <div className="relative order-first w-full sm:w-72">
          <Search
            aria-hidden
            className="-translate-y-1/2 pointer-events-none absolute top-1/2 start-2.5 size-4 text-muted-foreground"
          />
          <Input
            ref={search}
            type="search"
            aria-label={t("search.label")}
            aria-keyshortcuts="/"
            placeholder={t("search.placeholder")}
            autoComplete="off"
            spellCheck={false}
            value={q}
            onChange={(event) => onSearch(event.target.value)}
            className="ps-8"
          />
        </div>
        <Select
          aria-label={t("sorts.label")}
          value={query.sort}
          onChange={(event) => {
            const sort = PATIENT_SORTS.find((each) => each === event.target.value)
            if (sort) onChange({ sort })
          }}
          className="sm:ms-auto"
        >
          {PATIENT_SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {t(`sorts.${sort}`)}
            </option>
          ))}
        </Select>
        <ListKeysHelp open={help.isHelpOpen} onOpenChange={help.onHelp} />
      </div>
      <FilterChips query={query} onChange={onChange} />
    </search>
  )
}
