import { listed, type SafetyTable } from "./table"

/** `hacerme daño` needs a will before it: "¿puede hacerme daño?" asks about the medicine. */
export const spanishSafety: SafetyTable = {
  emergency: {
    self_harm: listed(`
      suicid-, suisid-, matarme, me quiero matar, me voy a matar, quitarme la vida,
      quiero morir, quiero morirme, me quiero morir, quisiera morirme, no quiero vivir,
      ya no quiero vivir, no quiero seguir viviendo, sin ganas de vivir, acabar con mi vida,
      terminar con mi vida, acabar con todo, quiero hacerme daño, voy a hacerme daño,
      ganas de hacerme daño, cortarme las venas, mejor muerto, mejor muerta, autolesion-
    `),
    overdose: listed(`
      sobredosis, sobre dosis, tomé … demasiadas, tomé … demasiados, tomado … demasiadas,
      tomado … demasiados, demasiadas pastillas, demasiadas tabletas, demasiadas píldoras,
      demasiados medicamentos, demasiado medicamento, demasiada medicina, demasiada insulina,
      muchas pastillas, todo el frasco, todo el bote, toda la caja, el frasco entero,
      me intoxiq-, intoxicado, intoxicada, intoxicación, envenen-
    `),
    breathing: listed(`
      no puedo … respirar, no puedo respira, no pudo respirar, no puede respirar,
      nopuedo respirar, no respira, no respiro, me ahogo, me aogo, ahogando, ahogándome,
      falta el aire, me falta aire, dificultad … respirar, dificultad respiratoria,
      cuesta respirar, cuesta mucho respirar, me asfixio, asfixi-, atragant-, labios azules,
      labios morados
    `),
    chest_pain: listed(`
      dolor … pecho, dolores … pecho, duele … pecho, duele … el pecho, pecho … duele,
      presión … pecho, opresión … pecho, apriet- … pecho, punzad- … pecho, ardor … pecho,
      infart-, ataque al corazón, ataque de corazón, ataque cardíaco, paro cardíaco,
      dolor … corazón
    `),
    stroke_or_collapse: listed(`
      derrame cerebral, ictus, embolia, trombosis, perdí el conocimiento,
      perdió el conocimiento, perdí la conciencia, inconsciente, convuls-, combulsion-,
      ataque epiléptico, se desplomó, me desplomé, colaps-, cara torcida, boca torcida,
      no puedo mover el brazo, no puedo mover la pierna, no puedo mover la mano,
      no siento el brazo, media cara, no despierta, paralizad-
    `),
    allergic_reaction: listed(`
      anafil-, cierra la garganta, cerrando la garganta, garganta … cerrada,
      garganta … hinchada, hinch- … garganta, lengua … hinchada, hinch- … lengua,
      labios … hinchados, hinch- … labios, cara … hinchada, hinch- … cara
    `),
    bleeding: listed(`
      vomit- … sangre, bomit- … sangre, tosiendo sangre, tosí sangre, toso sangre,
      tos con sangre, escup- … sangre, hemorragia, emorragia, no deja de sangrar,
      no para de sangrar, sangre … vómito
    `),
    emergency: listed(`
      emergencia, auxilio, ausilio, socorro, ambulancia, ayúdenme, ayúdeme, ayúdame, sálvenme,
      me muero, me estoy muriendo, me voy a morir, llamen al 911, llame al 911, llame al 112,
      llamen al 112
    `),
  },
  urgent: {
    self_harm: listed(`
      me hice daño, hacerme daño a mí
    `),
    overdose: listed(`
      doble dosis, dosis doble, el doble de la dosis, dos veces la dosis, la tomé dos veces,
      lo tomé dos veces, las tomé dos veces, tomé dos veces, pastilla equivocada,
      medicina equivocada, medicamento equivocado, dosis equivocada, me equivoqué de pastilla,
      me equivoqué de medicina, me equivoqué de medicamento, pastilla de más, pastillas de más,
      dosis de más, dosis extra
    `),
    breathing: listed(`
      falta de aire, me falta la respiración, respiro mal, sin aliento
    `),
    stroke_or_collapse: listed(`
      desmay-, desmall-, palpitaciones, taquicardia, corazón acelerado, hipoglucemia,
      azúcar muy baja
    `),
    allergic_reaction: listed(`
      reacción alérgica, ronchas, urticaria
    `),
    bleeding: listed(`
      sangrado, sangrando, estoy sangrando, sangre … orina, sangre … heces, sangre … popó,
      heces negras
    `),
    emergency: listed(`
      urgencias, en el hospital, al hospital, hospitalizad-, internado en
    `),
  },
}
