import type { MessageState, ReplyState } from "@/db/enums"
import type { ReportBody } from "./report"

export const TEXT_GROUPS = {
  sent: ["sent"],
  waiting: ["queued", "sending"],
  failed: ["failed"],
  unknown: ["unknown"],
  expired: ["expired"],
  cancelled: ["cancelled"],
} as const satisfies Record<string, readonly MessageState[]>

export const REPLY_GROUPS = {
  counted: ["applied"],
  read: ["noted", "dismissed"],
  open: ["review", "unmatched", "quarantined", "failed", "received"],
} as const satisfies Record<string, readonly ReplyState[]>

type TextGroup = keyof typeof TEXT_GROUPS
type ReplyGroup = keyof typeof REPLY_GROUPS
export type SendsRow =
  | { of: "texts"; group: TextGroup; state: MessageState | null; many: number }
  | { of: "replies"; group: ReplyGroup; many: number }

/** Texts and replies by what became of them; the groups without any are left out. */
export function sendsRows({ texts, replies }: ReportBody): SendsRow[] {
  const rows: SendsRow[] = [
    ...Object.entries(TEXT_GROUPS).map(([group, states]) => ({
      of: "texts" as const,
      group: group as TextGroup,
      // An address of the log names one state.
      state: states.length === 1 ? states[0] : null,
      many: sum(states.map((state) => texts[state])),
    })),
    ...Object.entries(REPLY_GROUPS).map(([group, states]) => ({
      of: "replies" as const,
      group: group as ReplyGroup,
      many: sum(states.map((state) => replies[state])),
    })),
  ]
  return rows.filter(({ many }) => many > 0)
}

const sum = (counts: readonly (number | undefined)[]) =>
  counts.reduce<number>((total, each) => total + (each ?? 0), 0)
