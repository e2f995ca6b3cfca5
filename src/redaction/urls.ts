/** Passwords in URLs and connection strings: `postgres://user:password@host` keeps all but the password. */
import { type Finder, spansOf } from './span.ts'
import { isReference } from './values.ts'

// The password may hold an @ (the last one before the host ends it) and, where the scheme is a database's, a slash.
const URL_PASSWORD =
  /(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,24}:\/\/[^\s:@/"'`<>]{0,128}:(?<secret>[^\s/"'`<>]{1,1024})@(?=[\w.[-])/dg
const DATABASE_PASSWORD =
  /(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mssql|sqlserver|oracle|clickhouse|cockroachdb|ldaps?|smtps?|s?ftp|ssh)(?:\+[a-z0-9]{1,16})?:\/\/[^\s:@/"'`<>]{0,128}:(?!\d{1,5}\/)(?<secret>[^\s"'`<>]{1,1024})@(?=[\w.[-])/dgi

export const findUrlPasswords: Finder = function* (text) {
  if (!text.includes('://')) return
  const accept = (secret: string) => !isReference(secret)
  yield* spansOf(text, { pattern: URL_PASSWORD, kind: 'password', accept })
  yield* spansOf(text, { pattern: DATABASE_PASSWORD, kind: 'password', accept })
}
