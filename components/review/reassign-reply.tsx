"use client"

import { Undo2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { OnDemand, partOf } from "@/components/shell/on-demand"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog"

const REASSIGN = partOf(
  () => import("@/components/review/reassign-loaded").then((file) => file.ReassignLoaded),
  ["review"],
)

/** Moves a reply that counts, or was set aside, to where it belongs. */
export function ReassignReply({ replyId }: { replyId: string }) {
  const t = useTranslations("review.move")
  const [isOpen, setOpen] = useState(false)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="link" className="min-h-7 justify-self-start">
          <Undo2 aria-hidden className="rtl:-scale-x-100" />
          {t("button")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("hint")}>
        {isOpen ? (
          <OnDemand part={REASSIGN} props={{ replyId, onDone: () => setOpen(false) }} />
        ) : null}
      </DialogContent>
    </Dialog>
  )
}
