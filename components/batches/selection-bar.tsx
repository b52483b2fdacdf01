"use client"

import { Send } from "lucide-react"
import type { Route } from "next"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useTransition } from "react"
import { sizeOf, useSelection, withChosen } from "@/components/batches/selection"
import { RecordConsentOfMany } from "@/components/consent/record-many"
import { Button } from "@/components/ui/button"
import { toast } from "@/components/ui/toast-store"
import { MOST_RECIPIENTS } from "@/lib/batches/limits"
import { newId } from "@/lib/id"
import type { Listing } from "@/lib/patients/listing"
import type { Counted } from "@/lib/patients/patient-row"
import { countMatching } from "@/lib/patients/query-options"

type SelectionBarProps = {
  shown: string[]
  total: Counted | null
  listing: Listing
}

/** Who is selected, how to select more, and what for. It stays in sight while the list scrolls. */
export function SelectionBar({ shown, total, listing }: SelectionBarProps) {
  const t = useTranslations("patients.selection")
  const { selection, setSelection, clear } = useSelection()
  const router = useRouter()
  const size = sizeOf(selection)
  if (size === 0) return null
  const isMore = selection.kind === "matching" && selection.isMore
  const isTooMany = isMore || size > MOST_RECIPIENTS
  const mayTakeShown = selection.kind === "listed" && shown.some((id) => !selection.ids.has(id))
  // The draft's id is its idempotency key: a page that is loaded again finds what it became.
  const compose = () => router.push(`/messages/new?draft=${newId()}` as Route)
  return (
    <section
      aria-label={t("label")}
      className="sticky bottom-4 z-20 mt-auto flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg bg-surface px-4 py-2.5 shadow-floating max-md:bottom-18 print:hidden"
    >
      <p role="status" className="font-medium text-sm">
        {t(isMore ? "selectedMore" : "selected", { n: size })}
      </p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        {mayTakeShown ? (
          // On a phone few are in sight, and what "shown" means is hard to see; all that match stays.
          <Button
            variant="link"
            className="max-md:hidden"
            onClick={() => setSelection(withChosen(selection, shown, true))}
          >
            {t("shown", { n: shown.length })}
          </Button>
        ) : null}
        <TakeAll total={total} listing={listing} />
        <Button variant="link" onClick={clear}>
          {t("clear")}
        </Button>
      </div>
      {isTooMany ? <p className="text-sm text-warning">{t("tooMany")}</p> : null}
      <RecordConsentOfMany />
      <Button variant="primary" disabled={isTooMany} onClick={compose}>
        <Send aria-hidden />
        {t("send", { n: size })}
      </Button>
    </section>
  )
}

/** All that match, counted anew when the list knows only that they are more than it counted. */
function TakeAll({ total, listing }: Pick<SelectionBarProps, "total" | "listing">) {
  const t = useTranslations("patients.selection")
  const { selection, setSelection } = useSelection()
  const [pending, startTransition] = useTransition()
  if (total === null || selection.kind !== "listed") return null
  if (!total.isMore && total.n <= sizeOf(selection)) return null
  const { sort: _, ...asked } = listing
  const take = ({ n, isMore }: Counted) =>
    setSelection({ kind: "matching", asked, total: n, isMore, except: new Set() })
  const count = () =>
    startTransition(async () => {
      const counted = await countMatching(listing).catch((error: Error) => error.message)
      if (typeof counted === "string") toast.error(counted)
      else take(counted)
    })
  return (
    <Button variant="link" pending={pending} onClick={total.isMore ? count : () => take(total)}>
      {t(total.isMore ? "matchingMore" : "matching", { n: total.n })}
    </Button>
  )
}
