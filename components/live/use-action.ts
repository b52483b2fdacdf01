import { unstable_isUnrecognizedActionError as isOutdated } from "next/navigation"
import { useTranslations } from "next-intl"
import { answered, watchLine } from "@/components/live/answered"
import type { ActionResult } from "@/lib/auth/action"

/**
 * What to do about an action that may have been done. `unsure`: look first; `repeat`: it does the
 * same once as twice, such as one with an id of its form; `reading`: it changes nothing.
 */
type Lost = "unsure" | "repeat" | "reading"

/**
 * The one way in which a component calls a server action: it always answers, with a failure in words
 * when the connection is lost. `lost` may be a sentence that says more than the usual ones. Whoever
 * reads anew after a failure must not wait for it: without a connection it waits for one.
 */
export function useAction<I extends unknown[], T>(
  action: (...input: I) => Promise<ActionResult<T>>,
  lost: Lost | { says: string } = "unsure",
): (...input: I) => Promise<ActionResult<T>> {
  const t = useTranslations("live.unanswered")
  const inDoubt = typeof lost === "string" ? t(lost) : lost.says
  return (...input) =>
    answered(() => action(...input), {
      say: (known) => (known === "lost" ? inDoubt : t(known)),
      isOutdated,
      line: watchLine(),
    })
}
