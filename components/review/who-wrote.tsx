"use client"

import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { Facts, PaneSection } from "@/components/review/facts"
import { useReplyWords } from "@/components/review/reply-words"
import { PersonName, usePersonName } from "@/components/ui/person-name"
import { Time } from "@/components/ui/time"
import type { ReviewReply, ReviewSender } from "@/lib/review/item"

type WhoWroteProps = { sender: ReviewSender; zone: ReviewReply["zone"] }

/** A caregiver or an organization user, and the patients for whom they may speak. */
export function WhoWrote({ sender, zone }: WhoWroteProps) {
  const t = useTranslations("review.who")
  const nameOf = usePersonName()
  const words = useReplyWords()
  const { kind, name, phone, speaksFor, textedFor } = sender
  return (
    <PaneSection title={t("title")}>
      <Facts
        facts={[
          [t("name"), name ? <PersonName key="name" of={name} /> : t("notKnown")],
          [t("isA"), words.sender(kind)],
          [
            t("phone"),
            phone ? (
              <bdi key="phone" dir="ltr">
                {phone}
              </bdi>
            ) : null,
          ],
          [
            t("speaksFor"),
            speaksFor.length > 0 ? (
              <ul key="for" className="grid gap-0.5">
                {speaksFor.map((owner) => (
                  <li key={owner.id}>
                    {t.rich(owner.as === "additional" ? "additional" : "sameNumber", {
                      patient: () => <PatientLink id={owner.id}>{nameOf(owner.name)}</PatientLink>,
                    })}
                  </li>
                ))}
              </ul>
            ) : (
              t("nobody")
            ),
          ],
          [
            t("texted"),
            textedFor.length > 0 ? (
              <ul key="texted" className="grid gap-0.5">
                {textedFor.map((each) => (
                  <li key={each.id}>
                    {t.rich("textedTimes", {
                      n: each.messages,
                      patient: () => <PatientLink id={each.id}>{nameOf(each.name)}</PatientLink>,
                      time: () => <Time instant={each.at} zone={zone} />,
                    })}
                  </li>
                ))}
              </ul>
            ) : (
              t("notTexted")
            ),
          ],
        ]}
      />
    </PaneSection>
  )
}

function PatientLink({ id, children }: { id: string; children: string }) {
  return (
    <Link
      href={`/patients/${id}` as Route}
      className="text-primary underline-offset-4 hover:underline"
    >
      <bdi>{children}</bdi>
    </Link>
  )
}
