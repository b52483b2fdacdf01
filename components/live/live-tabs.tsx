"use client"

import { useQuery } from "@tanstack/react-query"
import { BottomBar } from "@/components/shell/bottom-bar"
import { type ShellTab, ShellTabs } from "@/components/shell/shell-tabs"
import { tabCountsQuery } from "@/lib/staff/query-options"
import type { TabCounts } from "@/lib/staff/tab-counts"

type LiveTabsProps = {
  place: "top" | "bottom"
  /** In order, already chosen by role. */
  tabs: ShellTab[]
  counts: TabCounts
}

/** The tabs, whose counts follow what happens. */
export function LiveTabs({ place, tabs, counts }: LiveTabsProps) {
  const { data } = useQuery(tabCountsQuery(counts))
  const Tabs = place === "top" ? ShellTabs : BottomBar
  return <Tabs tabs={tabs} counts={data} />
}
