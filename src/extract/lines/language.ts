/** Whether a sentence is English: the rules for persons, fillers and clauses are, and would do harm to another language. */

const words = (list: string): Set<string> => new Set(list.trim().split(/\s+/))

const ENGLISH =
  words(`the a an and of to in is are was were be been it that this for on with as at by from i you he she we they my
  your his her our their not have has had do does did will would can could should but or if so what when who how there no yes
  about out up than then into more some any all just also me them us him don't i'm it's`)

/** Function words of German, Spanish, French, Italian, Portuguese and Dutch that are not English ones as well. */
const FOREIGN =
  words(`der das und ist nicht ein eine einen einem einer ich wir mit für auf den dem von zu zum zur im am bis wird
  werden sind haben habe hat auch aber oder wenn mein meine meinen unser sie er es dass sich bei nach aus noch schon bitte ja nein
  el la los las una unos que de en y es por con para mi mis nos se su sus lo del al está hay muy pero como tengo quiero no hola
  le les des est et une dans pour je nous vous il elle sur avec pas mon ma mes ce cette qui au aux du sont bonjour merci
  gli che è per sono della di un non mio mia ho abbiamo ciao
  o os um uma não com meu minha eu temos foi ao obrigado
  het een ik wij niet met voor naar mijn ons zijn dat deze`)

/** Whether English has the word, in lower case, as a function word; other languages may have it too. */
export const isEnglishFunctionWord = (word: string): boolean => ENGLISH.has(word)

/** More words of another language than of English. Short texts without any function word count as English. */
export function isEnglish(text: string): boolean {
  let english = 0
  let foreign = 0
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}’']+/gu)) {
    const plain = word.replaceAll('’', "'")
    if (ENGLISH.has(plain)) english++
    if (FOREIGN.has(plain)) foreign++
  }
  return foreign <= english
}
