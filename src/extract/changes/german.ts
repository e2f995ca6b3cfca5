/** The words with which German says that something changed, came to an end, or is so now. */
import { isEnglish } from '../lines/language.ts'

const PLACE =
  '(?:(?:am|im|in|um|mit|bei|auf|vom|von|nach|zum|zur|zu) )?(?:(?:dem|der|den|die|das|einem|einer|einen|einem|ein|eine) )?'
const PHRASE_END = '(?=\\s+(?:zu|für|nach|in|im|am|um|und|weil|da|ab|seit)\\s|\\s*(?:[,;.!]|$))'

/** "statt am Dienstag", "anstelle von MySQL"; not "findet am Montag statt". */
const INSTEAD = new RegExp(`\\b(?:(?:an)?statt|anstelle von) ${PLACE}(.{2,40}?)${PHRASE_END}`, 'i')
const FROM = new RegExp(
  `\\bvo[nm] ${PLACE}(.{2,40}?) (?:auf|nach|zu[mr]?|in) .{2,40}?(?:verschoben|verlegt|vertagt|geändert|gewechselt|umgezogen|umgestellt)`,
  'i',
)
const MOVED =
  /^(.{2,80}?)\s+(?:ist|sind|wurde|wurden|wird|werden)\s+(?:(?:jetzt|nun|leider) )?(?:vo[nm] .{2,40}? )?(?:auf|nach|in) (?:(?:den|die|das) )?(.{2,40}?) (?:verschoben|verlegt|vertagt)/i
const ENDED =
  /^(.{2,60}?)\s+(?:(?:ist|sind|wurde|wurden)\s+(?:(?:jetzt|nun|leider|doch) )*(?:abgesagt|gestrichen|gekündigt|eingestellt|ausgefallen|vorbei)|(?:fällt|fallen|fiel)\s+(?:(?:jetzt|leider|doch) )*(?:aus\b(?= *(?:[,;.!]|$))|ins Wasser))/i
/** "Wir nutzen Trello nicht mehr", "Ich trinke keinen Kaffee mehr". */
const NOT_ANY_MORE =
  /^(?:\p{L}+ )?\p{L}+ (?:jetzt |nun )?(?:keine?n? )?(?:am |im |in |mit |auf |zum |zur )?(?:(?:dem|der|den|die|das) )?(.{2,40}?) (?:nicht )?mehr(?= *(?:[,;.!]|$))/iu
const NOW =
  /\b(?:jetzt|ab sofort|ab (?:heute|morgen)|von nun an|neuerdings|inzwischen|künftig|seit (?:gestern|heute))\b/i

export interface GermanChange {
  old?: string | undefined
  moved?: string | undefined
  target?: string | undefined
  ended?: string | undefined
  isNow: boolean
}

/** Whether a text has German's own small words, and more foreign ones than English. */
export const isGerman = (text: string): boolean =>
  /\b(?:der|die|das|den|dem|ist|sind|wir|ich|und|nicht|für|mit|wird|wurde|wohnt|jetzt)\b/i.test(text) &&
  !isEnglish(text)

/** The words of a change, by what they say; `undefined` for a text in another language. */
export function germanChangeIn(text: string): GermanChange | undefined {
  if (isEnglish(text) && !NOW.test(text)) return undefined
  const moved = MOVED.exec(text)
  return {
    old: (INSTEAD.exec(text) ?? FROM.exec(text))?.[1],
    moved: moved?.[1],
    target: moved?.[2],
    ended: (ENDED.exec(text) ?? NOT_ANY_MORE.exec(text))?.[1],
    isNow: NOW.test(text),
  }
}

const PRESENT =
  /\b(?:ist|sind|bin|habe|haben|heißt|heißen|wohn(?:e|t|en)|leb(?:e|t|en)|arbeite(?:t|n)?|nutz(?:e|t|en)|benutz(?:e|t|en)|verwende(?:t|n)?|fahr(?:e|en)|fährt|geh(?:e|t|en)|komm(?:e|t|en)|bleib(?:e|t|en)|beginn(?:e|t|en)|start(?:et|en)|endet|kostet|kosten|läuft|laufen|findet|finden|trifft|treffen|trink(?:e|t|en)|esse|isst|essen|nehme|nimmt|nehmen|spiel(?:e|t|en)|lern(?:e|t|en)|prob(?:t|en)|mag|mögen|wird|werden|soll|sollen|muss|müssen|kann|können|zahl(?:e|t|en)|steht|stehen|liegt|liegen|planen|plant|plane|gehört|hat)\b/i

/** Whether a German text says how things stand. */
export const isGermanState = (text: string): boolean => PRESENT.test(text) && !isPlainEnglish(text)

/** Without a word of German's own; "hat" and "start" are English too. */
const isPlainEnglish = (text: string): boolean =>
  isEnglish(text) && /\b(?:the|and|of|to|is|are|we|you|my|our|with|for)\b/i.test(text)
