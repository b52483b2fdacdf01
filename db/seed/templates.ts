import type { staff } from "@/db/schema"
import { newId } from "@/lib/id"
import { languageOf } from "@/lib/templates/language"
import { DAY_MS, type Instant } from "@/lib/time"
import type { SeedRows } from "./rows"

type Text = { purpose: "reminder" | "manual"; name: string; body: string }

/** Of letters that GSM-7 has, so that each takes one part. */
const TEXTS: Readonly<Record<string, readonly Text[]>> = {
  en: [
    {
      purpose: "reminder",
      name: "With the first name",
      body: "Hello {firstName}, it is time for your medication. Reply 1 once you have taken it, 2 if you have not.",
    },
    {
      purpose: "manual",
      name: "Please call us",
      body: "Hello {firstName}, please call us today, at a time that suits you. {organization}",
    },
  ],
  es: [
    {
      purpose: "manual",
      name: "Por favor, llame",
      body: "Hola {firstName}: por favor, llame hoy al consultorio, cuando le venga bien. {organization}",
    },
  ],
  de: [
    {
      purpose: "reminder",
      name: "Mit Vornamen",
      body: "Guten Tag {firstName}, bitte denken Sie an Ihr Medikament. Antworten Sie mit 1, wenn Sie es eingenommen haben, mit 2, wenn nicht.",
    },
    {
      purpose: "manual",
      name: "Bitte rufen Sie an",
      body: "Guten Tag {firstName}, bitte rufen Sie uns heute an, wenn es Ihnen passt. {organization}",
    },
  ],
}
const MOST_TEXTS = 3
const AGE_MS = 60 * DAY_MS

type Home = {
  organizationId: string
  locales: readonly (string | null)[]
  writer: typeof staff.$inferSelect | null
}

/**
 * A few texts to choose from, in the languages that most patients have. None is a default: the
 * schedule sends what is built in.
 */
export function addTemplates(rows: SeedRows, home: Home, now: Instant): void {
  const { organizationId, writer } = home
  const at = now - AGE_MS
  const texts = commonLanguages(home.locales).flatMap((language) =>
    (TEXTS[language] ?? []).map((text) => ({ ...text, language })),
  )
  for (const { body, ...text } of texts.slice(0, MOST_TEXTS)) {
    const id = newId()
    rows.templates.push({ organizationId, id, ...text, createdAt: at })
    rows.templateVersions.push({
      ...{ organizationId, templateId: id, version: 1, body },
      ...{ writtenBy: writer?.id ?? null, writtenAt: at },
    })
  }
}

function commonLanguages(locales: readonly (string | null)[]): string[] {
  const counts = new Map<string, number>()
  for (const locale of locales) {
    const language = languageOf(locale)
    if (language !== null) counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([language]) => language)
}
