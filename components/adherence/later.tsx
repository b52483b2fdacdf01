"use client"

import dynamic from "next/dynamic"
import { Skeleton } from "@/components/ui/skeleton"

const loading = () => <Skeleton className="h-96 rounded-md" />

// Both are made in the browser, after what a clinician looks at first: the server's page stays light.
export const AdherenceBelowLater = dynamic(
  () => import("@/components/adherence/adherence-below").then((file) => file.AdherenceBelow),
  { ssr: false, loading },
)

export const CompareLater = dynamic(
  () => import("@/components/adherence/compare").then((file) => file.Compare),
  { ssr: false, loading },
)
