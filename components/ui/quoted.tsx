import { useTranslations } from "next-intl"

/** Puts a person's own words into the quotation marks of the reader's language. */
export function useQuoted(): (words: string) => string {
  const t = useTranslations("ui")
  return (words) => t.markup("quoted", { words: () => words })
}

type QuotedProps = { children: string | null; className?: string }

/** The same, the words kept apart from marks and sentences of the other direction. */
export function Quoted({ children, className }: QuotedProps) {
  const t = useTranslations("ui")
  return (
    <span className={className}>{t.rich("quoted", { words: () => <bdi>{children}</bdi> })}</span>
  )
}
