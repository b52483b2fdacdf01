"use client"

import { X } from "lucide-react"
import { useTranslations } from "next-intl"
import { type ReactNode, useState } from "react"
import { useDoseWords } from "@/components/doses/use-dose-words"
import type { Selection } from "@/components/doses/use-selection"
import { Button } from "@/components/ui/button"
import type { TimelineDose } from "@/lib/patients/timeline"

type SelectionBarProps = { selection: Selection; onClear: () => void; children: ReactNode }

/** How many doses are selected, of which days, and what can be done with them. */
export function SelectionBar(props: SelectionBarProps) {
  const { doses, isMode } = props.selection
  const t = useTranslations("doses.select")
  const said = useSelectionWords(doses)
  const isShown = isMode || doses.length > 0
  // Once made it stays, hidden: what is being written in a dialog of it outlives the selected doses.
  const [isMade, setMade] = useState(isShown)
  if (isShown && !isMade) setMade(true)
  return (
    <>
      {/* It stands there before it says anything, so that it is heard. */}
      <p role="status" className="sr-only">
        {isShown ? said : ""}
      </p>
      {isShown || isMade ? (
        <section
          hidden={!isShown}
          aria-label={t("bar")}
          className="dose-selection sticky bottom-2 z-10 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border bg-surface px-3 py-2 shadow-floating max-md:bottom-18 print:hidden"
        >
          <p className="min-w-0 flex-1 basis-40 text-sm">
            <span className="font-medium">{said}</span>
            {doses.length === 0 ? (
              <span className="block text-muted-foreground text-xs">
                {t("how")} <span className="pointer-coarse:hidden">{t("keys")}</span>
              </span>
            ) : null}
          </p>
          <div hidden={doses.length === 0} className="flex flex-wrap gap-2">
            {props.children}
          </div>
          <Button
            variant="ghost"
            size="icon"
            aria-label={doses.length > 0 ? t("clear") : t("stop")}
            onClick={props.onClear}
          >
            <X aria-hidden />
          </Button>
        </section>
      ) : null}
    </>
  )
}

/** "3 doses selected, Tue 3 Nov to Thu 5 Nov". */
function useSelectionWords(doses: readonly TimelineDose[]): string {
  const t = useTranslations("doses.select")
  const { day } = useDoseWords()
  const [first, last] = [doses.at(0), doses.at(-1)]
  if (!first || !last) return t("none")
  const chosen = t("chosen", { count: doses.length })
  if (first.localDate === last.localDate) return t("on", { chosen, day: day(first.localDate) })
  return t("span", { chosen, from: day(first.localDate), to: day(last.localDate) })
}
