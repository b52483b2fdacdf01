import type { DraftErrors, RegimenDraft } from "@/lib/regimens/draft"

export type DraftProps = {
  draft: RegimenDraft
  errors: DraftErrors
  change: (part: Partial<RegimenDraft>) => void
}
