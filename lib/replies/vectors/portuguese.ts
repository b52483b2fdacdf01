import { readAs, type VectorGroup } from "./vector"

export const PORTUGUESE_VECTORS: readonly VectorGroup[] = [
  {
    heading: "Portuguese: taken",
    locale: "pt-br",
    rows: [
      ...readAs(
        "taken",
        "high",
        `
          Sim
          sim obrigada
          1 obrigado
          1, muito obrigada!
          Tomei
          já tomei
          Já tomei, obrigada
          Tomei sim
          tomado
          Medicação tomada
          Já tomei o remédio
          Bom dia, sim
          feito
          pronto 👍
          Tomei meus remédios
          um
        `,
      ),
      ...readAs(
        "taken",
        "medium",
        `
          tomei às 8h
          Tomei o remédio depois do café
          já tomei hoje de manhã
          tomei há 10 minutos
          Tomei a insulina na hora certa
          sim, já tomei meu comprimido com água
        `,
      ),
    ],
  },
  {
    heading: "Portuguese: not taken",
    locale: "pt-br",
    rows: [
      ...readAs(
        "not_taken",
        "high",
        `
          Não
          nao
          não tomei
          Ainda não
          ainda não tomei
          Não tomei o remédio
          esqueci
          Esqueci de tomar
          2 não
          Desculpe, esqueci
        `,
      ),
    ],
  },
  {
    heading: "Portuguese: a person reads it",
    locale: "pt-br",
    rows: [
      ...readAs(
        "free_text",
        "low",
        `
          Tomei metade
          só tomei meio comprimido
          vou tomar mais tarde
          tomo depois
          minha mãe tomou
          não sei se tomei
          tomei café da manhã
          tomei tarde demais
          tomei mas vomitei
          parei de tomar
          acabou o remédio
          tomei ontem
          1 mas atrasado
          não obrigado
          estou com tontura
        `,
      ),
      ...readAs(
        "unknown_code",
        "low",
        `
          ok obrigada
          tá bom
          Entendi
        `,
      ),
      ...readAs(
        "question",
        "medium",
        `
          Posso tomar com leite?
          devo tomar em jejum
          Tomei?
        `,
      ),
    ],
  },
  {
    heading: "Portuguese: consent and help",
    locale: "pt-br",
    rows: [
      ...readAs(
        "opt_out",
        "high",
        `
          PARAR
          sair
          cancelar
          STOP
          parem de me mandar mensagens
          não quero mais receber mensagens
        `,
      ),
      ...readAs(
        "opt_in",
        "high",
        `
          voltar
          START
        `,
      ),
      ...readAs(
        "help",
        "high",
        `
          Ajuda
          info
        `,
      ),
    ],
  },
  {
    heading: "Portuguese: after opting out",
    locale: "pt-br",
    optedOut: true,
    rows: [
      ...readAs(
        "opt_in",
        "high",
        `
          sim
        `,
      ),
    ],
  },
  {
    heading: "Portuguese: alarms",
    locale: "pt-br",
    rows: [
      ...readAs(
        "free_text",
        "low",
        `
          dor no peito
          estou com dor no peito
          aperto no peito
        `,
        "chest_pain",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          não consigo respirar
          falta de ar
        `,
        "breathing",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          tomei muitos comprimidos
          tomei comprimidos demais
          overdose
          tomei duas vezes
        `,
        "overdose",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          quero morrer
          penso em suicídio
        `,
        "self_harm",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          desmaiei
          acho que é um AVC
        `,
        "stroke_or_collapse",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          vomitando sangue
        `,
        "bleeding",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          minha língua está inchada
        `,
        "allergic_reaction",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          socorro
          me ajuda
          chama o SAMU
        `,
        "emergency",
      ),
    ],
  },
]
