import { useEffect } from "react"
import { useSelection } from "@/components/batches/selection"
import { EVERYBODY, isSameQuery, type Listing, type Narrowing } from "@/lib/patients/listing"

/**
 * Lets go of "all that match" once the list shows other people, however it came to: by a filter, the
 * search, or the way back. Patients who were selected by hand stay selected.
 */
export function useMatchingListing(listing: Listing): void {
  const { selection, clear } = useSelection()
  const isOther = selection.kind === "matching" && !findsTheSame(selection.asked, listing)
  useEffect(() => {
    if (isOther) clear()
  })
}

type Asked = Narrowing & { q: string }

export function findsTheSame(a: Asked, b: Asked): boolean {
  const unordered = { sort: EVERYBODY.sort }
  return a.q === b.q && isSameQuery({ ...a, ...unordered }, { ...b, ...unordered })
}
