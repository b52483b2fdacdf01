import type { Metadata } from "next"
import { Suspense } from "react"
import { ReviewScreen } from "@/components/review/review-screen"
import { ReviewSkeleton } from "@/components/review/review-skeleton"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import type { ReviewFilter } from "@/lib/review/item"
import { reviewQueue } from "@/lib/review/queries"
import { readFilter } from "@/lib/review/schema"

export const metadata: Metadata = { title: "Review" }

type ReviewPageProps = { searchParams: Promise<{ why?: string | string[] }> }

export default async function ReviewPage({ searchParams }: ReviewPageProps) {
  const filter = readFilter((await searchParams).why)
  return (
    <PageBody>
      <PageHeader
        title="Review"
        description="Replies that could not be counted by themselves, and texts of the last 7 days that failed or may not have arrived"
      />
      <Suspense key={filter} fallback={<ReviewSkeleton />}>
        <Queue filter={filter} />
      </Suspense>
    </PageBody>
  )
}

async function Queue({ filter }: { filter: ReviewFilter }) {
  const ctx = await requireStaff()
  const initial = await reviewQueue(ctx, filter, Date.now())
  const powers = {
    canLink: can(ctx.role, "review.link"),
    canDismiss: can(ctx.role, "review.dismiss"),
    canRetry: can(ctx.role, "review.retry"),
    canDecideAll: can(ctx.role, "review.quarantine"),
  }
  return <ReviewScreen filter={filter} initial={initial} powers={powers} />
}
