import { useTranslations } from "next-intl"
import { ROLES } from "@/db/enums"
import type { RoleEffects } from "@/lib/auth/role-effects"

type Translate = ReturnType<typeof useTranslations<"settings.people">>

/** "3 people become clinicians, 1 loses access"; null when nobody changes. */
export function useEffectWords() {
  const t = useTranslations("settings.people")
  return (effects: RoleEffects) => effectWordsIn(t, effects)
}

export function effectWordsIn(t: Translate, { becomes, lost }: RoleEffects): string | null {
  const changes = [
    ...ROLES.map((role) => ({ what: role, n: becomes[role] })),
    { what: "lost" as const, n: lost },
  ].filter(({ n }) => n > 0)
  if (changes.length === 0) return null
  return changes
    .map(({ what, n }, at) => t(at === 0 ? `becomes.${what}` : `alsoBecomes.${what}`, { n }))
    .join(", ")
}
