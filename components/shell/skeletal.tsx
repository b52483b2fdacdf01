"use client"

import { type ReactNode, Suspense, useState } from "react"

type SkeletalProps = { skeleton: ReactNode; cameWhole: boolean; children: ReactNode }

/**
 * Shows a skeleton until its content is here, unless the content came with the page. It stays with
 * what it was at first: a page that the server writes anew keeps what is open and typed in it.
 */
export function Skeletal({ skeleton, cameWhole, children }: SkeletalProps) {
  const [isWhole] = useState(cameWhole)
  return isWhole ? children : <Suspense fallback={skeleton}>{children}</Suspense>
}
