import type { ReactNode } from "react"

/** A text as a phone shows it. */
export function TextPreview({ label, text }: { label: ReactNode; text: string }) {
  return (
    <figure className="grid min-w-0 gap-1.5">
      <figcaption className="text-muted-foreground text-xs">{label}</figcaption>
      <p
        dir="auto"
        className="w-fit max-w-full whitespace-pre-wrap break-words rounded-lg rounded-es-sm bg-hover px-3 py-2 text-sm"
      >
        {text}
      </p>
    </figure>
  )
}
