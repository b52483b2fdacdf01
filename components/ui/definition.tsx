"use client"

import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { cn } from "@/components/ui/cn"
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover"

type DefinitionProps = { term: string; children: ReactNode; className?: string }

/** A word with a dotted underline that opens what it means. */
export function Definition({ term, children, className }: DefinitionProps) {
  const t = useTranslations("ui")
  return (
    <Popover>
      <PopoverTrigger
        className={cn(
          "rounded-sm text-start underline decoration-input decoration-dotted decoration-from-font underline-offset-4 hover:decoration-foreground",
          className,
        )}
      >
        {term}
      </PopoverTrigger>
      <PopoverContent label={t("means", { term })} align="start" className="text-pretty">
        {children}
      </PopoverContent>
    </Popover>
  )
}
