import { useTranslations } from "next-intl"
import { CarrierAdvice } from "@/components/consent/carrier-advice"
import { ConsentDialog } from "@/components/consent/consent-dialog"
import { OptOutDialog } from "@/components/consent/opt-out-dialog"
import { Badge } from "@/components/ui/badge"
import { Quoted } from "@/components/ui/quoted"
import { Time } from "@/components/ui/time"
import type { ConsentPage, OptOutWord } from "@/lib/consent/consent-page"

/** Whether the phone opted out, who said so and when; an opt-out is the phone's, whoever owns it. */
export function OptOutSection({ page, mayRecord }: { page: ConsentPage; mayRecord: boolean }) {
  const t = useTranslations("consent.optOut")
  const { optOut, history, phone, patient, wording } = page
  if (phone === null) return null
  const of = { patientId: patient.id, phone: phone.raw }
  const isOut = optOut?.isOptedOut === true
  return (
    <section aria-labelledby="opt-out-title" className="grid gap-3">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-2">
        <h2 id="opt-out-title" className="font-semibold text-base">
          {t("title")}
        </h2>
        {mayRecord && isOut ? (
          <ConsentDialog mode="lift" wording={wording} seen={optOut.changedAt} {...of} />
        ) : null}
        {mayRecord && !isOut ? <OptOutDialog {...of} isShared={isShared(page)} /> : null}
      </div>
      <p className="text-sm">{t(stateOf(page))}</p>
      {isOut ? (
        <p className="text-pretty text-muted-foreground text-sm">
          {t("carrier")} <CarrierAdvice number={phone.staticNumber} /> {t("start")}
        </p>
      ) : null}
      {history.length > 0 ? (
        <ol aria-label={t("history")} className="divide-y rounded-md border bg-surface">
          {history.map((word) => (
            <Word key={word.id} word={word} zone={patient.zone} />
          ))}
        </ol>
      ) : null}
    </section>
  )
}

function isShared({ patient }: ConsentPage): boolean {
  return patient.sharedWith.length + patient.ownersOutside > 0
}

function stateOf({ optOut, patient }: ConsentPage) {
  if (optOut?.isOptedOut) return optOut.byText ? "byText" : "byStaff"
  if (patient.suspicion) return "suspected"
  return optOut ? "lifted" : "never"
}

function Word({ word, zone }: { word: OptOutWord; zone: string }) {
  const t = useTranslations("consent")
  const { kind, at, by, words } = word
  const recorded = by === null ? t("optOut.colleague") : t("optOut.by", { by })
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 py-2 text-sm">
      <Badge variant={kind === "opted_out" ? "warning" : "neutral"}>{t(`optOut.${kind}`)}</Badge>
      <span className="min-w-0 break-words">
        {words === null ? recorded : <Quoted>{words}</Quoted>}
      </span>
      <Time instant={at} zone={zone} form="short" className="ms-auto text-muted-foreground" />
    </li>
  )
}
