"use client"

import { useTranslations } from "next-intl"
import type { Ref } from "react"
import { SelectPatient } from "@/components/batches/select-patient"
import { DoseStrip } from "@/components/doses/dose-strip"
import { PatientFlags } from "@/components/patients/patient-flags"
import type { ListProps } from "@/components/patients/patient-list"
import { PatientName } from "@/components/patients/patient-name"
import { ReportedFigure } from "@/components/patients/row-figures"
import { useListFocus } from "@/components/patients/use-list-focus"
import { useVirtualRows } from "@/components/patients/use-virtual-rows"

/** A name with its reason, a strip, a line of figures and flags, and the padding. */
const CARD_PX = 124
const FIRST_CARDS = 6

/** The list at phone width: who, how the two weeks went, what the figure is. */
export function PatientCards(props: ListProps) {
  const { rows, activeId, isSelectable, total, place } = props
  const t = useTranslations("patients")
  const virtual = useVirtualRows({ rows, activeId, estimate: CARD_PX, first: FIRST_CARDS, place })
  useListFocus({ ...props, virtual, rows })
  return (
    <ul
      aria-label={t("title")}
      ref={virtual.top as Ref<HTMLUListElement>}
      className="-mx-4 divide-y border-y md:hidden"
    >
      {virtual.drawn.map((drawn) =>
        drawn.kind === "gap" ? (
          <li key={drawn.key} aria-hidden className="border-0" style={{ height: drawn.height }} />
        ) : (
          <li
            key={drawn.row.id}
            ref={virtual.measure}
            data-index={drawn.index}
            aria-posinset={drawn.index + 1}
            aria-setsize={total === null || total.isMore ? -1 : total.n}
            className="relative grid gap-2 px-4 py-3 [&_a]:after:absolute [&_a]:after:inset-0"
          >
            <div className="flex min-w-0 items-start gap-3">
              <div className="min-w-0 flex-1">
                <PatientName row={drawn.row} />
              </div>
              {isSelectable ? <SelectPatient row={drawn.row} className="relative z-10" /> : null}
            </div>
            <DoseStrip days={drawn.row.strip} className="max-w-full" />
            <div className="flex flex-wrap items-center gap-2 text-sm">
              <ReportedFigure row={drawn.row} />
              <PatientFlags row={drawn.row} />
            </div>
          </li>
        ),
      )}
    </ul>
  )
}
