import { spanishSafety } from "./spanish-safety"
import { type LanguageTable, listed } from "./table"

export const spanish: LanguageTable = {
  code: "es",
  name: "Spanish",
  direction: "ltr",
  spellings: [],
  proclitics: [],
  taken: listed(`
    medicación tomada, medicamento tomado, medicamentos tomados, medicina tomada,
    pastilla tomada, pastillas tomadas, dosis tomada, tratamiento tomado, tomado, tomada,
    tomados, tomadas, ya tomado, ya tomada, tomé, ya tomé, la tomé, lo tomé, las tomé, los tomé,
    me la tomé, me lo tomé, me las tomé, me los tomé, ya la tomé, ya lo tomé, ya las tomé,
    ya los tomé, ya me la tomé, ya me lo tomé, ya me las tomé, ya me los tomé, la he tomado,
    lo he tomado, las he tomado, los he tomado, ya la he tomado, ya lo he tomado,
    me la he tomado, me lo he tomado, me las he tomado, he tomado la medicación,
    he tomado la medicina, he tomado la pastilla, he tomado las pastillas, tomé la medicina,
    tomé mi medicina, tomé la pastilla, tomé mi pastilla, tomé mis pastillas,
    tomé las pastillas, tomé el medicamento, tomé mi medicamento, tomé mis medicamentos,
    tomé mi dosis, ya tomé mi medicina, ya tomé mi medicamento, ya tomé mi pastilla,
    ya tomé mis pastillas, me tomé la pastilla, me tomé las pastillas, me tomé la medicina, sí,
    si, sii, sip, sí señor, sí señora, sí ya, ya, ya está, ya estuvo, listo, lista, ya quedó,
    hecho, claro que sí, sí claro, sí tomada, sí tomado, sí la tomé, sí lo tomé, sí las tomé,
    sí los tomé, sí ya la tomé, sí ya lo tomé, sí ya me la tomé, sí me la tomé, sí me lo tomé,
    uno, una, confirmado, confirmo
  `),
  notTaken: listed(`
    no, nop, no tomada, no tomado, no tomé, no la tomé, no lo tomé, no las tomé, no los tomé,
    no me la tomé, no me lo tomé, no me las tomé, no la he tomado, no lo he tomado,
    no las he tomado, no los he tomado, no me la he tomado, no me lo he tomado, no he tomado,
    aún no, todavía no, no todavía, no aún, no aún no, aún no la tomo, todavía no la tomo,
    todavía no lo tomo, aún no la he tomado, aún no lo he tomado, todavía no la he tomado,
    todavía no lo he tomado, todavía no la tomé, todavía no lo tomé, aún no la tomé,
    medicación no tomada, medicamento no tomado, medicina no tomada, pastilla no tomada,
    no tomé la pastilla, no tomé mi pastilla, no tomé la medicina, no tomé el medicamento,
    no tomé mi medicina, no tomé mi medicamento, se me olvidó, me olvidé, lo olvidé, la olvidé,
    olvidé tomarla, olvidé tomarlo, se me olvidó tomarla, se me olvidó tomarlo, perdón no,
    lo siento no, no perdón, no lo siento, no señor, no señora, dos, se me pasó
  `),
  vague: listed(`
    ok, oka, okey, okay, vale, bueno, bien, entendido, enterado, enterada, de acuerdo, perfecto,
    recibido, está bien, muy bien
  `),
  courtesies: listed(`
    gracias, grax, grasias, muchas gracias, mil gracias, gracias por recordarme,
    gracias por el recordatorio, muy amable, hola, buenas, buenos días, buen día, buenas tardes,
    buenas noches, saludos, un saludo, bendiciones, dios le bendiga, por favor, feliz día,
    doctor, doctora
  `),
  optOut: {
    exact: listed(`
      stop, alto, baja, darme de baja, dar de baja, quiero darme de baja, parar, pare, paren,
      cancelar, cancelar mensajes, cancelar suscripción, no más, no más mensajes, basta,
      ya no quiero mensajes, no quiero mensajes, eliminar, desuscribir, desuscribirme
    `),
    firstWords: ["stop", "unsubscribe"],
    phrases: listed(`
      dejen de escribirme, deje de escribirme, deja de escribirme, no me manden mensajes,
      no me envíen mensajes, no me escriban, no quiero más mensajes, no quiero recibir mensajes,
      no quiero recibir más mensajes, no más mensajes, no más recordatorios,
      no quiero más recordatorios
    `),
    openings: listed(`
      dejen de mandarme, deje de mandarme, deja de mandarme, dejen de enviarme, deje de enviarme,
      deja de enviarme, no me manden más, no me mande más, no me envíen más, no me envíe más,
      quiero darme de baja, denme de baja, deme de baja, dame de baja, bórrenme de la lista,
      quítenme de la lista, deme de baja de la lista
    `),
    texts: listed(`
      mensaje, mensajes, mensajito, mensajitos, sms, texto, textos, recordatorio, recordatorios,
      aviso, avisos, notificación, notificaciones, alerta, alertas, lista, listas, servicio,
      sistema, suscripción, número, teléfono, celular, publicidad
    `),
    fillers: listed(`
      de, del, en, a, el, la, los, las, este, esta, estos, estas, esos, esas, su, sus, mi, tantos,
      otros
    `),
    endings: listed(`
      más, nada, ya, ahora, hoy, ahora mismo, nunca más, nunca, esto, eso
    `),
  },
  optIn: {
    exact: ["start", "alta", "darme de alta", "iniciar", "comenzar", "reanudar", "empezar"],
    whileOptedOut: ["sí", "sí por favor"],
  },
  help: ["ayuda", "info", "información", "help"],
  negations: ["no", "nunca", "jamás", "tampoco", "ni", "sin", "nada"],
  sentence: {
    verbs: listed(`
      tomé, tomado, tomada, tomados, tomadas
    `),
    allowed: listed(`
      yo, ya, sí, si, la, lo, las, los, el, me, he, mi, mis, acabo de, acabo, está, están, fue,
      medicina, medicinas, medicación, medicamento, medicamentos, remedio, pastilla, pastillas,
      tableta, tabletas, cápsula, cápsulas, dosis, píldora, tratamiento, insulina, gotas, hoy,
      ahora, ahorita, ahora mismo, recién, temprano, esta mañana, por la mañana, en la mañana,
      de la mañana, esta tarde, por la tarde, de la tarde, esta noche, de la noche, al mediodía,
      a mediodía, a tiempo, a la hora, a su hora, tarde, un poco tarde, con agua, con comida,
      con la comida, con el desayuno, con el almuerzo, con la cena, después de comer,
      después del desayuno, después de desayunar, después del almuerzo, después de la cena,
      antes de comer, antes de dormir, en ayunas, hace rato, hace un rato, hace un momento,
      hace media hora, hace una hora, como siempre, como indicado, bien, ok, listo, gracias a dios
    `),
    questionStarts: listed(`
      puedo, debo, tengo que, hay que, cuándo, cuánto, cuántas, cuál, qué pasa si, cómo,
      es normal, la tomo con, lo tomo con, ya la tomé o
    `),
    clock: {
      before: ["a las", "a la", "alas"],
      after: ["am", "pm", "a m", "p m", "h", "hs", "hrs", "horas"],
      ago: ["hace * minutos", "hace * min", "hace * horas", "hace como * minutos"],
    },
  },
  notNames: listed(`
    tarde, luego, después, mañana, ayer, hoy, quizás, tal, solo, sólo, media, mitad, medio, olvidé,
    olvidó, no, nada, nunca, ninguna, ninguno, sí, si, pastilla, pastillas, dosis, más, menos,
    falta, faltan, pero, y, casi, pronto, espere, alto, ayuda, mal, enfermo, enferma, dolor,
    vomité, náuseas, mareo, mareada, mareado, cansado, cansada, equivocada, doble, favor, llame,
    llámeme, necesito, voy, con, sin, la, el, una, dos, otra, otro, me, te, se, le, lo, ya, es,
    que, muy, mucho, mucha, tengo, tiene, tuve, siento, sentí, estoy, estaba, está, fui, fue, dio,
    caí, caída, caído, perdí, rompí, tiré, escupí, acabó, acabaron, terminó, vomito, vómito,
    vomitando, náusea, mareos, estómago, barriga, panza, cabeza, pecho, corazón, espalda, pierna,
    piernas, brazo, brazos, mano, manos, pie, pies, boca, lengua, garganta, ojo, ojos, oído, piel,
    duele, duelen, fiebre, calentura, escalofríos, frío, calor, sudor, tos, gripe, sarpullido,
    ronchas, picazón, comezón, hinchado, hinchada, hinchazón, dormido, dormida, entumecido,
    entumecida, hormigueo, ciego, ciega, borroso, borrosa, visión, débil, debilidad, temblor,
    temblando, desmayo, desmayé, sueño, cansancio, agotado, agotada, confundido, confundida,
    ansiedad, nervioso, nerviosa, triste, miedo, sangre, sangrado, sangrando, diarrea,
    estreñimiento, sed, hambre, peor, mejor, fatal, horrible, terrible, grave, fuerte, fuertes,
    raro, rara, mentira, mentiras, miento, mentí, broma, falso, falsa, hospital, médico, doctor,
    doctora, enfermera, farmacia, urgencia, urgencias, emergencia, vacío, vacía, caducado,
    caducada, vencido, esposo, esposa, marido, mujer, mamá, madre, papá, padre, hijo, hija,
    hermano, hermana, perro, gato, efecto, efectos, reacción, alergia, alérgico, alérgica, azúcar,
    presión, tensión, alta, bajo, baja, muerto, muerta, embarazada, siempre, antes, noche, ambas,
    ambos, todo, todas, todos
  `),
  signatures: ["enviado desde mi", "enviado desde", "enviado con", "obtener outlook para"],
  tapbacks: {
    taken: ["le gustó", "le gusta", "me gusta", "indicó que le gusta"],
    notTaken: ["no le gustó", "no le gusta"],
    question: ["dudó sobre", "cuestionó"],
    other: [
      "le encantó",
      "le encanta",
      "le dio risa",
      "se rió de",
      "exclamó por",
      "enfatizó",
      "destacó",
    ],
    reactions: ["reaccionó con * a", "reaccionó * a", "* a"],
  },
  safety: spanishSafety,
}
