import "server-only"
import { asc, desc, eq, isNull, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { organizations, staff, templates, templateVersions } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { requirePermission } from "@/lib/auth/require-permission"
import { readAs } from "@/lib/auth/unit-of-work"
import { grouped } from "@/lib/grouped"
import { sendingSettings } from "@/lib/messages/sending-settings"
import { HOME_LANGUAGE, languageOf } from "./language"
import type { LanguageCount, Template, TemplateChoice, TemplatesScreen } from "./template"

/** Every text of the organization with its history, for admins. Throws `forbidden`. */
export async function templatesScreen(ctx: StaffContext): Promise<TemplatesScreen> {
  requirePermission(ctx, "templates.edit")
  return readAs(ctx, async (tx) => {
    const [home] = await tx.select().from(organizations)
    return {
      templates: await allTemplates(tx),
      languages: await patientLanguages(tx),
      namesMedicines: sendingSettings(home?.settings).namesMedicines,
      zone: home?.timeZone ?? "UTC",
    }
  })
}

async function allTemplates(tx: Transaction): Promise<Template[]> {
  const kept = await tx
    .select()
    .from(templates)
    .orderBy(sql`${templates.archivedAt} desc nulls first`, asc(sql`lower(${templates.name})`))
  const rows = await tx
    .select({
      templateId: templateVersions.templateId,
      version: templateVersions.version,
      body: templateVersions.body,
      at: templateVersions.writtenAt,
      by: sql<string | null>`nullif(concat_ws(' ', ${staff.firstName}, ${staff.lastName}), '')`,
    })
    .from(templateVersions)
    .leftJoin(staff, eq(staff.id, templateVersions.writtenBy))
    .orderBy(desc(templateVersions.version))
  const byTemplate = grouped(rows, ({ templateId }) => templateId)
  return kept.flatMap(({ id, name, purpose, language, isDefault, archivedAt }) => {
    const [first, ...earlier] = (byTemplate.get(id) ?? []).map(
      ({ templateId: _, ...version }) => version,
    )
    if (!first) return []
    return { id, name, purpose, language, isDefault, archivedAt, versions: [first, ...earlier] }
  })
}

/** Unknown locales count as English, as they do when a text is chosen. */
async function patientLanguages(tx: Transaction): Promise<LanguageCount[]> {
  const { rows } = await tx.execute<{ locale: string | null; n: number }>(sql`
    select locale, count(*)::int as n from patients
     where deleted_at is null and is_enabled group by 1`)
  const counts = new Map<string, number>()
  for (const { locale, n } of rows) {
    const language = languageOf(locale) ?? HOME_LANGUAGE
    counts.set(language, (counts.get(language) ?? 0) + n)
  }
  return [...counts]
    .map(([language, patients]) => ({ language, patients }))
    .sort((a, b) => b.patients - a.patients || a.language.localeCompare(b.language))
}

/** The texts in use in their newest wording, for whoever writes to a patient. */
export async function templateChoices(tx: Transaction): Promise<TemplateChoice[]> {
  return tx
    .selectDistinctOn([templates.id], {
      id: templates.id,
      version: templateVersions.version,
      name: templates.name,
      purpose: templates.purpose,
      language: templates.language,
      isDefault: templates.isDefault,
      body: templateVersions.body,
    })
    .from(templates)
    .innerJoin(templateVersions, eq(templateVersions.templateId, templates.id))
    .where(isNull(templates.archivedAt))
    .orderBy(templates.id, desc(templateVersions.version))
}
