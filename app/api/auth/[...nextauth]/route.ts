import { NextRequest } from "next/server"
import NextAuth from "next-auth"
import { authOptions } from "@/lib/auth/next-auth"
import { signInCookies } from "@/lib/auth/sign-in-cookies"
import { readCapped } from "@/lib/capped-body"

type Context = { params: Promise<{ nextauth: string[] }> }

const MAX_BODY_BYTES = 16 * 1024

export async function GET(request: Request, context: Context): Promise<Response> {
  return NextAuth(authOptions())(request, context)
}

/** Anybody may post here, and next-auth itself reads whatever comes to its end. */
export async function POST(request: Request, context: Context): Promise<Response> {
  const body = await readCapped(request, MAX_BODY_BYTES).catch(() => "")
  if (body === null) return new Response(null, { status: 413 })
  const { url, headers } = request
  if (headers.get("content-type")?.includes("application/json") && !isJson(body)) {
    return new Response(null, { status: 400 })
  }
  const forwarded = new NextRequest(url, { method: "POST", headers, body })
  const cookies = signInCookies(forwarded.cookies)
  const response: Response = await NextAuth(authOptions(cookies))(forwarded, context)
  for (const cookie of cookies.setCookies()) response.headers.append("set-cookie", cookie)
  return response
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
