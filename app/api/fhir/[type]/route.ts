import { answerSearch } from "@/lib/fhir/answer"
import { fhirHandler } from "@/lib/fhir/endpoint"

export const GET = fhirHandler<{ type: string }>((ctx, request, { type }) =>
  answerSearch(ctx, request, type),
)
