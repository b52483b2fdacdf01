import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { BatchScreen } from "@/components/batches/batch-screen"
import { PageBody } from "@/components/shell/page-body"
import { Translated } from "@/components/shell/translated"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { batchProgress, isBatchHere, recipientsPage } from "@/lib/batches/queries"
import { batchIdSchema, recipientsPageSchema } from "@/lib/batches/schema"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("batches.batch"))("pageTitle") }
}

type Props = {
  params: Promise<{ batchId: string }>
  searchParams: Promise<{ result?: string | string[] }>
}

export default async function BatchPage({ params, searchParams }: Props) {
  const ctx = await requireStaff()
  const id = batchIdSchema.safeParse((await params).batchId)
  if (!id.success || !(await isBatchHere(ctx, id.data))) notFound()
  const asked = recipientsPageSchema.parse({ result: (await searchParams).result, after: null })
  return (
    <PageBody>
      <Translated of={["batches", "composer", "messages"]}>
        <BatchScreen
          initial={await batchProgress(ctx, id.data, Date.now())}
          recipients={await recipientsPage(ctx, id.data, asked)}
          result={asked.result}
          maySend={can(ctx.role, "messages.send")}
        />
      </Translated>
    </PageBody>
  )
}
