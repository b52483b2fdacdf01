import { type RefObject, useEffect } from "react"

/**
 * Keeps the keyboard in the queue: when what had the focus is taken out of the page (a decided row,
 * a pane or dialog that closed), `restore` says where it goes. Whoever clicked elsewhere is left
 * alone.
 */
export function useHeldFocus(restore: RefObject<() => void>): void {
  useEffect(() => {
    let last: Element | null = null
    let frame = 0
    const remember = (event: FocusEvent) => {
      if (event.target instanceof Element) last = event.target
    }
    const check = () => {
      const now = document.activeElement
      const isLost = !now || now === document.body || !now.isConnected
      if (!isLost || !last || last.isConnected) return
      last = null
      restore.current()
    }
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(check)
    })
    document.addEventListener("focusin", remember)
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener("focusin", remember)
      observer.disconnect()
      cancelAnimationFrame(frame)
    }
  }, [restore])
}
