import "server-only"
import { cookies, headers } from "next/headers"
import { LANGUAGE_COOKIE, type Language, languageFor } from "./languages"

/** The language of whoever sent the request that is being answered. */
export async function spokenLanguage(): Promise<Language> {
  const [chosen, asked] = await Promise.all([cookies(), headers()])
  return languageFor(chosen.get(LANGUAGE_COOKIE)?.value, asked.get("accept-language"))
}
