import { useTranslations } from "next-intl"
import { ISOLATED } from "@/components/composer/isolated"
import { withinSentence } from "@/components/messages/message-words"
import { EffectView } from "@/components/review/effect-view"
import { useReplyWords } from "@/components/review/reply-words"
import { Quoted } from "@/components/ui/quoted"
import { Time } from "@/components/ui/time"
import { localDateAt } from "@/lib/local-date"
import type { ReviewDecision } from "@/lib/review/item"

/** Somebody was first, or the reply was understood after all; and what it changed. */
export function Decided({ decision, zone }: { decision: ReviewDecision; zone: string }) {
  const t = useTranslations("review")
  const { by, at, note, effect } = decision
  const state = withinSentence(useReplyWords().state(decision.state))
  return (
    <>
      <div role="status" className="rounded-md bg-warning-soft px-3 py-2 text-sm">
        <p className="font-medium">
          {by
            ? t.rich("decided.byWhom", {
                ...{ name: by, state },
                time: () => <Time instant={at} zone={zone} />,
                ...ISOLATED,
              })
            : t("decided.needsNobody", { state })}
        </p>
        {note ? (
          <p className="text-muted-foreground">
            <Quoted>{note}</Quoted>
          </p>
        ) : null}
      </div>
      {by ? (
        <EffectView
          title={t("effect.decision")}
          effects={effect}
          doseIds={effect.map(({ doseId }) => doseId)}
          day={localDateAt(at, zone)}
        />
      ) : null}
    </>
  )
}
