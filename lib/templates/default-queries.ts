import "server-only"
import { and, desc, eq, isNull } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { templates, templateVersions } from "@/db/schema"
import type { DefaultText } from "./text-for"

/** The organization's default texts in their newest versions, for `textFor`. */
export async function defaultTexts(tx: Transaction): Promise<DefaultText[]> {
  return tx
    .selectDistinctOn([templates.id], {
      id: templates.id,
      version: templateVersions.version,
      purpose: templates.purpose,
      language: templates.language,
      body: templateVersions.body,
    })
    .from(templates)
    .innerJoin(templateVersions, eq(templateVersions.templateId, templates.id))
    .where(and(eq(templates.isDefault, true), isNull(templates.archivedAt)))
    .orderBy(templates.id, desc(templateVersions.version))
}
