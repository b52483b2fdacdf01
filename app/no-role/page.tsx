import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { NoRole } from "@/components/sign-in/no-role"
import { whomToAsk } from "@/lib/auth/whom-to-ask"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn.noRole")
  return { title: t("page") }
}

export default async function NoRolePage() {
  const found = await whomToAsk(Date.now())
  if (!found) redirect("/sign-in")
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <NoRole {...found} />
    </main>
  )
}
