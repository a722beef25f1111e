import { isRefused, isUnreachable, serviceFault, type MasterKey } from './master-key.ts'

/** A key service that speaks as HashiCorp Vault's transit engine does (OpenBao too). */
export interface HttpKeyService {
  /** Up to and with the engine's path: `https://vault.example:8200/v1/transit`. */
  readonly url: string
  /** The name of the key in the service. */
  readonly key: string
  readonly token: string
  /** Milliseconds one call may take; five seconds unless told. */
  readonly patience?: number
}

/** `POST …/encrypt/KEY { plaintext }` and `POST …/decrypt/KEY { ciphertext }`, both in base 64, with the token in a header. */
export const httpMasterKey = (service: HttpKeyService): MasterKey => {
  const base = service.url.replace(/\/+$/, '')
  return {
    id: `service:${base}/${service.key}`,
    wrap: async (block) => {
      const said = await ask(service, 'encrypt', { plaintext: text64(block) })
      return Buffer.from(textIn(said, 'ciphertext', base))
    },
    unwrap: async (wrapped) => {
      const said = await ask(service, 'decrypt', { ciphertext: Buffer.from(wrapped).toString() })
      return Buffer.from(textIn(said, 'plaintext', base), 'base64')
    },
  }
}

const text64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

async function ask(
  { url, key, token, patience = 5_000 }: HttpKeyService,
  what: 'encrypt' | 'decrypt',
  body: Readonly<Record<string, string>>,
): Promise<unknown> {
  const base = url.replace(/\/+$/, '')
  const request = {
    method: 'POST',
    headers: { 'X-Vault-Token': token, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  } as const
  try {
    const answer = await fetch(`${base}/${what}/${encodeURIComponent(key)}`, request)
    if (!answer.ok) throw faultOf(answer.status, base)
    return await answer.json()
  } catch (cause) {
    if (isRefused(cause) || isUnreachable(cause)) throw cause
    if (cause instanceof SyntaxError) throw notUnderstood(base)
    throw away(`the key service at ${base} does not answer: ${cureAway}`)
  }
}

const cureAway =
  'see that it runs and that this machine reaches it, then start again; nothing is lost meanwhile'

/** What the service said is never repeated: it may hold the token or the block. */
function faultOf(status: number, base: string): Error {
  if (status === 401 || status === 403)
    return fault(`the key service at ${base} refuses the token (${status}): renew KMS_TOKEN`)
  if (status === 404)
    return fault(`the key service at ${base} knows no such key (404): see KMS_URL and KMS_KEY`)
  if (status === 429 || status >= 500)
    return away(`the key service at ${base} is sealed or at fault (${status}): ${cureAway}`)
  return fault(
    `the key service at ${base} cannot open these keys (${status}): they were wrapped by another key, see KMS_KEY`,
  )
}

const away = (message: string): Error => serviceFault('KeyServiceUnreachable', message)
const fault = (message: string): Error => serviceFault('KeyServiceRefused', message)

const notUnderstood = (base: string): Error =>
  fault(`${base} does not speak like a transit engine: see KMS_URL`)

function textIn(said: unknown, name: string, base: string): string {
  const data = isRecord(said) ? said['data'] : undefined
  const text = isRecord(data) ? data[name] : undefined
  if (typeof text !== 'string' || text === '') throw notUnderstood(base)
  return text
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
