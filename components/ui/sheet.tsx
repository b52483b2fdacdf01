"use client"

import { X } from "lucide-react"
import { Dialog as Primitive } from "radix-ui"
import type { ComponentProps, ReactNode } from "react"
import { Button } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { PHONE_QUERY, useMediaQuery } from "@/components/ui/use-media-query"
import { useReturnFocus } from "@/components/ui/use-return-focus"

/**
 * A pane of 440 px at the right over the page, beside which the list stays usable: another row may
 * be clicked while it is open. At phone width it takes the whole screen and is modal.
 */
export function Sheet(props: Omit<ComponentProps<typeof Primitive.Root>, "modal">) {
  return <Primitive.Root modal={useMediaQuery(PHONE_QUERY)} {...props} />
}

export const SheetTrigger = Primitive.Trigger
export const SheetClose = Primitive.Close

type SheetContentProps = Omit<ComponentProps<typeof Primitive.Content>, "title"> & {
  title: ReactNode
  description?: ReactNode
  /** Stands left of Close, for *Expand* and the like. */
  actions?: ReactNode
  footer?: ReactNode
}

export function SheetContent({
  title,
  description,
  actions,
  footer,
  className,
  children,
  ...props
}: SheetContentProps) {
  const returnFocus = useReturnFocus()
  const described = description ? {} : { "aria-describedby": undefined }
  return (
    <Primitive.Portal>
      <Primitive.Content
        className={cn(
          "fixed inset-0 z-40 flex flex-col bg-surface shadow-floating outline-none data-[state=open]:animate-slide-in md:top-12 md:left-auto md:w-[440px] print:hidden",
          className,
        )}
        onInteractOutside={(event) => event.preventDefault()}
        {...described}
        {...returnFocus}
        {...props}
      >
        <div className="flex min-h-12 items-center gap-1 border-b py-2 pr-2 pl-4">
          <div className="min-w-0 flex-1">
            <Primitive.Title className="truncate font-semibold text-base">{title}</Primitive.Title>
            {description ? (
              <Primitive.Description className="truncate text-muted-foreground text-xs">
                {description}
              </Primitive.Description>
            ) : null}
          </div>
          {actions}
          <Primitive.Close asChild>
            <Button variant="ghost" size="icon" aria-label="Close">
              <X aria-hidden />
            </Button>
          </Primitive.Close>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls */}
        <div
          role="group"
          aria-label="Content"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="flex-1 overflow-y-auto overscroll-contain p-4 focus-visible:-outline-offset-2"
        >
          {children}
        </div>
        {footer ? (
          <div className="flex flex-wrap justify-end gap-2 border-t px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
            {footer}
          </div>
        ) : null}
      </Primitive.Content>
    </Primitive.Portal>
  )
}
