import { z } from 'zod'

import type { MediaRefusal } from '#conversation/message.ts'

import type { Token } from './token.ts'

/**
 * What the platform answered: 0 is well, whatever the status of HTTP says. `no-token`: it was not even asked. `no-way`:
 * not even a connection came about.
 */
export type Code = number | 'no-token' | 'no-way'

export interface Api {
  /** Throws when nobody knows whether it was done. */
  readonly post: (path: string, body: object) => Promise<Code>
  readonly media: (id: string, most: number) => Promise<Uint8Array | MediaRefusal>
}

const answerSchema = z.object({ errcode: z.int().default(0) })
const mediaSchema = z.object({ errcode: z.int().optional(), video_url: z.string().optional() })

/** Codes that say: this token no more. */
const stale = new Set([40001, 40014, 42001])

export function createApi(root: string, token: Token): Api {
  const withToken = async <T extends { readonly code: Code }>(
    call: (token: string) => Promise<T>,
  ): Promise<T | undefined> => {
    const first = await token.get()
    if (first === undefined) return undefined
    const answer = await call(first)
    if (typeof answer.code === 'string' || !stale.has(answer.code)) return answer
    const second = await token.renew(first)
    return second === undefined ? undefined : await call(second)
  }
  return {
    post: async (path, body) => {
      const answer = await withToken(async (value) => ({
        code: await post(`${root}${path}?access_token=${encodeURIComponent(value)}`, body),
      }))
      return answer?.code ?? 'no-token'
    },
    media: async (id, most) => {
      const answer = await withToken(async (value) => {
        const query = new URLSearchParams({ access_token: value, media_id: id })
        return await download(`${root}/cgi-bin/media/get?${query.toString()}`, most)
      }).catch(() => undefined)
      return answer?.file ?? 'unreachable'
    },
  }
}

/** Of what fails here nothing may be told but that it failed: the address holds the token, the body the words. */
async function post(url: string, body: object): Promise<Code> {
  const request = {
    method: 'POST',
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  }
  const answer = await fetch(url, request)
    .then(async (response): Promise<unknown> => (response.ok ? await response.json() : undefined))
    .catch((error: unknown) => (isNoWay(error) ? noWay : undefined))
  if (answer === noWay) return noWay
  const read = answerSchema.safeParse(answer)
  if (!read.success) throw new Error('wechat was not reached')
  return read.data.errcode
}

const noWay = 'no-way'
const unreached =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|EHOSTDOWN|ENETDOWN)$/

/** Then the message surely did not arrive. */
function isNoWay(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && unreached.test(String(cause.code))
}

interface Download {
  readonly code: number
  readonly file?: Uint8Array | MediaRefusal
}

/** A film comes as the address of a film; what has a code is a refusal. */
async function download(url: string, most: number, follow = true): Promise<Download> {
  const signal = AbortSignal.timeout(60_000)
  const response = await fetch(url, { signal, redirect: follow ? 'error' : 'follow' })
  if (!response.ok) return { code: 0 }
  const file = await readAtMost(response, most)
  const told = /json|text\/plain/.test(response.headers.get('content-type') ?? '')
  if (!told || typeof file === 'string') return { code: 0, file }
  const { errcode = 0, video_url: film } = toldIn(file)
  if (film !== undefined && follow && /^https?:\/\//.test(film))
    return await download(film, most, false)
  return errcode === 0 && film === undefined ? { code: 0, file } : { code: errcode }
}

function toldIn(file: Uint8Array): z.infer<typeof mediaSchema> {
  try {
    return mediaSchema.safeParse(JSON.parse(Buffer.from(file).toString())).data ?? {}
  } catch {
    return {}
  }
}

async function readAtMost(response: Response, most: number): Promise<Uint8Array | MediaRefusal> {
  if (Number(response.headers.get('content-length') ?? 0) > most) return 'too-large'
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > most) return 'too-large'
    parts.push(part)
  }
  return size === 0 ? 'empty' : Buffer.concat(parts)
}
