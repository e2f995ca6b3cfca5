/**
 * What people say about a password after "the password is …" in place of telling it. States are adjectives and participles, which the
 * endings of a language give away; those without such an ending are a closed list. Whatever else stands there is the password.
 */

/** Words that say something about a password, in any language: adverbs, articles and the states that no ending shows. */
const ABOUT =
  /^(?:a|an|the|not|no|too|very|so|now|still|also|only|just|even|already|always|never|often|usually|wrong|right|correct|incorrect|valid|invalid|required|needed|optional|missing|empty|blank|expired|weak|strong|stronger|weaker|long|short|longer|shorter|stored|saved|kept|sent|set|reset|known|unknown|same|different|secure|insecure|safe|unsafe|secret|public|private|plain|plaintext|clear|visible|hidden|gone|lost|old|new|fine|ok|okay|good|bad|better|here|there|below|above|in|on|at|for|by|with|without|within|from|to|as|of|out|up|down|under|inside|part|one|two|my|your|our|their|his|her|its|this|that|these|those|it|something|anything|nothing|everything|given|what|where|when|why|how|who|if|then|because|being|be|been|going|about|all|both|either|more|less|at least|minimum|min|max|case|password|secret|key|token|user|username|email|login|access|work|change|find|protect|log|use|get|make|see|do|go|jetzt|nun|seitdem|weiterhin|übrigens|maintenant|désormais|ahora|agora|ora|adesso|nicht|falsch|richtig|gut|neu|alt|sicher|immer|noch|sehr|ein|eine|der|die|das|incorrect[aeo]?|correct[aeo]?|falsa?|faux|bon|mauvais|nuev[ao]|segur[ao]|nova|errat[ao]|la|el|le|les|un|une|una)$/i
const MORE_STATES =
  /^(?:forgot|trivial|stale|obvious|awful|terrible|horrible|rubbish|garbage|trash|crap|junk|messy|clean|dirty|ugly|simple|easy|hard|tough|complex|random|unique|common|generic|static|dynamic|temporary|universal|identical|lame|silly|stupid|dumb|funny|cool|nice|great|perfect|weird|odd|tricky|dead|broken|stolen|active|inactive|live|due|overdue|outdated|obsolete|deprecated|solid|mandatory|irrelevant|numeric|alphanumeric|lowercase|uppercase|mine|yours|ours|hers|theirs|confidential|compromised|exposed|leaked|important|crucial|essential|critical|history|nonsense|standard|default|up-to-date|case-sensitive)$|^(?:pflicht|müll|mist|quatsch|unsinn|schrott|geheim|leer|weg|kurz|lang|schwach|stark|einfach|schwer|komplex|privat|dasselbe|gleich|kaputt|okay|klar|tabu|veraltet|standard|vorbei|korrekt|inkorrekt|trivial|unsicher)$|^(?:faible|fort|simple|long|court|vide|nul|perdu|inconnue?|connue?|requise?|ancien(?:ne)?|actuel(?:le)?|facile|périmé|secret|juste|valide|invalide)$|^(?:débil|fuerte|simple|fácil|larg[ao]|cort[ao]|vací[ao]|errónea?|clave|viej[ao]|secret[ao]|antig[ao]|antigu[ao]|atual|actual|públic[ao]|únic[ao]|frac[ao]|forte|fraca|simples|vazi[ao]|nul[ao]|debole|semplice|facile|vuot[ao]|lung[ao]|válid[ao]|inválid[ao]|valid[ao]|no válida)$|^(?:fel|svagt?|forkert|svag|onjuist|zwak|sterk|leeg|kwijt|słabe|błędne|špatné|slabé)$/iu
const ENGLISH = /(?:ed|ing|able|ible|ly|ten|ent|ive|ful|less|ous|ary|ory)$/i
const GERMAN =
  /^(?:(?:ab|an|auf|aus|ein|vor|zu|nach|weg|weiter|zurück|um|mit|neu|herunter|fest|hinter)?ge|ver|be|er|ent|zer|über|unter|miss|wieder)\p{L}{2,}(?:t|en)$|^un(?!d|ter|i)\p{L}{4,}(?:er|t|ar|ig|lich|end)?$|(?:lich|ig|isch|bar|los|haft|sam|voll|end|iert|ell|wert|haltig)$/iu
const FRENCH = /(?:ée?s?|able|ible|oire|ique|eux|euse|ive|if|ante?)$/iu
const SPANISH_OR_PORTUGUESE = /(?:[aei]d[ao]|tóri[ao]|tori[ao]|ble|vel|iv[ao]|os[ao]|ente|nte)$/iu
const ITALIAN = /(?:[aiu]t[ao]|tori[ao]|bile|iv[ao]|os[ao]|ente)$/iu
const SCANDINAVIAN = /(?:t|ad|lig|bar)$/i
const POLISH_OR_CZECH = /(?:[eé]|ow[ae]|nie)$/iu
const DUTCH = /^(?:ge|ver|be|ont)\p{L}{2,}(?:d|t|en)$|(?:lijk|baar|loos|ig)$/iu

/** By the word that joins password and state; what is said without one is taken for English. */
const ENDINGS: Readonly<Record<string, readonly RegExp[]>> = {
  is: [ENGLISH],
  ist: [GERMAN],
  lautet: [],
  heißt: [],
  est: [FRENCH],
  es: [SPANISH_OR_PORTUGUESE],
  é: [SPANISH_OR_PORTUGUESE],
  è: [ITALIAN],
  är: [SCANDINAVIAN],
  er: [SCANDINAVIAN],
  jest: [POLISH_OR_CZECH],
  je: [POLISH_OR_CZECH],
}

/** Whether a word tells how a password is, not what it is. `said` is the text from the password's name to the word. */
export function isState(word: string, { said = '' }: { said?: string } = {}): boolean {
  if (ABOUT.test(word) || MORE_STATES.test(word)) return true
  const lower = said.toLowerCase()
  if (lower.includes('wachtwoord') && DUTCH.test(word)) return true
  const copula = /\s(is|ist|lautet|heißt|est|es|é|è|är|er|jest|je)(?=\s)/u.exec(lower)?.[1]
  return (ENDINGS[copula ?? 'is'] ?? [ENGLISH]).some((endings) => endings.test(word))
}
