import "server-only"
import { getRequestConfig } from "next-intl/server"
import { translationOf } from "./catalogue"
import { spokenLanguage } from "./spoken"

/** Which language a request is answered in. Times name their own zone, so UTC is no one's. */
export default getRequestConfig(async () => {
  const language = await spokenLanguage()
  return { locale: language, messages: await translationOf(language), timeZone: "UTC" }
})
