"use client"

import { wholePercent } from "@/lib/doses/figures"

/** A share as a length, beside the number that says it. */
export function Bar({ share }: { share: number }) {
  return (
    <svg
      aria-hidden
      className="block h-3 w-full min-w-16 rtl:-scale-x-100"
      preserveAspectRatio="none"
      viewBox="0 0 100 12"
    >
      <rect width="100" height="12" className="fill-hover" />
      <rect width={wholePercent(share)} height="12" className="fill-primary" />
    </svg>
  )
}

/** From the lowest that a share can be to the highest, with what was reported filled. */
export function RangeBar({ low, high }: { low: number; high: number }) {
  const [from, to] = [wholePercent(low), wholePercent(high)]
  return (
    <svg
      aria-hidden
      className="block h-3 w-full min-w-16 rtl:-scale-x-100"
      preserveAspectRatio="none"
      viewBox="0 0 100 12"
    >
      <rect width="100" height="12" className="fill-hover" />
      <rect width={from} height="12" className="fill-primary" />
      <rect x={from} y="4" width={Math.max(0, to - from)} height="4" className="fill-input" />
    </svg>
  )
}
