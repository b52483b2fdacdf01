import { CircleAlert, CircleCheck } from "lucide-react"
import { useTranslations } from "next-intl"
import { ISOLATED } from "@/components/composer/isolated"
import { QuotedWords } from "@/components/review/queue-row"
import type { BulkResult } from "@/components/review/use-bulk"
import { Button } from "@/components/ui/button"
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog"
import { usePersonName } from "@/components/ui/person-name"
import type { DecidedLine } from "@/lib/review/item"

type BulkResultsProps = { result: BulkResult | null; onClose: () => void }

/** One line for each reply of an action on several: done, or who was first and what they did. */
export function BulkResults({ result, onClose }: BulkResultsProps) {
  const t = useTranslations("review.results")
  const nameOf = usePersonName()
  const wordsOf = (line: DecidedLine) => (line.ok ? t(line.outcome) : line.sentence)
  const lines = result ?? []
  const failed = lines.filter(({ line }) => !line.ok).length
  return (
    <Dialog open={result !== null} onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={
          failed === 0
            ? t("allDone", { n: lines.length })
            : t("someDone", { done: lines.length - failed, failed })
        }
        description={t("hint")}
        footer={
          <DialogClose asChild>
            <Button variant="primary">{t("close")}</Button>
          </DialogClose>
        }
      >
        <ul aria-label={t("list")} className="grid gap-2 text-sm">
          {lines.map(({ item, line }) => (
            <li key={line.replyId} className="flex items-start gap-2">
              {line.ok ? (
                <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
              ) : (
                <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
              )}
              <span className="min-w-0 break-words">
                {item ? (
                  <span className="font-medium">
                    <QuotedWords item={item} />{" "}
                  </span>
                ) : null}
                {item?.patientName
                  ? t.rich("of", {
                      name: nameOf(item.patientName),
                      words: wordsOf(line),
                      ...ISOLATED,
                    })
                  : wordsOf(line)}
              </span>
            </li>
          ))}
        </ul>
      </DialogContent>
    </Dialog>
  )
}
