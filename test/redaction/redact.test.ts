/** What is a secret and what only looks like one. Tokens are put together at run time, so that no scanner mistakes this file. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact } from '../../src/redaction/redact.ts'

const ALPHABET = 'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z'
const chars = (count: number, alphabet = ALPHABET) =>
  alphabet.repeat(Math.ceil(count / alphabet.length)).slice(0, count)
const hex = (count: number) => chars(count, '0f3a9c71e8d26b45')
const upper = (count: number) => chars(count, 'IOSFODNN7REALKEY2Q')
const KEY_BODY = `${chars(64)}\n${chars(64)}\n${chars(24)}==`
const pem = (label: string) => `-----BEGIN ${label}-----\n${KEY_BODY}\n-----END ${label}-----`

/** The secret stands alone in each text of `around`. */
const TOKENS: readonly [kind: string, token: string][] = [
  ['anthropic-key', `sk-ant-${'api03'}-${chars(93)}AA`],
  ['openai-key', `sk-${'proj'}-${chars(74)}T3BlbkFJ${chars(74)}`],
  ['openai-key', `sk-${'svcacct'}-${chars(60)}`],
  ['secret-key', `sk-${chars(48)}`],
  ['secret-key', `sk-${hex(32)}`],
  ['openrouter-key', `sk-or-${'v1'}-${hex(64)}`],
  ['aws-access-key', `AKIA${upper(16)}`],
  ['aws-access-key', `ASIA${upper(16)}`],
  ['google-api-key', `AIza${chars(35)}`],
  ['google-api-key', `AQ.${chars(50)}`],
  ['google-oauth-token', `ya29.${chars(80)}`],
  ['google-oauth-token', `GOCSPX-${chars(28)}`],
  ['azure-client-secret', `abc8Q~${chars(34)}`],
  ['github-token', `ghp_${chars(36)}`],
  ['github-token', `ghs_${chars(20)}.${chars(20)}-${chars(20)}`],
  ['github-token', `github_pat_${chars(22)}_${chars(59)}`],
  ['gitlab-token', `glpat-${chars(20)}`],
  ['slack-token', `xoxb-${'123456789012'}-${chars(24)}`],
  ['slack-token', `xapp-1-${chars(40)}`],
  ['stripe-key', `sk_live_${chars(24)}`],
  ['stripe-key', `rk_test_${chars(24)}`],
  ['npm-token', `npm_${chars(36)}`],
  ['pypi-token', `pypi-AgEIcHlwaS5vcmc${chars(80)}`],
  ['huggingface-token', `hf_${chars(34)}`],
  ['groq-key', `gsk_${chars(52)}`],
  ['xai-key', `xai-${chars(80)}`],
  ['replicate-token', `r8_${chars(37)}`],
  ['perplexity-key', `pplx-${chars(48)}`],
  ['telegram-token', `123456789:AA${chars(33)}`],
  ['discord-token', `M${chars(25)}.${chars(6)}.${chars(38)}`],
  ['sendgrid-key', `SG.${chars(22)}.${chars(43)}`],
  ['twilio-key', `SK${hex(32)}`],
  ['mailgun-key', `key-${hex(32)}`],
  ['mailchimp-key', `${hex(32)}-us21`],
  ['shopify-token', `shpat_${hex(32)}`],
  ['digitalocean-token', `dop_v1_${hex(64)}`],
  ['databricks-token', `dapi${hex(32)}`],
  ['linear-key', `lin_api_${chars(40)}`],
  ['notion-token', `ntn_${chars(46)}`],
  ['docker-token', `dckr_pat_${chars(27)}`],
  ['vault-token', `hvs.${chars(90)}`],
  ['tailscale-key', `tskey-auth-${chars(12)}-${chars(32)}`],
  ['age-key', `AGE-SECRET-KEY-1${upper(58)}`],
  ['jwt', `eyJ${chars(20)}.eyJ${chars(40)}.${chars(43)}`],
]

