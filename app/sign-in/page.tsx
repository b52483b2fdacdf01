import type { Metadata } from "next"
import { connection } from "next/server"
import { SignInForm } from "@/components/sign-in/sign-in-form"
import { demoPeople, demoPhones } from "@/lib/auth/demo-people"

export const metadata: Metadata = { title: "Sign in" }

const ENDED: Record<string, string> = {
  you: "You are signed out, here and at BioT.",
  here: "You are signed out here. BioT has not confirmed that your session there has ended.",
  over: "Your session had ended already. You are signed out.",
  failed:
    "This browser is signed out, but your session could not be ended just now. It ends by itself within 15 minutes.",
  access: "Your session has ended, or your access was changed. Sign in again to go on.",
  idle: "You were signed out after 15 minutes without activity.",
}

type Props = { searchParams: Promise<{ ended?: string }> }

export default async function SignInPage({ searchParams }: Props) {
  await connection()
  const [{ ended }, people] = await Promise.all([searchParams, demoPeople()])
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="grid w-full max-w-sm gap-6">
        <div className="grid gap-1">
          <h1 className="font-semibold text-xl tracking-tight">Sign in to Doseline</h1>
          <p className="text-muted-foreground text-sm">
            Use the account that you have on your organization’s BioT portal.
          </p>
        </div>
        <SignInForm
          people={people}
          phones={demoPhones()}
          notice={ended ? (ENDED[ended] ?? null) : null}
        />
      </div>
    </main>
  )
}
