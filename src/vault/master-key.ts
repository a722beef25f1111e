import { derive } from '#crypto/derive.ts'
import type { Suite } from '#crypto/suite.ts'

/**
 * The key above all keys. It only ever wraps and unwraps one small block at start and at a change of keys, so it may
 * live in a service that never gives it away.
 */
export interface MasterKey {
  /** Tells one master key from another, in status and errors; nothing of the key itself. */
  readonly id: string
  readonly wrap: (block: Uint8Array) => Promise<Uint8Array>
  /** Throws where the block was wrapped by another key, and where the service that holds the key does not answer. */
  readonly unwrap: (wrapped: Uint8Array) => Promise<Uint8Array>
  /** The bytes of one that lies on this machine; a service's never come here. */
  readonly bytes?: Uint8Array
}

type Fault = 'KeyServiceUnreachable' | 'KeyServiceRefused'

/** Unreachable: nothing is wrong with the keys. Refused: the service answers, and does not open them. */
export const serviceFault = (name: Fault, message: string): Error =>
  Object.assign(new Error(message), { name })

const isA =
  (name: Fault) =>
  (cause: unknown): boolean =>
    cause instanceof Error && cause.name === name

export const isUnreachable = isA('KeyServiceUnreachable')
export const isRefused = isA('KeyServiceRefused')

/** A master key whose bytes this process has: from a file or the environment. */
export const localMasterKey = (suite: Suite, bytes: Uint8Array): MasterKey => {
  if (bytes.length < 32 || new Set(bytes).size < 8)
    throw new Error('the master key must be 32 random bytes')
  const under = derive(suite, bytes, 'yijian wrapping keys')
  const mark = derive(suite, bytes, 'yijian master key id')
  return {
    id: `local:${Buffer.from(mark).toString('hex').slice(0, 12)}`,
    bytes,
    wrap: async (block) => suite.seal(under, block, 'yijian wrapping keys'),
    unwrap: async (wrapped) => suite.open(under, wrapped, 'yijian wrapping keys'),
  }
}
