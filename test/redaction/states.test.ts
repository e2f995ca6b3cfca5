/** After "the password is": what tells how it is stays, what tells it goes. Both sides in every language that the rule knows. */
import { describe, expect, it } from 'vitest'
import { redact } from '../../src/redaction/redact.ts'

const STATES: Readonly<Record<string, readonly string[]>> = {
  'The password is «».': [
    ...[
      'expired',
      'wrong',
      'trivial',
      'stale',
      'obvious',
      'guessable',
      'mandatory',
      'rubbish',
      'weak',
      'shared',
      'temporary',
    ],
    ...['case-sensitive', 'alphanumeric', 'ours', 'missing', 'outdated', 'simple', 'broken'],
  ],
  'The login code is «», and we decided to rewrite the login code in May.': [
    'messy',
    'clean',
    'spaghetti',
    'legacy',
    'tangled',
  ],
  'Das Passwort ist «».': [
    ...[
      'abgelaufen',
      'geändert',
      'ungültig',
      'vergessen',
      'bekannt',
      'erforderlich',
      'falsch',
      'zurückgesetzt',
      'Pflicht',
    ],
    ...[
      'schwach',
      'unsicher',
      'gesetzt',
      'gespeichert',
      'veraltet',
      'öffentlich',
      'verschlüsselt',
      'trivial',
      'ausgelaufen',
    ],
  ],
  'Das Passwort fürs NAS ist jetzt «».': ['abgelaufen', 'geändert', 'sicher', 'ungültig'],
  'Le mot de passe est «».': [
    'oublié',
    'obligatoire',
    'expiré',
    'incorrect',
    'requise',
    'faible',
    'public',
    'identique',
  ],
  'La contraseña es «».': [
    'obligatoria',
    'incorrecta',
    'válida',
    'débil',
    'segura',
    'compartida',
    'fuerte',
    'olvidada',
  ],
  'A senha é «».': ['fraca', 'obrigatória', 'inválida', 'antiga', 'forte', 'segura'],
  'La password è «».': ['scaduta', 'sbagliata', 'debole', 'obbligatoria', 'dimenticata'],
  'Het wachtwoord is «».': ['verlopen', 'gewijzigd', 'onjuist', 'verplicht', 'zwak'],
  'Lösenordet är «».': ['felaktigt', 'glömt', 'bytt', 'svagt'],
  'Hasło jest «».': ['nieprawidłowe', 'słabe'],
}

const TOLD: readonly string[] = [
  'The password is «swordfish».',
  'My password is «swordfish», please keep it.',
  "Anna's password is «sunflower».",
  'The password is now «swordfish».',
  'The password is: «swordfish»',
  'The password is "«simple»".',
  'The password is `«clean»`.',
  'The login code is «x7-Kq8Wm».',
  'The login code is «834112».',
  'Das Passwort ist «kirschbaum».',
  'Das Passwort fürs NAS ist jetzt «kirschbaum», alles klein geschrieben.',
  'Das Passwort lautet «sonnenblume».',
  'Mein Kennwort ist «Unterwasser».',
  'Le mot de passe est «tournesol».',
  'mi contraseña es «azulito».',
  'A senha do wifi é «solzinho», tudo minúsculo',
  'La password è «girasole».',
  'Het wachtwoord is «zonnebloem».',
  'Lösenordet är «solros».',
]

describe('what stands after "the password is"', () => {
  it.each(Object.entries(STATES).flatMap(([around, words]) => words.map((word) => around.replace('«»', word))))(
    'is no password: %s',
    (text) => {
      expect(redact(text)).toEqual({ text, found: [] })
    },
  )

  it.each(TOLD)('is the password: %s', (marked) => {
    const [before = '', secret = '', after = ''] = marked.split(/[«»]/)
    const { text, found } = redact(`${before}${secret}${after}`)
    expect(text.replace(/\[redacted: [a-z-]+\]/, '«»')).toBe(`${before}«»${after}`)
    expect(found.map(({ count }) => count)).toEqual([1])
  })
})
