import assert from 'node:assert/strict'
import type { Peer } from './peer.ts'
import { RECORD, SCRIPT, TRANSCRIPT, updatesOf } from './script.ts'

/** Every peer says the same and files the same, or its figures mean nothing. */
export async function check(peer: Peer): Promise<number> {
  const user = 999_999
  const said: string[] = []
  let stored = 0
  peer.outbox.watched.set(user, said)
  const updates = updatesOf(user)
  for (const [index, update] of updates.entries()) {
    await peer.handle(update)
    if (index === 9) stored = peer.stored?.(user) ?? 0
  }
  peer.outbox.watched.delete(user)
  assert.deepEqual(said, TRANSCRIPT, peer.name)
  assert.deepEqual(peer.outbox.record, RECORD, peer.name)
  return stored
}

export interface Figures {
  readonly conversations: number
  readonly messages: number
  /** CPU time, microseconds a message. */
  readonly cpu: number
  readonly p50: number
  readonly p99: number
}

/** Holds conversations, so many at a time, each user's messages in order; asserts that all were answered and filed. */
export async function drive(
  peer: Peer,
  users: number,
  inFlight: number,
  first: number,
): Promise<Figures> {
  const scripts = Array.from({ length: users }, (_, index) => updatesOf(first + index))
  const { sent, filed } = peer.outbox
  const waits = new Float64Array(inFlight === 1 ? users * SCRIPT.length : 0)
  let next = 0
  let count = 0
  globalThis.gc?.()
  const cpu = process.cpuUsage()
  const begun = process.hrtime.bigint()
  const hold = async (): Promise<void> => {
    for (let script = scripts[next++]; script; script = scripts[next++]) {
      for (const update of script) {
        const at = performance.now()
        await peer.handle(update)
        if (inFlight === 1) waits[count++] = performance.now() - at
      }
    }
  }
  await Promise.all(Array.from({ length: inFlight }, hold))
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9
  const used = process.cpuUsage(cpu)
  assert.equal(peer.outbox.filed - filed, users, `${peer.name}: every conversation files`)
  assert.equal(
    peer.outbox.sent - sent,
    users * TRANSCRIPT.length,
    `${peer.name}: every message is answered`,
  )
  waits.sort()
  const messages = users * SCRIPT.length
  return {
    conversations: users / seconds,
    messages: messages / seconds,
    cpu: (used.user + used.system) / messages,
    p50: waits[Math.floor(waits.length * 0.5)] ?? 0,
    p99: waits[Math.floor(waits.length * 0.99)] ?? 0,
  }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
