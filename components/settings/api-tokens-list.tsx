import { KeyRound } from "lucide-react"
import { useTranslations } from "next-intl"
import { RevokeApiToken } from "@/components/settings/revoke-api-token"
import { Badge } from "@/components/ui/badge"
import { EmptyState } from "@/components/ui/empty-state"
import { PersonName } from "@/components/ui/person-name"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import { Time } from "@/components/ui/time"
import type { ApiTokenRow } from "@/lib/api-tokens/queries"

type ApiTokensListProps = { tokens: ApiTokenRow[]; zone: string }

export function ApiTokensList({ tokens, zone }: ApiTokensListProps) {
  const t = useTranslations("settings.api")
  if (tokens.length === 0) {
    return (
      <EmptyState icon={<KeyRound aria-hidden />} title={t("none")}>
        {t("noneHint")}
      </EmptyState>
    )
  }
  return (
    <Table label={t("list")}>
      <TableHead>
        <TableRow>
          <TableHeader className="ps-0">{t("name")}</TableHeader>
          <TableHeader>{t("reads")}</TableHeader>
          <TableHeader>{t("made")}</TableHeader>
          <TableHeader>{t("lastUsed")}</TableHeader>
          <TableHeader>{t("ends")}</TableHeader>
          <TableHeader>
            <span className="sr-only">{t("revoke")}</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {tokens.map((token) => (
          <Row key={token.id} token={token} zone={zone} />
        ))}
      </TableBody>
    </Table>
  )
}

function Row({ token, zone }: { token: ApiTokenRow; zone: string }) {
  const t = useTranslations("settings.api")
  const reads = token.scopes.map((scope) => t(`scope.${scope}.list`))
  return (
    <TableRow>
      <TableCell className="ps-0">
        <bdi className="block font-medium">{token.name}</bdi>
        <span className="text-muted-foreground text-xs">
          {t.rich("endsIn", { hint: () => <bdi dir="ltr">{token.hint}</bdi> })}
        </span>
      </TableCell>
      <TableCell>
        {reads.join(", ")}
        <span className="block text-muted-foreground text-xs">
          {t(token.readsTexts ? "withTexts" : "withoutTexts")}
        </span>
      </TableCell>
      <TableCell>
        <Time instant={token.createdAt} zone={zone} form="short" />
        <span className="block text-muted-foreground text-xs">
          <PersonName of={token.createdBy} />
        </span>
      </TableCell>
      <TableCell className="whitespace-nowrap">
        {token.lastUsedAt === null ? t("never") : <Time instant={token.lastUsedAt} zone={zone} />}
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <Ends token={token} zone={zone} />
      </TableCell>
      <TableCell className="text-end">
        {token.state === "alive" ? <RevokeApiToken tokenId={token.id} name={token.name} /> : null}
      </TableCell>
    </TableRow>
  )
}

function Ends({ token, zone }: { token: ApiTokenRow; zone: string }) {
  const t = useTranslations("settings.api")
  if (token.revokedAt !== null) {
    return (
      <>
        <Badge>{t("revoked")}</Badge> <Time instant={token.revokedAt} zone={zone} form="short" />
      </>
    )
  }
  const at = <Time instant={token.expiresAt} zone={zone} form="short" />
  if (token.state === "alive") return at
  return (
    <>
      <Badge>{t("expired")}</Badge> {at}
    </>
  )
}
