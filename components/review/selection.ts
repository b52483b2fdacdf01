"use client"

import { useSearchParams } from "next/navigation"

export type Selected = { kind: "reply" | "message"; id: string }

/** Which item is open, kept in the address by id, so that a link leads to it and Back closes it. */
export function useSelection() {
  const params = useSearchParams()
  const reply = params.get("reply")
  const message = params.get("message")
  const selected: Selected | null = reply
    ? { kind: "reply", id: reply }
    : message
      ? { kind: "message", id: message }
      : null
  const select = (next: Selected | null) => {
    const address = new URLSearchParams(params)
    address.delete("reply")
    address.delete("message")
    if (next) address.set(next.kind, next.id)
    const query = address.toString()
    window.history[selected || !next ? "replaceState" : "pushState"](
      null,
      "",
      query ? `?${query}` : window.location.pathname,
    )
  }
  return { selected, select }
}
