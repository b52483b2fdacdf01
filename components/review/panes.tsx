"use client"

import { useTranslations } from "next-intl"
import { type ReactNode, useEffect, useState } from "react"
import { useMediaQuery } from "@/components/ui/use-media-query"

const WIDE_QUERY = "(width >= 80rem)"

/** Whether an item stands beside the list, and the element it stands in once it is there. */
export function useDock() {
  const isWide = useMediaQuery(WIDE_QUERY)
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [isHere, setHere] = useState(false)
  useEffect(() => setHere(true), [])
  return {
    isWide,
    element: isWide ? element : null,
    setElement,
    /** Until the browser knows its width and column, no pane opens in the wrong one. */
    isReady: isHere && (!isWide || element !== null),
  }
}

type PanesProps = { dock: ReturnType<typeof useDock>; isOpen: boolean; children: ReactNode }

/** The list, and on a wide screen the column in which the open item stays. */
export function Panes({ dock, isOpen, children }: PanesProps) {
  const t = useTranslations("review.queue")
  return (
    <div className="xl:grid xl:grid-cols-[minmax(0,1fr)_480px] xl:items-start xl:gap-4">
      <div className="min-w-0">{children}</div>
      {dock.isWide ? (
        <div className="sticky top-16 h-[calc(100dvh-5rem)] print:hidden">
          <div ref={dock.setElement} className={isOpen ? "h-full" : "hidden"} />
          {isOpen ? null : (
            <p className="grid h-full place-content-center rounded-md border border-dashed px-8 text-center text-muted-foreground text-sm">
              {t("choose")}
            </p>
          )}
        </div>
      ) : null}
    </div>
  )
}
