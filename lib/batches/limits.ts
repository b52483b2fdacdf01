import { MESSAGE_STATES } from "@/db/enums"
import { SECOND_MS } from "@/lib/time"

/** Without zod, so that the browser may load it. */
export const MOST_RECIPIENTS = 5_000
/** So long nothing goes out, and one click takes all of it back. */
export const UNDO_MS = 10 * SECOND_MS

/** What a text to many asks about: each patient's open doses as they are when it is sent, or none. */
export const ABOUTS = ["open_doses", "nothing"] as const
export type BatchAbout = (typeof ABOUTS)[number]

/** By which a batch's recipients are told apart. */
export const RESULTS = ["all", "skipped", ...MESSAGE_STATES] as const
export type BatchResult = (typeof RESULTS)[number]
