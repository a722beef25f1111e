import { expect, it } from 'vitest'
import { persistently } from '#store/persistently.ts'
import type { Tx } from '#store/schema.ts'

const failing = (code: string): Error => Object.assign(new Error('no'), { code })

/** Time passes by `takes` for each attempt, and by the rests between them. */
function waiting(takes: number) {
  let at = 0
  return {
    at: () => at,
    attempt: () => void (at += takes),
    now: () => at,
    rest: async (ms: number) => void (at += ms),
  }
}

/** How often a transaction is tried: unbegun with the first code so many times, begun with the other one from then on. */
async function attempts(
  time: ReturnType<typeof waiting>,
  {
    unbegun,
    times = Infinity,
    begun = '40001',
  }: Record<'unbegun', string> & {
    readonly times?: number
    readonly begun?: string
  },
): Promise<number> {
  let count = 0
  const tried = persistently(async (mark) => {
    time.attempt()
    if (++count > 40) throw new Error('for ever')
    if (count <= times) throw failing(unbegun)
    return await mark(async () => await Promise.reject(failing(begun)))({} as Tx)
  }, time)
  await expect(tried).rejects.toThrow('no')
  return count
}

it.each([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  '53300',
  '57P03',
])('a server that cannot be reached (%s) is waited for six seconds', async (unbegun) => {
  const time = waiting(1)
  expect(await attempts(time, { unbegun })).toBe(7)
  expect(time.at()).toBeGreaterThan(6_000)
  expect(time.at()).toBeLessThan(7_000)
})

it('a server that says nothing for half a minute is not asked seven times', async () => {
  expect(await attempts(waiting(30_000), { unbegun: 'ETIMEDOUT' })).toBe(1)
})

it('one that came back late and then stands in the way is not run again for ever', async () => {
  expect(await attempts(waiting(1), { unbegun: 'ECONNREFUSED', times: 5 })).toBe(6)
})

it('what is wrong stays wrong', async () => {
  expect(await attempts(waiting(1), { unbegun: '28P01' })).toBe(1)
})