const AROUND: readonly [before: string, after: string][] = [
  ['', ''],
  ['I pasted ', ' into the chat.'],
  ['{"output":"line\\n', '\\nmore"}'],
  ['export X=', '\n'],
  ['(', ')'],
  ['`', '`, and then'],
  ['クリック ', '。'],
]

/** `«…»` marks what must go. */
const SECRETS: readonly string[] = [
  // assignments
  'password: «hunter2»',
  'Password: «hunter2»\n',
  'password = «hunter2»',
  'DB_PASSWORD=«s3cr3t!pass»',
  'PGPASSWORD=«swordfish» psql -h db',
  'export MYSQL_PWD=«letmein»',
  'SMTP_PASS=«mailmail»',
  '"password": "«hunter2»"',
  '"password": "«correct horse battery staple»"',
  "'password' => '«hunter2»',",
  'config["password"] = "«hunter2»"',
  'const password: string = "«hunter2»"',
  '{\\"password\\": \\"«hunter2»\\"}',
  'spring.datasource.password=«hunter2»',
  'mysqlPassword: "«hunter2»"',
  'password_prod: «hunter2»',
  'passphrase: «opensesame»',
  'user=bob;Password=«abc;»'.replace('abc;»', 'abc»;'),
  '?user=bob&password=«hunter2»&x=1',
  '**Password:** «hunter2»',
  `aws_secret_access_key = «${chars(40)}»`,
  `AWS_SECRET_ACCESS_KEY=«${chars(40)}»`,
  `"api_key": "«${hex(32)}»"`,
  `apiKey: '«${chars(32)}»',`,
  `x-api-key: «${chars(32)}»`,
  `client_secret=«${chars(24)}»`,
  'JWT_SECRET=«supersecretvalue»',
  `aws secret: \`aws_secret_access_key = «${chars(40)}»\``,
  'Credentials: "the password: «Tr0ub4dor&3x»"',
  '"client_secret": "«verysecretthing»"',
  `//registry.example.org/:_authToken=«${chars(30)}»`,
  `token: «${hex(40)}»`,
  `AccountKey=«${chars(86)}==»;EndpointSuffix=core.example.org`,
  `Cookie: theme=dark; sid=«${chars(32)}»; lang=en`,
  'password: «$ecret1»',
  'password: «!Passw0rd»',
  'PASSWORD=«s3cret.p4ss»',
  'psk="«hunter2»"',
  'pw: «hunter2»',
  'password=&quot;«hunter2»&quot;',
  `aws_secret_access_key=«/${chars(39)}»`,
  `aws_session_token = "«${chars(1200)}»"`,
  `curl https://example.org -H "X-Auth-Token: «${chars(6000)}»"`,
  '<password>«hunter2»</password>',
  '{"name":"DB_PASSWORD","value":"«hunter2»"}',
  '- name: DB_PASSWORD\n  value: «hunter2»',
  '<add key="SmtpPassword" value="«hunter2»" />',
  "CREATE USER bob IDENTIFIED BY '«hunter2»';",
  "ALTER ROLE bob WITH PASSWORD '«hunter2»'",
  'machine example.org login bob password «hunter2»',
  'PIN: «4921»',
  // headers
  `Authorization: Bearer «${chars(40)}»`,
  `-H "Authorization: Bearer «${chars(40)}»"`,
  `"Authorization": "Bearer «${chars(40)}»"`,
  `Authorization: Basic «${chars(24)}==»`,
  `authorization: token «${hex(40)}»`,
  `curl -H 'X-Auth: Bearer «${chars(40)}»'`,
  // commands
  'docker login --password «hunter2» --username bob',
  'tool --password=«hunter2»',
  "tool --db-password '«hunter 2»'",
  `gh auth login --token «${hex(40)}»`,
  'mysql -u root -p«hunter2» shop',
  'curl -u bob:«hunter2» https://example.org',
  'sshpass -p «hunter2» ssh bob@example.org',
  // connection strings
  'postgres://bob:«hunter2»@db.example.org:5432/shop',
  'DATABASE_URL=postgresql://bob:«p@ss:w0rd»@db.example.org/shop',
  'mongodb+srv://bob:«hunter/2»@cluster.example.org/?retryWrites=true',
  'redis://:«hunter2»@cache.example.org:6379/0',
  'https://bob:«hunter2»@example.org/repo.git',
  `https://hooks.slack.com/services/«T0000/B0000/${chars(24)}»`,
  'Server=db;Database=shop;User Id=bob;Password=«hunter2»;Encrypt=true',
  // told
  'my password is «hunter2».',
  'My password is «swordfish».',
  'the wifi password is "«blue parrot»"'.replace('blue parrot', 'blue-parrot'),
  'the passphrase is «correct horse battery staple», write it down',
  'the password for the router is «Tr0ub4dor&3», ok?',
  'I changed my password to «hunter2» yesterday',
  'Das Passwort ist «hunter2».',
  'mon mot de passe est «hunter2»',
  'our passcode is «4921»',
  `the api key is «${hex(32)}»`,
  'seed phrase: «apple banana cherry dragon eagle falcon grape honey igloo jacket kitten lemon»',
  // keys
  `«${pem('RSA PRIVATE KEY')}»`,
  `here it is:\n«${pem('OPENSSH PRIVATE KEY')}»\nthat was it`,
  `{"private_key":"«${pem('PRIVATE KEY').replaceAll('\n', '\\n')}»\\n","client_email":"a@example.org"}`,
  `cut: «-----BEGIN EC PRIVATE KEY-----\n${chars(64)}\n${chars(64)}»\n[… 4,312 characters cut …]\nthe end`,
  `[… cut …]\n«${chars(64)}\n${chars(30)}==\n-----END RSA PRIVATE KEY-----»\nok`,
  `«-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\n${KEY_BODY}\n=aB3d\n-----END PGP PRIVATE KEY BLOCK-----»`,
  `     1→«-----BEGIN PRIVATE KEY-----\n     2→${chars(64)}\n     3→${chars(64)}\n     4→-----END PRIVATE KEY-----»`,
  // cards
  'card «4242 4242 4242 4242» exp 12/30',
  'amex «378282246310005».',
]

