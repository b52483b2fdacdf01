import { TriangleAlert } from "lucide-react"
import type { TimelinePatient } from "@/lib/patients/timeline"

/** Why this patient needs attention, in words; nothing is shown where nothing does. */
export function NeedNotes({ patient }: { patient: TimelinePatient }) {
  const { needReasons, tasks } = patient
  if (needReasons.length === 0) return null
  const isUrgent = tasks.some((task) => task.kind === "safety" && task.state === "open")
  return (
    <section
      aria-label="Needs attention"
      className={
        isUrgent
          ? "rounded-md bg-danger-soft px-4 py-2.5 text-danger text-sm"
          : "rounded-md bg-warning-soft px-4 py-2.5 text-sm text-warning"
      }
    >
      <ul className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <li aria-hidden>
          <TriangleAlert className="size-4" />
        </li>
        {needReasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </section>
  )
}
