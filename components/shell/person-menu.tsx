"use client"

import { CircleUser, LogOut, Monitor, Moon, Sun } from "lucide-react"
import { useTranslations } from "next-intl"
import { useTheme } from "next-themes"
import { useState, useTransition } from "react"
import { useLanguageChoice, useLanguageNews } from "@/components/shell/language-choice"
import { useSignOut } from "@/components/shell/use-sign-out"
import { Button } from "@/components/ui/button"
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu"
import { LANGUAGE_NAMES, LANGUAGES } from "@/lib/i18n/languages"

export type PersonMenuProps = {
  name: string
  /** As people say it: "Coordinator". */
  role: string
  /** A server action. */
  signOut: () => Promise<void>
}

/** Who is signed in, how the portal looks and speaks to them, and the way out. */
export function PersonMenu({ name, role, signOut }: PersonMenuProps) {
  const t = useTranslations("shell")
  useLanguageNews()
  const leave = useSignOut(signOut)
  const [pending, startTransition] = useTransition()
  const [frame, setFrame] = useState<HTMLElement | null>(null)
  return (
    <DropdownMenu>
      <span ref={setFrame} />
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" pending={pending} className="-me-2 max-md:px-2">
          <CircleUser aria-hidden />
          <span className="max-w-40 truncate max-md:sr-only">{name}</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align="end"
        container={frame}
        className="max-h-(--radix-dropdown-menu-content-available-height) overflow-y-auto"
      >
        <div className="px-2 py-1.5">
          <p className="font-medium text-sm">{name}</p>
          <p className="text-muted-foreground text-xs">{role}</p>
        </div>
        <DropdownMenuSeparator />
        <ThemeChoice />
        <DropdownMenuSeparator />
        <LanguageChoice />
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => startTransition(leave)}>
          <LogOut aria-hidden className="rtl:-scale-x-100" />
          {t("signOut")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

function ThemeChoice() {
  const t = useTranslations("shell.theme")
  const { theme, setTheme } = useTheme()
  return (
    <>
      <DropdownMenuLabel id="theme-choice">{t("title")}</DropdownMenuLabel>
      <DropdownMenuRadioGroup
        aria-labelledby="theme-choice"
        value={theme ?? "system"}
        onValueChange={setTheme}
      >
        <DropdownMenuRadioItem value="system">
          <Monitor aria-hidden />
          {t("system")}
        </DropdownMenuRadioItem>
        <DropdownMenuRadioItem value="light">
          <Sun aria-hidden />
          {t("light")}
        </DropdownMenuRadioItem>
        <DropdownMenuRadioItem value="dark">
          <Moon aria-hidden />
          {t("dark")}
        </DropdownMenuRadioItem>
      </DropdownMenuRadioGroup>
    </>
  )
}

/** Each language by its own name, so that it is found by who reads no other. */
function LanguageChoice() {
  const t = useTranslations("shell.language")
  const { language, choose } = useLanguageChoice()
  return (
    <>
      <DropdownMenuLabel id="language-choice">{t("title")}</DropdownMenuLabel>
      <DropdownMenuRadioGroup
        aria-labelledby="language-choice"
        value={language}
        onValueChange={choose}
      >
        {LANGUAGES.map((each) => (
          <DropdownMenuRadioItem key={each} value={each}>
            <span lang={each}>{LANGUAGE_NAMES[each]}</span>
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
    </>
  )
}
