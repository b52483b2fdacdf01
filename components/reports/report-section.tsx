import type { ReactNode } from "react"
import { useId } from "react"
import { Definition } from "@/components/ui/definition"

type ReportSectionProps = { title: string; definition: string; children: ReactNode }

/** One question of a report, whose title opens what it counts. */
export function ReportSection({ title, definition, children }: ReportSectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="report-section grid min-w-0 content-start gap-3">
      <h2 id={id} className="font-semibold text-base">
        <Definition term={title}>{definition}</Definition>
      </h2>
      {children}
    </section>
  )
}
