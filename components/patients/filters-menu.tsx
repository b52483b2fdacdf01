"use client"

import { ListFilter } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { FilterFields } from "@/components/patients/filter-fields"
import { Button } from "@/components/ui/button"
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover"
import { Sheet, SheetClose, SheetContent } from "@/components/ui/sheet"
import { PHONE_QUERY, useMediaQuery } from "@/components/ui/use-media-query"
import { countNarrowings, EVERYBODY, type Narrowing } from "@/lib/patients/listing"

type FiltersMenuProps = {
  query: Narrowing
  onChange: (next: Partial<Narrowing>) => void
}

/** One menu for all filters: a popover beside the list, a sheet over it at phone width. */
export function FiltersMenu({ query, onChange }: FiltersMenuProps) {
  const t = useTranslations("patients.filters")
  const [isOpen, setOpen] = useState(false)
  const isPhone = useMediaQuery(PHONE_QUERY)
  const used = countNarrowings(query)
  const trigger = (
    <>
      <ListFilter aria-hidden />
      {used > 0 ? t("used", { n: used }) : t("title")}
    </>
  )
  const fields = <FilterFields query={query} onChange={onChange} />
  const { sort: _, ...nothing } = EVERYBODY
  const clear =
    used > 0 ? (
      <Button variant="ghost" onClick={() => onChange(nothing)}>
        {t("clear")}
      </Button>
    ) : null
  if (isPhone) {
    return (
      <>
        <Button aria-haspopup="dialog" aria-expanded={isOpen} onClick={() => setOpen(true)}>
          {trigger}
        </Button>
        <Sheet open={isOpen} onOpenChange={setOpen}>
          <SheetContent
            title={t("title")}
            footer={
              <>
                {clear}
                <SheetClose asChild>
                  <Button variant="primary">{t("show")}</Button>
                </SheetClose>
              </>
            }
          >
            {fields}
          </SheetContent>
        </Sheet>
      </>
    )
  }
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button>{trigger}</Button>
      </PopoverTrigger>
      <PopoverContent
        label={t("title")}
        align="start"
        className="max-h-(--radix-popover-content-available-height) w-80 overflow-y-auto"
      >
        {fields}
        {clear ? <div className="mt-2 flex justify-end">{clear}</div> : null}
      </PopoverContent>
    </Popover>
  )
}
