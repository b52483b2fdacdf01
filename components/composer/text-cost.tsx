import { Button } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { MOST_PARTS, type TextAnalysis } from "@/lib/messages/segments"

type TextCostProps = { analysis: TextAnalysis; onReplace: (char: string, by: string) => void }

/** What the text costs on the wire, and which characters make it cost more. */
export function TextCost({ analysis, onReplace }: TextCostProps) {
  const { alphabet, units, parts, partSize, tooLong, offenders } = analysis
  const size = parts > 1 ? parts * partSize : partSize
  return (
    <div className="grid gap-1.5 text-muted-foreground text-xs">
      <p role="status" className={cn(tooLong && "font-medium text-danger")}>
        {alphabet === "gsm7" ? "GSM-7" : "UCS-2"} · {units} of {size} units · {parts} of at most{" "}
        {MOST_PARTS} parts
      </p>
      {offenders.length > 0 ? (
        <ul className="grid gap-1">
          {offenders.map(({ char, replacement }) => (
            <li key={char} className="flex flex-wrap items-center gap-2">
              <span>“{char}” makes the text UCS-2, which has room for less.</span>
              {replacement === null ? null : (
                <Button size="sm" variant="link" onClick={() => onReplace(char, replacement)}>
                  {replacement === "" ? `Remove “${char}”` : `Use “${replacement}”`}
                </Button>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      <p>In some countries the recipient pays for texts.</p>
    </div>
  )
}
