import type { ComponentProps } from "react"
import { cn } from "@/components/ui/cn"

/** The content's width and rhythm; header, filter row and content are its children. */
export function PageBody({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "mx-auto flex w-full max-w-[1440px] flex-1 flex-col gap-4 px-4 py-5 md:px-6 print:p-0",
        className,
      )}
      {...props}
    />
  )
}
