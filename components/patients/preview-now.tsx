import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { usePersonName } from "@/components/ui/person-name"
import { Quoted } from "@/components/ui/quoted"
import { Skeleton, SkeletonNote } from "@/components/ui/skeleton"
import { Time } from "@/components/ui/time"
import type { PatientGlance } from "@/lib/patients/glance"

type PreviewNowProps = {
  patientId: string
  zone: string
  glance: PatientGlance | null
  problem: string | null
  isPending: boolean
}

/** What the patient said last, and which dose comes next; read as the preview opens. */
export function PreviewNow({ patientId, zone, glance, problem, isPending }: PreviewNowProps) {
  const t = useTranslations("patients.preview")
  if (isPending) {
    return (
      <div className="grid gap-2">
        <SkeletonNote>{t("loading")}</SkeletonNote>
        <Skeleton className="h-4 w-28" />
        <Skeleton className="h-10" />
      </div>
    )
  }
  if (!glance) return <p className="text-danger">{problem}</p>
  return (
    <>
      <section aria-labelledby="preview-reply" className="grid gap-1">
        <h3 id="preview-reply" className="font-semibold">
          {t("lastReply")}
        </h3>
        <LastReply {...{ patientId, zone, glance }} />
      </section>
      <section aria-labelledby="preview-next" className="grid gap-1">
        <h3 id="preview-next" className="font-semibold">
          {t("nextDose")}
        </h3>
        <NextDose {...{ zone, glance }} />
      </section>
    </>
  )
}

type Of = { patientId: string; zone: string; glance: PatientGlance }

function LastReply({ patientId, zone, glance: { lastReply, assignee } }: Of) {
  const t = useTranslations("patients.preview")
  const nameOf = usePersonName()
  if (!lastReply) return <p className="text-muted-foreground">{t("noReply")}</p>
  return (
    <>
      {lastReply.body?.trim() ? (
        <p className="break-words">
          <Quoted className="whitespace-pre-wrap">{lastReply.body}</Quoted>
        </p>
      ) : (
        <p>{t("empty")}</p>
      )}
      <p className="text-muted-foreground text-xs">
        <Time instant={lastReply.at} zone={zone} />
        {" · "}
        <Link
          href={`/patients/${patientId}/conversation` as Route}
          className="rounded-sm underline underline-offset-4"
        >
          {t("conversation")}
        </Link>
        {assignee ? (
          <>
            {" · "}
            {t.rich("assigned", { name: () => <bdi>{nameOf(assignee)}</bdi> })}
          </>
        ) : null}
      </p>
    </>
  )
}

function NextDose({ zone, glance: { nextDose } }: Omit<Of, "patientId">) {
  const t = useTranslations("patients.preview")
  if (!nextDose) return <p className="text-muted-foreground">{t("noNext")}</p>
  const { medication, doseText, dueAt, isReminding } = nextDose
  return (
    <p>
      <bdi>{`${medication} ${doseText}`.trim()}</bdi>
      {" · "}
      <Time instant={dueAt} zone={zone} form="short" />
      {isReminding ? null : (
        <span className="text-muted-foreground">
          {" · "}
          {t("noReminder")}
        </span>
      )}
    </p>
  )
}
