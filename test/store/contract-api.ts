import { expect, it } from 'vitest'
import { answerApiKey, dropApiKey, pruneApiKeys, takeApiKey } from '#store/api-keys.ts'
import type { TheStore } from './contract.ts'

/** Keys under which a program has something done once. */
export const apiContract = (the: TheStore): void => {
  it('a key of a program is for whoever asks first; the others hear what came of it', async () => {
    const { db } = the()
    const asked = { token: 't', key: 'k', request: 'r', at: 5 }
    const take = async () => await db.transaction(async (tx) => await takeApiKey(tx, asked))
    const taken = await Promise.all([take(), take(), take()])
    expect(taken.filter((row) => row === undefined).length).toBe(1)
    await db.transaction(async (tx) => await answerApiKey(tx, asked, { status: 200, answer: '{}' }))
    expect(await take()).toEqual({ ...asked, status: 200, answer: '{}' })
    await db.transaction(async (tx) => await dropApiKey(tx, asked))
    expect(await take()).toBeUndefined()
    await db.transaction(async (tx) => await pruneApiKeys(tx, 6))
    expect(await take()).toBeUndefined()
  })
}
