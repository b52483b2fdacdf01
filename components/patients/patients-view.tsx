"use client"

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import { useDeferredValue, useState } from "react"
import { replaceInAddress } from "@/components/patients/address"
import { PatientCards } from "@/components/patients/patient-cards"
import { PatientPreview } from "@/components/patients/patient-preview"
import { PatientTable } from "@/components/patients/patient-table"
import { PatientsEmpty } from "@/components/patients/patients-empty"
import { PatientsFilters } from "@/components/patients/patients-filters"
import { ListSkeleton } from "@/components/patients/patients-skeleton"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Button } from "@/components/ui/button"
import { Definition } from "@/components/ui/definition"
import { ErrorState } from "@/components/ui/error-state"
import { fromPage } from "@/lib/live/from-page"
import type { PatientFilter, PatientSort } from "@/lib/patients/listing"
import { NEED_ORDER } from "@/lib/patients/need"
import type { PatientsPage } from "@/lib/patients/patient-row"
import { patientsQuery } from "@/lib/patients/query-options"

type Listing = { sort: PatientSort; filter: PatientFilter; q: string }
type PatientsViewProps = { initial: PatientsPage; listing: Listing }

/** The patients list; what is searched for stays in this page's memory and in no address. */
export function PatientsView({ initial, listing: first }: PatientsViewProps) {
  const [listing, setListing] = useState(first)
  const [previewId, setPreviewId] = useState<string | null>(null)
  const asked = { ...listing, q: useDeferredValue(listing.q.trim()) }
  const isFirst = asked.q === "" && asked.sort === first.sort && asked.filter === first.filter
  const query = useInfiniteQuery({
    ...patientsQuery(asked),
    ...(isFirst
      ? {
          ...fromPage({ pages: [initial], pageParams: [null] }),
        }
      : {}),
    placeholderData: keepPreviousData,
  })
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const total = query.data?.pages[0]?.total ?? null

  const change = (next: Partial<Listing>) => {
    setListing({ ...listing, ...next })
    if (next.sort) replaceInAddress("sort", next.sort === "need" ? null : next.sort)
    if (next.filter) replaceInAddress("filter", next.filter === "all" ? null : next.filter)
  }

  return (
    <PageBody>
      <PageHeader
        title="Patients"
        description={
          <span role="status">
            {total === null ? "" : `${total} ${total === 1 ? "patient" : "patients"}`}
          </span>
        }
      />
      <PatientsFilters listing={listing} onChange={change} />
      {listing.sort === "need" ? (
        <div className="text-muted-foreground text-xs">
          <p className="max-md:hidden">{NEED_ORDER}</p>
          <Definition term="Why this order" className="md:hidden">
            {NEED_ORDER}
          </Definition>
        </div>
      ) : null}
      {query.isError && rows.length === 0 ? (
        <ErrorState title="The patients could not be loaded" onRetry={() => query.refetch()}>
          {query.error.message}
        </ErrorState>
      ) : query.isPending ? (
        <ListSkeleton />
      ) : rows.length === 0 ? (
        <PatientsEmpty
          isNarrowed={asked.q !== "" || asked.filter !== "all"}
          onClear={() => change({ q: "", filter: "all" })}
        />
      ) : (
        <div className={query.isPlaceholderData ? "opacity-60 transition-opacity" : ""}>
          <PatientTable rows={rows} previewId={previewId} onPreview={setPreviewId} />
          <PatientCards rows={rows} />
        </div>
      )}
      {query.hasNextPage ? (
        <div className="flex justify-center">
          <Button pending={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            Show more patients
          </Button>
        </div>
      ) : null}
      <PatientPreview
        row={rows.find((row) => row.id === previewId) ?? null}
        onClose={() => setPreviewId(null)}
      />
    </PageBody>
  )
}
