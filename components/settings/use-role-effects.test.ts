import { createTranslator } from "next-intl"
import { expect, it } from "vitest"
import { translationOf } from "@/lib/i18n/catalogue"
import { effectWordsIn } from "./use-role-effects"

const t = createTranslator({
  ...{ locale: "en", messages: await translationOf("en"), namespace: "settings.people" },
}) as Parameters<typeof effectWordsIn>[0]

it("says who changes: of one person as of one, and of nobody not at all", () => {
  const words = (clinician: number, admin: number, lost: number) =>
    effectWordsIn(t, { becomes: { clinician, coordinator: 0, admin }, lost, adminsLeft: 1 })
  expect(words(3, 0, 1)).toBe("3 people become clinicians, 1 loses access")
  expect(words(0, 1, 0)).toBe("1 person becomes an admin")
  expect(words(0, 0, 2)).toBe("2 people lose access")
  expect(words(0, 0, 0)).toBeNull()
})
