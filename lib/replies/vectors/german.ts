import { readAs, type VectorGroup } from "./vector"

export const GERMAN_VECTORS: readonly VectorGroup[] = [
  {
    heading: "German: taken",
    locale: "de-de",
    rows: [
      ...readAs(
        "taken",
        "high",
        `
          Ja
          ja danke
          1 danke
          1, vielen Dank!
          Genommen
          eingenommen
          schon genommen
          Medikament genommen
          Ich habe sie genommen
          hab's genommen
          Ja, hab ich
          erledigt
          Erledigt 👍
          Guten Morgen, ja
          Tabletten genommen. LG
          ja eingenommen
        `,
      ),
      ...readAs(
        "taken",
        "medium",
        `
          Ich habe die Tabletten heute morgen genommen
          um 8 Uhr genommen
          hab sie um 8:30 genommen
          vor 10 Minuten genommen
          Habe meine Tablette nach dem Frühstück genommen
          Insulin gerade gespritzt
        `,
      ),
    ],
  },
  {
    heading: "German: not taken",
    locale: "de-de",
    rows: [
      ...readAs(
        "not_taken",
        "high",
        `
          Nein
          noch nicht
          nicht genommen
          ich habe sie nicht genommen
          Hab sie noch nicht genommen
          vergessen
          Leider vergessen
          2 nein
          nee
          Nein, noch nicht
        `,
      ),
    ],
  },
  {
    heading: "German: a person reads it",
    locale: "de-de",
    rows: [
      ...readAs(
        "free_text",
        "low",
        `
          Nur die Hälfte genommen
          eine halbe genommen
          ich nehme sie später
          nehme ich morgen
          meine Frau hat sie genommen
          weiß nicht ob ich sie genommen habe
          genommen, aber erbrochen
          ich habe 2 Kilo zugenommen
          bin da
          da
          Tabletten sind alle
          habe ich gestern genommen
          1 aber spät
          nein danke
          Not yet genommen
        `,
      ),
      ...readAs(
        "unknown_code",
        "low",
        `
          ok danke
          alles klar
          Gut
        `,
      ),
      ...readAs(
        "question",
        "medium",
        `
          Soll ich sie mit Essen nehmen?
          muss ich sie nüchtern nehmen
          Genommen?
        `,
      ),
    ],
  },
  {
    heading: "German: consent and help",
    locale: "de-de",
    rows: [
      ...readAs(
        "opt_out",
        "high",
        `
          STOPP
          Stop
          abmelden
          bitte keine SMS mehr
          Bitte melden Sie mich ab
          keine Nachrichten mehr
        `,
      ),
      ...readAs(
        "opt_in",
        "high",
        `
          anmelden
          START
        `,
      ),
      ...readAs(
        "help",
        "high",
        `
          Hilfe
          Info
        `,
      ),
    ],
  },
  {
    heading: "German: after opting out",
    locale: "de-de",
    optedOut: true,
    rows: [
      ...readAs(
        "opt_in",
        "high",
        `
          ja
        `,
      ),
    ],
  },
  {
    heading: "German: alarms",
    locale: "de-de",
    rows: [
      ...readAs(
        "free_text",
        "low",
        `
          Schmerzen in der Brust
          Brustschmerzen
          Druck auf der Brust
        `,
        "chest_pain",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          ich bekomme keine Luft
          kann nicht richtig atmen
          Atemnot
        `,
        "breathing",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          zu viele Tabletten genommen
          Überdosis
          Ueberdosis
          zweimal genommen
        `,
        "overdose",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          ich will nicht mehr leben
          Selbstmord
        `,
        "self_harm",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          Schlaganfall
          ich bin ohnmächtig geworden
        `,
        "stroke_or_collapse",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          ich spucke Blut
        `,
        "bleeding",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          meine Zunge ist geschwollen
        `,
        "allergic_reaction",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          Notfall
          helfen Sie mir
          rufen Sie den Krankenwagen
        `,
        "emergency",
      ),
    ],
  },
]
