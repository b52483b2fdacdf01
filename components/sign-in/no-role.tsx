import Link from "next/link"
import { Button } from "@/components/ui/button"
import type { WhomToAsk } from "@/lib/auth/whom-to-ask"

/** For somebody whom BioT let in and to whom the organization has given no role: the way on. */
export function NoRole({ organization, person, template, admins, hasRole }: WhomToAsk) {
  if (hasRole) {
    return (
      <div className="grid w-full max-w-md gap-6">
        <div className="grid gap-2">
          <h1 className="font-semibold text-xl tracking-tight">You have a role now</h1>
          <p className="text-base">
            Somebody at {organization} has given it to you in the meantime. Sign in again to begin.
          </p>
        </div>
        <SignInLink label="Sign in" />
      </div>
    )
  }
  return (
    <div className="grid w-full max-w-md gap-6">
      <div className="grid gap-2">
        <h1 className="text-balance font-semibold text-xl tracking-tight">
          You have no role in Doseline yet
        </h1>
        <p className="text-base">
          BioT knows you as {person} of {organization}, and your password was right. What is missing
          is a role, which only an admin of {organization} can give.
        </p>
      </div>
      {admins.length > 0 ? (
        <section className="grid gap-2">
          <h2 className="font-semibold text-base">
            {admins.length === 1 ? "Ask this person" : "Ask one of these people"}
          </h2>
          <ul className="divide-y border-y">
            {admins.map(({ id, name }) => (
              <li key={id} className="flex min-h-11 items-center font-medium text-base">
                {name}
              </li>
            ))}
          </ul>
        </section>
      ) : (
        <p className="text-base">
          Doseline knows no admin of {organization} yet. Ask whoever looks after your organization’s
          BioT accounts to sign in here once.
        </p>
      )}
      <section className="grid gap-1">
        <h2 className="font-semibold text-base">What to tell them</h2>
        <p className="text-muted-foreground text-sm">
          “Please give {template ? `the template ${template}` : "people without a template"} a role
          in Doseline, under Settings, Staff and roles.” It takes a minute, and then you can sign
          in.
        </p>
      </section>
      <SignInLink label="Back to sign-in" />
    </div>
  )
}

function SignInLink({ label }: { label: string }) {
  return (
    <Button asChild size="lg" className="justify-self-start">
      <Link href="/sign-in">{label}</Link>
    </Button>
  )
}
