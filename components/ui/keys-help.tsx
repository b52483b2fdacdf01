"use client"

import { Keyboard } from "lucide-react"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog"

type KeysHelpProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  label: string
  title: string
  description: string
  keys: readonly { keys: readonly string[]; does: string }[]
  size?: "sm"
}

/** What the keys of a screen do, behind a button and `?`. */
export function KeysHelp({
  open,
  onOpenChange,
  label,
  title,
  description,
  ...props
}: KeysHelpProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>
        <Button variant="ghost" size={props.size} aria-keyshortcuts="?" className="max-md:hidden">
          <Keyboard aria-hidden />
          {label}
        </Button>
      </DialogTrigger>
      <DialogContent title={title} description={description}>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-2 text-sm">
          {props.keys.map(({ keys, does }) => (
            <div key={does} className="contents">
              <dt className="flex gap-1">
                {keys.map((key) => (
                  <kbd
                    key={key}
                    className="min-w-6 rounded-sm border bg-subtle px-1.5 py-0.5 text-center font-sans text-xs"
                  >
                    {key}
                  </kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  )
}
