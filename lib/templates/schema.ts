import { z } from "zod"
import { TEMPLATE_PURPOSES } from "@/db/enums"
import { LANGUAGES } from "./language"

export const LONGEST_NAME = 60
export const LONGEST_BODY = 2_000

const name = z
  .string()
  .trim()
  .min(1, "Give the template a name.")
  .max(LONGEST_NAME, `Use ${LONGEST_NAME} characters at most.`)
const body = z.string().trim().max(LONGEST_BODY, "The text is too long: three parts at most.")

/** `seen` is the version that the person had on the screen: a newer one is a conflict. */
const one = { templateId: z.uuid(), seen: z.int().min(1) }

export const writeTemplateSchema = z.object({
  name,
  purpose: z.enum(TEMPLATE_PURPOSES, "Choose what the text is for."),
  language: z.enum(LANGUAGES, "Choose a language."),
  body,
  isDefault: z.boolean(),
})
export const reviseTemplateSchema = z.object({ ...one, name, body })
export const archiveTemplateSchema = z.object(one)
export const makeDefaultSchema = z.object(one)
export const previewTextSchema = z.object({
  body: z.string().max(LONGEST_BODY, "The text is too long: three parts at most."),
})

export type WriteTemplate = z.input<typeof writeTemplateSchema>
export type ReviseTemplate = z.input<typeof reviseTemplateSchema>
export type ArchiveTemplate = z.input<typeof archiveTemplateSchema>
export type MakeDefault = z.input<typeof makeDefaultSchema>
export type PreviewText = z.input<typeof previewTextSchema>
