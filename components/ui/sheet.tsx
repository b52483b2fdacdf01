"use client"

import { X } from "lucide-react"
import { useTranslations } from "next-intl"
import { Dialog as Primitive } from "radix-ui"
import { type ComponentProps, createContext, type ReactNode, useContext } from "react"
import { Button } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { PHONE_QUERY, useMediaQuery } from "@/components/ui/use-media-query"
import { useReturnFocus } from "@/components/ui/use-return-focus"

type SheetPlace = {
  /** The column that the pane stands in, where there is room for one; else it lies over the page. */
  dock?: HTMLElement | null | undefined
  /** Whose pane it is, for what looks for it in the page. */
  itemId?: string | undefined
  /** Stands under the title: what concerns whoever looks at it. */
  notice?: ReactNode
  /** A docked pane takes the focus only when asked to: its list keeps it. */
  takesFocus?: (() => boolean) | undefined
}
const Place = createContext<SheetPlace>({})

type SheetProps = Omit<ComponentProps<typeof Primitive.Root>, "modal"> & SheetPlace

/**
 * A pane of 440 px at the end over the page, beside which the list stays usable: another row may
 * be clicked while it is open. At phone width it takes the whole screen and is modal.
 */
export function Sheet({ dock, itemId, notice, takesFocus, ...props }: SheetProps) {
  const isPhone = useMediaQuery(PHONE_QUERY)
  return (
    <Place value={{ dock, itemId, notice, takesFocus }}>
      <Primitive.Root modal={isPhone} {...props} />
    </Place>
  )
}

/** A docked pane leaves the focus, and Escape, to the list beside it. */
function docked({ dock, takesFocus }: SheetPlace, focus: FocusHandlers) {
  if (!dock) return focus
  return {
    onOpenAutoFocus: (event: Event) => {
      event.preventDefault()
      if (takesFocus?.() && event.target instanceof HTMLElement) event.target.focus()
    },
    onCloseAutoFocus: (event: Event) => event.preventDefault(),
    onEscapeKeyDown: (event: Event) => event.preventDefault(),
  }
}

type FocusHandlers = Pick<
  ComponentProps<typeof Primitive.Content>,
  "onOpenAutoFocus" | "onCloseAutoFocus" | "onEscapeKeyDown"
>

const floating =
  "fixed inset-0 z-40 shadow-floating data-[state=open]:animate-slide-in forced-colors:border-s md:top-12 md:start-auto md:w-[440px]"

export const SheetTrigger = Primitive.Trigger
export const SheetClose = Primitive.Close

type SheetContentProps = Omit<ComponentProps<typeof Primitive.Content>, "title"> & {
  title: ReactNode
  description?: ReactNode
  /** Stands before Close, for *Expand* and the like. */
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
  onOpenAutoFocus,
  onCloseAutoFocus,
  ...props
}: SheetContentProps) {
  const t = useTranslations("ui")
  const place = useContext(Place)
  const returnFocus = useReturnFocus()
  const focus = docked(place, {
    onOpenAutoFocus: onOpenAutoFocus ?? returnFocus.onOpenAutoFocus,
    onCloseAutoFocus: onCloseAutoFocus ?? returnFocus.onCloseAutoFocus,
  })
  const described = description ? {} : { "aria-describedby": undefined }
  return (
    <Primitive.Portal container={place.dock ?? null}>
      <Primitive.Content
        data-sheet={place.itemId ?? ""}
        className={cn(
          "flex flex-col bg-surface outline-none print:hidden",
          place.dock ? "h-full overflow-hidden rounded-md border" : floating,
          className,
        )}
        onInteractOutside={(event) => event.preventDefault()}
        {...described}
        {...props}
        {...focus}
      >
        <div className="flex min-h-12 items-center gap-1 border-b py-2 pe-2 ps-4">
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
            <Button variant="ghost" size="icon" aria-label={t("close")}>
              <X aria-hidden />
            </Button>
          </Primitive.Close>
        </div>
        {place.notice}
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls */}
        <div
          role="group"
          aria-label={t("content")}
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
