"use client"

import { Check, Copy } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Id } from "@/components/review/facts"
import { Button } from "@/components/ui/button"

type FixNumberProps = {
  /** The person's id in BioT. */
  personId: string
  kind: string
  /** What is to be done here once the number is right. */
  afterwards: string
}

/** Numbers are BioT's: this is the person to open there, and what to change. */
export function FixNumber({ personId, kind, afterwards }: FixNumberProps) {
  const t = useTranslations("review.fix")
  const [copied, setCopied] = useState<"yes" | "no" | null>(null)
  const copy = () =>
    navigator.clipboard.writeText(personId).then(
      () => setCopied("yes"),
      () => setCopied("no"),
    )
  return (
    <details className="rounded-md border px-3 py-2 text-sm">
      <summary className="w-fit cursor-pointer rounded-sm font-medium">{t("title")}</summary>
      <div className="mt-2 grid gap-2">
        <p>
          {t("how", { kind })} {afterwards}
        </p>
        <p className="flex flex-wrap items-center gap-2">
          <Id>{personId}</Id>
          <Button size="sm" onClick={copy}>
            {copied === "yes" ? <Check aria-hidden /> : <Copy aria-hidden />}
            {t("copy")}
          </Button>
          <span role="status" className="text-muted-foreground text-xs">
            {copied === "yes" ? t("copied") : null}
            {copied === "no" ? t("byHand") : null}
          </span>
        </p>
      </div>
    </details>
  )
}
