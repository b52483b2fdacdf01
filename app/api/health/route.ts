import { connection } from "next/server"
import { checkHealth } from "@/lib/health/check"

export async function GET(): Promise<Response> {
  await connection()
  const health = await checkHealth(Date.now())
  const isFine = Object.values(health).every((part) => part === "ok")
  return Response.json(health, {
    status: isFine ? 200 : 503,
    headers: { "cache-control": "no-store" },
  })
}
