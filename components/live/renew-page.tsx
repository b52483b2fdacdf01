"use client"

import { useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"

/**
 * Has the server write the page anew when one of its live topics tells of a change: for pages that
 * read with the page alone. What is open and typed stays. `topic` is the first part of a query key.
 */
export function RenewPage({ topic }: { topic: "settings" }) {
  const router = useRouter()
  useQuery({
    queryKey: [topic, "page"],
    queryFn: () => {
      router.refresh()
      return Date.now()
    },
    // What came with the page is as new as any: it is read anew only when it is told to be stale.
    initialData: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return null
}
