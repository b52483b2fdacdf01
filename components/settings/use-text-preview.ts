import { useEffect, useEffectEvent, useState } from "react"
import { useAction } from "@/components/live/use-action"
import { unknownVariable } from "@/lib/messages/template"
import { previewWithValues } from "@/lib/templates/actions"

const PAUSE_MS = 500

export type Shown = { text: string | null; without: number; failed: boolean }

/**
 * The text with the longest real values, asked of the server when nobody has typed for a moment.
 * Null: not known yet. A text without variables is as it is.
 */
export function useTextPreview(body: string): Shown | null {
  const [answer, setAnswer] = useState<(Shown & { of: string }) | null>(null)
  const preview = useAction(previewWithValues, "reading")
  const ask = useEffectEvent(preview)
  const hasVariables = body.includes("{") && unknownVariable(body) === null
  useEffect(() => {
    if (!hasVariables) return
    let isOver = false
    const timer = setTimeout(async () => {
      const result = await ask({ body })
      if (isOver) return
      const shown = result.ok ? result.value : { text: null, without: 0 }
      setAnswer({ ...shown, failed: !result.ok, of: body })
    }, PAUSE_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [body, hasVariables])
  if (!hasVariables) return { text: body, without: 0, failed: false }
  return answer?.of === body ? answer : null
}
