/** Secrets in command lines: `--password x`, `mysql -px`, `curl -u user:x`, `sshpass -p x`. */
import { type Finder, mentions, spansOf } from './span.ts'
import { isExpression, isReference, looksSecret } from './values.ts'

const VALUE = String.raw`(?:"(?<double>[^"\r\n]{1,256})"|'(?<single>[^'\r\n]{1,256})'|(?<bare>[^\s"'${'`'};|&<>]+))`
const PASSWORD_FLAG = new RegExp(
  String.raw`(?<![\w-])--?(?:[A-Za-z]{1,20}-){0,3}(?:pass(?:word|wd|phrase|code)?|pwd)(?:=|[ \t]{1,4})${VALUE}`,
  'dgi',
)
const SECRET_FLAG = new RegExp(
  String.raw`(?<![\w-])--?(?:[A-Za-z]{1,20}-){0,3}(?:token|api-?key|secret|secret-key|access-key|account-key|auth|bearer|credentials?|pat)(?:=|[ \t]{1,4})${VALUE}`,
  'dgi',
)
const USER_AND_PASSWORD =
  /\b(?:curl|wget|http|https|xh)\b[^\r\n]{0,400}?\s(?:-u|--user|-a|--auth)[ =]{0,2}["']?[^\s:"']{1,128}:(?<secret>[^\s"']{1,256})/dg
const SHORT_FLAG =
  /\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)\b[^\r\n]{0,200}?\s-p(?<secret>[^\s"'-][^\s"']{0,127})/dg
const SPACED_FLAG =
  /\b(?:sshpass|docker login|podman login|helm registry login|az login|redis-cli)\b[^\r\n]{0,200}?\s-(?:p|a)[ \t]{0,2}["']?(?<secret>[^\s"'-][^\s"']{0,127})/dg

const WORD = String.raw`["']?(?<secret>[^\s"'|;&<>-][^\s"'|;&<>]{0,255})`
/** Programs that take a password under a flag of their own. */
const OWN_FLAGS: readonly RegExp[] = [
  String.raw`\b(?:zip|unzip|zipcloak|7z|7za|7zz|rar|unrar)\b[^\r\n|;&]{0,200}?\s-[pP][ \t]?${WORD}`,
  String.raw`\bhtpasswd\s[^\r\n|;&]{0,60}?-\w{0,4}b\w{0,4}\s[^\r\n|;&]{1,128}?\s\S{1,64}\s${WORD}(?=\s{0,3}(?:$|[\r\n|;&]))`,
  String.raw`\bldap(?:search|modify|add|delete|passwd|whoami)\b[^\r\n|;&]{0,200}?\s-w[ \t]?${WORD}`,
  String.raw`\b(?:mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport|sqlcmd|bcp)\b[^\r\n|;&]{0,200}?\s-[pP][ \t]{1,3}${WORD}`,
  String.raw`\bredis-cli\b[^\r\n|;&]{0,100}?\sAUTH\s(?:\w{1,32}\s)?${WORD}`,
  String.raw`(?<=^|[\r\n])[ \t]{0,8}(?:requirepass|masterauth)\s${WORD}`,
  String.raw`\bnet\suse\s[^\r\n|;&]{0,200}?\s/user:[^\s]{1,64}\s{1,3}${WORD}`,
  String.raw`\bwpa_passphrase\s{1,3}(?:"[^"\r\n]{1,64}"|'[^'\r\n]{1,64}'|[^\s"']{1,64})\s{1,3}${WORD}`,
  String.raw`\bexpect\s["{][^"{}\r\n]{0,40}(?:assword|assphrase|PIN)[^"{}\r\n]{0,20}["}][\s;{]{1,8}send\s(?:--\s)?["'](?<!\\)(?<secret>[^"'\r\n\\]{2,128})`,
  String.raw`\bopenssl\b[^\r\n|;&]{0,300}?\spass:${WORD}`,
  String.raw`\blftp\b[^\r\n|;&]{0,100}?\s-u\s[^\s,]{1,64},${WORD}`,
  String.raw`\bsmbclient\b[^\r\n|;&]{0,100}?\s-U\s?["']?[^\s%]{1,64}%${WORD}`,
  String.raw`\bgh\s(?:secret|variable)\sset\b[^\r\n|;&]{0,100}?\s(?:-b|--body)[ =]?${WORD}`,
  String.raw`\b(?:kubectl|oc)\b[^\r\n|;&]{0,200}?\ssecret\b[^\r\n|;&]{0,200}?--from-literal[= ]["']?[\w.-]{1,64}=${WORD}`,
  String.raw`\b(?:wrangler|heroku|flyctl|fly|vercel|netlify|railway)\s(?:secrets?|config|env)[: ]set\b[^\r\n|;&]{0,100}?\s\w{1,64}=${WORD}`,
].map((pattern) => new RegExp(pattern, 'dg'))
/** Said to a program that asks: `echo … | sudo -S`, `| docker login --password-stdin`, `| chpasswd`. */
const PIPED =
  /\b(?:echo|printf)\s(?:-n\s)?(?:'%s'\s|"%s"\s)?(?:"(?<double>[^"\r\n]{1,512})"|'(?<single>[^'\r\n]{1,512})'|(?<bare>[^\s"'|]{1,512}))\s{0,3}\|\s{0,3}(?:sudo\s-\w{0,4}S|sudo\schpasswd|chpasswd|docker\slogin|podman\slogin|helm\sregistry\slogin|gh\sauth\slogin|[\w./-]{1,40}\ssecrets?\s(?:put|set|create|add)|cryptsetup|passwd|gpg\s[^\r\n]{0,80}--passphrase-fd)/dg
