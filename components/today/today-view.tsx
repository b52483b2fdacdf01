"use client"

import { useQuery } from "@tanstack/react-query"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { SafetyTasks } from "@/components/today/safety-tasks"
import { Section } from "@/components/today/today-section"
import { fromPage } from "@/lib/live/from-page"
import { todayQuery } from "@/lib/staff/query-options"
import type { Today } from "@/lib/staff/today-lines"

/** What needs the signed-in person now; every line leads to the work. */
export function TodayView({ initial }: { initial: Today }) {
  const { data: today = initial } = useQuery({
    ...todayQuery(),
    ...fromPage(initial),
  })
  const waiting = today.sections.reduce((sum, section) => sum + section.total, 0)
  return (
    <PageBody className="gap-6">
      <PageHeader
        title="Today"
        description={
          waiting + today.safety.length === 0
            ? "Nothing waits for you."
            : "What needs you now. Each line leads to the work."
        }
      />
      <SafetyTasks tasks={today.safety} zone={today.zone} />
      <div className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-2">
        {today.sections.map((section) => (
          <Section key={section.key} section={section} zone={today.zone} />
        ))}
      </div>
    </PageBody>
  )
}
