/** What a text message may say. */
export interface SmsWords {
  readonly number: string
  readonly passcode: string
}

/** `refused`: it did not go out. `unknown`: nobody can tell. */
export type SmsOutcome = 'sent' | 'refused' | 'unknown'

/** Sends a number and its passcode to a telephone, and nothing else. Never throws. */
export interface Sms {
  readonly send: (phone: string, words: SmsWords) => Promise<SmsOutcome>
}

export interface SmsSettings {
  readonly url: string
  /** JSON or a form, with `{phone}`, `{number}`, `{passcode}` and, if the gateway wants it there, `{key}`. */
  readonly body: string
  readonly key?: string
  /** What stands in the answer of a gateway that took the message; absent: it answers with a status of 200 to 299. */
  readonly accepts?: string
  readonly patience?: number
}

const PATIENCE = 5000
const LONGEST_ANSWER = 10_000

/** Any gateway that takes a message by HTTP. */
export function createSms(settings: SmsSettings): Sms {
  return {
    send: async (phone, words) => {
      try {
        return await post(settings, { phone, ...words, key: settings.key ?? '' })
      } catch (cause) {
        return isUnreached(cause) ? 'refused' : 'unknown'
      }
    },
  }
}

async function post(
  { url, body, key, accepts, patience = PATIENCE }: SmsSettings,
  facts: Readonly<Record<string, string>>,
): Promise<SmsOutcome> {
  const isJson = body.trimStart().startsWith('{')
  const escaped = (value: string): string =>
    isJson ? JSON.stringify(value).slice(1, -1) : encodeURIComponent(value)
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
    headers: {
      'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
      ...(key ? { authorization: `Bearer ${key}` } : {}),
    },
    body: body.replaceAll(/\{(phone|number|passcode|key)\}/g, (_, name: string) =>
      escaped(facts[name] ?? ''),
    ),
  })
  const answer = (await response.text()).slice(0, LONGEST_ANSWER)
  if (response.status >= 500) return 'unknown'
  if (!response.ok) return 'refused'
  return accepts === undefined || answer.includes(accepts) ? 'sent' : 'refused'
}

/** The gateway never heard of it. */
function isUnreached(cause: unknown): boolean {
  const why = cause instanceof Error ? cause.cause : undefined
  const code = why instanceof Error && 'code' in why ? why.code : undefined
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN'
}
