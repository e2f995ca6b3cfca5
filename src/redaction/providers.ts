/**
 * Tokens that their providers made recognisable by a prefix. Prefixes, alphabets and least lengths are those that the providers
 * document for secret scanning; lengths are lower bounds, because they grow (GitHub's did in 2021 and 2026).
 *
 * A pattern that ends with an open class cannot fail after reading on; one that goes on after an open class begins at a border, so
 * that no run of characters is read twice: linear on any input.
 */
import { type Span, spansOf } from './span.ts'

interface Provider {
  kind: string
  /** Literal texts of which one must occur, case and all: what makes looking cheap. */
  hints: readonly string[]
  pattern: RegExp
  accept?: (token: string) => boolean
}

/** Not inside a word; after an escaped line break is not inside. */
const BORDER = String.raw`(?:(?<![A-Za-z0-9_-])|(?<=\\[nrt])|(?<=\x1b\[[0-9;]{0,8}m))`
/** The border is looked at behind the literal letters that a pattern begins with: an engine finds those ten times faster. */
function at(pattern: string): RegExp {
  const isOneOfSeveral = pattern.replace(/\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]/g, '').includes('|')
  const lead = isOneOfSeveral ? '' : (/^[\w-]+(?![\w?*+{-])/.exec(pattern)?.[0] ?? '')
  return new RegExp(`${lead}(?<=${BORDER}${lead})(?:${pattern.slice(lead.length)})`, 'g')
}

