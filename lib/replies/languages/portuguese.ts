import { portugueseSafety } from "./portuguese-safety"
import { type LanguageTable, listed } from "./table"

export const portuguese: LanguageTable = {
  code: "pt",
  name: "Portuguese",
  direction: "ltr",
  spellings: [],
  proclitics: [],
  taken: listed(`
    medicação tomada, medicamento tomado, medicamentos tomados, remédio tomado,
    remédios tomados, comprimido tomado, comprimidos tomados, dose tomada, tomado, tomada,
    tomados, tomadas, tomei, já tomei, eu tomei, eu já tomei, tomei sim, já tomei sim,
    sim tomei, sim já tomei, tomei tudo, tomei o remédio, tomei os remédios, tomei meu remédio,
    tomei meus remédios, tomei o medicamento, tomei a medicação, tomei o comprimido,
    tomei os comprimidos, tomei meu comprimido, já tomei o remédio, já tomei meu remédio,
    já tomei os remédios, já tomei meus remédios, já tomei o comprimido, já tomei a medicação,
    já tomei o medicamento, acabei de tomar, já tomado, já tomada, já o tomei, já a tomei,
    tomei o, tomei a, sim, sin, ss, sim senhor, sim senhora, sim já, já, já sim, sim tomado,
    sim tomada, sim claro, claro que sim, isso, feito, já fiz, pronto, já está, um, uma,
    confirmado, confirmo
  `),
  notTaken: listed(`
    não, nao, n, nn, nop, ainda não, não ainda, não ainda não, não tomei, eu não tomei,
    ainda não tomei, não tomei ainda, não tomei não, não não tomei, não tomado, não tomada,
    medicação não tomada, medicamento não tomado, remédio não tomado, não tomei o remédio,
    não tomei meu remédio, não tomei os remédios, não tomei o comprimido,
    não tomei o medicamento, não tomei a medicação, não o tomei, não a tomei,
    ainda não tomei o remédio, esqueci, eu esqueci, esqueci me, me esqueci, esqueci de tomar,
    me esqueci de tomar, esqueci de tomar o remédio, esqueci o remédio, desculpe não,
    desculpa não, não desculpe, não desculpa, desculpe esqueci, desculpa esqueci, dois, duas
  `),
  vague: listed(`
    ok, okay, okey, tá, tá bom, tá bem, está bem, está bom, certo, combinado, entendi,
    entendido, beleza, blz, recebido, vou tomar, tudo bem, bem
  `),
  courtesies: listed(`
    obrigado, obrigada, obg, obgd, brigado, brigada, muito obrigado, muito obrigada, valeu, vlw,
    grato, grata, agradeço, obrigado por lembrar, obrigada por lembrar, olá, ola, oi, bom dia,
    boa tarde, boa noite, tenha um bom dia, abraço, abraços, deus abençoe, por favor, doutor,
    doutora
  `),
  optOut: {
    exact: listed(`
      stop, parar, pare, parem, para, sair, cancelar, cancela, cancelar mensagens, descadastrar,
      descadastre, remover, chega, não quero mais mensagens, não quero mensagens,
      parar mensagens
    `),
    firstWords: ["stop", "unsubscribe"],
    phrases: listed(`
      parem de mandar mensagem, parem de mandar mensagens, pare de mandar mensagem,
      pare de mandar mensagens, para de mandar mensagem, não me escrevam mais,
      não quero receber mensagens, não quero mais mensagens, não quero mais lembretes,
      quero cancelar as mensagens, me descadastre, me descadastrem
    `),
    openings: listed(`
      parem de me mandar, pare de me mandar, para de me mandar, pare de enviar, parem de enviar,
      pare de me enviar, parem de me enviar, não me mande mais, não me mandem mais,
      não me manda mais, não me envie mais, não me enviem mais, não quero mais receber,
      não quero receber mais, me tire da lista, me tirem da lista, tire me da lista
    `),
    texts: listed(`
      mensagem, mensagens, msg, msgs, sms, torpedo, torpedos, lembrete, lembretes, aviso, avisos,
      notificação, notificações, alerta, alertas, texto, textos, número, telefone, celular,
      propaganda
    `),
    fillers: listed(`
      o, a, os, as, de, esse, esses, essa, essas, este, estes, esta, estas, seus, suas, tantas,
      outras, nenhum, nenhuma, para, pro, no, meu
    `),
    endings: listed(`
      mais, nada, já, agora, hoje, nunca mais, isso, isto
    `),
  },
  optIn: {
    exact: ["start", "voltar", "começar", "iniciar", "retomar", "aceitar"],
    whileOptedOut: ["sim", "sim por favor"],
  },
  help: ["ajuda", "info", "informação", "informações", "help"],
  negations: ["não", "nao", "nunca", "jamais", "nem", "sem", "nada", "nenhum", "nenhuma"],
  sentence: {
    verbs: listed(`
      tomei, tomado, tomada, tomados, tomadas
    `),
    allowed: listed(`
      eu, já, sim, o, a, os, as, meu, meus, minha, minhas, foi, foram, está, tudo, remédio,
      remédios, medicação, medicamento, medicamentos, medicina, comprimido, comprimidos, pílula,
      pílulas, cápsula, cápsulas, dose, insulina, gotas, tratamento, hoje, agora, agora mesmo,
      agorinha, cedo, hoje cedo, de manhã, hoje de manhã, esta manhã, pela manhã, da manhã,
      à tarde, de tarde, da tarde, esta tarde, à noite, de noite, da noite, hoje à noite,
      ao meio dia, meio dia, na hora, na hora certa, no horário, no horário certo, com água,
      com comida, com o café da manhã, com o pequeno almoço, com o almoço, com o jantar,
      depois do café, depois do café da manhã, depois do almoço, depois do jantar, depois de comer,
      antes de dormir, antes de comer, antes do café, em jejum, um pouco tarde, atrasado,
      um pouco atrasado, há pouco, faz pouco, há uma hora, há meia hora, faz meia hora,
      como sempre, como indicado, direitinho, certinho, ok, bem, graças a deus, faz uma hora,
      agora há pouco
    `),
    questionStarts: listed(`
      posso, devo, tenho que, preciso tomar, quando, quanto, quantos, qual, como,
      o que acontece, será que, é normal, por que
    `),
    clock: {
      before: ["às"],
      after: ["h", "hs", "horas", "hrs", "am", "pm"],
      ago: ["há * minutos", "faz * minutos", "há * min", "há * horas"],
    },
  },
  notNames: listed(`
    tarde, depois, amanhã, ontem, hoje, talvez, só, metade, meio, meia, esqueci, não, nada, nunca,
    nenhum, sim, comprimido, comprimidos, dose, doses, mais, menos, falta, faltam, mas, e, quase,
    logo, espere, pare, ajuda, mal, doente, dor, vomitei, enjoo, náusea, tontura, tonto, tonta,
    cansado, cansada, errado, errada, dobro, favor, ligue, preciso, vou, com, sem, o, a, um, uma,
    dois, outro, outra, eu, me, já, é, muito, muita, tenho, tive, estou, estava, está, sinto,
    senti, passei, fui, foi, dei, deu, caí, queda, perdi, quebrei, derramei, cuspi, acabou,
    acabaram, terminou, vômito, vomitando, enjoado, enjoada, náuseas, estômago, barriga, cabeça,
    peito, coração, costas, perna, pernas, braço, braços, mão, mãos, pé, pés, rosto, boca, língua,
    garganta, olho, olhos, ouvido, pele, dói, doem, doendo, febre, calafrios, frio, calor, suor,
    tosse, gripe, coceira, manchas, inchado, inchada, inchaço, dormente, dormência, formigamento,
    cego, cega, visão, fraco, fraca, fraqueza, tremendo, tremor, desmaiei, desmaio, sono, exausto,
    exausta, cansaço, confuso, confusa, ansiedade, triste, medo, sangue, sangrando, sangramento,
    diarreia, sede, fome, pior, melhor, péssimo, péssima, horrível, terrível, grave, forte, fortes,
    estranho, estranha, mentira, mentiras, menti, brincadeira, falso, falsa, hospital, médico,
    médica, doutor, doutora, enfermeira, farmácia, urgência, emergência, vazio, vazia, vencido,
    vencida, esposo, esposa, marido, mulher, mãe, pai, filha, irmão, irmã, cachorro, gato, efeito,
    efeitos, reação, alergia, alérgico, alérgica, açúcar, pressão, alta, baixa, alto, baixo, morto,
    morta, grávida, ainda, sempre, antes, noite, manhã, ambos, tudo, todos, todas
  `),
  signatures: [
    "enviado do meu",
    "enviado de meu",
    "enviado a partir do",
    "enviada do meu",
    "obter o outlook para",
    "baixe o outlook",
  ],
  tapbacks: {
    taken: ["gostou de", "curtiu"],
    notTaken: ["não gostou de", "não curtiu"],
    question: ["questionou"],
    other: ["amou", "adorou", "riu de", "enfatizou"],
    reactions: [
      "reagiu com * a",
      "reagiu com * à mensagem",
      "reagiu * à mensagem",
      "reagiu * a",
      "* para",
    ],
  },
  safety: portugueseSafety,
}
