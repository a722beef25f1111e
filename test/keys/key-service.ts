import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a key service does to one call. */
export type Mood = 'well' | 'sealed' | 'silent' | 'nonsense'

/** A real peer on loopback that speaks as a transit engine, with a key of its own that never leaves it. */
export interface KeyService extends AsyncDisposable {
  readonly url: string
  readonly token: string
  readonly calls: readonly string[]
  readonly turns: (mood: Mood) => void
  /** Gives the token up, as an operator renews it. */
  readonly forgets: () => void
}

export async function aKeyService(): Promise<KeyService> {
  const keys = new Map<string, Buffer>()
  const calls: string[] = []
  let mood: Mood = 'well'
  let token = randomBytes(18).toString('base64url')
  const given = token
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const path = request.url ?? ''
      calls.push(path)
      if (mood === 'silent') return
      const say = (status: number, body: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(typeof body === 'string' ? body : JSON.stringify(body))
      }
      if (mood === 'sealed') return say(503, { errors: ['Vault is sealed'] })
      if (mood === 'nonsense') return say(200, '<html>')
      if (request.headers['x-vault-token'] !== token) return say(403, { errors: [`no ${token}`] })
      const [, what = '', name = ''] = /\/v1\/transit\/(\w+)\/([\w-]+)$/.exec(path) ?? []
      const body = JSON.parse(Buffer.concat(parts).toString()) as Record<string, string>
      const answer = work(keys, { what, name, body })
      return answer ? say(200, { data: answer }) : say(400, { errors: ['cipher: failed'] })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1/transit`,
    token: given,
    calls,
    turns: (next) => (mood = next),
    forgets: () => (token = randomBytes(18).toString('base64url')),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Call {
  readonly what: string
  readonly name: string
  readonly body: Readonly<Record<string, string>>
}

function work(keys: Map<string, Buffer>, { what, name, body }: Call) {
  const key = keys.get(name) ?? randomBytes(32)
  keys.set(name, key)
  if (what === 'encrypt') {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    const sealed = cipher.update(Buffer.from(body['plaintext'] ?? '', 'base64'))
    const parts = Buffer.concat([nonce, sealed, cipher.final(), cipher.getAuthTag()])
    return { ciphertext: `vault:v1:${parts.toString('base64')}` }
  }
  const bytes = Buffer.from((body['ciphertext'] ?? '').replace('vault:v1:', ''), 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(-16))
    const plain = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
    return { plaintext: plain.toString('base64') }
  } catch {
    return undefined
  }
}
