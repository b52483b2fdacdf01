import { CircleCheck, TriangleAlert } from "lucide-react"
import { cn } from "@/components/ui/cn"
import type { ConnectionActivity } from "@/lib/connection/activity"
import type { ConnectionChecks } from "@/lib/connection/checks"
import { connectionProblems } from "@/lib/connection/problems"

type Props = { checks: ConnectionChecks; activity: ConnectionActivity }

/** What is wrong, the worst first, with what to do; or that all is well. */
export function ConnectionProblems({ checks, activity }: Props) {
  const problems = connectionProblems(checks, activity)
  return (
    <div role="status" className="grid gap-2">
      {problems.length === 0 ? (
        <p className="flex items-center gap-2 rounded-md border px-3 py-2.5 text-sm">
          <CircleCheck aria-hidden className="size-4 shrink-0" />
          <span>
            <strong>Everything works.</strong> BioT takes our texts and calls us for replies and
            changes.
          </span>
        </p>
      ) : null}
      {problems.map(({ key, tone, title, advice }) => (
        <div
          key={key}
          className={cn(
            "flex gap-2 rounded-md px-3 py-2.5 text-sm",
            tone === "danger" ? "bg-danger-soft" : "bg-warning-soft",
          )}
        >
          <TriangleAlert
            aria-hidden
            className={cn(
              "mt-0.5 size-4 shrink-0",
              tone === "danger" ? "text-danger" : "text-warning",
            )}
          />
          <div className="grid gap-0.5">
            <p className={cn("font-medium", tone === "danger" ? "text-danger" : "text-warning")}>
              {title}
            </p>
            <p>{advice}</p>
          </div>
        </div>
      ))}
    </div>
  )
}
