import Link from "next/link"
import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import { PersonName, usePersonName } from "@/components/ui/person-name"
import type { WhomToAsk } from "@/lib/auth/whom-to-ask"

/** For somebody whom BioT let in and to whom the organization has given no role: the way on. */
export function NoRole({ organization, person, template, admins, hasRole }: WhomToAsk) {
  const t = useTranslations("signIn")
  const nameOf = usePersonName()
  if (hasRole) {
    return (
      <div className="grid w-full max-w-md gap-6">
        <div className="grid gap-2">
          <h1 className="font-semibold text-xl tracking-tight">{t("noRole.given")}</h1>
          <p className="text-base">{t("noRole.givenWhy", { organization })}</p>
        </div>
        <SignInLink label={t("signIn")} />
      </div>
    )
  }
  return (
    <div className="grid w-full max-w-md gap-6">
      <div className="grid gap-2">
        <h1 className="text-balance font-semibold text-xl tracking-tight">{t("noRole.title")}</h1>
        <p className="text-base">{t("noRole.why", { person: nameOf(person), organization })}</p>
      </div>
      {admins.length > 0 ? (
        <section className="grid gap-2">
          <h2 className="font-semibold text-base">{t("noRole.ask", { n: admins.length })}</h2>
          <ul className="divide-y border-y">
            {admins.map(({ id, name }) => (
              <li key={id} className="flex min-h-11 items-center font-medium text-base">
                <PersonName of={name} />
              </li>
            ))}
          </ul>
        </section>
      ) : (
        <p className="text-base">{t("noRole.noAdmin", { organization })}</p>
      )}
      <section className="grid gap-1">
        <h2 className="font-semibold text-base">{t("noRole.tell")}</h2>
        <p className="text-muted-foreground text-sm">
          {template ? t("noRole.template", { template }) : t("noRole.noTemplate")}
        </p>
      </section>
      <SignInLink label={t("noRole.back")} />
    </div>
  )
}

function SignInLink({ label }: { label: string }) {
  return (
    <Button asChild size="lg" className="justify-self-start">
      <Link href="/sign-in">{label}</Link>
    </Button>
  )
}
