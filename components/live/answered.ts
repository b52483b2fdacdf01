import type { ActionResult } from "@/lib/auth/action"

/**
 * What is known of a call that was never answered. `unsent`: there was no connection while it was
 * tried; `outdated`: the server is of a newer version and does not know it; `lost`: nothing.
 */
export type Unanswered = "unsent" | "outdated" | "lost"

/** Tells whether there was a connection at any moment since it was made. */
export type Line = { wasThere: () => boolean; stop: () => void }

type Answering = {
  say: (unanswered: Unanswered) => string
  isOutdated: (error: unknown) => boolean
  line: Line
}

/** The answer to a call of a server action; one that never comes is a failure with a sentence. */
export async function answered<T>(
  call: () => Promise<ActionResult<T>>,
  { say, isOutdated, line }: Answering,
): Promise<ActionResult<T>> {
  try {
    return await call()
  } catch (error) {
    const known = isOutdated(error) ? "outdated" : line.wasThere() ? "lost" : "unsent"
    return { ok: false, error: { code: "unavailable", sentence: say(known) } }
  } finally {
    line.stop()
  }
}

/**
 * The browser's word on being offline. Calls wait for each other, so one that was made offline may
 * go out later: an `online` meanwhile counts.
 */
export function watchLine(): Line {
  let isThere = navigator.onLine
  const onOnline = () => {
    isThere = true
  }
  addEventListener("online", onOnline)
  return {
    wasThere: () => isThere || navigator.onLine,
    stop: () => removeEventListener("online", onOnline),
  }
}
