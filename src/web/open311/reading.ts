import { ok, refuse, type Result } from '#core/result.ts'
import type { AreaCode } from '#core/plan.ts'
import type { World } from '#service/world.ts'
import type { Answer, Fault } from './answering.ts'
import { fails } from './answering.ts'
import type { Parameters } from './parameters.ts'
import { sentenceOf } from './words.ts'

/** Which status of HTTP a refusal has: 404 for what does not exist, 403 for the key, 400 for everything else. */
const statuses: Readonly<Record<string, Fault['status']>> = {
  'no-such-door': 404,
  'no-such-format': 404,
  'jurisdiction-unknown': 404,
  'service-unknown': 404,
  'request-unknown': 404,
  'token-unknown': 404,
  'token-declined': 404,
  'key-missing': 403,
  'key-wrong': 403,
  'key-not-for-this': 403,
  'form-too-large': 413,
  broken: 500,
}

/** Finer than the status: what HTTP has a number of its own for. */
const codes: Readonly<Record<string, number>> = {
  'wrong-method': 405,
  'update-differs': 409,
  'update-closed': 409,
  'token-declined': 410,
  'form-too-large': 413,
  'media-refused': 413,
  'form-unreadable': 415,
  'too-fast': 429,
}

export function refused(
  refusal: { readonly key: string; readonly facts?: Readonly<Record<string, string | number>> },
  later?: number,
): Answer {
  const { key } = refusal
  const code = codes[key]
  return fails(statuses[key] ?? 400, sentenceOf(refusal), {
    ...(code === undefined ? {} : { code }),
    ...(later === undefined ? {} : { later }),
  })
}

/** The area that is meant; where there is one alone it need not be named. */
export function areaIn({ packs }: World, parameters: Parameters): Result<AreaCode> {
  const asked = parameters.get('jurisdiction_id')
  const [only, ...others] = packs.areas.keys()
  if (asked === undefined)
    return only !== undefined && others.length === 0 ? ok(only) : refuse('jurisdiction-missing')
  return packs.areas.has(asked) ? ok(asked) : refuse('jurisdiction-unknown')
}

const mostAtOnce = 1000

/** Which part of a list is wanted. */
export function pageIn(
  parameters: Parameters,
): Result<{ readonly from: number; readonly size: number }> {
  const [page, size] = [
    parameters.get('page') ?? '1',
    parameters.get('page_size') ?? String(mostAtOnce),
  ].map((text) => (/^\d{1,6}$/.test(text) ? Number(text) : 0))
  if (!page || !size || size > mostAtOnce) return refuse('page-unclear')
  return ok({ from: (page - 1) * size, size })
}

/** A list with commas in it. */
export const listIn = (text: string | undefined): readonly string[] | undefined =>
  text === undefined
    ? undefined
    : text
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean)
