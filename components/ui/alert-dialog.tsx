"use client"

import { AlertDialog as Primitive } from "radix-ui"
import type { ReactNode } from "react"
import { Button } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { dialogPanelClass, overlayClass } from "@/components/ui/dialog"

export const AlertDialog = Primitive.Root
export const AlertDialogTrigger = Primitive.Trigger

type AlertDialogContentProps = {
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
export function AlertDialogContent({
  title,
  description,
  confirmLabel,
  cancelLabel = "Cancel",
  destructive = false,
  pending = false,
  onConfirm,
  children,
}: AlertDialogContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClass} />
      <Primitive.Content className={cn(dialogPanelClass, "sm:max-w-md")}>
        <div className="grid gap-2 overflow-y-auto px-5 pt-5 pb-4">
          <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
          <Primitive.Description className="text-muted-foreground text-sm">
            {description}
          </Primitive.Description>
          {children}
        </div>
        <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">
          <Primitive.Cancel asChild>
            <Button>{cancelLabel}</Button>
          </Primitive.Cancel>
          <Button
            variant={destructive ? "danger" : "primary"}
            pending={pending}
            onClick={onConfirm}
          >
            {confirmLabel}
          </Button>
        </div>
      </Primitive.Content>
    </Primitive.Portal>
  )
}
