import { CircleCheck, TriangleAlert } from "lucide-react"
import { useLocale, useTranslations } from "next-intl"
import { cn } from "@/components/ui/cn"
import type { ConnectionActivity } from "@/lib/connection/activity"
import type { ConnectionChecks } from "@/lib/connection/checks"
import { type ConnectionProblem, connectionProblems } from "@/lib/connection/problems"
import { isolated } from "@/lib/i18n/isolated"
import { listed } from "@/lib/i18n/listed"

type Props = { checks: ConnectionChecks; activity: ConnectionActivity }

/** What is wrong, the worst first, with what to do; or that all is well. */
export function ConnectionProblems({ checks, activity }: Props) {
  const t = useTranslations("settings.connection")
  const problems = connectionProblems(checks, activity)
  return (
    <div role="status" className="grid gap-2">
      {problems.length === 0 ? (
        <p className="flex items-center gap-2 rounded-md border px-3 py-2.5 text-sm">
          <CircleCheck aria-hidden className="size-4 shrink-0" />
          <span>{t.rich("works", { strong: (works) => <strong>{works}</strong> })}</span>
        </p>
      ) : null}
      {problems.map((problem) => (
        <Problem key={problem.says} {...{ problem }} />
      ))}
    </div>
  )
}

function Problem({ problem }: { problem: ConnectionProblem }) {
  const t = useTranslations("settings.connection.problem")
  const values = useProblemValues()(problem)
  const isDanger = problem.tone === "danger"
  const ink = isDanger ? "text-danger" : "text-warning"
  return (
    <div
      className={cn(
        "flex gap-2 rounded-md px-3 py-2.5 text-sm",
        isDanger ? "bg-danger-soft" : "bg-warning-soft",
      )}
    >
      <TriangleAlert aria-hidden className={cn("mt-0.5 size-4 shrink-0", ink)} />
      <div className="grid gap-0.5">
        <p className={cn("font-medium", ink)}>{t(`${problem.says}.title`, values)}</p>
        <p>{t(`${problem.says}.advice`)}</p>
      </div>
    </div>
  )
}

function useProblemValues() {
  const t = useTranslations("settings.connection")
  const language = useLocale()
  return (problem: ConnectionProblem): Record<string, string | number> => {
    if ("code" in problem) return { code: isolated(problem.code, language) }
    if ("test" in problem) return { test: t(`test.${problem.test}`) }
    if ("n" in problem) return { n: problem.n }
    if (!("kinds" in problem)) return {}
    const kinds = problem.kinds.map((kind) => t(`kind.${kind}`))
    return { kinds: listed(kinds, language) }
  }
}
