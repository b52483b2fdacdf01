"use client"

import { PhoneCall } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { OnDemand, partOf } from "@/components/shell/on-demand"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog"

const OPEN_FORM = partOf(() => import("@/components/tasks/open-form").then((file) => file.OpenForm))

/** Work for a colleague, or for later, that no rule has seen. */
export function OpenFollowUp({ patientId, shortcut }: { patientId: string; shortcut?: string }) {
  const t = useTranslations("tasks.open")
  const [isOpen, setOpen] = useState(false)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button aria-keyshortcuts={shortcut}>
          <PhoneCall aria-hidden />
          {t("trigger")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("trigger")} description={t("description")}>
        <OnDemand part={OPEN_FORM} props={{ patientId, onDone: () => setOpen(false) }} />
      </DialogContent>
    </Dialog>
  )
}