const HARMLESS: readonly string[] = [
  'I forgot my password',
  'The password reset link has expired.',
  'Please reset your password in the settings.',
  'The password is wrong.',
  'the password is stored in the vault',
  'The password is required and must be at least 12 characters.',
  'the password is 12 characters long',
  'my password is the same as before',
  'a password to the server would help',
  'We discussed passwords, tokens and secrets for an hour.',
  'password: required',
  'password: string;',
  'password: z.string().min(8)',
  'const password = req.body.password',
  'password = os.environ["DB_PASSWORD"]',
  'password=getpass.getpass()',
  'PASSWORD=$DB_PASSWORD',
  'password: $' + '{{ secrets.PASSWORD }}',
  'password: <your password>',
  'password: ********',
  '"password": "Enter your password."',
  'password_hash VARCHAR(255)',
  'passwordResetUrl: /reset',
  'use the --password flag to log in',
  'docker login --password-stdin',
  'mkdir -p src/test && mysql -p',
  'max_tokens: 4096, input_tokens: 12, output_tokens: 345',
  'tokens: 1234567890',
  'tokenType: "Bearer"',
  'token: CancellationToken',
  'the token is invalid',
  'The secret to good bread is time.',
  'secretName: my-app-secrets',
  'apiKey: process.env.API_KEY',
  'apiKeyId: 7f3a9c71e8d26b45',
  'public_key: abc123def456',
  'Authorization: Bearer $TOKEN',
  'The Authorization header is missing',
  'bearer of good news and authentication',
  'PASS: test_login, FAIL: test_logout',
  'pass: 12, fail: 3',
  '550e8400-e29b-41d4-a716-446655440000',
  'session 8f8baf26-9ca7-4028-aab3-4864d0678c41 began',
  'commit 9ae6e97f0c3b1a2d4e5f60718293a4b5c6d7e8f9',
  `"integrity": "sha512-${chars(86)}=="`,
  `sha256:${hex(64)}`,
  `go.sum h1:${chars(43)}=`,
  'https://example.org:8443/path@2x.png',
  'http://localhost:3000/users/@me',
  'git@github.example.org:team/repo.git',
  'https://user@example.org/path',
  'sk-folding-cube-loading-spinner-container',
  'task-force-one-two-three-four-five',
  'the AKIA prefix and the ghp_ prefix mark keys',
  '-----BEGIN PRIVATE KEY----- is the first line of a key, -----END PRIVATE KEY----- its last',
  `-----BEGIN CERTIFICATE-----\n${KEY_BODY}\n-----END CERTIFICATE-----`,
  `-----BEGIN PUBLIC KEY-----\n${KEY_BODY}\n-----END PUBLIC KEY-----`,
  '1234 5678 9012 3456 is no card number',
  'order 4242424242424241',
  'at 1795365157062525 microseconds',
  'The key is under the mat.',
  'key: value',
  'primary key: invoice_id',
  'import { password } from "./form"',
  'session_id: "8f8baf26-9ca7-4028-aab3-4864d0678c41"',
  '{"sessionId":"ses_dfbe18d9fffel8c4lWTN0exwPO"}',
  'def connect(user, password=None):',
  'self.key_password = key_password',
  'exports.assertProviderOwnsAuthorization = assertOwner',
  'requestId: 7f3a9c71e8d26b45',
  '"Password for the server: required"',
  'passwords: 12 of 14 checked',
  'Password: Minimum 12 characters',
  'Cookie: theme=dark; lang=en',
  'token_file=/etc/mem/token.txt',
  'secret_key: /run/secrets/shop',
  'password: $password',
  'the name DB_PASSWORD has no value yet',
  '<password></password>',
  'Note: call 555-0123 about the pass',
  '',
]

