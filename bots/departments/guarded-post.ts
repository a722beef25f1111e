import { lookup } from 'node:dns/promises'
import { request as requestPlain, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as requestSecure } from 'node:https'
import { isIP } from 'node:net'
import type { Reachable } from './reachable.ts'

interface Resolved {
  readonly address: string
  readonly family: number
}

export interface Guard extends Reachable {
  /** For a whole call, from the name to the last byte of the answer. */
  readonly timeoutMs: number
  /** In place of the machine's own way to look up names. */
  readonly resolve?: (host: string) => Promise<readonly Resolved[]>
}

export interface Answer {
  readonly status: number
  readonly retryAfter?: string
  readonly body: string
}

/** Why nothing was answered; `doubtful`: it may have been taken. */
export interface NoAnswer {
  readonly failed: 'address' | 'plain' | 'name' | 'reach' | 'slow' | 'certificate'
  readonly doubtful?: boolean
}

/** More of an answer is not read. */
const mostRead = 64 * 1024

/**
 * Posts JSON to an address that somebody typed in. The name is looked up once, every address it has must be allowed,
 * and the call goes to these and no others: a name that changes in between leads nowhere else. Redirects are answers.
 */
export async function guardedPost(
  url: URL,
  sent: { readonly body: string; readonly headers?: Readonly<Record<string, string>> },
  guard: Guard,
): Promise<Answer | NoAnswer> {
  const deadline = AbortSignal.timeout(guard.timeoutMs)
  const found = await resolved(url, guard, deadline)
  if ('failed' in found) return found
  const isAllowed = found.every(({ address }) => guard.isAllowed(address))
  if (!isAllowed || found.length === 0) return { failed: 'address' }
  const isOwn = found.every(({ address }) => guard.isOwn(address))
  if (url.protocol !== 'https:' && !isOwn) return { failed: 'plain' }
  return await call(url, sent, { found, deadline })
}

async function resolved(
  url: URL,
  { resolve = resolveHere }: Guard,
  deadline: AbortSignal,
): Promise<readonly Resolved[] | NoAnswer> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  if (family !== 0) return [{ address: host, family }]
  const late = Promise.withResolvers<NoAnswer>()
  const onLate = (): void => late.resolve({ failed: 'slow' })
  deadline.addEventListener('abort', onLate, { once: true })
  try {
    return await Promise.race([resolve(host), late.promise])
  } catch {
    return { failed: 'name' }
  } finally {
    deadline.removeEventListener('abort', onLate)
  }
}

const resolveHere = async (host: string): Promise<readonly Resolved[]> =>
  await lookup(host, { all: true, verbatim: true })

interface Way {
  readonly found: readonly Resolved[]
  readonly deadline: AbortSignal
}

async function call(
  url: URL,
  { body, headers }: { readonly body: string; readonly headers?: Readonly<Record<string, string>> },
  { found, deadline }: Way,
): Promise<Answer | NoAnswer> {
  const answered = Promise.withResolvers<IncomingMessage>()
  const options: RequestOptions = {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'yijian',
      ...headers,
    },
    agent: false,
    signal: deadline,
    lookup: (_host, { all }, done) => {
      const [first] = found
      if (all) done(null, [...found])
      else done(null, first?.address ?? '', first?.family)
    },
  }
  const request = (url.protocol === 'https:' ? requestSecure : requestPlain)(url, options)
  let handedOver = false
  request.on('response', answered.resolve)
  request.on('error', answered.reject)
  request.end(body, () => {
    handedOver = true
  })
  try {
    return await read(await answered.promise)
  } catch (cause) {
    return { failed: kindOf(cause, deadline), ...(handedOver ? { doubtful: true } : {}) }
  } finally {
    request.destroy()
  }
}

async function read(response: IncomingMessage): Promise<Answer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part)
    size += part.length
    if (size > mostRead) break
  }
  const retryAfter = response.headers['retry-after']
  return {
    status: response.statusCode ?? 0,
    body: Buffer.concat(parts).subarray(0, mostRead).toString(),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  }
}

function kindOf(cause: unknown, deadline: AbortSignal): NoAnswer['failed'] {
  if (deadline.aborted) return 'slow'
  const code = (cause as { readonly code?: string }).code ?? ''
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(code) ? 'certificate' : 'reach'
}
