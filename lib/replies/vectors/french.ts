import { readAs, type VectorGroup } from "./vector"

export const FRENCH_VECTORS: readonly VectorGroup[] = [
  {
    heading: "French: taken",
    locale: "fr-fr",
    rows: [
      ...readAs(
        "taken",
        "high",
        `
          Oui
          oui merci
          1 merci
          1, merci beaucoup
          Pris
          prise
          c'est fait
          C’est pris !
          Médicament pris
          je l'ai pris
          Je l’ai prise
          Oui je l'ai prise, merci
          déjà pris
          Bonjour, oui
          fait 👍
          J'ai pris mon traitement
        `,
      ),
      ...readAs(
        "taken",
        "medium",
        `
          je l'ai pris ce matin
          pris à 8h
          J'ai pris mes cachets à 8h30 avec le petit déjeuner
          Je les ai prises à midi
          oui j'ai pris mon médicament il y a 10 minutes
          j'ai bien pris mon insuline
        `,
      ),
    ],
  },
  {
    heading: "French: not taken",
    locale: "fr-fr",
    rows: [
      ...readAs(
        "not_taken",
        "high",
        `
          Non
          non pas encore
          pas encore
          Je ne l'ai pas pris
          je l’ai pas prise
          j'ai oublié
          pas pris
          2 non
          Non désolé
          J'ai pas pris mon médicament
        `,
      ),
    ],
  },
  {
    heading: "French: a person reads it",
    locale: "fr-fr",
    rows: [
      ...readAs(
        "free_text",
        "low",
        `
          J'ai pris la moitié
          j'en ai pris un sur deux
          je le prendrai ce soir
          je vais le prendre
          mon mari l'a pris
          Je ne sais plus si je l'ai pris
          je suis pris cet après-midi
          j'ai pris le petit déjeuner
          pris mais vomi
          j'ai arrêté le traitement
          j'ai mal au coeur
          je n'ai plus de comprimés
          pris hier
          non merci
          1 plus tard
        `,
      ),
      ...readAs(
        "unknown_code",
        "low",
        `
          ok merci
          D'accord
          c'est noté
        `,
      ),
      ...readAs(
        "question",
        "medium",
        `
          Dois-je le prendre à jeun ?
          est-ce que je peux le prendre avec du lait
          Pris ?
        `,
      ),
    ],
  },
  {
    heading: "French: consent and help",
    locale: "fr-fr",
    rows: [
      ...readAs(
        "opt_out",
        "high",
        `
          STOP
          Arrêt
          arrêtez
          STOP SMS
          arrêtez de m'envoyer des messages
          Je ne veux plus recevoir de messages
        `,
      ),
      ...readAs(
        "opt_in",
        "high",
        `
          reprendre
          START
        `,
      ),
      ...readAs(
        "help",
        "high",
        `
          aide
          Infos
        `,
      ),
    ],
  },
  {
    heading: "French: after opting out",
    locale: "fr-fr",
    optedOut: true,
    rows: [
      ...readAs(
        "opt_in",
        "high",
        `
          oui
        `,
      ),
    ],
  },
  {
    heading: "French: alarms",
    locale: "fr-fr",
    rows: [
      ...readAs(
        "free_text",
        "low",
        `
          j'ai une douleur dans la poitrine
          mal à la poitrine
          crise cardiaque
        `,
        "chest_pain",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          je ne peux plus respirer
          j'arrive pas à respirer
          j’étouffe
        `,
        "breathing",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          j'ai pris trop de comprimés
          surdosage
          pris deux fois
        `,
        "overdose",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          je veux mourir
          envie d'en finir
        `,
        "self_harm",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          j'ai fait un malaise
          il a perdu connaissance
        `,
        "stroke_or_collapse",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          je vomis du sang
        `,
        "bleeding",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          ma langue est gonflée
        `,
        "allergic_reaction",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          au secours
          aidez-moi
          appelez le SAMU
        `,
        "emergency",
      ),
    ],
  },
]