describe('redact', () => {
  it.each(TOKENS)('replaces a token of the kind %s wherever it stands: %s', (kind, token) => {
    for (const [before, after] of AROUND) {
      expect(redact(`${before}${token}${after}`)).toEqual({
        text: `${before}[redacted: ${kind}]${after}`,
        found: [{ kind, count: 1 }],
      })
    }
  })

  it.each(SECRETS)('replaces only the secret of: %s', (marked) => {
    const [before = '', secret = '', after = ''] = marked.split(/[«»]/)
    const { text, found } = redact(`${before}${secret}${after}`)
    expect(text).toMatch(/\[redacted: [a-z-]+\]/)
    expect(text.replace(/\[redacted: [a-z-]+\]/, '«»')).toBe(`${before}«»${after}`)
    expect(found.map(({ count }) => count)).toEqual([1])
  })

  it.each(HARMLESS)('leaves alone: %s', (text) => {
    expect(redact(text)).toEqual({ text, found: [] })
  })

  it('counts by kind', () => {
    const { found } = redact(`a ghp_${chars(36)} b ghp_${chars(36)} password: hunter2`)
    expect(found).toEqual([
      { kind: 'github-token', count: 2 },
      { kind: 'password', count: 1 },
    ])
  })

  it('finds what is left of a key beside whole keys', () => {
    const tail = `${chars(64)}\n-----END RSA PRIVATE KEY-----`
    const head = `-----BEGIN RSA PRIVATE KEY-----\n${chars(64)}\n`
    const { text, found } = redact(`${tail}\n\n${pem('PRIVATE KEY')}\n\n${pem('EC PRIVATE KEY')}\n\n${head}`)
    expect(text).not.toContain(chars(20))
    expect(found).toEqual([{ kind: 'private-key', count: 4 }])
  })

  const fragment = fc.oneof(
    fc.constantFrom(
      ...TOKENS.map(([, token]) => token),
      ...SECRETS.map((text) => text.replace(/[«»]/g, '')),
      ...HARMLESS,
    ),
    fc.constantFrom(
      '[redacted: password]',
      '[redacted: ',
      ']',
      ' ',
      '\n',
      ': ',
      '=',
      '"',
      '\\n',
      'password',
      'token',
      '@',
      'eyJ',
      '-----',
      'What is the password? ',
      ', it is now ',
      ' is now ',
      'jetzt',
      ' to ',
      'PIN ',
      'wallet ',
      'legal winner thank year wave sausage worth useful legal winner thank yellow',
      '\\\n',
      'wJalrXUtnFEMI/K7MDENG/bPxRfiCYREALKEY7QX',
      'Blau-Wal77',
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  )

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 8 }), (parts) => {
        const once = redact(parts.join('')).text
        expect(redact(once)).toEqual({ text: once, found: [] })
      }),
      { numRuns: 1500 },
    )
  })

  it('keeps everything around what it replaces', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 8 }), (parts) => {
        const text = parts.join('')
        // What is left between the placeholders stands in the text, in this order.
        let from = 0
        for (const kept of redact(text).text.split(/\[redacted: [a-z0-9-]+\]/)) {
          const at = text.indexOf(kept, from)
          expect(at).toBeGreaterThanOrEqual(0)
          from = at + kept.length
        }
      }),
    )
  })

  it('leaves no token of any provider in a text of many', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(TOKENS.map(([, token]) => token)),
        fc.constantFrom(' ', '\n', ', ', '" "'),
        (tokens, border) => {
          const { text } = redact(tokens.join(border))
          for (const token of tokens) expect(text).not.toContain(token)
        },
      ),
    )
  })
})

