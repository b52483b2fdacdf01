import type { ReactNode } from "react"

/**
 * The tags of translated sentences around what has a direction of its own: a name or a patient's
 * words, and numbers that are read from the left whatever stands around them.
 */
export const ISOLATED = {
  b: (chunks: ReactNode) => <bdi>{chunks}</bdi>,
  ltr: (chunks: ReactNode) => <bdi dir="ltr">{chunks}</bdi>,
}

/** The same where only a string can stand, such as a label or a title. */
export const PLAIN = {
  b: (chunks: string) => chunks,
  ltr: (chunks: string) => chunks,
}

/** A phone number or an id, which is read from the left in every language. */
export function LeftToRight({ children }: { children: ReactNode }) {
  return <bdi dir="ltr">{children}</bdi>
}
