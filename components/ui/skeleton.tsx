import type { ComponentProps } from "react"
import { cn } from "@/components/ui/cn"

/** A grey shape of what comes. Hidden from screen readers: put `SkeletonNote` once beside them. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      aria-hidden
      data-skeleton
      className={cn("animate-pulse rounded-sm bg-hover forced-colors:bg-[GrayText]", className)}
      {...props}
    />
  )
}

/** Says what is being waited for: `<SkeletonNote>Loading patients</SkeletonNote>`. */
export function SkeletonNote({ children }: { children: string }) {
  return (
    <p role="status" className="sr-only">
      {children}
    </p>
  )
}
