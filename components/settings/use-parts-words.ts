import { useTranslations } from "next-intl"
import { analyseText } from "@/lib/messages/segments"

/** "2 parts": of a text as it stands; values add to it. */
export function usePartsWords() {
  const t = useTranslations("settings")
  return (body: string) => t("parts", { n: analyseText(body).parts })
}
