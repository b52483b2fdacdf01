"use client"

import { Check } from "lucide-react"
import { DropdownMenu as Primitive } from "radix-ui"
import type { ComponentProps } from "react"
import { cn } from "@/components/ui/cn"

/** Not modal: the page behind stays readable and keeps its scroll bar. */
export function DropdownMenu(props: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root modal={false} {...props} />
}
export const DropdownMenuTrigger = Primitive.Trigger
export const DropdownMenuGroup = Primitive.Group
export const DropdownMenuRadioGroup = Primitive.RadioGroup

const itemClass =
  "relative flex h-8 cursor-pointer select-none items-center gap-2 rounded-sm px-2 text-sm outline-none data-[disabled]:pointer-events-none data-[highlighted]:bg-hover data-[disabled]:opacity-50 pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:shrink-0"

type ContentProps = ComponentProps<typeof Primitive.Content> & {
  /** Where in the document it stands, if not at its end: inside a landmark. */
  container?: HTMLElement | null
}

export function DropdownMenuContent({
  className,
  container,
  sideOffset = 6,
  ...props
}: ContentProps) {
  return (
    <Primitive.Portal container={container}>
      <Primitive.Content
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(
          "z-50 min-w-44 rounded-md bg-surface p-1 shadow-floating forced-colors:border data-[state=open]:animate-appear",
          className,
        )}
        {...props}
      />
    </Primitive.Portal>
  )
}

type ItemProps = ComponentProps<typeof Primitive.Item> & { destructive?: boolean }

export function DropdownMenuItem({ className, destructive = false, ...props }: ItemProps) {
  return (
    <Primitive.Item className={cn(itemClass, destructive && "text-danger", className)} {...props} />
  )
}

export function DropdownMenuRadioItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem className={cn(itemClass, "pe-8", className)} {...props}>
      {children}
      <Primitive.ItemIndicator className="absolute end-2">
        <Check aria-hidden className="text-primary" />
      </Primitive.ItemIndicator>
    </Primitive.RadioItem>
  )
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Primitive.Label>) {
  return (
    <Primitive.Label
      className={cn("px-2 py-1.5 text-muted-foreground text-xs", className)}
      {...props}
    />
  )
}

export function DropdownMenuSeparator({
  className,
  ...props
}: ComponentProps<typeof Primitive.Separator>) {
  return <Primitive.Separator className={cn("-mx-1 my-1 h-px bg-border", className)} {...props} />
}
