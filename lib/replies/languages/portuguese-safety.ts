import { listed, type SafetyTable } from "./table"

/**
 * Never `demais` after a verb alone: "tomei tarde demais" is late, not too much. Never
 * `no hospital` alone: English says it of no hospital at all.
 */
export const portugueseSafety: SafetyTable = {
  emergency: {
    self_harm: listed(`
      suicid-, suícid-, me matar, matar me, quero morrer, queria morrer, vontade de morrer,
      não quero viver, não quero mais viver, sem vontade de viver, tirar minha vida,
      tirar a minha vida, acabar com minha vida, acabar com a minha vida, acabar com tudo,
      me machucar de propósito, quero me machucar, vou me machucar, cortar os pulsos,
      melhor morto, melhor morta, automutila-
    `),
    overdose: listed(`
      overdose, over dose, superdos-, sobredos-, comprimidos demais, remédio demais,
      remédios demais, insulina demais, gotas demais, muitos comprimidos, muitos remédios,
      tomei … muitos comprimidos, a cartela toda, a cartela inteira, cartela inteira,
      a caixa toda, caixa inteira, frasco inteiro, vidro inteiro, intoxiquei, intoxicado,
      intoxicada, intoxicação, envenen-
    `),
    breathing: listed(`
      não consigo … respirar, não consigo respira, nao consegue respirar,
      não estou conseguindo respirar, não tô conseguindo respirar, não respira,
      dificuldade … respirar, dificuldade respiratória, muita falta de ar, sufoc-, asfixi-,
      engasg-, lábios roxos, lábios azuis
    `),
    chest_pain: listed(`
      dor … peito, dores … peito, peito … doendo, peito dói, dói … peito, doendo … peito,
      aperto … peito, pressão … peito, queimação … peito, infart-, enfarte, enfarto,
      ataque cardíaco, ataque do coração, parada cardíaca, dor … coração
    `),
    stroke_or_collapse: listed(`
      avc, derrame cerebral, tive um derrame, teve um derrame, perdi a consciência,
      perdi os sentidos, perdeu a consciência, inconsciente, convuls-, ataque epiléptico,
      rosto torto, boca torta, não consigo mexer o braço, não consigo mexer a perna,
      não consigo mover o braço, não consigo mover a perna, não sinto o braço, não acorda,
      paralisad-
    `),
    allergic_reaction: listed(`
      anafil-, garganta … fechando, garganta … fechou, garganta … inchada, língua … inchada,
      língua … inchando, lábios … inchados, rosto … inchado, rosto … inchando, boca … inchada
    `),
    bleeding: listed(`
      vomit- … sangue, cuspi- … sangue, tossi- … sangue, hemorragia, emorragia,
      não para de sangrar, sangrando muito
    `),
    emergency: listed(`
      emergência, socorro, me ajuda, me ajude, me ajudem, ajudem me, ambulância, samu,
      estou morrendo, tô morrendo, estou a morrer, vou morrer, ligue 192, liga 192, ligue 112,
      me salva, me salvem
    `),
  },
  urgent: {
    self_harm: listed(`
      me machuquei de propósito
    `),
    overdose: listed(`
      dose dupla, dose dobrada, dobro da dose, em dobro, tomei duas vezes, tomei 2 vezes,
      duas vezes a dose, remédio errado, comprimido errado, medicamento errado, dose errada,
      medicação errada, errei o remédio, errei a dose, comprimido a mais, dose a mais,
      remédio a mais
    `),
    breathing: listed(`
      falta de ar, com falta d'ar, sem fôlego, respirando mal, ofegante
    `),
    stroke_or_collapse: listed(`
      desmai-, coração disparado, coração acelerado, palpitações, hipoglicemia,
      açúcar muito baixo
    `),
    allergic_reaction: listed(`
      reação alérgica, reacção alérgica, alergia grave, urticária
    `),
    bleeding: listed(`
      sangrando, sangramento, a sangrar, sangue … fezes, sangue … urina, sangue no cocô,
      fezes pretas
    `),
    emergency: listed(`
      estou no hospital, tô no hospital, ao hospital, para o hospital, pro hospital,
      pronto socorro, internado no, internada no, fui internad-, estou internad-
    `),
  },
}
