/** Whether a sentence is English: the rules for persons, fillers and clauses are, and would do harm to another language. */

const words = (list: string): Set<string> => new Set(list.trim().split(/\s+/))

const ENGLISH =
  words(`the a an and of to in is are was were be been it that this for on with as at by from i you he she we they my
  your his her our their not have has had do does did will would can could should but or if so what when who how there no yes
  about out up than then into more some any all just also me them us him don't i'm it's`)

/** Those that other languages have as well: they speak for English only where nothing speaks against it. */
const SHARED = words('a i in is was so me as on do no he an am or will at for')

/** Function words of German, Spanish, French, Italian, Portuguese, Dutch, Swedish, Norwegian, Danish and Polish that are not English ones as well. */
const FOREIGN =
  words(`der das und ist nicht ein eine einen einem einer ich wir mit für auf den dem von zu zum zur im bis wird
  werden sind haben habe hat auch aber oder wenn mein meine meinen unser sie er es dass sich bei nach aus noch schon bitte ja nein
  hab uns vielleicht ihr ihm ihn wurde kein keine sehr weil
  el la los las una unos que de en y es por con para mi mis nos se su sus lo del al está hay muy pero como tengo quiero no hola
  le les des est et une dans pour je nous vous il elle sur avec pas mon ma mes ce cette qui au aux du sont bonjour merci
  gli che è per sono della di un non mio mia ho abbiamo ciao
  o os um uma não com meu minha eu temos foi ao obrigado ele ela
  het een ik wij niet met voor naar mijn ons zijn dat deze
  och att det är jag ett som inte av till från har vi oss og ikke jeg mig meg ska skal
  się nie jest że jestem moja mój jak ale oraz przez dla`)

/** Whether English has the word, in lower case, as a function word; other languages may have it too. */
export const isEnglishFunctionWord = (word: string): boolean => ENGLISH.has(word)

/** More words of another language than of English. Short texts without any function word count as English. */
export function isEnglish(text: string): boolean {
  const { english, shared, foreign } = countWords(text)
  return foreign <= english + shared / 2
}

/** Whether there is a word that only English has. */
export const isSurelyEnglish = (text: string): boolean => {
  const { english, foreign } = countWords(text)
  return english > 0 && foreign <= english
}

function countWords(text: string): { english: number; shared: number; foreign: number } {
  const count = { english: 0, shared: 0, foreign: 0 }
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const plain = word.toLowerCase().replaceAll('’', "'")
    if (SHARED.has(plain)) count.shared++
    else if (ENGLISH.has(plain) || CONTRACTED.test(plain)) count.english++
    // "Los Angeles" within a sentence is a name.
    else if (FOREIGN.has(plain) && (index === 0 || word === plain)) count.foreign++
  }
  return count
}

/** A word that is no part of an address or a path. */
const WORD = /(?<![\w./@])[\p{L}\p{M}’']+(?!\w|[/@]|\.\w)/gu
const CONTRACTED = /\p{L}'(?:m|ve|ll|re|d|t)$/u
