import { z } from 'zod'

export interface TokenConfig {
  readonly apiRoot: string
  readonly appId: string
  readonly secret: string
  readonly now: () => number
}

/** The one holder of the access token in this process. */
export interface Token {
  /** `undefined`: none is to be had now, so that nothing can have been sent. */
  readonly get: () => Promise<string | undefined>
  /** Another one than `old`, which the platform took no more. */
  readonly renew: (old: string) => Promise<string | undefined>
  /** Asks for one anew: the platform's own code where it gives none. */
  readonly probe: () => Promise<'ok' | { readonly code: string }>
}

const early = 5 * 60_000
const refused = z.object({ errcode: z.int() })
const given = z.object({ access_token: z.string().min(1), expires_in: z.number() })

/**
 * From the platform's door for stable tokens: it gives every process the same one, so that they need no common place for
 * it and do not spoil each other's. A new one is forced only if the one that failed is still given.
 */
export function createToken({ apiRoot, appId, secret, now }: TokenConfig): Token {
  let held: { readonly value: string; readonly until: number } | undefined
  let asking: Promise<string | undefined> | undefined

  const answerTo = async (force: boolean): Promise<unknown> => {
    const body = { grant_type: 'client_credential', appid: appId, secret, force_refresh: force }
    return await fetch(`${apiRoot}/cgi-bin/stable_token`, {
      method: 'POST',
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    })
      .then(async (response): Promise<unknown> => await response.json())
      .catch(() => undefined)
  }
  const ask = async (force: boolean): Promise<string | undefined> => {
    const token = given.safeParse(await answerTo(force)).data
    if (!token) return undefined
    held = { value: token.access_token, until: now() + token.expires_in * 1000 - early }
    return held.value
  }
  const once = async (work: () => Promise<string | undefined>): Promise<string | undefined> => {
    asking ??= work().finally(() => {
      asking = undefined
    })
    return await asking
  }
  return {
    probe: async () => {
      const answer = await answerTo(false)
      if (given.safeParse(answer).success) return 'ok'
      const { data } = refused.safeParse(answer)
      return { code: data ? String(data.errcode) : 'not-reached' }
    },
    get: async () =>
      held && held.until > now() ? held.value : await once(async () => await ask(false)),
    renew: async (old) => {
      if (held && held.value !== old) return held.value
      return await once(async () => {
        const same = await ask(false)
        return same === old ? await ask(true) : same
      })
    },
  }
}
