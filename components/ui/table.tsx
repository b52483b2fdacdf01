import type { ComponentProps } from "react"
import { cn } from "@/components/ui/cn"

type TableProps = ComponentProps<"table"> & {
  /** What the table shows; read out first, and the name of its scrolling region. */
  label: string
  containerClassName?: string
}

export function Table({ className, containerClassName, label, ...props }: TableProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section would add a landmark for every table
    <div
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className={cn("w-full overflow-x-auto", containerClassName)}
    >
      <table
        aria-label={label}
        className={cn("w-full border-collapse text-start text-sm", className)}
        {...props}
      />
    </div>
  )
}

export function TableHead({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={cn("border-b", className)} {...props} />
}

export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody className={cn("divide-y", className)} {...props} />
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return (
    <tr
      className={cn("h-11 aria-selected:bg-primary-soft [tbody>&]:hover:bg-subtle", className)}
      {...props}
    />
  )
}

export function TableHeader({ className, scope = "col", ...props }: ComponentProps<"th">) {
  return (
    <th
      scope={scope}
      className={cn(
        "h-9 whitespace-nowrap px-3 text-start max-md:px-2 align-middle font-medium text-muted-foreground text-xs",
        className,
      )}
      {...props}
    />
  )
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td className={cn("px-3 py-1.5 align-middle max-md:px-2", className)} {...props} />
}
