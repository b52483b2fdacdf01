import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { type AskedParams, readAddress } from "@/components/patients/patient-address"
import { PatientSkeleton } from "@/components/patients/patient-skeleton"
import { PatientView } from "@/components/patients/patient-view"
import { OnTheWay } from "@/components/shell/on-the-way"
import { Translated } from "@/components/shell/translated"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { isPatientHere } from "@/lib/patients/queries"
import { patientIdSchema } from "@/lib/patients/schema"
import { patientTimeline } from "@/lib/patients/timeline-queries"

/** The words of all that stands on the page: its own, and those of texts, tasks and the composer. */
const SAID = [
  "adherence",
  "composer",
  "conversation",
  "doses",
  "evidence.many",
  "evidence.whyDay",
  "messages",
  "patients",
  "review.move",
  "tasks",
  "today",
] as const

/** No name: titles end up in the browser's history. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("adherence")
  return { title: t("patient") }
}

type Asked = Record<string, string | string[] | undefined>
type Props = { params: Promise<{ patientId: string }>; searchParams: Promise<Asked> }

export default async function PatientPage({ params, searchParams }: Props) {
  const ctx = await requireStaff()
  const [{ patientId }, asked] = await Promise.all([params, searchParams])
  const id = patientIdSchema.safeParse(patientId)
  // Before anything streams: once a skeleton is out, the status can no longer become 404.
  if (!id.success || !(await isPatientHere(ctx, id.data))) notFound()
  return (
    <OnTheWay key={id.data} skeleton={<PatientSkeleton />}>
      <Patient patientId={id.data} asked={singles(asked)} />
    </OnTheWay>
  )
}

async function Patient({ patientId, asked }: { patientId: string; asked: AskedParams }) {
  const ctx = await requireStaff()
  const now = Date.now()
  const address = readAddress(asked, now)
  return (
    <Translated of={SAID}>
      <PatientView
        initial={await patientTimeline(ctx, patientId, address.period, now)}
        address={address}
        markedId={asked.reply ?? asked.message ?? null}
        openTaskId={asked.task ?? null}
        staffId={ctx.staffId}
        may={{
          followUp: can(ctx.role, "tasks.handle"),
          correct: can(ctx.role, "doses.correct"),
          send: can(ctx.role, "messages.send"),
          writeNotes: can(ctx.role, "notes.write"),
          handle: can(ctx.role, "conversations.handle"),
          setZone: can(ctx.role, "patients.set_zone"),
        }}
      />
    </Translated>
  )
}

/** A parameter that is given twice counts as not given. */
function singles(asked: Asked): AskedParams {
  const given = Object.entries(asked).filter((each) => typeof each[1] === "string")
  return Object.fromEntries(given) as AskedParams
}
