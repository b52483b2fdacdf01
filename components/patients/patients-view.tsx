"use client"

import type { VirtualItem } from "@tanstack/react-virtual"
import { useTranslations } from "next-intl"
import { useDeferredValue, useRef, useState } from "react"
import { SelectionBar } from "@/components/batches/selection-bar"
import { useMatchingListing } from "@/components/batches/use-matching-listing"
import { OrderNote } from "@/components/patients/order-note"
import { PatientList } from "@/components/patients/patient-list"
import { PatientPreview } from "@/components/patients/patient-preview"
import { PatientsFilters } from "@/components/patients/patients-filters"
import { PatientsFound } from "@/components/patients/patients-found"
import { useKeptRow } from "@/components/patients/use-kept-row"
import { useListCommands } from "@/components/patients/use-list-commands"
import { useListPlace } from "@/components/patients/use-list-place"
import { useListing } from "@/components/patients/use-listing"
import { useRows } from "@/components/patients/use-rows"
import { useViews } from "@/components/patients/use-views"
import { ViewTabs } from "@/components/patients/view-tabs"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { EVERYBODY, isNarrowed, type ListQuery } from "@/lib/patients/listing"
import type { PatientsPage } from "@/lib/patients/patient-row"
import { homeOf, type SavedView } from "@/lib/views/view"

type PatientsViewProps = {
  initial: PatientsPage
  /** What `initial` was read for. */
  query: ListQuery
  views: SavedView[]
  maySend: boolean
}

/** The patients list: views, filters, rows, and one patient beside them. */
export function PatientsView({ initial, query: first, views, maySend }: PatientsViewProps) {
  const t = useTranslations("patients")
  const kept = useViews(views)
  const { query, q, setQ, asked, change, place, address } = useListing(homeOf(kept.views))
  useMatchingListing(asked)
  const [isHelpOpen, setHelpOpen] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const heights = useRef<() => VirtualItem[]>(() => [])
  const focusRow = useRef<(patientId: string) => void>(() => {})
  const list = useRows(asked, { initial, query: first })
  const { rows, total } = list
  const at = useListCommands({
    ...{ rows, maySend, search, focusRow },
    activeId: place?.activeId ?? null,
    onHelp: () => setHelpOpen(true),
  })
  // The row answers to the press at once; its preview may take a moment, but closes at once.
  const shownId = useDeferredValue(at.previewId)
  const previewed = useKeptRow(rows, at.previewId === null ? null : shownId)
  useListPlace(place, { address, q, activeId: at.activeId, heights })

  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        description={
          <span role="status">
            {total === null ? "" : t(total.isMore ? "countMore" : "count", { n: total.n })}
          </span>
        }
      />
      <ViewTabs query={query} kept={kept} onChoose={change} />
      <PatientsFilters
        query={query}
        q={q}
        search={search}
        isHelpOpen={isHelpOpen}
        onHelp={setHelpOpen}
        onSearch={setQ}
        onChange={change}
      />
      <OrderNote sort={query.sort} />
      <PatientsFound
        list={list}
        isNarrowed={asked.q !== "" || isNarrowed(asked)}
        onClear={() => {
          setQ("")
          change({ ...EVERYBODY, sort: query.sort })
        }}
      >
        <PatientList
          {...{ rows, total, place, heights, focusRow }}
          activeId={at.activeId}
          previewId={at.previewId}
          isSelectable={maySend}
          canLoad={list.canLoad}
          onActive={at.setActiveId}
          onPreview={at.preview}
          onNearEnd={list.more}
        />
      </PatientsFound>
      {maySend ? (
        // What is shown until the answer is here was found by another listing.
        <SelectionBar
          shown={rows.map(({ id }) => id)}
          total={list.isOld ? null : total}
          listing={asked}
        />
      ) : null}
      <PatientPreview row={previewed} onClose={at.closePreview} onReturn={at.returnToRow} />
    </PageBody>
  )
}
