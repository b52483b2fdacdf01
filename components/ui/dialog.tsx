"use client"

import { X } from "lucide-react"
import { useTranslations } from "next-intl"
import { Dialog as Primitive } from "radix-ui"
import type { ComponentProps, ReactNode } from "react"
import { Button } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { useReturnFocus } from "@/components/ui/use-return-focus"

export const Dialog = Primitive.Root
export const DialogTrigger = Primitive.Trigger
export const DialogClose = Primitive.Close

export const overlayClass =
  "fixed inset-0 z-40 bg-overlay data-[state=open]:animate-appear print:hidden"

/** At phone width a dialog rises from the bottom edge, where the thumb is. */
export const dialogPanelClass =
  "fixed z-50 flex max-h-[85dvh] w-full flex-col bg-surface shadow-floating outline-none forced-colors:border data-[state=open]:animate-rise max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-lg max-sm:pb-[env(safe-area-inset-bottom)] sm:inset-0 sm:m-auto sm:h-fit sm:max-w-lg sm:rounded-lg"

type DialogContentProps = Omit<ComponentProps<typeof Primitive.Content>, "title"> & {
  title: ReactNode
  description?: ReactNode
  /** Buttons, the primary one last. */
  footer?: ReactNode
}

export function DialogContent({
  title,
  description,
  footer,
  className,
  children,
  ...props
}: DialogContentProps) {
  const t = useTranslations("ui")
  const returnFocus = useReturnFocus()
  const described = description ? {} : { "aria-describedby": undefined }
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClass} />
      <Primitive.Content
        className={cn(dialogPanelClass, className)}
        {...described}
        {...returnFocus}
        {...props}
      >
        <div className="flex items-start justify-between gap-4 px-5 pt-4">
          <div className="grid gap-1">
            <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
            {description ? (
              <Primitive.Description className="text-muted-foreground text-sm">
                {description}
              </Primitive.Description>
            ) : null}
          </div>
          <Primitive.Close asChild>
            <Button variant="ghost" size="icon" aria-label={t("close")} className="-me-2">
              <X aria-hidden />
            </Button>
          </Primitive.Close>
        </div>
        <div className="overflow-y-auto px-5 py-4">{children}</div>
        {footer ? (
          <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</div>
        ) : null}
      </Primitive.Content>
    </Primitive.Portal>
  )
}
