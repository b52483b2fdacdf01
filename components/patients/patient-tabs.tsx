"use client"

import type { Route } from "next"
import { useTranslations } from "next-intl"
import { TabLinks } from "@/components/ui/tab-links"

/** The pages of one patient. */
export function PatientTabs({ patientId }: { patientId: string }) {
  const t = useTranslations("shell.patient")
  const at = (page: string) => `/patients/${patientId}${page}` as Route
  return (
    <TabLinks
      label={t("label")}
      links={[
        { href: at(""), label: t("adherence"), exact: true },
        { href: at("/conversation"), label: t("conversation") },
        { href: at("/medications"), label: t("medications") },
        { href: at("/consent"), label: t("consent") },
      ]}
    />
  )
}
