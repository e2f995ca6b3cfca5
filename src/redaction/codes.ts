/** Short secrets that only their name gives away: PINs, door and recovery codes. */
import { mentions, type Span, spansOf } from './span.ts'

const OF_WHAT = String.raw`(?:\s{1,3}(?:for|of|on|to|für|fürs|vom|von|zum|zur|der|des|meine[rs]|deine[rs]|de|del|du|di|para|pour)\s{1,3}[^\s,;:!?]{1,40}(?:\s{1,3}[^\s,;:!?]{1,40}){0,3}?)?`
const IS = String.raw`["']?(?:\s{0,3}[:=：]|\s{1,3}(?:is(?: now)?|was|(?:ist|lautet)(?: jetzt)?|est|es|è|é)\s)\s{0,3}["'${'`'}*]{0,2}`

const PIN = new RegExp(
  String.raw`(?<![\p{L}_])(?:PIN|PUK|(?:m|i|push|chip|sms|SMS-?)?TAN|[Pp]rüfziffer|CVV2?|CVC2?|cvv|cvc|[Pp]in[ _-]?code)${OF_WHAT}(?:${IS}|\s)(?<secret>\d{3,8})(?![\d-]|\.\d)`,
  'dgu',
)
/** In small letters a pin may be one of a chip: those have fewer digits. */
const CODE = new RegExp(
  String.raw`(?<![\p{L}_])(?:pin(?: number)?|geheimzahl|(?:karten)?prüf(?:ziffer|nummer)|(?:bestätigungs|sicherheits|zugangs|freischalt|tür|alarm|einmal)code|code de (?:sécurité|vérification|confirmation)|código de (?:seguridad|verificación|confirmación|segurança|verificação)|clave(?= de la alarma| de la tarjeta)|(?:log-?in|door|alarm|gate|safe|lock|garage|entry|unlock|access|security|lockbox|keypad|building|verification|confirmation|one-time|2fa|backup|recovery|tür|türöffner)[ -]?code|code (?:secret|d['’]accès)|código (?:pin|de acceso))${OF_WHAT}${IS}(?<secret>\d(?:[ -]?\d){3,9}#?)(?![\d-]|\.\d)`,
  'dgiu',
)
/** "The lock code is 1200 lines": what is counted is no code. */
const COUNTED =
  /^\s{1,3}(?:(?:long|more|new|other|of)\s)?(?:lines?|loc|files?|words?|pages?|classes|functions?|methods?|tests?|char(?:acter)?s?|digits?|bits?|bytes?|[kmg]i?b|ms|s|sec(?:ond)?s?|min(?:ute)?s?|hours?|days?|weeks?|months?|years?|times|users?|people|requests?|euros?|dollars?|percent|zeilen|zeichen|ziffern|dateien|wörter|seiten|tage|lignes?|caractères|chiffres|líneas|caracteres|dígitos)(?![\p{L}\p{N}])|^\s{0,2}(?:%|€|\$)/iu
const LIST =
  /(?:recovery|backup|wiederherstellungs|rettungs)[ -]?codes?[^\r\n]{0,80}\r?\n(?<list>(?:[ \t>*•.)\d-]{0,8}[A-Za-z0-9]{4,8}(?:[ -][A-Za-z0-9]{4,8}){0,3}[ \t]*(?:\r?\n|$)){1,24})/dgi
const LISTED = /[A-Za-z0-9]{4,8}(?:-[A-Za-z0-9]{4,8}){1,3}|\b(?=[A-Za-z]*\d)[A-Za-z0-9]{8}\b/g

export function* findCodes(text: string): Iterable<Span> {
  if (
    !text.includes('TAN') &&
    !mentions(text, ['pin', 'puk', 'cv', 'code', 'código', 'geheimzahl', 'prüfz', 'prüfn', 'clave'])
  )
    return
  const isCode = (code: string, { index, 0: match }: RegExpExecArray) =>
    !/^(?:19|20)\d{2}-\d{2}/.test(code) && !COUNTED.test(text.slice(index + match.length, index + match.length + 24))
  yield* spansOf(text, { pattern: PIN, kind: 'pin', accept: isCode })
  yield* spansOf(text, { pattern: CODE, kind: 'pin', accept: isCode })
  for (const match of text.matchAll(LIST)) {
    const [start = 0, end = 0] = match.indices?.groups?.list ?? []
    for (const { index, 0: code } of text.slice(start, end).matchAll(LISTED)) {
      if (/\d/.test(code)) yield { start: start + index, end: start + index + code.length, kind: 'recovery-code' }
    }
  }
}
