import { cn } from "@/components/ui/cn"

type OpenDosesProps = {
  /** "24 of 28 doses". */
  count: string
  /** The same, and of what: "24 of 28 doses, show them: Reported, 30 days". */
  name: string
  onOpen: () => void
  className?: string
}

/** A count that opens the doses that it counts. */
export function OpenDoses({ count, name, onOpen, className }: OpenDosesProps) {
  return (
    <button
      type="button"
      aria-label={name}
      onClick={onOpen}
      className={cn(
        "min-h-6 rounded-sm text-start underline decoration-border underline-offset-4 hover:text-primary hover:decoration-current print:no-underline",
        className,
      )}
    >
      {count}
    </button>
  )
}
