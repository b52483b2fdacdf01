"use client"

/** The product's sign. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" className="size-6 shrink-0" role="img" aria-label="Doseline">
      <rect width="32" height="32" rx="7" className="fill-primary" />
      <path
        d="M6 20.5h4.5l3-9 4.5 12 3.2-7.5H26"
        fill="none"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-primary-foreground"
      />
    </svg>
  )
}
