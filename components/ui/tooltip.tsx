"use client"

import { Tooltip as Primitive } from "radix-ui"
import type { ReactNode } from "react"

export const TooltipProvider = Primitive.Provider

type TooltipProps = {
  content: ReactNode
  side?: "top" | "right" | "bottom" | "left"
  /** One element that can take the focus. */
  children: ReactNode
}

/** Adds to what is already said; nothing may be found in a tooltip alone. */
export function Tooltip({ content, side = "top", children }: TooltipProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-72 rounded-md bg-inverse px-2 py-1 text-inverse-foreground text-xs forced-colors:border data-[state=delayed-open]:animate-appear"
        >
          {content}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
