import { readAs, type VectorGroup } from "./vector"

export const SPANISH_VECTORS: readonly VectorGroup[] = [
  {
    heading: "Spanish: taken",
    locale: "es-mx",
    rows: [
      ...readAs(
        "taken",
        "high",
        `
          Sí
          si
          1 gracias
          1, muchas gracias doctora
          Ya la tomé
          ya me la tome
          Sí, ya me la tomé
          tomada
          Tomado
          Medicación tomada
          Listo
          hecho 👍
          ya
          Gracias, ya tomé mi pastilla
          Uno
        `,
      ),
      ...readAs(
        "taken",
        "medium",
        `
          la tomé a las 8
          Ya tomé mis pastillas con el desayuno
          la tomé esta mañana
          me la tomé hace 10 minutos
          ya me tomé la pastilla un poco tarde
          Tomé la insulina a tiempo
        `,
      ),
    ],
  },
  {
    heading: "Spanish: not taken",
    locale: "es-mx",
    rows: [
      ...readAs(
        "not_taken",
        "high",
        `
          No
          no la tomé
          No la he tomado
          Todavía no
          aún no, gracias
          se me olvidó
          No me la tomé
          2 no
          me olvidé
          No tomé la pastilla
        `,
      ),
    ],
  },
  {
    heading: "Spanish: a person reads it",
    locale: "es-mx",
    rows: [
      ...readAs(
        "free_text",
        "low",
        `
          Tomé media pastilla
          solo tomé la mitad
          la tomaré luego
          la tomo más tarde
          mi esposa la tomó
          No sé si la tomé
          tomé café
          la tomé pero la vomité
          tomé una de dos
          me siento mareada
          ya no tengo pastillas
          la tomé ayer
          1 pero tarde
          No gracias
          dejé de tomarla
        `,
      ),
      ...readAs(
        "unknown_code",
        "low",
        `
          ok gracias
          vale
          Entendido
        `,
      ),
      ...readAs(
        "question",
        "medium",
        `
          ¿La tomo con comida?
          ¿Puedo tomarla mañana
          puedo tomarla con leche
          ¿1?
        `,
      ),
    ],
  },
  {
    heading: "Spanish: consent and help",
    locale: "es-mx",
    rows: [
      ...readAs(
        "opt_out",
        "high",
        `
          STOP
          Baja
          ALTO
          cancelar
          Por favor dejen de mandarme mensajes
          no quiero recibir más mensajes
        `,
      ),
      ...readAs(
        "opt_in",
        "high",
        `
          Alta
          START
        `,
      ),
      ...readAs(
        "help",
        "high",
        `
          Ayuda
          info
        `,
      ),
    ],
  },
  {
    heading: "Spanish: after opting out",
    locale: "es-mx",
    optedOut: true,
    rows: [
      ...readAs(
        "opt_in",
        "high",
        `
          Sí
        `,
      ),
    ],
  },
  {
    heading: "Spanish: alarms",
    locale: "es-mx",
    rows: [
      ...readAs(
        "free_text",
        "low",
        `
          Me duele mucho el pecho
          dolor en el pecho
          1 pero tengo dolor de pecho
          presion en el pecho
        `,
        "chest_pain",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          no puedo respirar
          No puedo casi respirar
          me ahogo
        `,
        "breathing",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          tomé demasiadas pastillas
          sobredosis
          me la tomé y lo tomé dos veces
        `,
        "overdose",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          quiero morirme
          pensando en el suicidio
        `,
        "self_harm",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          me desmayé
        `,
        "stroke_or_collapse",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          estoy vomitando sangre
        `,
        "bleeding",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          tengo la lengua hinchada
        `,
        "allergic_reaction",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          auxilio
          llamen una ambulancia
        `,
        "emergency",
      ),
    ],
  },
]