describe('redact on hostile input', () => {
  const MEGABYTE = 2 ** 20
  const line = (unit: string) => unit.repeat(Math.ceil(MEGABYTE / unit.length)).slice(0, MEGABYTE)
  // A quadratic rule would need hours for these, and the test runner's limit ends it.
  it.each([
    ...[
      'a',
      'eyJ',
      'eyJa.',
      'a:',
      '://',
      'http://a:',
      'postgres://a:',
      'password',
      'password=',
      'password:"',
      'password is ',
      'token ',
      '-',
      '-----BEGIN ',
      '--password ',
    ],
    ...[
      '-----BEGIN PRIVATE KEY-----',
      '-----BEGIN PRIVATE KEY-----\n',
      '-----END PRIVATE KEY-----',
      'QUJD',
      'QUJD\n',
      '\\n',
      'mysql ',
      'curl -u ',
      '4',
      '4242 ',
      'SG.',
      'sk-',
      'M.',
      'authorization: ',
      '[redacted: ',
      '0f',
      '"',
      '\\',
      ' ',
      'Q~',
      'AKIA',
      'bearer ',
      'cookie: a=',
      'name: password ',
      'name=token\\n',
      '<password>',
      'login a password ',
      'password for a b c d e ',
      'postgres://a:b@',
      'passphrase is word ',
      'пароль ',
      '密码',
      '%3A',
      'a%40',
      'MII',
      'QUJDREVGR0hJSktMTU5PUFFSU1RVVldY',
      'echo a |',
      'echo "a',
      'user a ',
      'login: a/',
      'pin for a b ',
      'door code is 1 ',
      'recovery codes\n1234\n',
      'user,password\n',
      '|password|a|\n',
      "insert into a (password) values ('a'),",
      '<input type=password ',
      '&key=',
      'A_KEY=',
      'a as my ',
      'password was changed from a ',
      'clave es ',
      '7z -p',
      'digest a',
      'kind: Secret\n a: QUJD\n',
      '"kty""d":"',
      '=',
      ': ',
      'pin? ',
      'what is the password? a ',
      '?',
      'password, it is now ',
      'password you a is ',
      'new pin a, it is ',
      '[redacted: password] a, now it is ',
      'wallet word word ',
      'wallet ',
      'word ',
      'seed 1. word ',
      'card=',
      'order 4242 4242 4242 4242 ',
      'reset-password/',
      '/login/a',
      'zugang zum a ',
      'access to a b: a ',
      'net use /user:a ',
      'expect "password" ',
      'new PDO("a","b",',
      'pk=0x',
      'SSN of a ',
      'TAN für a ',
      'PIN 1234 a ',
      '密码是',
      'パスは',
      'als Passwort ',
    ],
  ])('reads a line of one megabyte of %j', (unit) => {
    const text = line(unit)
    expect(redact(text).text.length).toBeLessThanOrEqual(2 * MEGABYTE)
  })
})
