import type { Configuration } from 'openid-client'

/** Another service that signs officers in by OpenID Connect, as the keeper of the machine set it. */
export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  /** Which claim names an officer. */
  readonly claim: string
  /** What officers call it. */
  readonly name: string
  /** It asks for a second factor itself; else ours is asked for, unless it says that it did. */
  readonly trustsFactors: boolean
  /** Who may sign in by password beside it. */
  readonly passwords: 'everybody' | 'administrators'
}

/** What binds an answer to the browser that asked: known to nobody else. */
export interface Secrets {
  readonly state: string
  readonly nonce: string
  /** PKCE: the code is of no use to who reads it on the way. */
  readonly verifier: string
}

/** Who the service says sits there. */
export interface Vouched {
  readonly name: string
  readonly subject: string
  /** It says that it saw two factors. */
  readonly twoFactors: boolean
}

export type Faulty = { readonly fault: 'away' | 'refused' | 'nameless' }

export interface SingleSignOn extends Pick<OidcSettings, 'name' | 'trustsFactors' | 'passwords'> {
  /** Where the browser goes. */
  readonly begin: (back: string, secrets: Secrets) => Promise<URL | Faulty>
  /** Checks state, issuer, signature, audience, time and nonce of what it brings back. */
  readonly finish: (came: URL, secrets: Secrets) => Promise<Vouched | Faulty>
}

/** What the service says of itself is believed for so long. */
const known = 3_600_000
const patience = 8

interface Parts {
  readonly settings: OidcSettings
  readonly secret?: string
  readonly clock: () => number
  /** Said once for each failure, without a word of who signs in. */
  readonly warn: (why: string) => void
}

export function createSingleSignOn(parts: Parts): SingleSignOn {
  const { settings, warn } = parts
  const { claim, name, trustsFactors, passwords } = settings
  const configurationOrNone = createDiscovery(parts)
  return {
    name,
    trustsFactors,
    passwords,
    begin: async (back, { state, nonce, verifier }) => {
      const client = await import('openid-client')
      const config = await configurationOrNone()
      if (!config) return { fault: 'away' }
      return client.buildAuthorizationUrl(config, {
        redirect_uri: back,
        scope: 'openid profile',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
    },
    finish: async (came, secrets) => {
      const client = await import('openid-client')
      const config = await configurationOrNone()
      if (!config) return { fault: 'away' }
      try {
        const tokens = await client.authorizationCodeGrant(config, came, {
          expectedState: secrets.state,
          expectedNonce: secrets.nonce,
          pkceCodeVerifier: secrets.verifier,
          idTokenExpected: true,
        })
        return vouchedIn(tokens.claims() ?? {}, claim)
      } catch (cause) {
        warn(codeOf(cause))
        return { fault: cause instanceof TypeError ? 'away' : 'refused' }
      }
    },
  }
}

interface Asked {
  readonly at: number
  readonly config: Promise<Configuration>
}

/** What the service says of itself; `undefined` while it is away and never said it. */
function createDiscovery({
  settings: { issuer, clientId },
  secret,
  clock,
  warn,
}: Parts): () => Promise<Configuration | undefined> {
  let kept: Asked | undefined
  const discover = async (): Promise<Configuration> => {
    const client = await import('openid-client')
    const proof = secret ? client.ClientSecretPost(secret) : client.None()
    const config = await client.discovery(new URL(issuer), clientId, undefined, proof, {
      timeout: patience,
      ...(issuer.startsWith('http:') ? { execute: [client.allowInsecureRequests] } : {}),
    })
    config.timeout = patience
    return config
  }
  /** Asked again after an hour; while it is away what it said before is still good, for all who wait. */
  const configuration = async (): Promise<Configuration> => {
    const before = kept
    if (before && clock() - before.at < known) return await before.config
    const asked: Asked = {
      at: clock(),
      config: discover().catch(async (cause: unknown) => {
        if (kept === asked) kept = before
        if (before) return await before.config
        throw cause
      }),
    }
    kept = asked
    return await asked.config
  }
  return async () =>
    await configuration().catch((cause: unknown) => {
      warn(codeOf(cause))
      return undefined
    })
}

function vouchedIn(claims: Readonly<Record<string, unknown>>, claim: string): Vouched | Faulty {
  const [name, subject, amr] = [claims[claim], claims['sub'], claims['amr']]
  if (typeof name !== 'string' || name === '' || typeof subject !== 'string')
    return { fault: 'nameless' }
  const ways: readonly unknown[] = Array.isArray(amr) ? amr : []
  return { name, subject, twoFactors: ways.includes('mfa') }
}

/** Of a failure only its code: its words may name somebody. */
function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  return [cause.name, code].filter(Boolean).join(' ')
}
