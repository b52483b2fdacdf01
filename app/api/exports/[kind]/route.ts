import { staffHandler } from "@/lib/auth/handler"
import { AppError } from "@/lib/errors"
import { definitionsCsv } from "@/lib/exports/definitions"
import { beginExport } from "@/lib/exports/mutations"
import { exportToday } from "@/lib/exports/queries"
import { EXPORT_KINDS, exportRangeSchema } from "@/lib/exports/schema"
import { spokenLanguage } from "@/lib/i18n/spoken"
import { translatorIn } from "@/lib/i18n/translator"

/** A file of the organization's days, or, as `definitions`, what the columns of the files mean. */
export const GET = staffHandler<{ kind: string }>("exports.read", async (ctx, request, params) => {
  if (params.kind === "definitions") {
    return csv("definitions", definitionsCsv(await translatorIn(await spokenLanguage())))
  }
  const kind = EXPORT_KINDS.find((each) => each === params.kind)
  if (!kind) throw new AppError("not_found", "There is no such export.")
  const now = Date.now()
  const { zone, today } = await exportToday(ctx, now)
  const asked = Object.fromEntries(new URL(request.url).searchParams)
  const range = exportRangeSchema(today).safeParse(asked)
  if (!range.success) {
    throw new AppError("invalid", range.error.issues[0]?.message ?? "Give two dates.")
  }
  const { from, to } = range.data
  const stream = await beginExport(ctx, kind, { range: range.data, zone, now })
  return csv(`${kind}-${from}-${to}`, stream)
})

function csv(name: string, body: string | ReadableStream<Uint8Array>): Response {
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="doseline-${name}.csv"`,
      "x-content-type-options": "nosniff",
    },
  })
}
