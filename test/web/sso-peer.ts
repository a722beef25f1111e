import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

/** A real OpenID provider on this machine, at which whoever comes is `who`. */
export interface SsoPeer {
  readonly issuer: string
  /** Its account and the name it says: names are given anew, accounts never. */
  readonly sits: (account: string, name: string) => void
  /** Follows a browser through the provider, to where it is sent back. */
  readonly through: (url: string) => Promise<URL>
  /** How often it was asked what it can do. */
  readonly discoveries: () => number
  /** From now on it answers nobody, or everybody again. */
  readonly isAway: (away: boolean) => void
  readonly close: () => Promise<void>
}

export const back = 'https://jubao.example/desk/sso/callback'
export const client = { id: 'desk', secret: 'of-the-desk-alone' }

export async function anSsoPeer(): Promise<SsoPeer> {
  let account = ''
  const names = new Map<string, string>()
  let discoveries = 0
  let away = false
  const server = createServer()
  const listening = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', listening.resolve)
  await listening.promise
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const provider = providerAt(issuer, names)
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (request.url?.includes('/.well-known/openid-configuration')) discoveries += 1
    if (away) return void response.writeHead(503).end()
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    const login = { login: { accountId: account } }
    return void provider.interactionFinished(request, response, login)
  })
  return {
    issuer,
    discoveries: () => discoveries,
    isAway: (now) => {
      away = now
    },
    sits: (id, name) => {
      account = id
      names.set(id, name)
    },
    through: async (url) => await follow(issuer, url),
    close: async () => {
      server.closeAllConnections()
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      await closed.promise
    },
  }
}

function providerAt(issuer: string, names: ReadonlyMap<string, string>): Provider {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = { ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: 'one' }
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [back],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['of the peer'] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, preferred_username: names.get(accountId) ?? '' }),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({
        clientId: client.id,
        accountId: oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  })
  return provider
}

async function follow(issuer: string, url: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let at = new URL(url)
  for (let hop = 0; hop < 10; hop++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const to = answer.headers.get('location')
    if (to === null) throw new Error(`the peer stopped at ${at.pathname}: ${await answer.text()}`)
    at = new URL(to, at)
    if (at.origin !== issuer) return at
  }
  throw new Error('the peer goes round in circles')
}
