import { afterAll, describe, expect, it } from 'vitest'
import { destroyOwed } from '#service/destroy-keys.ts'
import { eraseCase } from '#service/erasure.ts'
import { caseByNumber } from '#store/cases.ts'
import { aBrowser } from './browser-like.ts'
import { aDesk } from './world.ts'

const desk = await aDesk()
await desk.officer('wei', 'handler', '500153-health-commission')
const wei = aBrowser(desk.app)
await wei.signIn('wei')
afterAll(async () => await desk.close())

const erase = async (number: string): Promise<void> => {
  await desk.world.db.transaction(async (tx) => {
    const row = await caseByNumber(tx, number)
    if (row) await eraseCase(desk.world, tx, row, { why: 'order', by: 'operator' })
  })
  await destroyOwed(desk.world)
}

/** A meeting about reports that was held and decided something about the first. */
async function held(numbers: readonly string[]): Promise<string> {
  const called = await wei.submit(
    await wei.get('/desk/meetings/new?kind=consultation'),
    'name="subject"',
    {
      kind: 'consultation',
      on: '2026-11-20',
      time: '上午9时',
      place: '三楼会议室',
      subject: '城东一处的处置',
      numbers: numbers.join('\n'),
      office: '500153-human-resources',
    },
  )
  const { path } = called
  await wei.submit(await wei.get(path), 'name="minutes"', { held: 'yes', minutes: '纪要原文' })
  const decided = await wei.submit(await wei.get(path), 'name="dueOn"', {
    text: '查鱼店楼上',
    office: '500153-human-resources',
    dueOn: '2026-12-01',
    number: numbers[0] ?? '',
  })
  expect(decided.text).toContain('查鱼店楼上')
  return path
}

const rowsOf = async (path: string) =>
  await desk.world.db.read(async (tx) => {
    const id = path.split('/').at(-1) ?? ''
    const decisions = await tx
      .selectFrom('meetingDecisions')
      .select('id')
      .where('meeting', '=', id)
      .execute()
    const row = await tx.selectFrom('meetings').selectAll().where('id', '=', id).execute()
    return { decisions, keyId: row[0]?.keyId ?? '', sealed: row[0]?.sealed ?? new Uint8Array() }
  })

describe('of a report that was let go', () => {
  it('a meeting about it alone keeps no word, and its key is no more', async () => {
    const { number } = await desk.report({})
    const path = await held([number])
    const before = await rowsOf(path)
    await erase(number)
    const page = await wei.get(path)
    expect(page.status).toBe(200)
    for (const word of ['查鱼店楼上', '纪要原文', '城东一处', number])
      expect(page.text, word).not.toContain(word)
    expect(page.text).toContain('已按规定删除')
    expect((await rowsOf(path)).decisions).toEqual([])
    const opened = desk.world.vault.open(
      before.keyId,
      before.sealed,
      `meeting:${path.split('/').at(-1)}`,
    )
    await expect(opened).rejects.toThrow('key')
    expect((await wei.get('/desk/meetings')).status).toBe(200)
  })

  it('a meeting about another too keeps what is not decided about it', async () => {
    const [one, other] = [await desk.report({}), await desk.report({})]
    const path = await held([one.number, other.number])
    await erase(one.number)
    const page = await wei.get(path)
    expect(page.text).not.toContain('查鱼店楼上')
    expect(page.text).toContain('纪要原文')
    await erase(other.number)
    expect((await wei.get(path)).text).not.toContain('纪要原文')
  })
})
