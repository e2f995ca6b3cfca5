/** Secrets in command lines: `--password x`, `mysql -px`, `curl -u user:x`, `sshpass -p x`. */
import { type Finder, spansOf } from './span.ts'
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

/** What people write after a flag when they talk about it. */
const ABOUT =
  /^(?:is|was|are|and|or|to|the|a|an|for|from|in|on|with|without|if|as|it|that|which|option|options|flag|flags|argument|arguments|parameter|parameters|switch|setting|value|file|must|should|can|will|instead|prompt|stdin|required|again|when|so|because|but|not|too)$/i

export const findCommandSecrets: Finder = function* (text) {
  if (!text.includes('-')) return
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
}

function* argumentOf(match: RegExpExecArray, { kind, accept }: { kind: string; accept: (value: string) => boolean }) {
  const groups = match.indices?.groups
  const { double, single, bare } = match.groups ?? {}
  const [start, end] = groups?.double ?? groups?.single ?? groups?.bare ?? [0, 0]
  if (accept(double ?? single ?? bare ?? '')) yield { start, end, kind }
}

const isPasswordArgument = (value: string) =>
  !isReference(value) && !isExpression(value) && !value.startsWith('-') && !ABOUT.test(value.replace(/[.,:!?)]+$/, ''))
