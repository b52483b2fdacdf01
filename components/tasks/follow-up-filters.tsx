import type { Route } from "next"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { FilterLinks } from "@/components/ui/filter-links"
import { Select } from "@/components/ui/select"
import {
  FOLLOW_UP_CAUSES,
  FOLLOW_UP_DUE,
  FOLLOW_UP_OWNERS,
  type FollowUpFilters,
  type FollowUpList,
  followUpsHref,
  readFollowUpFilters,
} from "@/lib/tasks/listed"

type Props = { filters: FollowUpFilters; counts: FollowUpList["counts"] }

/** What narrows the follow-ups; each choice is an address. */
export function FollowUpFilterRow({ filters, counts }: Props) {
  const t = useTranslations("tasks")
  const router = useRouter()
  const href = (change: Partial<FollowUpFilters>) =>
    followUpsHref({ ...filters, ...change }) as Route
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
      <FilterLinks
        label={t("filters.owner")}
        current={filters.owner}
        links={FOLLOW_UP_OWNERS.map((owner) => ({
          key: owner,
          href: href({ owner }),
          label: t(`filters.owned.${owner}`),
          count: counts.owner[owner],
        }))}
      />
      <FilterLinks
        label={t("filters.due")}
        current={filters.due}
        links={FOLLOW_UP_DUE.map((due) => ({
          key: due,
          href: href({ due }),
          label: t(`filters.dueOn.${due}`),
          count: counts.due[due],
        }))}
      />
      <Select
        aria-label={t("filters.cause")}
        value={filters.cause ?? ""}
        onChange={({ target }) => {
          const { cause } = readFollowUpFilters({ cause: target.value })
          router.replace(href({ cause }), { scroll: false })
        }}
      >
        <option value="">{t("filters.everyCause")}</option>
        {FOLLOW_UP_CAUSES.map((cause) => (
          <option key={cause} value={cause}>
            {t(`cause.${cause}`)}
          </option>
        ))}
      </Select>
    </div>
  )
}
