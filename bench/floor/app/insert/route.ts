import { database } from "@/db/client"

export const dynamic = "force-dynamic"

/** The least that a plugin endpoint could do: keep the call, durably, through the same pool. */
export async function POST(request: Request): Promise<Response> {
  const payload: unknown = await request.json()
  await database().$client.query("insert into bench.calls (payload) values ($1)", [
    JSON.stringify(payload),
  ])
  return Response.json({ result: "stored" })
}
