import "server-only"
import { and, desc, eq, isNull, ne, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { TemplatePurpose } from "@/db/enums"
import { organizations, templates, templateVersions } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { type Work, writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/id"
import { sendingSettings } from "@/lib/messages/sending-settings"
import { templateRefusals } from "./refusal"
import {
  type ArchiveTemplate,
  archiveTemplateSchema,
  type MakeDefault,
  makeDefaultSchema,
  type ReviseTemplate,
  reviseTemplateSchema,
  type WriteTemplate,
  writeTemplateSchema,
} from "./schema"

export type KeptTemplate = { templateId: string; version: number }

/**
 * Keeps a new text. Throws `invalid` for what the editor refuses (field `body`) and `conflict` for a
 * name that another text of the language has (field `name`).
 */
export async function writeTemplate(
  ctx: StaffContext,
  input: WriteTemplate,
): Promise<KeptTemplate> {
  const { body, ...wanted } = writeTemplateSchema.parse(input)
  const templateId = newId()
  return change(ctx, async (tx, work, { namesMedicines }) => {
    refuseText(body, namesMedicines)
    await refuseName(tx, { ...wanted, templateId })
    if (wanted.isDefault) await takeDefaultFrom(tx, wanted)
    const { organizationId } = ctx
    await tx.insert(templates).values({ organizationId, id: templateId, ...wanted })
    await addVersion(tx, ctx, { templateId, version: 1, body })
    const { purpose, language, isDefault } = wanted
    await work.audit(entryOf("written", templateId, { purpose, language, isDefault }))
    return { templateId, version: 1 }
  })
}

/**
 * Puts another wording, or another name, in force; the earlier wordings stay. The same wording makes
 * no version. Throws as writing does, `conflict` when somebody was first, `not_found`.
 */
export async function reviseTemplate(
  ctx: StaffContext,
  input: ReviseTemplate,
): Promise<KeptTemplate> {
  const { templateId, seen, name, body } = reviseTemplateSchema.parse(input)
  return change(ctx, async (tx, work, { namesMedicines }) => {
    const current = await currentOf(tx, { templateId, seen })
    if (current.body === body && current.name === name) {
      throw new AppError("invalid", "Neither the name nor the text is another one.", {
        field: "body",
      })
    }
    refuseText(body, namesMedicines)
    await refuseName(tx, { ...current, templateId, name })
    const version = current.body === body ? seen : seen + 1
    if (version > seen) await addVersion(tx, ctx, { templateId, version, body })
    await tx.update(templates).set({ name }).where(eq(templates.id, templateId))
    const isRenamed = current.name !== name
    await work.audit(entryOf("revised", templateId, { from: seen, to: version, isRenamed }))
    return { templateId, version }
  })
}

/** Takes a text out of use; what was sent by it stays explained. Throws `conflict`, `not_found`. */
export async function archiveTemplate(
  ctx: StaffContext,
  input: ArchiveTemplate,
): Promise<KeptTemplate> {
  const { templateId, seen } = archiveTemplateSchema.parse(input)
  return change(ctx, async (tx, work) => {
    const { isDefault } = await currentOf(tx, { templateId, seen })
    await tx
      .update(templates)
      .set({ archivedAt: Date.now(), isDefault: false })
      .where(eq(templates.id, templateId))
    await work.audit(entryOf("archived", templateId, { version: seen, wasDefault: isDefault }))
    return { templateId, version: seen }
  })
}

/**
 * Makes a text the one that goes out for its purpose and language, in place of the one before.
 * Throws `conflict`, also when it is the default already, and `not_found`.
 */
export async function makeDefault(ctx: StaffContext, input: MakeDefault): Promise<KeptTemplate> {
  const { templateId, seen } = makeDefaultSchema.parse(input)
  return change(ctx, async (tx, work) => {
    const current = await currentOf(tx, { templateId, seen })
    if (current.isDefault) {
      throw new AppError("conflict", "This text is the default already. Nothing was changed.")
    }
    const before = await takeDefaultFrom(tx, current)
    await tx.update(templates).set({ isDefault: true }).where(eq(templates.id, templateId))
    await work.audit(entryOf("made_default", templateId, { version: seen, before }))
    return { templateId, version: seen }
  })
}

type Kept = typeof templates.$inferSelect & { body: string }

/** Admins take turns: names and defaults are unique among an organization's texts. */
async function change<T>(
  ctx: StaffContext,
  write: (tx: Transaction, work: Work, of: { namesMedicines: boolean }) => Promise<T>,
): Promise<T> {
  return writeAs(ctx, "templates.edit", async (tx, work) => {
    const [home] = await tx
      .select({ settings: organizations.settings })
      .from(organizations)
      .for("no key update")
    work.publish("settings")
    return write(tx, work, sendingSettings(home?.settings))
  })
}

async function currentOf(
  tx: Transaction,
  { templateId, seen }: { templateId: string; seen: number },
): Promise<Kept> {
  const [found] = await tx
    .select({ template: templates, version: templateVersions.version, body: templateVersions.body })
    .from(templates)
    .innerJoin(templateVersions, eq(templateVersions.templateId, templates.id))
    .where(eq(templates.id, templateId))
    .orderBy(desc(templateVersions.version))
    .limit(1)
  if (!found) throw new AppError("not_found", "There is no such template in your organization.")
  if (found.template.archivedAt !== null) {
    throw new AppError("conflict", "Somebody archived this template. Nothing was changed.")
  }
  if (found.version !== seen) {
    throw new AppError(
      "conflict",
      "Somebody changed this text meanwhile. Nothing was changed; look at it again.",
    )
  }
  return { ...found.template, body: found.body }
}

function refuseText(body: string, namesMedicines: boolean): void {
  const [refusal] = templateRefusals(body, { namesMedicines })
  if (refusal) throw new AppError("invalid", refusal.sentence, { field: "body" })
}

async function refuseName(
  tx: Transaction,
  { templateId, name, language }: { templateId: string; name: string; language: string },
): Promise<void> {
  const [taken] = await tx
    .select({ id: templates.id })
    .from(templates)
    .where(
      and(
        eq(templates.language, language),
        sql`lower(${templates.name}) = lower(${name})`,
        isNull(templates.archivedAt),
        ne(templates.id, templateId),
      ),
    )
  if (!taken) return
  const sentence = "Another template of this language has this name. Choose another."
  throw new AppError("conflict", sentence, { field: "name" })
}

/** The id of the text that was the default before, if there was one. */
async function takeDefaultFrom(
  tx: Transaction,
  { purpose, language }: { purpose: TemplatePurpose; language: string },
): Promise<string | null> {
  const [before] = await tx
    .update(templates)
    .set({ isDefault: false })
    .where(
      and(
        eq(templates.purpose, purpose),
        eq(templates.language, language),
        eq(templates.isDefault, true),
      ),
    )
    .returning({ id: templates.id })
  return before?.id ?? null
}

async function addVersion(
  tx: Transaction,
  ctx: StaffContext,
  made: { templateId: string; version: number; body: string },
): Promise<void> {
  const { organizationId, staffId: writtenBy } = ctx
  await tx.insert(templateVersions).values({ organizationId, writtenBy, ...made })
}

const entryOf = (
  what: "written" | "revised" | "archived" | "made_default",
  subjectId: string,
  details: Record<string, unknown>,
) => ({ verb: `template.${what}`, subjectKind: "template", subjectId, details })
