"use client"

import { CircleUser, LogOut, Monitor, Moon, Sun } from "lucide-react"
import { useTheme } from "next-themes"
import { useState, useTransition } from "react"
import { Button } from "@/components/ui/button"
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu"

export type PersonMenuProps = {
  name: string
  /** As people say it: "Coordinator". */
  role: string
  /** A server action. */
  signOut: () => Promise<void>
}

export function PersonMenu({ name, role, signOut }: PersonMenuProps) {
  const { theme, setTheme } = useTheme()
  const [pending, startTransition] = useTransition()
  const [frame, setFrame] = useState<HTMLElement | null>(null)
  return (
    <DropdownMenu>
      <span ref={setFrame} />
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" pending={pending} className="-mr-2 max-md:px-2">
          <CircleUser aria-hidden />
          <span className="max-w-40 truncate max-md:sr-only">{name}</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" container={frame}>
        <div className="px-2 py-1.5">
          <p className="font-medium text-sm">{name}</p>
          <p className="text-muted-foreground text-xs">{role}</p>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Theme</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme ?? "system"} onValueChange={setTheme}>
          <DropdownMenuRadioItem value="system">
            <Monitor aria-hidden />
            Same as the system
          </DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="light">
            <Sun aria-hidden />
            Light
          </DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="dark">
            <Moon aria-hidden />
            Dark
          </DropdownMenuRadioItem>
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => startTransition(signOut)}>
          <LogOut aria-hidden />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
