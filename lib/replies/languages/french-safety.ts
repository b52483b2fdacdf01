import { listed, type SafetyTable } from "./table"

/** `mal au cœur` is nausea in French and is left to Review. */
export const frenchSafety: SafetyTable = {
  emergency: {
    self_harm: listed(`
      suicid-, me tuer, me suicid-, envie d'en finir, veux en finir, vais en finir,
      mettre fin à mes jours, mettre fin à ma vie, envie de mourir, veux mourir,
      voudrais mourir, plus envie de vivre, veux plus vivre, mieux mort, mieux morte,
      envie de me faire du mal, veux me faire du mal, vais me faire du mal, m'ouvrir les veines,
      automutil-, scarifi-
    `),
    overdose: listed(`
      overdose, surdos-, sur dose, pris … trop de, prise … trop de, trop de comprimés,
      trop de cachets, trop de médicaments, trop de pilules, trop de gouttes, trop de médocs,
      trop d'insuline, trop de doses, toute la boîte, toute la plaquette, tout le flacon,
      toute la bouteille, intoxiqu-, empoison-
    `),
    breathing: listed(`
      peux … pas respirer, peux … plus respirer, peut pas respirer, peut plus respirer,
      peux pas respiré, peux plus respiré, peu plus respirer, peu pas respirer, pas à respirer,
      plus à respirer, pas à respiré, du mal à respirer, mal à respirer, difficulté- … respirer,
      difficulté- respiratoire-, ne respire plus, respire plus, j'étouffe, jetouf, étouff-,
      étouf, asphyxi-, lèvres bleues
    `),
    chest_pain: listed(`
      douleur- … poitrine, mal … poitrine, poitrine … mal, serre … poitrine, poitrine … serr-,
      oppression … poitrine, pression … poitrine, brûl- … poitrine, douleur- … thorax,
      douleur- thoracique-, douleur- au coeur, crise cardiaque, crise cardiac, infarctus,
      arrêt cardiaque
    `),
    stroke_or_collapse: listed(`
      avc, attaque cérébrale, paralys-, bouche … travers, bouche … tordue, visage … tordu,
      perdu connaissance, perte de connaissance, inconscient-, convuls-, crise d'épilepsie,
      peux plus bouger, ne se réveille pas, ne réagit plus, bras … engourdi
    `),
    allergic_reaction: listed(`
      anaphyla-, gorge … gonfl-, gonfl- … gorge, gorge … ferme, langue … gonfl-,
      gonfl- … langue, lèvres … gonfl-, gonfl- … lèvres, visage … gonfl-, gonfl- … visage,
      oedème de quincke
    `),
    bleeding: listed(`
      vomi- … sang, crach- … sang, tousse … sang, tousser du sang, hémorragi-, émorragi-,
      saigne beaucoup, arrête pas de saigner, n'arrête pas de saigner
    `),
    emergency: listed(`
      au secours, ô secours, urgence, ambulance, samu, pompiers, appelez le 15, appelez le 112,
      appeler le 15, aidez moi, aide moi, à l'aide, je meurs, en train de mourir, vais mourir,
      aux urgences, sauvez moi
    `),
  },
  urgent: {
    self_harm: listed(`
      me faire du mal, me suis fait du mal
    `),
    overdose: listed(`
      double dose, dose double, double la dose, doublé la dose, deux fois la dose,
      pris deux fois, prise deux fois, pris 2 fois, prise 2 fois, mauvais médicament,
      mauvais comprimé, mauvaise dose, mauvaise pilule, trompé de médicament,
      trompée de médicament, trompé de dose, trompée de dose, trompé de comprimé,
      un comprimé de trop, un cachet de trop, dose en trop, comprimé en trop
    `),
    breathing: listed(`
      essouffl-, souffle court, bout de souffle, respire mal, manque d'air
    `),
    stroke_or_collapse: listed(`
      évanoui-, un malaise, syncope, tombé dans les pommes, tombée dans les pommes,
      coeur qui s'emballe, coeur s'emballe, hypoglycémie
    `),
    allergic_reaction: listed(`
      réaction allergique, réaction alergique, allergie grave, urticaire
    `),
    bleeding: listed(`
      saigne, saignement-, sang … selles, sang … urine-, sang dans le pipi,
      sang dans les urines, selles noires
    `),
    emergency: listed(`
      à l'hôpital, a lopital, hospitalisé-, hospitalisée
    `),
  },
}
