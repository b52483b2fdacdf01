"use client"

import { RotateCcw } from "lucide-react"
import { useDecision } from "@/components/review/use-decision"
import { Button } from "@/components/ui/button"
import { retryReply } from "@/lib/review/actions"

const STILL_WAITING = ["failed", "unmatched", "review", "quarantined"]

/** Has the reply read once more; its words are kept whatever comes of it. */
export function RetryReply({ replyId, onDone }: { replyId: string; onDone: () => void }) {
  const { decide, pending, error } = useDecision(onDone)
  const retry = () =>
    decide(
      () => retryReply({ replyId }),
      ({ state }) =>
        STILL_WAITING.includes(state)
          ? { title: "Reply read again", description: "It still needs a person." }
          : { title: "Reply read again", description: "It has left the queue." },
    )
  return (
    <>
      {error && error.code !== "conflict" ? (
        <p role="alert" className="basis-full text-danger text-sm">
          {error.sentence}
        </p>
      ) : null}
      <Button pending={pending} onClick={retry}>
        <RotateCcw aria-hidden />
        Retry reply
      </Button>
    </>
  )
}
