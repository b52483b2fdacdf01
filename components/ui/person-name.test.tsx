import { NextIntlClientProvider } from "next-intl"
import { renderToString } from "react-dom/server"
import { expect, it } from "vitest"
import { PersonName } from "@/components/ui/person-name"
import { Quoted } from "@/components/ui/quoted"
import { translationOf } from "@/lib/i18n/catalogue"
import type { Language } from "@/lib/i18n/languages"
import { NAME_NOT_SHARED, SENDER_NOT_SHARED, SOME_COLLEAGUE } from "@/lib/patients/person-name"

async function said(language: Language): Promise<string> {
  const html = renderToString(
    <NextIntlClientProvider
      locale={language}
      messages={await translationOf(language)}
      timeZone="UTC"
    >
      {[NAME_NOT_SHARED, ...Object.values(SENDER_NOT_SHARED), SOME_COLLEAGUE, "Ada Lund"].map(
        (name) => (
          <PersonName key={name} of={name} />
        ),
      )}
      <Quoted>{"took it {at} noon"}</Quoted>
    </NextIntlClientProvider>,
  )
  return html.replace(/<!-- -->/g, "").replace(/(<[^>]+>)+/g, "|")
}

it("says what stands for a name, and quotes, in the reader's language", async () => {
  expect(await said("en")).toBe(
    "|Name not shared|A caregiver|An organization user|Unknown sender|a colleague|Ada Lund|“|took it {at} noon|”|",
  )
  expect(await said("de")).toMatch(
    /^\|Name nicht freigegeben\|.*\|Ada Lund\|„\|took it {at} noon\|“\|$/,
  )
  expect(await said("he")).toMatch(/^\|השם לא שותף\|.*\|Ada Lund\|״\|took it {at} noon\|״\|$/)
})
