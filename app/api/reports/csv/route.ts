import { staffHandler } from "@/lib/auth/handler"
import { spokenLanguage } from "@/lib/i18n/spoken"
import { exportReport } from "@/lib/reports/mutations"
import { readPeriod } from "@/lib/reports/schema"

/** The report's tables as one file, with what their columns mean. */
export const GET = staffHandler("patients.read", async (ctx, request) => {
  const { period } = readPeriod(Object.fromEntries(new URL(request.url).searchParams))
  const { name, text } = await exportReport(ctx, period, {
    now: Date.now(),
    language: await spokenLanguage(),
  })
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="doseline-${name}.csv"`,
      "x-content-type-options": "nosniff",
    },
  })
})
