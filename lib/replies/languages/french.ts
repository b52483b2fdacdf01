import { frenchSafety } from "./french-safety"
import { type LanguageTable, listed } from "./table"

export const french: LanguageTable = {
  code: "fr",
  name: "French",
  direction: "ltr",
  spellings: [],
  proclitics: [],
  taken: listed(`
    médicament pris, médicaments pris, médicaments bien pris, médoc pris, médocs pris,
    comprimé pris, comprimés pris, cachet pris, cachets pris, pilule prise, dose prise,
    traitement pris, pris, prise, prises, déjà pris, déjà prise, bien pris, bien prise,
    tout pris, c'est pris, je l'ai pris, je l'ai prise, je les ai pris, je les ai prises,
    l'ai pris, j'ai pris, j'ai tout pris, je l'ai déjà pris, je l'ai déjà prise,
    je l'ai bien pris, je l'ai bien prise, je viens de le prendre, je viens de la prendre,
    je viens de les prendre, j'ai pris mon médicament, j'ai pris mes médicaments,
    j'ai pris mon traitement, j'ai pris mon cachet, j'ai pris mes cachets,
    j'ai pris mon comprimé, j'ai pris mes comprimés, j'ai pris ma pilule, j'ai pris ma dose,
    j'ai pris le médicament, j'ai pris les médicaments, j'ai bien pris mon médicament,
    j'ai bien pris mon traitement, oui, ouii, ouais, oui oui, oui pris, oui prise,
    oui c'est pris, oui c'est fait, oui je l'ai pris, oui je l'ai prise, oui je les ai pris,
    oui j'ai pris, oui bien pris, oui bien sûr, oui déjà, fait, c'est fait, c fait,
    c'est bon c'est fait, un, une, confirmé, je confirme, effectué
  `),
  notTaken: listed(`
    non, nan, nn, non pas encore, pas encore, pas pris, pas prise, non pris, non prise,
    médicament non pris, médicament pas pris, pas encore pris, pas encore prise,
    je ne l'ai pas pris, je ne l'ai pas prise, je l'ai pas pris, je l'ai pas prise,
    je ne les ai pas pris, je les ai pas pris, je n'ai pas pris, j'ai pas pris,
    je n'ai rien pris, j'ai rien pris, je ne l'ai pas encore pris, je ne l'ai pas encore prise,
    je l'ai pas encore pris, je n'ai pas encore pris, j'ai pas encore pris,
    je n'ai pas pris mon médicament, je n'ai pas pris mes médicaments,
    je n'ai pas pris mon traitement, j'ai pas pris mon médicament, j'ai oublié, oublié, oubliée,
    je l'ai oublié, je l'ai oubliée, oublié de le prendre, j'ai oublié de le prendre,
    j'ai oublié de la prendre, j'ai oublié de les prendre, désolé non, désolée non, non désolé,
    non désolée, désolé j'ai oublié, désolée j'ai oublié, deux
  `),
  vague: listed(`
    ok, okay, oki, d'accord, dac, daccord, bien reçu, reçu, entendu, compris, très bien,
    c'est noté, noté, parfait, bien, c'est bon
  `),
  courtesies: listed(`
    merci, merci beaucoup, merci bien, mci, mrc, grand merci, mille mercis, merci à vous,
    merci docteur, bonjour, bjr, bonsoir, bsr, salut, coucou, bonne journée, bonne soirée,
    bonne nuit, cordialement, bien à vous, s'il vous plaît, svp, stp, à bientôt, au revoir
  `),
  optOut: {
    exact: listed(`
      stop, arrêt, arrêtez, arrêter, stop sms, stop svp, arrêtez svp, désabonner, désabonnement,
      me désabonner, désinscrire, me désinscrire, désinscription, résilier, plus de messages,
      plus de sms
    `),
    firstWords: ["stop", "unsubscribe"],
    phrases: listed(`
      arrêtez de m'écrire, arrêtez les messages, arrêtez les sms, arrêtez vos messages,
      arrêtez vos sms, arrêter les messages, arrêter les sms, ne me contactez plus,
      ne m'écrivez plus, ne veux plus de messages, ne veux plus de sms, je veux me désabonner,
      je souhaite me désabonner, veux me désinscrire, souhaite me désinscrire, désabonnez moi,
      désinscrivez moi
    `),
    openings: listed(`
      arrêtez de m'envoyer, arrête de m'envoyer, arrêter de m'envoyer, cessez de m'envoyer,
      ne m'envoyez plus, ne m'envoyez pas, m'envoyez plus de, ne plus recevoir,
      ne veux plus recevoir, ne souhaite plus recevoir, plus recevoir de, plus recevoir vos,
      retirez moi de, retirez moi de la liste, retirez moi de votre liste,
      retirez moi de vos listes, retirez moi de cette liste
    `),
    texts: listed(`
      message, messages, sms, texto, textos, rappel, rappels, notification, notifications, alerte,
      alertes, liste, listes, service, numéro, téléphone, portable, publicité, publicités, pubs,
      diffusion
    `),
    fillers: listed(`
      de, d'autres, des, du, le, la, les, ce, cette, ces, votre, vos, tous, toutes, autres, aucun,
      aucune, tant de, sur, à, mon
    `),
    endings: listed(`
      plus, rien, jamais, maintenant, du tout, aujourd'hui, ça, cela
    `),
  },
  optIn: {
    exact: ["start", "reprendre", "m'abonner", "réabonner", "me réabonner", "je m'abonne"],
    whileOptedOut: ["oui", "oui merci", "oui svp"],
  },
  help: ["aide", "info", "infos", "help"],
  negations: ["ne", "n", "pas", "non", "jamais", "aucun", "aucune", "sans", "rien"],
  sentence: {
    verbs: listed(`
      pris, ai prise, l'ai prise, ai prises, bien prise, déjà prise, dose prise, été prise
    `),
    allowed: listed(`
      je, j, j'ai, ai, l'ai, l, les, le, la, mon, ma, mes, oui, ouais, ok, bien, déjà, c'est, c,
      est, sont, fait, a été, ont été, médicament, médicaments, médoc, médocs, comprimé, comprimés,
      cachet, cachets, pilule, pilules, gélule, gélules, dose, traitement, insuline, gouttes,
      ce matin, ce midi, cet après midi, ce soir, à midi, le matin, le soir, aujourd'hui,
      maintenant, tout de suite, à l'instant, tout à l'heure, à l'heure, comme prévu,
      comme d'habitude, comme prescrit, un peu tard, en retard, un peu en retard, avec de l'eau,
      avec un verre d'eau, avec le repas, avec mon repas, en mangeant, avec le petit déjeuner,
      au petit déjeuner, pendant le repas, pendant le petit déjeuner, après le repas,
      après le petit déjeuner, après manger, avant le repas, avant de dormir, au coucher,
      au déjeuner, au dîner, il y a une heure, il y a une demi heure, il y a quelques minutes,
      il y a un moment
    `),
    questionStarts: listed(`
      est ce que, dois je, puis je, peut on, faut il, je dois, je peux, je peux le, quand,
      combien, comment, pourquoi, que faire, quoi faire, quel, quelle, c'est normal
    `),
    clock: {
      before: ["à", "vers"],
      after: ["h", "heures", "heure", "am", "pm"],
      ago: ["il y a * minutes", "il y a * min", "il y a * heures", "il y a * mn"],
    },
  },
  notNames: listed(`
    tard, demain, hier, après, plus, peut, être, seulement, moitié, demi, oublié, oubliée, pas,
    non, rien, jamais, aucun, aucune, oui, comprimé, comprimés, dose, doses, moins, reste, mais,
    et, presque, bientôt, attendez, arrêt, aide, malade, mal, douleur, vomi, nausée, nausées,
    vertige, vertiges, fatigué, fatiguée, erreur, double, svp, appelez, besoin, vais, avec, sans,
    le, la, un, une, deux, autre, j'ai, ai, je, suis, ça, va, est, très, trop, beaucoup, tout,
    tous, toutes, tombé, tombée, tombe, chute, donné, donnée, perdu, perdue, cassé, cassée,
    renversé, craché, recraché, fini, finie, terminé, vomis, vomir, vomissement, vomissements,
    malaise, estomac, ventre, tête, poitrine, cœur, dos, jambe, jambes, bras, main, mains, pied,
    pieds, visage, bouche, langue, gorge, œil, yeux, oreille, peau, douleurs, fièvre, frissons,
    froid, chaud, sueurs, toux, tousse, grippe, rhume, boutons, démangeaisons, gonflé, gonflée,
    gonflement, engourdi, engourdie, fourmillements, aveugle, flou, floue, vue, vision, faible,
    faiblesse, tremble, tremblements, évanoui, évanouie, sommeil, épuisé, épuisée, fatigue, confus,
    confuse, anxieux, anxieuse, angoisse, triste, peur, sang, saigne, saignement, diarrhée,
    constipé, constipée, soif, faim, pire, mieux, affreux, horrible, terrible, grave, gros, grosse,
    fort, forte, bizarre, mensonge, mensonges, menti, blague, faux, fausse, hôpital, docteur,
    médecin, infirmière, pharmacie, urgence, urgences, vide, périmé, périmée, mari, femme, épouse,
    époux, mère, père, fils, fille, frère, sœur, chien, chat, effet, effets, réaction, allergie,
    allergique, sucre, tension, haute, basse, mort, morte, enceinte, encore, toujours, avant, soir,
    matin, nuit, midi
  `),
  signatures: [
    "envoyé de mon",
    "envoyé depuis",
    "envoyé à partir de",
    "obtenir outlook pour",
    "télécharger outlook pour",
  ],
  tapbacks: {
    taken: [
      "a aimé",
      "aime",
      "a attribué la mention « J'aime » à",
      "a attribué la mention «J'aime» à",
    ],
    notTaken: [
      "n'a pas aimé",
      "a attribué la mention « Je n'aime pas » à",
      "a attribué la mention «Je n'aime pas» à",
    ],
    question: ["a questionné", "s'interroge sur"],
    other: [
      "a adoré",
      "a ri de",
      "a souligné",
      "a attribué la mention « Adore » à",
      "a attribué la mention « J'adore » à",
      "a retiré la mention « J'aime » de",
      "a retiré la mention « J'aime » à",
    ],
    reactions: [
      "a réagi avec * à",
      "a réagi * à",
      "a réagi par * à",
      "a attribué la mention « * » à",
      "* à",
    ],
  },
  safety: frenchSafety,
}