const PROVIDERS: readonly Provider[] = [
  { kind: 'anthropic-key', hints: ['sk-ant-'], pattern: /sk-ant-[A-Za-z0-9_-]{20,}/g },
  { kind: 'openrouter-key', hints: ['sk-or-'], pattern: /sk-or-(?:v\d-)?[A-Za-z0-9]{32,}/g },
  { kind: 'openai-key', hints: ['sk-'], pattern: /sk-(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,}/g },
  { kind: 'secret-key', hints: ['sk-'], pattern: at('sk-[A-Za-z0-9][A-Za-z0-9_-]{19,}'), accept: isKeyNotName },
  {
    kind: 'aws-access-key',
    hints: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    pattern: /(?:(?<![A-Za-z0-9+/])|(?<=\\[nrt]))(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16,}(?![A-Za-z0-9+/])/g,
  },
  {
    kind: 'aws-bedrock-key',
    hints: ['ABSK', 'bedrock-api-key-'],
    pattern: /(?:ABSK|bedrock-api-key-)[A-Za-z0-9+/]{60,}={0,2}/g,
  },
  { kind: 'google-api-key', hints: ['AIza'], pattern: /AIza[A-Za-z0-9_-]{35,}/g },
  { kind: 'google-api-key', hints: ['AQ.'], pattern: at(String.raw`AQ\.[A-Za-z0-9_-]{35,}`) },
  {
    kind: 'google-oauth-token',
    hints: ['ya29.', 'GOCSPX-', '1//0'],
    pattern: at(String.raw`ya29\.[A-Za-z0-9_.-]{20,}|GOCSPX-[A-Za-z0-9_-]{20,}|1\/\/0[A-Za-z0-9_-]{40,}`),
  },
  { kind: 'azure-client-secret', hints: ['Q~'], pattern: at(String.raw`[\w~.]{3}\dQ~[\w~.-]{31,}`) },
  {
    kind: 'github-token',
    hints: ['gho_', 'ghp_', 'ghu_', 'ghr_', 'ghs_'],
    pattern: /gh[opur]_[A-Za-z0-9]{36,}|ghs_[A-Za-z0-9._-]{36,}/g,
  },
  { kind: 'github-token', hints: ['github_pat_'], pattern: /github_pat_[A-Za-z0-9_]{36,}/g },
  {
    kind: 'gitlab-token',
    hints: ['gl'],
    pattern: at('gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat|ffct|wt)-[A-Za-z0-9_.=-]{20,}'),
  },
  {
    kind: 'slack-token',
    hints: ['xox', 'xapp-'],
    pattern: /(?:xoxe\.)?xox[abceoprs]-[A-Za-z0-9-]{10,}|xoxd-[A-Za-z0-9%+/=-]{10,}|xapp-\d-[A-Za-z0-9-]{20,}/g,
  },
  {
    kind: 'slack-webhook',
    hints: ['hooks.slack.com/'],
    pattern: /(?<=hooks\.slack\.com\/(?:services|workflows|triggers)\/)[A-Za-z0-9/_-]{20,}/g,
  },
  {
    kind: 'stripe-key',
    hints: ['k_live_', 'k_test_', 'whsec_'],
    pattern: /[rs]k_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9+/=]{24,}/g,
  },
  { kind: 'npm-token', hints: ['npm_'], pattern: /npm_[A-Za-z0-9]{36,}/g },
  { kind: 'pypi-token', hints: ['pypi-Ag'], pattern: /pypi-Ag[A-Za-z0-9_-]{50,}/g },
  { kind: 'rubygems-token', hints: ['rubygems_'], pattern: /rubygems_[0-9a-f]{48,}/g },
  { kind: 'crates-token', hints: ['cio'], pattern: at('cio[A-Za-z0-9]{32}(?![A-Za-z0-9])') },
  { kind: 'docker-token', hints: ['dckr_'], pattern: /dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}/g },
  { kind: 'huggingface-token', hints: ['hf_', 'api_org_'], pattern: at('(?:hf|api_org)_[A-Za-z0-9]{30,}') },
  { kind: 'groq-key', hints: ['gsk_'], pattern: at('gsk_[A-Za-z0-9]{40,}') },
  { kind: 'xai-key', hints: ['xai-'], pattern: at('xai-[A-Za-z0-9]{40,}') },
  { kind: 'replicate-token', hints: ['r8_'], pattern: at('r8_[A-Za-z0-9]{36,}') },
  { kind: 'perplexity-key', hints: ['pplx-'], pattern: at('pplx-[A-Za-z0-9]{32,}') },
  { kind: 'nvidia-key', hints: ['nvapi-'], pattern: at('nvapi-[A-Za-z0-9_-]{40,}') },
  { kind: 'tavily-key', hints: ['tvly-'], pattern: at('tvly-[A-Za-z0-9_-]{20,}') },
  { kind: 'langsmith-key', hints: ['lsv2_'], pattern: at('lsv2_[a-z]{2}_[0-9a-f]{32}_[0-9a-f]{10}') },
  {
    kind: 'telegram-token',
    hints: [':AA'],
    pattern: at(String.raw`\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])`),
  },
  { kind: 'telegram-token', hints: ['/bot'], pattern: /(?<=\/bot)\d{8,10}:[A-Za-z0-9_-]{35}/g },
  // No prefix but the first character: looking for that first makes it cheap.
  {
    kind: 'discord-token',
    hints: ['.'],
    pattern: /(?=[MNO])(?:(?<![A-Za-z0-9_-])|(?<=\\[nrt]))[A-Za-z0-9_-]{24,28}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,}/g,
  },
  { kind: 'discord-token', hints: ['mfa.'], pattern: at(String.raw`mfa\.[A-Za-z0-9_-]{80,}`) },
  {
    kind: 'discord-webhook',
    hints: ['/api/webhooks/'],
    pattern: /(?<=discord(?:app)?\.com\/api\/webhooks\/\d{5,25}\/)[A-Za-z0-9_-]{40,}/g,
  },
  { kind: 'sendgrid-key', hints: ['SG.'], pattern: /SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,}/g },
  { kind: 'twilio-key', hints: ['SK'], pattern: at('SK[0-9a-f]{32}(?![0-9A-Za-z])') },
  { kind: 'mailgun-key', hints: ['key-'], pattern: at('key-[0-9a-f]{32}(?![0-9A-Za-z])') },
  { kind: 'mailchimp-key', hints: ['-us'], pattern: at(String.raw`[0-9a-f]{32}-us\d{1,2}(?![0-9A-Za-z])`) },
  { kind: 'shopify-token', hints: ['shp'], pattern: at('shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32,}') },
  { kind: 'square-token', hints: ['sq0'], pattern: at('sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,}') },
  { kind: 'facebook-token', hints: ['EAA'], pattern: at('EAA[A-Za-z0-9]{90,}') },
  { kind: 'dropbox-token', hints: ['sl.'], pattern: at(String.raw`sl\.(?:[a-z]\.)?[A-Za-z0-9_-]{100,}`) },
  { kind: 'digitalocean-token', hints: ['_v1_'], pattern: /do[opr]_v1_[0-9a-f]{64}/g },
  { kind: 'databricks-token', hints: ['dapi'], pattern: at(String.raw`dapi[0-9a-f]{32}(?:-\d)?`) },
  { kind: 'linear-key', hints: ['lin_'], pattern: at('lin_(?:api|oauth)_[A-Za-z0-9]{32,}') },
  { kind: 'notion-token', hints: ['ntn_', 'secret_'], pattern: at('ntn_[A-Za-z0-9]{40,}|secret_[A-Za-z0-9]{43}') },
  { kind: 'figma-token', hints: ['fig'], pattern: at('fig[dor]h?_[A-Za-z0-9_-]{40,}') },
  { kind: 'airtable-token', hints: ['pat'], pattern: at(String.raw`pat[A-Za-z0-9]{14}\.[0-9a-f]{64}`) },
  { kind: 'postman-key', hints: ['PMAK-'], pattern: at('PMAK-[0-9a-f]{24}-[0-9a-f]{34}') },
  {
    kind: 'atlassian-token',
    hints: ['ATATT3', 'ATCTT3', 'ATBB'],
    pattern: at('AT(?:A|C)TT3[A-Za-z0-9_=-]{60,}|ATBB[A-Za-z0-9]{32,}'),
  },
  { kind: 'artifactory-key', hints: ['AKCp'], pattern: at('AKCp[A-Za-z0-9]{69,}') },
  { kind: 'sentry-token', hints: ['sntry'], pattern: at('sntrys_[A-Za-z0-9+/=_-]{40,}|sntryu_[0-9a-f]{64}') },
  {
    kind: 'grafana-token',
    hints: ['glsa_', 'glc_'],
    pattern: at('glsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}|glc_[A-Za-z0-9+/]{32,}={0,2}'),
  },
  { kind: 'newrelic-key', hints: ['NRAK-'], pattern: at('NRAK-[A-Z0-9]{27,}') },
  { kind: 'vault-token', hints: ['hvs.', 'hvb.', 'hvr.'], pattern: at(String.raw`hv[sbr]\.[A-Za-z0-9_-]{24,}`) },
  { kind: 'terraform-token', hints: ['.atlasv1.'], pattern: /[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,}/g },
  { kind: 'tailscale-key', hints: ['tskey-'], pattern: at('tskey-[a-z]{2,16}-[A-Za-z0-9-]{10,}') },
  {
    kind: 'doppler-token',
    hints: ['dp.'],
    pattern: at(String.raw`dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9._-]{40,}`),
  },
  {
    kind: 'fly-token',
    hints: ['fo1_', 'fm1', 'fm2_'],
    pattern: at('fo1_[A-Za-z0-9_-]{43,}|fm(?:1[ar]|2)_[A-Za-z0-9+/]{60,}={0,2}'),
  },
  { kind: 'heroku-key', hints: ['HRKU-'], pattern: at('HRKU-[A-Za-z0-9_-]{36,}') },
  { kind: 'planetscale-token', hints: ['pscale_'], pattern: at('pscale_[a-z]{2,8}_[A-Za-z0-9_.=-]{32,}') },
  { kind: 'supabase-key', hints: ['sbp_', 'sb_secret_'], pattern: at('sbp_[0-9a-f]{40}|sb_secret_[A-Za-z0-9_-]{20,}') },
  { kind: 'cloudflare-key', hints: ['v1.0-'], pattern: at(String.raw`v1\.0-[0-9a-f]{24}-[0-9a-f]{146}`) },
  {
    kind: '1password-token',
    hints: ['ops_eyJ', 'A3-'],
    pattern: at('ops_eyJ[A-Za-z0-9+/=_-]{60,}|A3-[A-Z0-9]{6}-[A-Z0-9]{5,11}(?:-[A-Z0-9]{5,6}){3,4}'),
  },
  { kind: 'age-key', hints: ['AGE-SECRET-KEY-'], pattern: /AGE-SECRET-KEY-[A-Z0-9-]{40,}/g },
  {
    kind: 'jwt',
    hints: ['eyJ'],
    pattern: at(String.raw`eyJ[A-Za-z0-9_-]{8,}\.(?:[A-Za-z0-9_-]{8,}|(?=\.))(?:\.[A-Za-z0-9_-]*){0,3}`),
  },
  { kind: 'fireworks-key', hints: ['fw_'], pattern: at('fw_[A-Za-z0-9]{22,}'), accept: isMixed },
  { kind: 'together-key', hints: ['tgp_v'], pattern: at(String.raw`tgp_v\d_[A-Za-z0-9_-]{40,}`) },
  { kind: 'cerebras-key', hints: ['csk-'], pattern: at('csk-[a-z0-9]{40,}') },
  { kind: 'firecrawl-key', hints: ['fc-'], pattern: at('fc-[0-9a-f]{32}(?![0-9A-Za-z])') },
  { kind: 'elevenlabs-key', hints: ['sk_'], pattern: at('sk_[0-9a-f]{48}(?![0-9A-Za-z])') },
  { kind: 'pinecone-key', hints: ['pcsk_'], pattern: at('pcsk_[A-Za-z0-9]{4,8}_[A-Za-z0-9]{40,}') },
  { kind: 'langfuse-key', hints: ['sk-lf-'], pattern: at('sk-lf-[0-9a-f-]{36}') },
  { kind: 'voyage-key', hints: ['pa-'], pattern: at('pa-[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])'), accept: isMixed },
  { kind: 'jina-key', hints: ['jina_'], pattern: at('jina_[A-Za-z0-9_-]{50,}') },
  { kind: 'e2b-key', hints: ['e2b_'], pattern: at('e2b_[0-9a-f]{40}') },
  { kind: 'modal-token', hints: ['ak-', 'as-'], pattern: at('a[ks]-[A-Za-z0-9]{22}(?![A-Za-z0-9-])'), accept: isMixed },
  { kind: 'browserbase-key', hints: ['bb_live_'], pattern: at('bb_live_[A-Za-z0-9_-]{20,}') },
  { kind: 'wandb-key', hints: ['wandb_v'], pattern: at(String.raw`wandb_v\d_[A-Za-z0-9_-]{40,}`) },
  { kind: 'azure-ai-key', hints: ['JQQJ99'], pattern: at('[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{20,}') },
  { kind: 'mailgun-key', hints: ['-'], pattern: at('[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}(?![0-9A-Za-z-])') },
  { kind: 'resend-key', hints: ['re_'], pattern: at('re_[A-Za-z0-9]{8}_[A-Za-z0-9]{22,}') },
  {
    kind: 'brevo-key',
    hints: ['keysib-', 'smtpsib-'],
    pattern: at('x(?:keysib|smtpsib)-[0-9a-f]{60,}-[A-Za-z0-9]{12,}'),
  },
  {
    kind: 'vercel-token',
    hints: ['vcp_', 'vci_', 'vck_', 'vcr_', 'vca_', 'vcb_'],
    pattern: at('vc[pikrab]_[A-Za-z0-9]{24,}'),
    accept: isMixed,
  },
  { kind: 'netlify-token', hints: ['nfp_', 'nfc_', 'nfo_', 'nfu_', 'nfb_'], pattern: at('nf[pcoub]_[A-Za-z0-9]{36,}') },
  { kind: 'render-key', hints: ['rnd_'], pattern: at('rnd_[A-Za-z0-9]{26,}') },
  { kind: 'neon-key', hints: ['napi_'], pattern: at('napi_[a-z0-9]{40,}') },
  { kind: 'posthog-key', hints: ['phx_'], pattern: at('phx_[A-Za-z0-9]{40,}') },
  {
    kind: 'launchdarkly-key',
    hints: ['sdk-', 'api-', 'mob-'],
    pattern: at('(?:sdk|api|mob)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'),
  },
  { kind: 'okta-token', hints: ['SSWS '], pattern: /(?<=SSWS )[A-Za-z0-9_-]{30,}/g },
  { kind: 'square-token', hints: ['EAAA'], pattern: at('EAAA[A-Za-z0-9_-]{60}(?![A-Za-z0-9_-])') },
  {
    kind: 'paypal-token',
    hints: ['access_token$'],
    pattern: /access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}/g,
  },
  { kind: 'pulumi-token', hints: ['pul-'], pattern: at('pul-[0-9a-f]{40}') },
  { kind: 'prefect-key', hints: ['pnu_'], pattern: at('pnu_[A-Za-z0-9]{36}') },
  { kind: 'contentful-token', hints: ['CFPAT-'], pattern: at('CFPAT-[A-Za-z0-9_-]{40,}') },
  { kind: 'typeform-token', hints: ['tfp_'], pattern: at('tfp_[A-Za-z0-9_-]{40,}') },
  { kind: 'hubspot-token', hints: ['pat-'], pattern: at(String.raw`pat-[a-z]{2}\d-[0-9a-f]{8}-[0-9a-f-]{27}`) },
  { kind: 'intercom-token', hints: ['dG9rO'], pattern: at('dG9rO[A-Za-z0-9+/]{40,}={0,2}') },
  { kind: 'asana-token', hints: ['1/', '2/'], pattern: at(String.raw`[12]/\d{10,20}(?:/\d{10,20})?:[0-9a-f]{32}`) },
  { kind: 'circleci-token', hints: ['CCIPAT_'], pattern: at('CCIPAT_[A-Za-z0-9]{20,}_[0-9a-f]{40}') },
  { kind: 'buildkite-token', hints: ['bkua_'], pattern: at('bkua_[0-9a-f]{40}') },
  { kind: 'sonar-token', hints: ['squ_', 'sqp_', 'sqa_'], pattern: at('sq[upa]_[0-9a-f]{40}') },
  { kind: 'nuget-key', hints: ['oy2'], pattern: at('oy2[a-z0-9]{43}(?![a-z0-9])') },
  {
    kind: 'webhook',
    hints: ['hooks.zapier.com/'],
    pattern: /(?<=hooks\.zapier\.com\/hooks\/catch\/\d{4,12}\/)[a-z0-9]{5,}/g,
  },
  {
    kind: 'webhook',
    hints: ['webhook.office.com/'],
    pattern: /(?<=webhook\.office\.com\/webhookb2\/)[0-9A-Za-z@/-]{60,}/g,
  },
  {
    kind: 'node-provider-key',
    hints: ['.infura.io/', '.alchemy.com/'],
    pattern: /(?<=\.(?:infura\.io|alchemy\.com)\/v\d\/)[A-Za-z0-9_-]{20,}/g,
  },
  // The hash of a password can be guessed from.
  {
    kind: 'password-hash',
    hints: ['$'],
    pattern: /\$(?:[156y]|apr1|2[abxy]|argon2(?:id|i|d)|scrypt|yescrypt)\$[A-Za-z0-9./+,=$-]{20,}/g,
  },
  { kind: 'azure-sas', hints: ['sig='], pattern: /(?<=[?&;]sig=)[A-Za-z0-9%+/=_-]{30,}/g },
]

/** No token is shorter; what people say to each other has no such run, and need not be searched for a hundred beginnings. */
const TOKEN_RUN = /[\w+./=$-]{15}/

export function* findProviderTokens(text: string): Iterable<Span> {
  if (!TOKEN_RUN.test(text)) return
  for (const { hints, ...rule } of PROVIDERS) {
    if (hints.some((hint) => text.includes(hint))) yield* spansOf(text, rule)
  }
}

/** `sk-` also begins names such as `sk-folding-cube`: a key has digits, and hyphens only between mixed characters. */
function isKeyNotName(token: string): boolean {
  const body = token.slice(3)
  return /\d/.test(body) && (!body.includes('-') || /[A-Z]/.test(body))
}

/** A prefix of two letters also begins words of programs: a key mixes digits, capitals and small letters. */
function isMixed(token: string): boolean {
  return /\d/.test(token) && /[A-Z]/.test(token) && /[a-z]/.test(token)
}
