import {
  CalendarCheck,
  ChartColumn,
  Inbox,
  Keyboard,
  Languages,
  LogOut,
  MessageSquare,
  Monitor,
  Moon,
  Send,
  Settings,
  Sun,
  Users,
} from "lucide-react"
import type { Route } from "next"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useTheme } from "next-themes"
import type { ReactNode } from "react"
import { sizeOf, useSelection } from "@/components/batches/selection"
import type { PaletteProps } from "@/components/palette/palette-provider"
import { useLanguageChoice } from "@/components/shell/language-choice"
import type { ShellTab } from "@/components/shell/shell-tabs"
import { useSignOut } from "@/components/shell/use-sign-out"
import { can } from "@/lib/auth/roles"
import { LANGUAGE_NAMES, LANGUAGES } from "@/lib/i18n/languages"
import { newId } from "@/lib/id"

export type PaletteCommand = { id: string; label: string; icon: ReactNode; run: () => void }

const ICONS: Record<string, ReactNode> = {
  today: <CalendarCheck aria-hidden />,
  patients: <Users aria-hidden />,
  messages: <MessageSquare aria-hidden />,
  review: <Inbox aria-hidden />,
  reports: <ChartColumn aria-hidden />,
  settings: <Settings aria-hidden />,
}

const SETTINGS = {
  connection: "/settings/connection",
  organization: "/settings/organization",
  replies: "/settings/replies",
  attention: "/settings/attention",
  templates: "/settings/templates",
  people: "/settings/people",
  staticNumbers: "/settings/static-numbers",
  sharedNumbers: "/settings/shared-numbers",
  exports: "/settings/exports",
  api: "/settings/api",
} as const satisfies Record<string, Route>

/** Every page that this person may open, by the name that its tab has. */
export function usePageCommands(tabs: ShellTab[]): PaletteCommand[] {
  const t = useTranslations("palette.settings")
  const router = useRouter()
  const page = (href: Route, label: string, icon: ReactNode) => {
    return { id: href, label, icon, run: () => router.push(href) }
  }
  const pages = tabs.map(({ href, label, icon }) => page(href, label, ICONS[icon]))
  if (!tabs.some(({ icon }) => icon === "settings")) return pages
  const keys = Object.keys(SETTINGS) as (keyof typeof SETTINGS)[]
  return [...pages, ...keys.map((key) => page(SETTINGS[key], t(key), ICONS.settings))]
}

type Acting = Pick<PaletteProps, "role" | "signOut"> & { onKeys: () => void }

/** What can be done from anywhere. */
export function useActionCommands({ role, signOut, onKeys }: Acting): PaletteCommand[] {
  const t = useTranslations("palette.action")
  const router = useRouter()
  const { selection } = useSelection()
  const { setTheme } = useTheme()
  const { language, choose } = useLanguageChoice()
  const leave = useSignOut(signOut)
  const n = sizeOf(selection)
  const themes = [
    { id: "system", label: t("system"), icon: <Monitor aria-hidden /> },
    { id: "light", label: t("light"), icon: <Sun aria-hidden /> },
    { id: "dark", label: t("dark"), icon: <Moon aria-hidden /> },
  ]
  const toSelected = {
    ...{ id: "send", label: t("send", { n }), icon: <Send aria-hidden /> },
    run: () => router.push(`/messages/new?draft=${newId()}` as Route),
  }
  return [
    ...(n > 0 && can(role, "messages.send") ? [toSelected] : []),
    ...themes.map((theme) => ({ ...theme, run: () => setTheme(theme.id) })),
    ...LANGUAGES.filter((each) => each !== language).map((each) => ({
      ...{ id: each, label: t("language", { name: LANGUAGE_NAMES[each] }) },
      ...{ icon: <Languages aria-hidden />, run: () => choose(each) },
    })),
    { id: "keys", label: t("keys"), icon: <Keyboard aria-hidden />, run: onKeys },
    {
      id: "sign-out",
      label: t("signOut"),
      icon: <LogOut aria-hidden />,
      run: () => void leave(),
    },
  ]
}
