import type { Route } from "next"
import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { FilterLinks } from "@/components/ui/filter-links"
import { REVIEW_AGES, REVIEW_FILTERS, type ReviewQueue } from "@/lib/review/item"
import type { Asked } from "./use-queue-list"

type QueueFiltersProps = Pick<ReviewQueue, "counts" | "over"> & {
  /** Null while the recent decisions are shown. */
  asked: Asked | null
  children?: ReactNode
}

/** By reason and by age, with counts; what was decided lately stands beside them. */
export function QueueFilters({ asked, counts, over, children }: QueueFiltersProps) {
  const t = useTranslations("review")
  const { filter = "all", age = "all" } = asked ?? {}
  const counted = age === "over" ? over : counts
  const reasons = REVIEW_FILTERS.filter(
    (each) => each === "all" || each === filter || counts[each] > 0,
  )
  return (
    <div className="grid gap-2">
      <FilterLinks
        label={t("filter.label")}
        current={asked ? filter : "decided"}
        links={[
          ...reasons.map((each) => ({
            key: each,
            href: addressOf({ filter: each, age }),
            label: t(`filter.${each}`),
            count: counted[each],
          })),
          { key: "decided", href: "/review?show=decided" as Route, label: t("filter.decided") },
        ]}
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        {asked ? (
          <FilterLinks
            label={t("filter.ages")}
            current={age}
            links={REVIEW_AGES.map((each) => ({
              key: each,
              href: addressOf({ filter, age: each }),
              label: t(`age.${each}`),
              count: (each === "over" ? over : counts)[filter],
            }))}
          />
        ) : (
          <span />
        )}
        {children}
      </div>
    </div>
  )
}

function addressOf({ filter, age }: Asked): Route {
  const query = new URLSearchParams()
  if (filter !== "all") query.set("why", filter)
  if (age !== "all") query.set("age", age)
  return (query.size > 0 ? `/review?${query}` : "/review") as Route
}
