"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { fromPage } from "@/lib/live/from-page"
import type { Period } from "@/lib/patients/period"
import { openTimeline, timelineQuery } from "@/lib/patients/query-options"
import type { PatientTimeline, SentTimeline } from "@/lib/patients/timeline"

const NOTHING_READ = { at: 0, read: null }

/**
 * A patient's page as the server has it now. While another period is on its way, or when it cannot be
 * read, what stood there stays; `error` then says why.
 */
export function useTimeline(initial: SentTimeline, period: Period) {
  const isFirst = JSON.stringify(period) === JSON.stringify(initial.period)
  const { data, dataUpdatedAt, error, refetch, isPlaceholderData } = useQuery({
    ...timelineQuery(initial.patient.id, period),
    ...(isFirst ? fromPage(initial) : {}),
    placeholderData: keepPreviousData,
  })
  // What the page came with may be hours old by now: the last reading stands, not the first.
  const [last, setLast] = useState<{ at: number; read: PatientTimeline | null }>(NOTHING_READ)
  if (data && !isPlaceholderData && dataUpdatedAt !== last.at) {
    setLast({ at: dataUpdatedAt, read: data })
  }
  return {
    timeline: data ?? last.read ?? openTimeline(initial),
    /** What is shown is of another period than the chosen one. */
    isAnother: isPlaceholderData,
    error: data ? null : error,
    refetch,
  }
}
