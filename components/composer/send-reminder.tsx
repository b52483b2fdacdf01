"use client"

import { useQueryClient } from "@tanstack/react-query"
import { Send } from "lucide-react"
import { useState } from "react"
import { type Accepted, SendForm } from "@/components/composer/send-form"
import { SentState } from "@/components/composer/sent-state"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog"
import type { PatientTimeline } from "@/lib/patients/timeline"

/** The page's one primary action: a reminder by hand, in a dialog. */
export function SendReminder({ timeline }: { timeline: PatientTimeline }) {
  const client = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [accepted, setAccepted] = useState<Accepted | null>(null)
  const { patient } = timeline

  const onOpenChange = (open: boolean) => {
    setOpen(open)
    if (open) setAccepted(null)
  }
  const onAccepted = (next: Accepted) => {
    setAccepted(next)
    void client.invalidateQueries({ queryKey: ["patient", patient.id] })
  }

  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <Send aria-hidden />
          Send reminder
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Send reminder"
        description={`To ${patient.name}, ${patient.phone ?? "no phone number in BioT"}`}
      >
        {accepted ? (
          <SentState accepted={accepted} timeline={timeline} />
        ) : (
          <SendForm timeline={timeline} onAccepted={onAccepted} />
        )}
      </DialogContent>
    </Dialog>
  )
}
