import "server-only"

/** One answer that many were told from one read is put into JSON once. */
const texts = new WeakMap<object, string>()

/** `answer` as JSON; the server compresses it as it sends. */
export function jsonAnswer(answer: unknown, headers: Record<string, string>): Response {
  if (typeof answer !== "object" || answer === null) return Response.json(answer, { headers })
  const text = texts.get(answer) ?? JSON.stringify(answer)
  texts.set(answer, text)
  return new Response(text, { headers: { ...headers, "content-type": "application/json" } })
}
