"use client"

import { useSearchParams } from "next/navigation"
import { useDeferredValue, useState } from "react"
import { placeHere } from "@/components/patients/list-place"
import { addressWithin, askedQuery, type Listing, type ListQuery } from "@/lib/patients/listing"

/**
 * What of the list is asked for. Filters and order stand in the address, so that going back undoes
 * them and a reload keeps them; what is searched for stands in this page's memory and nowhere else.
 */
export function useListing(home: ListQuery | null) {
  const address = useSearchParams().toString()
  const [place] = useState(() => placeHere(address))
  const [q, setQ] = useState(place?.q ?? "")
  const query = askedQuery(new URLSearchParams(address), home)
  const asked: Listing = { ...query, q: useDeferredValue(q.trim()) }
  const change = (next: Partial<ListQuery>) => {
    const params = addressWithin({ ...query, ...next }, home)
    const path = window.location.pathname
    window.history.pushState(null, "", params.size > 0 ? `${path}?${params}` : path)
  }
  return { query, q, setQ, asked, change, place, address }
}
