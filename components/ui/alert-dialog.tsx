"use client"

import { useTranslations } from "next-intl"
import { AlertDialog as Primitive } from "radix-ui"
import type { ComponentProps, ReactNode } from "react"
import { Button } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { dialogPanelClass, overlayClass } from "@/components/ui/dialog"
import { useReturnFocus } from "@/components/ui/use-return-focus"

export const AlertDialog = Primitive.Root
export const AlertDialogTrigger = Primitive.Trigger
export const AlertDialogAction = Primitive.Action
export const AlertDialogCancel = Primitive.Cancel

/** What a dialog asks for, if it is there, has the focus first; else Cancel has it. */
const FIRST = "[data-first-focus]"

type ContentProps = ComponentProps<typeof Primitive.Content>

export function AlertDialogContent({ className, ...props }: ContentProps) {
  const returnFocus = useReturnFocus()
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClass} />
      <Primitive.Content
        className={cn(dialogPanelClass, "sm:max-w-md", className)}
        {...returnFocus}
        onOpenAutoFocus={(event) => {
          returnFocus.onOpenAutoFocus()
          const first = event.target instanceof Element && event.target.querySelector(FIRST)
          if (!(first instanceof HTMLElement)) return
          event.preventDefault()
          first.focus()
        }}
        {...props}
      />
    </Primitive.Portal>
  )
}

export function AlertDialogHeader({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("grid gap-2 overflow-y-auto px-5 pt-5 pb-4", className)} {...props} />
}

export function AlertDialogTitle(props: ComponentProps<typeof Primitive.Title>) {
  return <Primitive.Title className="font-semibold text-lg" {...props} />
}

export function AlertDialogDescription(props: ComponentProps<typeof Primitive.Description>) {
  return <Primitive.Description className="text-muted-foreground text-sm" {...props} />
}

export function AlertDialogFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn("flex flex-wrap justify-end gap-2 border-t px-5 py-3", className)}
      {...props}
    />
  )
}

type ConfirmContentProps = {
  /** The question, with the object in it: "Stop the batch to 42 patients?" */
  title: ReactNode
  /** What will happen, what will not, and whether it can be undone. */
  description: ReactNode
  /** Verb and object: "Stop batch". */
  confirmLabel: string
  cancelLabel?: string
  destructive?: boolean
  pending?: boolean
  onConfirm: () => void
  children?: ReactNode
}

/** Stays open on confirm, so that `pending` can show; close it from `onConfirm` through `open`. */
export function ConfirmDialogContent({
  title,
  description,
  confirmLabel,
  cancelLabel,
  destructive = false,
  pending = false,
  onConfirm,
  children,
}: ConfirmContentProps) {
  const t = useTranslations("ui")
  return (
    <AlertDialogContent>
      <AlertDialogHeader>
        <AlertDialogTitle>{title}</AlertDialogTitle>
        <AlertDialogDescription>{description}</AlertDialogDescription>
        {children}
      </AlertDialogHeader>
      <AlertDialogFooter>
        <AlertDialogCancel asChild>
          <Button>{cancelLabel ?? t("cancel")}</Button>
        </AlertDialogCancel>
        <Button variant={destructive ? "danger" : "primary"} pending={pending} onClick={onConfirm}>
          {confirmLabel}
        </Button>
      </AlertDialogFooter>
    </AlertDialogContent>
  )
}
