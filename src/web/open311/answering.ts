import type { Context } from 'hono'
import { list, written, type Format, type Spark } from './spark.ts'

/** A document as it leaves. */
export interface Told {
  readonly root: string
  readonly value: Spark
}

/** Why a call came to nothing; `code` may say it finer than the status of HTTP does. */
export interface Fault {
  readonly status: 400 | 403 | 404 | 413 | 500
  readonly code?: number
  /** For whoever uses the client. */
  readonly says: string
  /** Seconds. */
  readonly later?: number
}

export type Answer = { readonly told: Told } | { readonly fault: Fault }

export const tells = (root: string, value: Spark): Answer => ({ told: { root, value } })

export const fails = (
  status: Fault['status'],
  says: string,
  more: Pick<Fault, 'code' | 'later'> = {},
): Answer => ({ fault: { status, says, ...more } })

const types: Readonly<Record<Format, string>> = {
  xml: 'text/xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

/** Public data may be read from any page; what a key is for may not. */
export function answered(c: Context, format: Format, answer: Answer): Response {
  c.header('Content-Type', types[format])
  if (c.req.method === 'GET') c.header('Access-Control-Allow-Origin', '*')
  if ('told' in answer) return c.body(written(format, answer.told.root, answer.told.value), 200)
  const { status, code = status, says, later } = answer.fault
  if (later !== undefined) c.header('Retry-After', String(later))
  const error = { code: format === 'json' ? code : String(code), description: says }
  return c.body(errors(format, error), status)
}

/** A code is a number in JSON. */
function errors(
  format: Format,
  { code, description }: { readonly code: number | string; readonly description: string },
): string {
  if (format === 'json') return JSON.stringify([{ code, description }])
  return written(format, 'errors', list('error', [{ code: String(code), description }]))
}