const COOKIE_FLAG =
  /\bcurl\b[^\r\n]{0,400}?\s(?:-b|--cookie)[ =]["']?(?:[^\s"';]{1,200};\s?)?[\w.-]{1,64}=(?<secret>[^\s"';]{16,4096})/dg

/** What people write after a flag when they talk about it. */
const ABOUT =
  /^(?:is|was|are|and|or|to|the|a|an|for|from|in|on|with|without|if|as|it|that|which|option|options|flag|flags|argument|arguments|parameter|parameters|switch|setting|value|file|must|should|can|will|instead|prompt|stdin|required|again|when|so|because|but|not|too)$/i

export const findCommandSecrets: Finder = function* (text) {
  if (!text.includes('-') && !/redis-cli|requirepass|masterauth|net use|wpa_passphrase|expect /.test(text)) return
  for (const match of text.matchAll(PASSWORD_FLAG))
    yield* argumentOf(match, { kind: 'password', accept: isPasswordArgument })
  for (const match of text.matchAll(SECRET_FLAG)) yield* argumentOf(match, { kind: 'token', accept: looksSecret })
  const accept = (secret: string) => isPasswordArgument(secret)
  yield* spansOf(text, { pattern: USER_AND_PASSWORD, kind: 'password', accept })
  yield* spansOf(text, {
    pattern: SHORT_FLAG,
    kind: 'password',
    accept: (secret) => accept(secret) && !/^(?:assword|ort|rotocol|ipe)\b/.test(secret),
  })
  yield* spansOf(text, { pattern: SPACED_FLAG, kind: 'password', accept })
  for (const pattern of OWN_FLAGS) yield* spansOf(text, { pattern, kind: 'password', accept })
  yield* spansOf(text, { pattern: COOKIE_FLAG, kind: 'cookie', accept: looksSecret })
}

/** What is piped into a program that reads a secret. */
export const findPipedSecrets: Finder = function* (text) {
  if (!text.includes('|') || !mentions(text, ['echo', 'printf'])) return
  for (const match of text.matchAll(PIPED)) yield* argumentOf(match, { kind: 'password', accept: isPasswordArgument })
}

function* argumentOf(match: RegExpExecArray, { kind, accept }: { kind: string; accept: (value: string) => boolean }) {
  const groups = match.indices?.groups
  const { double, single, bare } = match.groups ?? {}
  const [start, end] = groups?.double ?? groups?.single ?? groups?.bare ?? [0, 0]
  if (accept(double ?? single ?? bare ?? '')) yield { start, end, kind }
}

const isPasswordArgument = (value: string) =>
  !isReference(value) && !isExpression(value) && !value.startsWith('-') && !ABOUT.test(value.replace(/[.,:!?)]+$/, ''))
