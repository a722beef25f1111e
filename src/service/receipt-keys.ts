import type { Acknowledgement } from '#core/acknowledgement.ts'
import { receiptKeys } from '#store/receipt-keys.ts'
import type { World } from './world.ts'

/** A public key as it is published, the retired ones too: what they signed stays good. */
export interface PublishedKey {
  readonly id: string
  readonly algorithm: Acknowledgement['algorithm']
  /** SubjectPublicKeyInfo in PEM, as openssl reads it. */
  readonly pem: string
  readonly madeAt: number
  readonly retiredAt?: number
}

/** All keys of this house, the newest first. */
export async function publishedKeys(world: World): Promise<readonly PublishedKey[]> {
  const rows = await world.db.read(async (tx) => await receiptKeys(tx))
  return rows.map(({ id, algorithm, publicKey, madeAt, retiredAt }) => ({
    id,
    algorithm: algorithm as PublishedKey['algorithm'],
    pem: pemOf(publicKey),
    madeAt,
    ...(retiredAt === undefined ? {} : { retiredAt }),
  }))
}

function pemOf(publicKey: Uint8Array): string {
  const lines =
    Buffer.from(publicKey)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n')
}
