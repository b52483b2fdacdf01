"use client"

import { Popover as Primitive } from "radix-ui"
import type { ComponentProps } from "react"
import { cn } from "@/components/ui/cn"

export const Popover = Primitive.Root
export const PopoverTrigger = Primitive.Trigger
export const PopoverAnchor = Primitive.Anchor
export const PopoverClose = Primitive.Close

type PopoverContentProps = Omit<ComponentProps<typeof Primitive.Content>, "aria-label"> & {
  /** What the popover is about; read out when it opens. */
  label: string
}

export function PopoverContent({
  label,
  className,
  sideOffset = 6,
  ...props
}: PopoverContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        sideOffset={sideOffset}
        collisionPadding={8}
        aria-label={label}
        className={cn(
          "z-50 w-72 max-w-[calc(100vw-1rem)] rounded-md bg-surface p-3 text-sm shadow-floating outline-none forced-colors:border data-[state=open]:animate-appear",
          className,
        )}
        {...props}
      />
    </Primitive.Portal>
  )
}
