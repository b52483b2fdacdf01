import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { stillFits } from "@/components/palette/matches"
import { fetchJson } from "@/lib/live/fetch-json"
import type { PatientsPage } from "@/lib/patients/patient-row"

const FEWEST_LETTERS = 2
const MOST_SHOWN = 8
const TYPING_MS = 180

/** The patients whom a name or number finds, asked for when typing rests. Posted: it is in no address. */
export function usePatientSearch(typed: string) {
  const asked = typed.trim()
  const q = useSettled(asked)
  const isAsked = q.length >= FEWEST_LETTERS && asked.length >= FEWEST_LETTERS
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    queryKey: ["palette", q],
    queryFn: ({ signal }) =>
      fetchJson<PatientsPage>("/api/patients", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ q, sort: "name" }),
        signal,
      }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    // Names of patients stay no longer than they are looked at.
    gcTime: 0,
  })
  const isEarlier = isPlaceholderData || q !== asked
  const found = isAsked ? (data?.rows ?? []) : []
  const rows = isEarlier ? found.filter((row) => stillFits(row, asked)) : found
  return {
    rows: rows.slice(0, MOST_SHOWN),
    isMore: rows.length > MOST_SHOWN,
    isPending: asked.length >= FEWEST_LETTERS && (isFetching || q !== asked),
    isFailed: isAsked && error !== null,
    isAsked,
  }
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
