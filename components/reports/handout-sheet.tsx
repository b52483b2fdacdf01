import {
  type DayMark,
  type Handout,
  type HandoutLanguage,
  handoutOf,
  handoutWords,
  weekdayName,
} from "@/lib/reports/handout"
import { planWords } from "@/lib/reports/handout-plan"
import { type MonthDay, medicationsIn, weeksOfMonth } from "@/lib/reports/month"
import type { PatientMonth } from "@/lib/reports/patient-month"
import { directionOf } from "@/lib/templates/language"

/** Signs that print alike everywhere; each stands with its words below. */
const SIGNS: Record<DayMark, string> = {
  all: "✓",
  some: "½",
  notTaken: "✕",
  unknown: "?",
  none: "–",
}
const MARK_WORDS = {
  all: "markAll",
  some: "markSome",
  notTaken: "markNotTaken",
  unknown: "markUnknown",
  none: "markNone",
} as const satisfies Record<DayMark, string>

const SUNDAY_FIRST: readonly string[] = ["he", "ar"]

type HandoutSheetProps = {
  of: PatientMonth
  language: HandoutLanguage
}

/** The month in plain words, large enough to read, in the patient's language. */
export function HandoutSheet({ of, language }: HandoutSheetProps) {
  const t = handoutWords(language)
  const handout = handoutOf(language, of)
  const { patient } = of
  return (
    <section lang={language} dir={directionOf(language)} className="handout grid gap-4">
      <div className="grid gap-1">
        <h2 className="font-semibold">{handout.title}</h2>
        {patient.isNameShared ? <p>{t("for", { name: `\u2068${patient.name}\u2069` })}</p> : null}
        <p>{handout.days}</p>
        {handout.soFar ? <p>{handout.soFar}</p> : null}
      </div>
      {handout.isTexted ? <p>{t("intro")}</p> : null}
      <Part title={t("toldTitle")}>
        <ul className="grid list-disc gap-1 ps-6">
          {handout.told.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Part>
      <DayByDay handout={handout} of={of} language={language} />
      <Medicines of={of} language={language} title={t("medicinesTitle")} />
      <Part title={t("nextTitle")}>
        <p>{t("only")}</p>
        <p>{t("wrong")}</p>
        <p className="font-semibold">{t("keep")}</p>
      </Part>
    </section>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <h3 className="font-semibold">{title}</h3>
      {children}
    </div>
  )
}

function Medicines({ of, language, title }: HandoutSheetProps & { title: string }) {
  const medications = medicationsIn(of.medications, of)
  if (medications.length === 0) return null
  return (
    <Part title={title}>
      <ul className="grid list-disc gap-1 ps-6">
        {medications.map(({ medication, version }) => (
          <li key={version.id}>
            <bdi>{medication}</bdi>, <bdi>{version.doseText}</bdi>:{" "}
            {planWords(language, version, of)}
          </li>
        ))}
      </ul>
    </Part>
  )
}

type DayByDayProps = { handout: Handout; of: PatientMonth; language: HandoutLanguage }

function DayByDay({ handout: { marks }, of, language }: DayByDayProps) {
  const t = handoutWords(language)
  const weeks = weeksOfMonth(of.month, SUNDAY_FIRST.includes(language) ? 7 : 1)
  const present = new Set(marks.values())
  if (present.size === 0 || (present.size === 1 && present.has("none"))) return null
  return (
    <Part title={t("calendarTitle")}>
      <table className="handout-month w-full table-fixed border-collapse">
        <thead>
          <tr>
            {weeks[0]?.map(({ weekday }) => (
              <th key={weekday} scope="col" className="font-normal">
                {weekdayName(language, weekday)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find(({ day }) => day)?.day?.date}>
              {week.map(({ weekday, day }) => (
                <Day
                  key={weekday}
                  day={day}
                  mark={day ? (marks.get(day.date) ?? null) : null}
                  words={(mark) => t(MARK_WORDS[mark])}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {(Object.keys(SIGNS) as DayMark[])
          .filter((mark) => present.has(mark))
          .map((mark) => (
            <li key={mark}>
              <span aria-hidden className="handout-mark">
                {SIGNS[mark]}
              </span>{" "}
              {t(MARK_WORDS[mark])}
            </li>
          ))}
      </ul>
    </Part>
  )
}

type DayProps = { day: MonthDay | null; mark: DayMark | null; words: (mark: DayMark) => string }

function Day({ day, mark, words }: DayProps) {
  if (day === null) return <td />
  if (mark === null) return <td>{day.day}</td>
  return (
    <td>
      {day.day}{" "}
      <span aria-hidden className="handout-mark">
        {SIGNS[mark]}
      </span>
      <span className="sr-only">{words(mark)}</span>
    </td>
  )
}
