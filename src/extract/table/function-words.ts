/**
 * Words of languages other than English that name nothing: by them a clause's language is known, and what stands behind a determiner is a
 * noun. `never`: spans of time and measures, which are no topics in any language.
 */

export interface FunctionWords {
  determiners: string
  others: string
  /** Adjectives that stand between a determiner and its noun. */
  adjectives: string
  never: string
}

export const FUNCTION_WORDS: Readonly<Record<string, FunctionWords>> = {
  german: {
    determiners: `der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner mein meine meinen meinem meiner dein
      deine deinen deinem deiner sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren unserem unserer euer eure
      euren dieser diese dieses diesen diesem im am zum zur beim vom jeder jede jedes jeden`,
    others: `ich du er sie es wir mich mir dich dir ihn ihm uns euch sich man und oder aber denn weil dass wenn ob als wie wo wer was wann
      warum nicht auch noch schon nur sehr so da dann hier dort jetzt heute morgen gestern immer nie wieder bitte danke ja nein in an auf
      aus bei bis durch für gegen mit nach ohne seit statt über um unter von vor zu zwischen ab ist sind war waren bin bist seid wird werden
      wurde wurden hat habe haben hatte hatten kann können konnte muss müssen soll sollen sollte will wollen wollte darf dürfen mag möchte
      möchten macht mache machen geht kommt kostet bleibt liegt steht findet braucht brauche brauchen also übrigens alles alle etwas nichts
      mal doch eben gerade etwa hallo klar super gut okay`,
    adjectives: '',
    never: `januar februar märz april mai juni juli august september oktober november dezember montag dienstag mittwoch donnerstag freitag
      samstag sonntag uhr tag tage tagen woche wochen monat monate monaten jahr jahre jahren stunde stunden minute minuten morgen abend mittag
      nacht vormittag nachmittag wochenende euro cent prozent meter kilometer liter gramm kilo grad mal stück ende anfang anfangs mitte
      hallo danke gruß grüße`,
  },
  spanish: {
    determiners: `el la los las un una unos unas del al mi mis tu tus su sus nuestro nuestra nuestros nuestras este esta estos estas ese esa
      esos esas`,
    others: `yo él ella nosotros ellos ellas me te se nos lo le les que y e o u pero porque si cuando donde como quién qué no sí ya muy más
      menos también aquí ahora hoy mañana ayer siempre nunca de en a por para con sin sobre hasta desde entre es son era fue ser está están
      estoy estamos hay ha han he hemos tengo tiene tenemos quiero quiere voy va vamos hola gracias favor`,
    adjectives: 'nuevo nueva nuevos nuevas gran buen buena primer primera segundo segunda último última mejor próximo próxima',
    never: `enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes
      sábado domingo día días semana semanas mes meses año años hora horas minuto minutos tarde noche euro euros fin principio vez veces`,
  },
  french: {
    determiners: `le la les l un une des du au aux mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette ces`,
    others: `je tu il elle on nous vous ils elles me te se y en et ou mais donc car que qui quoi dont où si quand comme ne pas plus non oui
      très bien aussi ici maintenant aujourd'hui demain hier toujours jamais de d à dans par pour sur sous avec sans chez vers entre est sont
      était suis es sommes êtes sera été être a ai as ont avons avez avait faut peut veux veut bonjour merci`,
    adjectives: 'nouveau nouvelle nouveaux nouvelles nouvel grand grande petit petite bon bonne premier première dernier dernière prochain',
    never: `janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi
      dimanche jour jours semaine semaines mois an ans année années heure heures minute minutes matin soir soirée euro euros fin début fois`,
  },
  italian: {
    determiners: `il lo la i gli le l un uno una un del dello della dei degli delle al allo alla ai agli alle nel nella nei nelle dal dalla
      dell all nell dall sull sul sulla mio mia miei mie tuo tua suo sua nostro nostra loro questo questa questi queste quel quella`,
    others: `io tu lui lei noi voi mi ti si ci vi che e ed o ma perché se quando dove come chi cosa non sì già molto più anche qui ora oggi
      domani ieri sempre mai di a da in con su per tra fra è sono era sei siamo ha ho hai hanno abbiamo deve devo può voglio vuole ciao
      grazie`,
    adjectives: 'nuovo nuova nuovi nuove grande buon buona primo prima secondo seconda ultimo ultima prossimo prossima',
    never: `gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre lunedì martedì mercoledì giovedì
      venerdì sabato domenica giorno giorni settimana settimane mese mesi anno anni ora ore minuto minuti mattina sera notte euro fine volta`,
  },
  portuguese: {
    determiners: `o a os as um uma uns umas do da dos das ao à aos no na nos nas pelo pela meu minha meus minhas seu sua seus suas nosso nossa
      este esta esse essa`,
    others: `eu ele ela nós eles elas me te se e ou mas porque que quem quando onde como não sim já muito mais também aqui agora hoje amanhã
      ontem sempre nunca de em por para com sem sobre até desde entre é são era foi ser está estão estou há tem tenho temos vou vai vamos
      quero olá obrigado obrigada`,
    adjectives: 'novo nova novos novas grande bom boa primeiro primeira segundo segunda último última próximo próxima',
    never: `janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro segunda terça quarta quinta sexta sábado
      domingo dia dias semana semanas mês meses ano anos hora horas minuto minutos manhã tarde noite euro euros fim vez vezes`,
  },
  dutch: {
    determiners: `de het een mijn jouw zijn haar ons onze hun dit dat deze die geen elke`,
    others: `ik jij je hij zij ze wij we jullie hen hem mij me u en of maar want omdat als dan toen waar wie wat wanneer waarom hoe niet ook
      nog al zo zeer heel hier daar nu vandaag morgen gisteren altijd nooit in op aan bij met voor van naar uit om tot door over onder
      tussen zonder sinds is was waren ben bent wordt worden werd heeft heb hebben had kan kunnen moet moeten wil willen mag zal zullen gaat
      komt kost hallo bedankt graag er te`,
    adjectives: 'nieuwe grote kleine goede eerste tweede laatste volgende oude beste',
    never: `januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag woensdag donderdag vrijdag
      zaterdag zondag dag dagen week weken maand maanden jaar uur minuut minuten ochtend avond nacht euro eind begin keer`,
  },
}
