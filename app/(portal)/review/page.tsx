import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Suspense } from "react"
import { DecidedScreen } from "@/components/review/decided-screen"
import { ReviewScreen } from "@/components/review/review-screen"
import { ReviewSkeleton } from "@/components/review/review-skeleton"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Translated } from "@/components/shell/translated"
import { LiveSafetyTasks } from "@/components/tasks/safety-tasks"
import type { StaffContext } from "@/lib/auth/context"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { recentDecisions } from "@/lib/review/decided-queries"
import type { ReviewAge, ReviewFilter } from "@/lib/review/item"
import { reviewQueue } from "@/lib/review/queries"
import { readAge, readFilter } from "@/lib/review/schema"
import { safetyBoard } from "@/lib/tasks/safety-queries"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("review"))("title") }
}

type Address = Record<"why" | "age" | "show", string | string[] | undefined>
type ReviewPageProps = { searchParams: Promise<Partial<Address>> }

export default async function ReviewPage({ searchParams }: ReviewPageProps) {
  const { why, age, show } = await searchParams
  const t = await getTranslations("review")
  const asked = { filter: readFilter(why), age: readAge(age) }
  const isDecided = show === "decided"
  return (
    <PageBody>
      <PageHeader title={t("title")} description={t("description")} />
      <Translated of={["review", "messages", "composer", "doses", "tasks"]}>
        <Suspense fallback={null}>
          <Safety />
        </Suspense>
        <Suspense
          key={isDecided ? "decided" : `${asked.filter} ${asked.age}`}
          fallback={<ReviewSkeleton />}
        >
          {isDecided ? <Decided /> : <Queue asked={asked} />}
        </Suspense>
      </Translated>
    </PageBody>
  )
}

async function Safety() {
  return <LiveSafetyTasks initial={await safetyBoard(await requireStaff(), Date.now())} />
}

async function Queue({ asked }: { asked: { filter: ReviewFilter; age: ReviewAge } }) {
  const ctx = await requireStaff()
  const initial = await reviewQueue(ctx, asked.filter, Date.now(), { age: asked.age })
  return (
    <ReviewScreen asked={asked} initial={initial} powers={powersOf(ctx)} staffId={ctx.staffId} />
  )
}

async function Decided() {
  const ctx = await requireStaff()
  const [initial, { counts, over }] = [
    await recentDecisions(ctx, Date.now()),
    await reviewQueue(ctx, "all", Date.now()),
  ]
  return (
    <DecidedScreen
      initial={initial}
      queue={{ counts, over }}
      powers={powersOf(ctx)}
      staffId={ctx.staffId}
    />
  )
}

function powersOf(ctx: StaffContext) {
  return {
    canLink: can(ctx.role, "review.link"),
    canDismiss: can(ctx.role, "review.dismiss"),
    canRetry: can(ctx.role, "review.retry"),
    canSend: can(ctx.role, "messages.send"),
    canDecideAll: can(ctx.role, "review.quarantine"),
  }
}
