import { cva, type VariantProps } from "class-variance-authority"
import { LoaderCircle } from "lucide-react"
import { Slot } from "radix-ui"
import type { ComponentProps, MouseEvent } from "react"
import { cn } from "@/components/ui/cn"

export const buttonVariants = cva(
  "relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium text-sm transition-colors disabled:pointer-events-none disabled:opacity-50 aria-disabled:cursor-not-allowed [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-primary text-primary-foreground hover:bg-primary-hover forced-colors:border",
        secondary: "border border-input/60 bg-surface text-foreground hover:bg-hover",
        ghost: "text-foreground hover:bg-hover forced-colors:border",
        danger: "bg-danger text-danger-foreground hover:bg-danger-hover forced-colors:border",
        link: "rounded-sm text-primary underline-offset-4 hover:underline",
      },
      size: {
        sm: "h-7 px-2.5 pointer-coarse:h-10",
        md: "h-8 px-3 pointer-coarse:h-11",
        lg: "h-10 px-4 text-base pointer-coarse:h-12",
        icon: "size-8 pointer-coarse:size-11",
      },
    },
    compoundVariants: [{ variant: "link", className: "h-auto px-0 pointer-coarse:h-auto" }],
    defaultVariants: { variant: "secondary", size: "md" },
  },
)

export type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonVariants> & {
    /** Renders the only child (a link, say) with the button's looks. */
    asChild?: boolean
    /** Keeps the width, shows that work is under way, and ignores further clicks. */
    pending?: boolean
  }

export function Button({
  className,
  variant,
  size,
  asChild = false,
  pending = false,
  type = "button",
  children,
  ...props
}: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className)
  if (asChild) {
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    )
  }
  // Not `disabled` while pending: a disabled button drops the focus.
  const waiting = pending ? { "aria-disabled": true, "aria-busy": true, onClick: ignore } : {}
  return (
    <button type={type} className={classes} {...props} {...waiting}>
      {pending ? (
        <>
          <span className="inline-flex items-center gap-1.5 opacity-0">{children}</span>
          <LoaderCircle aria-hidden className="absolute animate-spin" />
        </>
      ) : (
        children
      )}
    </button>
  )
}

function ignore(event: MouseEvent) {
  event.preventDefault()
}
