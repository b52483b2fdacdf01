import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { NothingHere } from "@/components/shell/nothing-here"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell.nothing")
  return { title: t("page") }
}

export default function NotFound() {
  return (
    <main className="grid min-h-[70dvh] place-items-center p-4">
      <NothingHere />
    </main>
  )
}
