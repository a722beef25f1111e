import type { RewardFile } from './reward-file.ts'
import type { World } from './world.ts'

/**
 * Eight digits that only whoever claimed was told: at the counter two officers type them, so that the secret itself need
 * not be said there. A claim anew has another code.
 */
export function counterCode(
  world: World,
  { reward, events }: Pick<RewardFile, 'reward' | 'events'>,
): string | undefined {
  const claimed = events.findLast(({ type }) => type === 'claimed')
  const isOpen = reward.state === 'claimed' && reward.claim?.way === 'counter'
  if (!isOpen || claimed?.by.kind !== 'reporter') return undefined
  const mac = world.mac(Buffer.from(JSON.stringify(['counter code', claimed.id])))
  const digits = String(Buffer.from(mac).readUInt32BE(0) % 100_000_000).padStart(8, '0')
  return `${digits.slice(0, 4)} ${digits.slice(4)}`
}

/** Whether it was said, however the digits are parted. */
export const saysCode = (code: string, said: string): boolean =>
  said.normalize('NFKC').replaceAll(/\D/g, '') === code.replaceAll(/\D/g, '')
