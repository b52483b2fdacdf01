"use server"

import type { z } from "zod"
import { staffAction } from "@/lib/auth/action"
import { archiveTemplate, makeDefault, reviseTemplate, writeTemplate } from "./mutations"
import { previewText } from "./preview-queries"
import {
  archiveTemplateSchema,
  makeDefaultSchema,
  previewTextSchema,
  reviseTemplateSchema,
  writeTemplateSchema,
} from "./schema"

const writing = staffAction("templates.edit", writeTemplateSchema, writeTemplate)
const revising = staffAction("templates.edit", reviseTemplateSchema, reviseTemplate)
const archiving = staffAction("templates.edit", archiveTemplateSchema, archiveTemplate)
const choosing = staffAction("templates.edit", makeDefaultSchema, makeDefault)
const previewing = staffAction("templates.edit", previewTextSchema, previewText)

export async function writeText(input: z.input<typeof writeTemplateSchema>) {
  return writing(input)
}

export async function reviseText(input: z.input<typeof reviseTemplateSchema>) {
  return revising(input)
}

export async function archiveText(input: z.input<typeof archiveTemplateSchema>) {
  return archiving(input)
}

export async function makeTextDefault(input: z.input<typeof makeDefaultSchema>) {
  return choosing(input)
}

export async function previewWithValues(input: z.input<typeof previewTextSchema>) {
  return previewing(input)
}
