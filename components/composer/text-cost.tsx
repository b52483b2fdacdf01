import { useTranslations } from "next-intl"
import { ISOLATED } from "@/components/composer/isolated"
import { Button } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { MOST_PARTS, normaliseText, type TextAnalysis } from "@/lib/messages/segments"

type TextCostProps = {
  /** Of the text with its values, where they are known. */
  analysis: TextAnalysis
  /** The text as it is typed: what stands only in a value cannot be replaced in it. */
  typed: string
  onReplace: (char: string, by: string) => void
}

/** What the text costs on the wire, and which characters make it cost more. */
export function TextCost({ analysis, typed, onReplace }: TextCostProps) {
  const t = useTranslations("composer.cost")
  const { alphabet, units, parts, partSize, tooLong, offenders } = analysis
  const size = parts > 1 ? parts * partSize : partSize
  const own = normaliseText(typed)
  return (
    <div className="grid gap-1.5 text-muted-foreground text-xs">
      <p role="status" className={cn(tooLong && "font-medium text-danger")}>
        {t("size", {
          alphabet: alphabet === "gsm7" ? "GSM-7" : "UCS-2",
          ...{ units, size, parts, most: MOST_PARTS },
        })}
      </p>
      {isMostlyForeign(analysis) ? (
        <p>{t("script")}</p>
      ) : (
        <ul className="grid gap-1 empty:hidden">
          {offenders.map(({ char, replacement }) => (
            <li key={char} className="flex flex-wrap items-center gap-2">
              <span>
                {t.rich(own.includes(char) ? "offender" : "offenderInValue", { char, ...ISOLATED })}
              </span>
              {replacement === null || !own.includes(char) ? null : (
                <Button size="sm" variant="link" onClick={() => onReplace(char, replacement)}>
                  {replacement === "" ? t("remove", { char }) : t("use", { char: replacement })}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <p>{t("pays")}</p>
    </div>
  )
}

/** Naming each letter of a Russian or Hebrew text would help nobody. */
function isMostlyForeign({ offenders }: TextAnalysis): boolean {
  return offenders.filter(({ char }) => /\p{L}/u.test(char)).length > MOST_NAMED
}

const MOST_NAMED = 8
