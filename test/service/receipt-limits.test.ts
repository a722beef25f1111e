import type { KyselyPlugin } from 'kysely'
import { describe, expect, it } from 'vitest'
import { trackReceipt } from '#service/receipt.ts'
import type { Sealed } from '#service/sealed.ts'
import type { Db } from '#store/transaction.ts'
import { passcodeOf } from '#vault/passcode.ts'
import { aDesk, type FiledCase, type TestDesk } from '../web/world.ts'
import { counts } from './percentile.ts'

const wrongTries = process.env['LONG'] ? 10_000 : 2000

/** A passcode that could be one and is nobody's. */
const guess = (n: number): string =>
  passcodeOf(Uint8Array.from({ length: 10 }, (_, at) => (n >> at) & 255))

const looksUp = async (world: Sealed, { number, passcode }: FiledCase, asker: string) =>
  await trackReceipt(world, { number, passcode, asker })

/** Of 300 look-ups; `between` is done before each. */
async function p95(
  world: Sealed,
  filed: FiledCase,
  between: () => Promise<void> = async () => {},
): Promise<number> {
  const took: number[] = []
  for (let n = 0; n < 300; n++) {
    await between()
    const began = performance.now()
    const found = await looksUp(world, filed, `honest-${n}`)
    took.push(performance.now() - began)
    if (!found.ok) throw new Error('the right passcode did not open')
  }
  return counts(took).p95
}

/** A world that counts what a look-up costs: SQL statements and keyed digests. */
function counted(world: Sealed): { readonly world: Sealed; readonly cost: () => string } {
  let statements = 0
  let digests = 0
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1
      return node
    },
    transformResult: async ({ result }) => await Promise.resolve(result),
  }
  const db: Db = {
    ...world.db,
    read: async (work) => await world.db.read(async (tx) => await work(tx.withPlugin(counting))),
    transaction: async (work) =>
      await world.db.transaction(async (tx) => await work(tx.withPlugin(counting))),
  }
  const passcodeHmac: Sealed['vault']['passcodeHmac'] = (typed) => {
    digests += 1
    return world.vault.passcodeHmac(typed)
  }
  const mac: Sealed['mac'] = (bytes) => {
    digests += 1
    return world.mac(bytes)
  }
  return {
    world: { ...world, db, mac, vault: { ...world.vault, passcodeHmac } },
    cost: () => {
      const cost = `${statements} statements, ${digests} keyed digests`
      statements = 0
      digests = 0
      return cost
    },
  }
}

async function guessesAt(desk: TestDesk, filed: FiledCase, times: number): Promise<void> {
  for (let n = 0; n < times; n++)
    await looksUp(desk.world, { ...filed, passcode: guess(n + 1) }, `source-${n % 7}`)
}

describe('a receipt that somebody guesses at', () => {
  it('costs an honest look-up nothing: as many statements and digests after thousands of wrong tries', async () => {
    const desk = await aDesk()
    const filed = await desk.report()
    const other = await desk.report()
    await p95(desk.world, filed)
    const quiet = await p95(desk.world, filed)
    const { world, cost } = counted(desk.world)
    await looksUp(world, filed, 'honest')
    const before = cost()
    const among = await p95(desk.world, filed, async () => {
      await guessesAt(desk, other, Math.ceil(wrongTries / 300))
    })
    const attack = guessesAt(desk, other, wrongTries)
    const beside = await p95(desk.world, filed)
    await attack
    await looksUp(world, filed, 'honest')
    const after = cost()
    const more = (ms: number): string =>
      `${ms.toFixed(2)} ms (${((ms / quiet - 1) * 100).toFixed(0)} %)`
    console.log(
      `promise 4: p95 of an honest look-up ${quiet.toFixed(2)} ms; among ${wrongTries} wrong tries of one source ` +
        `${more(among)}; beside one that takes all the machine gives ${more(beside)}; ${after} each`,
    )
    expect(after).toBe(before)
    await desk.close()
  }, 60_000)

  it('slows wrong tries from everywhere, and still opens to the right passcode at once', async () => {
    const desk = await aDesk()
    const filed = await desk.report()
    await guessesAt(desk, filed, 12)
    const fresh = await looksUp(desk.world, { ...filed, passcode: guess(99) }, 'never-asked-before')
    expect(fresh.ok ? '' : fresh.refusal.key).toBe('receipt-slow')
    expect((await looksUp(desk.world, filed, 'never-asked-before')).ok).toBe(true)
    expect((await looksUp(desk.world, filed, 'source-1')).ok).toBe(true)
    await desk.close()
  })

  it('slows nobody at another receipt, and nobody longer than an hour', async () => {
    const desk = await aDesk()
    const filed = await desk.report()
    const other = await desk.report()
    await guessesAt(desk, filed, 200)
    const mistyped = { ...other, passcode: guess(3) }
    const once = await looksUp(desk.world, mistyped, 'honest')
    expect(once.ok ? '' : once.refusal.key).toBe('receipt-wrong')
    desk.later(3_600_001)
    const later = await looksUp(desk.world, { ...filed, passcode: guess(4) }, 'honest-2')
    expect(later.ok).toBe(false)
    await desk.close()
  })

  it('tells by the pause nothing of whether there is such a number', async () => {
    const desk = await aDesk()
    const filed = await desk.report()
    const none = { ...filed, number: 'RC-2026-09999' }
    const answers = async (about: FiledCase): Promise<readonly unknown[]> => {
      const said: unknown[] = []
      for (let n = 0; n < 30; n++) {
        const found = await looksUp(
          desk.world,
          { ...about, passcode: guess(n + 1) },
          `${about.number}-${n}`,
        )
        said.push(found.ok ? 'open' : found.refusal)
      }
      return said
    }
    expect(await answers(none)).toEqual(await answers(filed))
    await desk.close()
  })

  it('is looked for by a keyed digest: a nearly right passcode is as far from it as any', async () => {
    const desk = await aDesk()
    const near = passcodeOf(new Uint8Array(10))
    const nearer = passcodeOf(Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]))
    const [one = '', other = ''] = [near, nearer].map((code) => desk.world.vault.passcodeHmac(code))
    expect(one).toHaveLength(43)
    expect(one.slice(0, 4)).not.toBe(other.slice(0, 4))
    await desk.close()
  })
})
