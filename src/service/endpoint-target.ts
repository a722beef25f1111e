import type { DepartmentTarget } from '#conversation/department.ts'
import { random } from 'nanoid'
import type { EndpointRow } from '#store/notice-endpoints.ts'
import type { Sealed } from './sealed.ts'

export type EndpointKind = DepartmentTarget['kind']

/** What an endpoint's sealed column holds; a webhook's secrets, the newest first, with the time they end. */
export type KeptTarget = Exclude<DepartmentTarget, { readonly kind: 'webhook' }> | KeptWebhook

interface KeptWebhook {
  readonly kind: 'webhook'
  readonly url: string
  readonly secrets: readonly { readonly secret: string; readonly until?: number }[]
}

const sealedAs = (id: string): string => `notice-endpoint:${id}`

export async function sealTarget(
  { vault }: Sealed,
  { id, keyId }: Pick<EndpointRow, 'id' | 'keyId'>,
  target: KeptTarget,
): Promise<Uint8Array> {
  return await vault.seal(keyId, JSON.stringify(target), sealedAs(id))
}

export async function openKept({ vault }: Sealed, row: EndpointRow): Promise<KeptTarget> {
  return JSON.parse(await vault.open(row.keyId, row.sealed, sealedAs(row.id))) as KeptTarget
}

/** Where to speak, with the secrets that are good now. */
export async function openTarget(world: Sealed, row: EndpointRow): Promise<DepartmentTarget> {
  const kept = await openKept(world, row)
  if (kept.kind !== 'webhook') return kept
  const now = world.clock()
  const good = kept.secrets.filter(({ until }) => until === undefined || until > now)
  return { ...kept, secrets: good.map(({ secret }) => secret) }
}

/** Where it leads, without any key: the host, or the mail address. */
export const placeOf = (kept: KeptTarget): string =>
  kept.kind === 'mail' ? kept.address : new URL(kept.url).host

/** 32 random bytes, as Standard Webhooks writes them. */
export const newWebhookSecret = (): string => `whsec_${Buffer.from(random(32)).toString('base64')}`
