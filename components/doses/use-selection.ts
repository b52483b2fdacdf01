"use client"

import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef, useState } from "react"
import type { DoseRow } from "@/components/doses/dose-row"
import { doseButton, headDay, moveFocus } from "@/components/doses/grid-focus"
import {
  daysBetween,
  dayToggled,
  dosesBetween,
  dosesOf,
  dosesOn,
  toggled,
} from "@/components/doses/selection"

const NOTHING: ReadonlySet<string> = new Set()

/**
 * Which doses are selected: by Space or Ctrl-click one, by Shift with an arrow key or a click those
 * from the last one on, by dragging over them, or by tapping in a mode of its own.
 */
export function useSelection(rows: readonly DoseRow[], isOn: boolean) {
  const [ids, setIds] = useState<ReadonlySet<string>>(NOTHING)
  const [isMode, setMode] = useState(false)
  const anchor = useRef<string | null>(null)
  const drag = useRef<"no" | "down" | "dragging">("no")

  const toggle = (id: string) => {
    anchor.current = id
    setIds(toggled(ids, id))
  }
  const extendTo = (id: string) => {
    anchor.current ??= id
    setIds(dosesBetween(rows, anchor.current, id))
  }
  /** A click on a day of the head is about all doses of it. */
  const chooseDay = (day: string, isLonger: boolean) => {
    const [first] = dosesOn(rows, day)
    if (isLonger && anchor.current) return setIds(daysBetween(rows, anchor.current, day))
    if (!first) return
    anchor.current = first
    setIds(dayToggled(rows, ids, day))
  }
  const clear = () => {
    setIds(NOTHING)
    setMode(false)
    anchor.current = null
  }

  return {
    ids,
    doses: dosesOf(rows, ids),
    isMode,
    setMode,
    clear,
    /** True: the click selected; it opens nothing. */
    onClick: (event: MouseEvent): boolean => {
      const id = doseButton(event.target)?.dataset.dose
      const day = headDay(event.target)
      if (isOn && day) chooseDay(day, event.shiftKey)
      if (!isOn || !id) return false
      const wasDragged = drag.current === "dragging"
      drag.current = "no"
      if (wasDragged) return true
      if (event.shiftKey) extendTo(id)
      else if (isMode || event.ctrlKey || event.metaKey) toggle(id)
      else return false
      return true
    },
    onPointerDown: (event: PointerEvent) => {
      const id = doseButton(event.target)?.dataset.dose
      if (!isOn || !id || event.pointerType !== "mouse" || event.button !== 0) return
      drag.current = "down"
      if (!event.shiftKey) anchor.current = id
    },
    onPointerOver: (event: PointerEvent) => {
      const id = doseButton(event.target)?.dataset.dose
      if (drag.current === "no" || !id) return
      if ((event.buttons & 1) === 0) {
        drag.current = "no"
        return
      }
      if (drag.current === "down" && id === anchor.current) return
      drag.current = "dragging"
      extendTo(id)
    },
    /** Moves the focus, and the selection with it where Shift is held. */
    onKeyDown: (event: KeyboardEvent) => {
      const from = doseButton(event.target)?.dataset.dose
      if (isOn && from && event.key === " ") {
        event.preventDefault()
        return event.shiftKey ? extendTo(from) : toggle(from)
      }
      if (isOn && event.key === "Escape" && ids.size > 0) {
        event.stopPropagation()
        return clear()
      }
      const to = moveFocus(event)?.dataset.dose
      if (!isOn || !to || !event.shiftKey) return
      if (ids.size === 0 || !anchor.current) anchor.current = from ?? to
      extendTo(to)
    },
    /** A button answers to Space when it is let go. */
    onKeyUp: (event: KeyboardEvent) => {
      if (isOn && event.key === " " && doseButton(event.target)) event.preventDefault()
    },
  }
}

export type Selection = ReturnType<typeof useSelection>
