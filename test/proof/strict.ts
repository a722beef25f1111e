import type { Answer } from './asker.ts'

/** What every answer carries, whatever it answers. */
const always: readonly (readonly [string, RegExp])[] = [
  ['x-content-type-options', /^nosniff$/],
  ['x-frame-options', /^DENY$/],
  ['referrer-policy', /^no-referrer$/],
  // What programs fetch again and again may be kept for a while: never a page, see below.
  ['cache-control', /^(?:no-store|public, max-age=300)$/],
  ['cross-origin-opener-policy', /^same-origin$/],
  ['cross-origin-resource-policy', /^same-origin$/],
  ['strict-transport-security', /max-age=31536000/],
  ['content-security-policy', /^default-src 'none';/],
  ['content-security-policy', /frame-ancestors 'none'/],
  ['content-security-policy', /base-uri 'none'/],
  ['content-security-policy', /form-action '(?:self|none)'/],
]

export const isPage = ({ headers }: Answer): boolean =>
  headers.get('content-type')?.startsWith('text/html') === true

/** Which of the rules an answer's headers break. */
export function weakIn(answer: Answer): readonly string[] {
  const { headers } = answer
  const policy = headers.get('content-security-policy') ?? ''
  const missing = always
    .filter(([name, value]) => !value.test(headers.get(name) ?? ''))
    .map(([name, value]) => `${name} is not ${value.source}`)
  const loose = /'unsafe-|\*|https?:|strict-dynamic/.exec(policy)
  const scripts = isPage(answer) && /<script\b/.test(answer.bytes.toString())
  const isKept = headers.get('cache-control') !== 'no-store'
  const keeps = isKept && (isPage(answer) || headers.has('set-cookie'))
  const trusts = scripts && !policy.includes(`require-trusted-types-for 'script'`)
  return [
    ...missing,
    ...(keeps ? ['a page, or who asked, may be kept'] : []),
    ...(loose ? [`the policy allows ${loose[0]}`] : []),
    ...(trusts ? ['a page with scripts has no Trusted Types'] : []),
    ...(headers.has('server') || headers.has('x-powered-by') ? ['it says what serves it'] : []),
  ]
}

/** Scripts, styles and handlers that stand in the page itself. */
export function runsInline(answer: Answer): readonly string[] {
  if (!isPage(answer)) return []
  const page = answer.bytes.toString()
  const tags = page.match(/<[a-z][^>]*>/gi) ?? []
  return [
    ...(page.match(/<style\b/gi) ?? []),
    ...(page.match(/<script\b(?![^>]*\bsrc=)[^>]*>/gi) ?? []),
    ...tags.filter((tag) => /\s(?:on[a-z]+|style)\s*=\s*["']/i.test(bare(tag))),
    ...tags.filter((tag) => /\s(?:href|src|action)\s*=\s*["']\s*javascript:/i.test(tag)),
  ]
}

/** A tag without what stands in its other attributes' values. */
const bare = (tag: string): string =>
  tag.replace(/\b(?:value|data-[\w-]+|content|placeholder|alt|aria-\w+)="[^"]*"/g, '')

/** Addresses of others in a page, a style sheet or a script: nothing is loaded from or sent to anybody else. */
export function linksOut({ headers, bytes }: Answer): readonly string[] {
  const type = headers.get('content-type') ?? ''
  const text = bytes.toString()
  const found = type.startsWith('text/html')
    ? text.match(
        /\s(?:href|src|action|formaction|srcset|poster|data|ping)="(?!#|\/(?!\/)|\?|data:,)[^"]+"/g,
      )
    : /javascript|css/.test(type)
      ? text.match(/(?:https?:)?\/\/[\w-]+\.[\w.-]+|@import|url\([^)]*\)/g)
      : []
  const location = headers.get('location') ?? '/'
  return [...(found ?? []), ...(/^\/(?!\/)/.test(location) ? [] : [location])]
}
