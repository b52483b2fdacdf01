import type { Translation } from "./catalogue"
import type { Language } from "./languages"

declare module "next-intl" {
  interface AppConfig {
    Locale: Language
    Messages: Translation
  }
}
