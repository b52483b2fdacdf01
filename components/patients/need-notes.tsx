import { TriangleAlert } from "lucide-react"
import { cn } from "@/components/ui/cn"
import type { TimelinePatient } from "@/lib/patients/timeline"

/** Why this patient needs attention, in words; nothing is shown where nothing does. */
export function NeedNotes({ patient }: { patient: TimelinePatient }) {
  const { needReasons, tasks } = patient
  if (needReasons.length === 0) return null
  const isUrgent = tasks.some((task) => task.kind === "safety" && task.state === "open")
  return (
    <section
      aria-label="Needs attention"
      className={cn(
        "flex gap-3 rounded-md px-4 py-2.5 text-sm",
        isUrgent ? "bg-danger-soft text-danger" : "bg-warning-soft text-warning",
      )}
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {needReasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </section>
  )
}
