import type { Context } from 'hono'
import { z } from 'zod'
import type { Refusal } from '#core/result.ts'
import { refusalWords } from '../words/refusals.ts'
import type { Web } from '../web.ts'
import { problems, type ProblemKey, type ProblemKind } from './problems.ts'
import { instant, list } from './shapes.ts'

/** What stands in a problem besides its kind. */
export interface ProblemMore {
  readonly detail?: string
  readonly refusal?: string
  readonly errors?: readonly { readonly path: string; readonly message: string }[]
  readonly version?: number
  readonly changes?: readonly object[]
  readonly headers?: Readonly<Record<string, string>>
}

/** RFC 9457. */
export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  cure: z.string(),
  detail: z.string().optional(),
  refusal: z.string().optional().describe('为什么不行：一个不变的英文词'),
  errors: list(z.object({ path: z.string(), message: z.string() })).optional(),
  version: z.number().int().optional().describe('案件现在的版本'),
  changes: list(
    z.object({
      at: instant,
      type: z.string(),
      by: z.string(),
      officer: z.string().optional(),
      office: z.string().optional(),
      task: z.string().optional(),
    }),
  ).optional(),
})

const wantsEnglish = (c: Context): boolean =>
  (c.req.header('accept-language') ?? '').trim().toLowerCase().startsWith('en')

/** Says what is wrong, for a program and for whoever reads its log. */
export function problem(c: Context, web: Web, key: ProblemKey, more: ProblemMore = {}): Response {
  const kind: ProblemKind = problems[key]
  const { headers, ...told } = more
  const language = wantsEnglish(c) ? 'en' : 'zh'
  const body = problemShape.parse({
    type: `${web.publicUrl}/problems/${key}`,
    title: kind[language],
    status: kind.status,
    cure: kind.cure[language],
    ...told,
  })
  for (const [name, value] of Object.entries(headers ?? {})) c.header(name, value)
  if (kind.status === 401) c.header('WWW-Authenticate', 'Bearer')
  return c.body(JSON.stringify(body), kind.status, { 'Content-Type': 'application/problem+json' })
}

const known: Readonly<Record<string, ProblemKey>> = {
  'case-not-visible': 'not-found',
  'evidence-unknown': 'not-found',
  'area-not-yours': 'not-found',
  'version-unknown': 'not-found',
  'role-may-not': 'forbidden',
  'case-changed': 'case-changed',
  'case-erased': 'erased',
  'bad-cursor': 'bad-cursor',
  'key-used': 'key-used',
  'key-running': 'key-running',
  'token-unknown': 'token-unknown',
  'token-over': 'token-over',
  'version-missing': 'version-missing',
  'bad-period': 'bad-request',
}

/** About what was written, not about where the case stands. */
const ofWords = /(?:missing|unknown|-short|-long|unclear|twice|faulty|-none|empty|not-found)$/

/** What a refusal of the house is to a program. */
export const kindOf = ({ key }: Refusal): ProblemKey =>
  known[key] ?? (ofWords.test(key) ? 'refused' : 'wrong-state')

const ownWords: ReadonlySet<ProblemKey> = new Set(['refused', 'wrong-state', 'forbidden'])

export function refused(c: Context, web: Web, refusal: Refusal): Response {
  const key = kindOf(refusal)
  if (!ownWords.has(key)) return problem(c, web, key, retryOf(key))
  return problem(c, web, key, { refusal: refusal.key, detail: refusalWords(refusal) })
}

const retryOf = (key: ProblemKey): ProblemMore =>
  key === 'key-running' ? { headers: { 'Retry-After': '1' } } : {}
