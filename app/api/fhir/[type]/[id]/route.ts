import { answerPostedSearch } from "@/lib/fhir/answer"
import { fhirHandler } from "@/lib/fhir/endpoint"
import { notFound } from "@/lib/fhir/outcome"
import { readResource, resourceNamed } from "@/lib/fhir/queries"

export const GET = fhirHandler<{ type: string; id: string }>((ctx, _request, { type, id }) =>
  readResource(ctx, resourceNamed(type), id, Date.now()),
)

/** Next takes no folder named `_search`, so it arrives here as if it were an id. */
export const POST = fhirHandler<{ type: string; id: string }>((ctx, request, { type, id }) => {
  if (id !== "_search") throw notFound()
  return answerPostedSearch(ctx, request, type)
})
