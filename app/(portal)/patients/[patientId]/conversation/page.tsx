import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { ConversationView } from "@/components/conversation/conversation-view"
import { PatientSkeleton } from "@/components/patients/patient-skeleton"
import { OnTheWay } from "@/components/shell/on-the-way"
import { Translated } from "@/components/shell/translated"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { conversationPage } from "@/lib/conversations/queries"
import { shownPartsSchema } from "@/lib/conversations/schema"
import { isPatientHere } from "@/lib/patients/queries"
import { patientIdSchema } from "@/lib/patients/schema"

/** No name: titles end up in the browser's history. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("conversation")
  return { title: t("page") }
}

type Asked = { show?: string; reply?: string; message?: string }
type Props = { params: Promise<{ patientId: string }>; searchParams: Promise<Asked> }

export default async function ConversationOfPatientPage({ params, searchParams }: Props) {
  const ctx = await requireStaff()
  const [{ patientId }, asked] = await Promise.all([params, searchParams])
  const id = patientIdSchema.safeParse(patientId)
  // Before anything streams: once a skeleton is out, the status can no longer become 404.
  if (!id.success || !(await isPatientHere(ctx, id.data))) notFound()
  return (
    <OnTheWay key={id.data} skeleton={<PatientSkeleton />}>
      <Conversation patientId={id.data} asked={asked} />
    </OnTheWay>
  )
}

async function Conversation({ patientId, asked }: { patientId: string; asked: Asked }) {
  const ctx = await requireStaff()
  const shown = shownPartsSchema.parse(asked.show)
  return (
    <Translated of={["patients", "review", "tasks"]}>
      <ConversationView
        initial={await conversationPage(ctx, patientId, { shown, cursor: null }, Date.now())}
        shown={shown}
        markedId={asked.reply ?? asked.message ?? null}
        staffId={ctx.staffId}
        maySend={can(ctx.role, "messages.send")}
        mayHandle={can(ctx.role, "conversations.handle")}
        mayDismiss={can(ctx.role, "review.dismiss")}
        mayWriteNotes={can(ctx.role, "notes.write")}
        maySetZone={can(ctx.role, "patients.set_zone")}
      />
    </Translated>
  )
}
