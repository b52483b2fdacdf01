import type { Metadata } from "next"
import { connection } from "next/server"
import { getTranslations } from "next-intl/server"
import { LanguageSelect } from "@/components/shell/language-select"
import { Translated } from "@/components/shell/translated"
import { SignInForm } from "@/components/sign-in/sign-in-form"
import { demoPeople, demoPhones } from "@/lib/auth/demo-people"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn")
  return { title: t("page") }
}

const ENDED = ["you", "here", "over", "failed", "access", "idle"] as const

type Props = { searchParams: Promise<{ ended?: string }> }

export default async function SignInPage({ searchParams }: Props) {
  await connection()
  const [{ ended }, people] = await Promise.all([searchParams, demoPeople()])
  const t = await getTranslations("signIn")
  const how = ENDED.find((each) => each === ended)
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="grid w-full max-w-sm gap-6">
        <div className="grid gap-1">
          <h1 className="font-semibold text-xl tracking-tight">{t("title")}</h1>
          <p className="text-muted-foreground text-sm">{t("which")}</p>
        </div>
        <Translated of={["signIn"]}>
          <SignInForm
            people={people}
            phones={demoPhones()}
            notice={how ? t(`ended.${how}`) : null}
          />
        </Translated>
        <LanguageSelect />
      </div>
    </main>
  )
}
