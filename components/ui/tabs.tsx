"use client"

import { type KeyboardEvent, type ReactNode, useId, useState } from "react"
import { cn } from "@/components/ui/cn"

export type Tab = { value: string; label: ReactNode; content: ReactNode }

type TabsProps = {
  /** What the tabs choose between, for screen readers. */
  label: string
  tabs: Tab[]
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
  className?: string
}

export const tabClass =
  "-mb-px inline-flex h-10 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-0.5 text-sm text-muted-foreground transition-colors hover:text-foreground focus-visible:-outline-offset-2"
export const tabActiveClass = "border-primary font-medium text-foreground"

/**
 * Tabs within a page. Tabs that deserve an address are links: `TabLinks`. Not Radix's, whose
 * server-rendered inline styles the content security policy refuses.
 */
export function Tabs({ label, tabs, value, defaultValue, onValueChange, className }: TabsProps) {
  const id = useId()
  const [own, setOwn] = useState(defaultValue ?? tabs[0]?.value)
  const current = value ?? own
  const choose = (next: string) => {
    setOwn(next)
    onValueChange?.(next)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = tabs.findIndex((tab) => tab.value === current)
    const isReversed = getComputedStyle(event.currentTarget).direction === "rtl"
    const next = tabs[nextIndex(event.key, { at, count: tabs.length, isReversed })]
    if (!next) return
    event.preventDefault()
    choose(next.value)
    document.getElementById(`${id}-tab-${next.value}`)?.focus()
  }
  const panel = tabs.find((tab) => tab.value === current)
  return (
    <div className={className}>
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="flex gap-5 overflow-x-auto border-b"
      >
        {tabs.map((tab) => (
          <button
            key={tab.value}
            id={`${id}-tab-${tab.value}`}
            type="button"
            role="tab"
            aria-selected={tab.value === current}
            aria-controls={tab.value === current ? `${id}-panel` : undefined}
            tabIndex={tab.value === current ? 0 : -1}
            onClick={() => choose(tab.value)}
            className={cn(tabClass, tab.value === current && tabActiveClass)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-tab-${panel?.value}`}
        className="pt-4"
      >
        {panel?.content}
      </div>
    </div>
  )
}

type Place = { at: number; count: number; isReversed: boolean }

/** Arrows go where they point: read from right to left, the next tab stands at the left. */
function nextIndex(key: string, { at, count, isReversed }: Place): number {
  if (key === "Home") return 0
  if (key === "End") return count - 1
  if (key !== "ArrowRight" && key !== "ArrowLeft") return -1
  const step = (key === "ArrowRight") === isReversed ? -1 : 1
  return (at + step + count) % count
}
