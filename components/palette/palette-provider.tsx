"use client"

import { useLocale, useTranslations } from "next-intl"
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react"
import { OnDemand, partOf } from "@/components/shell/on-demand"
import type { ShellTab } from "@/components/shell/shell-tabs"
import { toast } from "@/components/ui/toast-store"
import type { Role } from "@/db/enums"

const MOST_RECENT = 6

export type RecentPatient = { id: string; name: string }
export type PaletteProps = {
  /** The pages of the frame, chosen by role. */
  tabs: ShellTab[]
  role: Role
  signOut: () => Promise<void>
}

type Held = { open: () => void; remember: (patient: RecentPatient) => void }
const Context = createContext<Held>({ open: () => {}, remember: () => {} })

/** Fetched for the first who opens it, so that a page's first load knows nothing of it. */
export const PALETTE = partOf(
  () => import("@/components/palette/palette").then((file) => file.Palette),
  ["palette"],
)

/**
 * Opens the command palette from anywhere, with Ctrl-K or ⌘K. Which patients were opened last is
 * known as long as the frame stands, and nowhere but in memory.
 */
export function PaletteProvider({ children, ...props }: PaletteProps & { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  const [wasOpened, setOpened] = useState(false)
  const [recent, setRecent] = useState<RecentPatient[]>([])
  const language = useLocale()
  const t = useTranslations("ui.onDemand")
  const held = useMemo(() => {
    const open = () =>
      void PALETTE.fetch(language).then(
        () => {
          setOpened(true)
          setOpen(true)
        },
        () => toast.error(t("failed"), { description: t("failedWhy") }),
      )
    const remember = (patient: RecentPatient) =>
      setRecent((known) =>
        known[0]?.id === patient.id
          ? known
          : [patient, ...known.filter(({ id }) => id !== patient.id)].slice(0, MOST_RECENT),
      )
    return { open, remember }
  }, [language, t])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isPaletteKey(event) || document.querySelector('[role="alertdialog"]')) return
      event.preventDefault()
      held.open()
    }
    addEventListener("keydown", onKeyDown)
    return () => removeEventListener("keydown", onKeyDown)
  }, [held])
  return (
    <Context value={held}>
      {children}
      {wasOpened ? (
        <OnDemand
          part={PALETTE}
          props={{ ...props, recent, isOpen, onOpenChange: setOpen }}
          frame={Unseen}
        />
      ) : null}
    </Context>
  )
}

/** In another language its words are on their way once more; it opens when they are here. */
const Unseen = () => null

function isPaletteKey({ key, ctrlKey, metaKey, altKey, shiftKey, repeat }: KeyboardEvent): boolean {
  return key.toLowerCase() === "k" && ctrlKey !== metaKey && !altKey && !shiftKey && !repeat
}

export const usePalette = () => useContext(Context)

/** Keeps who is on the screen among the recent patients of the palette. */
export function useRememberPatient({ id, name }: RecentPatient): void {
  const { remember } = usePalette()
  useEffect(() => remember({ id, name }), [remember, id, name])
}
