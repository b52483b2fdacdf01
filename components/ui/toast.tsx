"use client"

import { CircleAlert, CircleCheck, X } from "lucide-react"
import { useTranslations } from "next-intl"
import { Direction, Toast as Primitive } from "radix-ui"
import { useSyncExternalStore } from "react"
import { Button } from "@/components/ui/button"
import { dismissToast, readToasts, subscribeToToasts } from "@/components/ui/toast-store"
import { SECOND_MS } from "@/lib/time"

/**
 * Shows what `toast(…)` said; stands once, in the root layout. Radix rather than sonner, whose
 * stylesheet is injected on import without a nonce and refused by the content security policy.
 */
export function Toaster() {
  const t = useTranslations("ui.toast")
  const direction = Direction.useDirection()
  const toasts = useSyncExternalStore(subscribeToToasts, readToasts, readToasts)
  if (toasts.length === 0) return null
  return (
    <Primitive.Provider
      label={t("one")}
      duration={6 * SECOND_MS}
      swipeDirection={direction === "rtl" ? "left" : "right"}
    >
      {toasts.map(({ id, kind, title, description, action, durationMs }) => (
        <Primitive.Root
          key={id}
          type="foreground"
          duration={durationMs ?? (kind === "error" ? 20 * SECOND_MS : 6 * SECOND_MS)}
          onOpenChange={(open) => !open && dismissToast(id)}
          className="flex items-start gap-2.5 rounded-md bg-surface p-3 text-sm shadow-floating forced-colors:border data-[state=open]:animate-rise"
        >
          {kind === "error" ? (
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
          ) : (
            <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
          )}
          <div className="min-w-0 flex-1">
            <Primitive.Title className="font-medium">{title}</Primitive.Title>
            {description ? (
              <Primitive.Description className="text-muted-foreground">
                {description}
              </Primitive.Description>
            ) : null}
          </div>
          {action ? (
            <Primitive.Action asChild altText={action.label} onClick={action.onClick}>
              <Button size="sm">{action.label}</Button>
            </Primitive.Action>
          ) : null}
          <Primitive.Close asChild>
            <Button variant="ghost" size="icon" aria-label={t("close")} className="-m-1.5">
              <X aria-hidden />
            </Button>
          </Primitive.Close>
        </Primitive.Root>
      ))}
      <Primitive.Viewport
        // Radix fills the keys in by itself.
        label={t("region", { hotkey: "{hotkey}" })}
        className="fixed end-4 bottom-4 z-50 grid w-96 max-w-[calc(100vw-2rem)] gap-2 outline-none max-md:bottom-18 print:hidden"
      />
    </Primitive.Provider>
  )
}
