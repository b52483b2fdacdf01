import { CircleCheck, CircleX, TriangleAlert } from "lucide-react"
import { useTranslations } from "next-intl"
import { CarrierAdvice } from "@/components/consent/carrier-advice"
import { cn } from "@/components/ui/cn"
import { Time } from "@/components/ui/time"
import type { ConsentPage } from "@/lib/consent/consent-page"
import type { Standing } from "@/lib/consent/standing"
import type { Suspicion } from "@/lib/consent/suspect"

const LOOKS: Record<Standing["tone"], { className: string; Icon: typeof CircleCheck }> = {
  good: { className: "bg-subtle text-foreground", Icon: CircleCheck },
  warning: { className: "bg-warning-soft text-warning", Icon: TriangleAlert },
  danger: { className: "bg-danger-soft text-danger", Icon: CircleX },
}

/** The state now in one sentence, and, of a suspected opt-out, why and what to tell the patient. */
export function StandingNote({ page }: { page: ConsentPage }) {
  const t = useTranslations("consent")
  const { standing, patient, phone } = page
  const { className, Icon } = LOOKS[standing.tone]
  const time = () =>
    standing.until === null ? null : (
      <Time instant={standing.until} zone={patient.zone} form="short" />
    )
  return (
    <section
      aria-label={t("standing.label")}
      className={cn("flex gap-3 rounded-md px-4 py-2.5", className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="grid gap-1">
        <p key={standing.says} className="font-medium text-base">
          {t.rich(`standing.${standing.says}`, { time })}
        </p>
        {patient.suspicion ? (
          <p className="text-pretty text-sm">
            <WhySuspected suspicion={patient.suspicion} />{" "}
            <CarrierAdvice number={phone?.staticNumber ?? null} />
          </p>
        ) : null}
      </div>
    </section>
  )
}

function WhySuspected({ suspicion }: { suspicion: Suspicion }) {
  const t = useTranslations("consent.suspicion")
  if (suspicion.cause === "blocked") return t("blocked")
  const { texts, answered, asked } = suspicion
  return t("silence", { texts, answered, asked })
}
