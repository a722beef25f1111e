import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import { keepClaimSecret } from '#store/reward-books.ts'
import { openNewsOf } from '../service/reward-news.ts'
import { aRewardDesk, propose, step, type RewardDesk, type Rewarded } from './reward-desk.ts'

let house: RewardDesk
let intake: Officer
beforeEach(async () => {
  house = await aRewardDesk()
  intake = await house.desk.officer('xietiao', 'intake', '500153-intake')
})
afterEach(async () => await house.close())

async function does(by: Officer, number: string, deed: Deed): Promise<void> {
  const { world } = house.desk
  const read = await readCase(world, by, number)
  if (!read.ok) throw new Error(read.refusal.key)
  const done = await act(world, by, { number, version: read.value.file.version }, deed)
  if (!done.ok) throw new Error(`${deed.type}: ${done.refusal.key}`)
}

async function filed(): Promise<Rewarded> {
  const { desk } = house
  const one = await desk.report({ wantsReward: true })
  const { passcode: secret, hmac } = desk.world.vault.newPasscode()
  await desk.world.db.transaction(async (tx) => await keepClaimSecret(tx, one.id, hmac))
  desk.later(60_000)
  return { ...one, secret }
}

async function taskOf(number: string): Promise<string> {
  const read = await readCase(house.desk.world, house.officers.banan, number)
  return (read.ok && read.value.tasks[0]?.task) || ''
}

async function concluded(number: string): Promise<void> {
  const { banan } = house.officers
  const task = await taskOf(number)
  await does(banan, number, { type: 'accept', task })
  house.desk.later(60_000)
  await does(banan, number, {
    type: 'conclude',
    task,
    outcome: 'substantiated',
    penalty: '荣卫罚〔2026〕8号',
    text: '查实并处罚。',
  })
}

/** The second report was merged into the first, which ended with a fine. */
async function twoInOne(): Promise<{ readonly main: Rewarded; readonly merged: Rewarded }> {
  const [main, merged] = [await filed(), await filed()]
  await does(intake, merged.number, { type: 'merge', into: main.number, reason: '同一家诊所' })
  await concluded(main.number)
  return { main, merged }
}

const same = (other: string, more: Readonly<Record<string, string>> = {}) => ({
  other,
  [`same-${other}`]: 'yes',
  [`why-${other}`]: '已经并案',
  ...more,
})

const bare = (path: string): string => path.replace(/\?.*/, '')

async function approved(page: string): Promise<void> {
  await step(house, 'fuhe', { path: page, deed: 'check' })
  await step(house, 'pizhun', { path: page, deed: 'approve' })
}

describe('a report that was merged into another', () => {
  it('is among those for which a reward can be proposed, and its main case is found beside it with the reason', async () => {
    const { main, merged } = await twoInOne()
    const officer = await house.at('tijiao')
    const list = (await officer.get('/desk/rewards')).text
    expect(list).toContain(`${main.number} 提出奖励`)
    expect(list).toContain(`${merged.number} 提出奖励`)
    const page = await officer.get(`/desk/cases/${merged.number}/reward`)
    expect(page.text).toContain('已经并案')
    expect(page.html).toContain(`same-${main.number}`)
  })

  it('is second where it was accepted with its main case: it gets nothing, or the part of a decisive later one', async () => {
    const { main, merged } = await twoInOne()
    const none = await propose(house, merged.number, same(main.number))
    expect(none.text).toContain('按先后次序，这件举报不分奖励')
    const later = same(main.number, { [`decisive-${merged.number}`]: 'yes' })
    const shared = await propose(house, merged.number, later)
    expect(shared.path).toContain('/desk/rewards/')
    expect(shared.text).toContain('同一事实有 2 件举报')
  })

  it('no reporter learns of the other from the news, the page of the claim or the notice', async () => {
    const { main, merged } = await twoInOne()
    const decisive = same(main.number, { [`decisive-${merged.number}`]: 'yes' })
    const page = bare((await propose(house, merged.number, decisive)).path)
    await approved(page)
    await step(house, 'tijiao', { path: page, deed: 'notify' })
    const told = (await openNewsOf(house.desk.world, merged.number)).join()
    expect(told).toContain('元')
    expect(told).not.toContain(main.number)
    const { noticeBlocks } = await import('#service/reward-paper.ts')
    const { rewardById } = await import('#store/rewards.ts')
    const { openReward } = await import('#service/reward-file.ts')
    const { viewOf } = await import('#service/claim-view.ts')
    const { world } = house.desk
    const words = await world.db.read(async (tx) => {
      const row = await rewardById(tx, page.split('/').at(-1) ?? '')
      const found = row && (await openReward(world, tx, row))
      return JSON.stringify(found && noticeBlocks(viewOf(world, found, 'secret')))
    })
    expect(words).toContain('查证属实')
    expect(words).not.toContain(main.number)
    expect(words).not.toMatch(/第 \d 个受理|先后|同一事实|荣卫罚/)
    expect((await openNewsOf(world, main.number)).join()).not.toContain(merged.number)
  })

  it('taken out again: what was proposed for it goes no further, and is proposed anew once it has an end of its own', async () => {
    const { main, merged } = await twoInOne()
    const decisive = same(main.number, { [`decisive-${merged.number}`]: 'yes' })
    const page = bare((await propose(house, merged.number, decisive)).path)
    await does(intake, merged.number, { type: 'unmerge', reason: '不是同一家' })
    const refused = await step(house, 'fuhe', { path: page, deed: 'check' })
    expect([refused.status, refused.text.includes('撤销了并案')]).toEqual([422, true])
    await step(house, 'fuhe', { path: page, deed: 'send-back', fields: { reason: '并案撤销' } })
    const id = page.split('/').at(-1) ?? ''
    const again = `/desk/cases/${merged.number}/reward?again=${id}`
    const officer = await house.at('tijiao')
    expect((await officer.get(again)).html).not.toContain('name="decision"')
    await concluded(merged.number)
    const anew = await officer.get(again)
    expect(anew.html).toContain('name="decision"')
  })

  it('taken out after the notice: nothing is paid until the decision has been looked at again', async () => {
    const { main, merged } = await twoInOne()
    const decisive = same(main.number, { [`decisive-${merged.number}`]: 'yes' })
    const page = bare((await propose(house, merged.number, decisive)).path)
    await approved(page)
    await step(house, 'tijiao', { path: page, deed: 'notify' })
    const claim = { standing: 'anonymous', way: 'transfer', secret: merged.secret }
    await step(house, 'fuhe', { path: page, deed: 'claim', fields: claim })
    await does(intake, merged.number, { type: 'unmerge', reason: '不是同一家' })
    const pay = { path: page, deed: 'pay', fields: { reference: '财0001' } }
    const refused = await step(house, 'caiwu', pay)
    expect([refused.status, refused.text.includes('撤销了并案')]).toEqual([422, true])
    const paper = { reason: '并案撤销', document: '荣卫函〔2026〕3号' }
    await step(house, 'pizhun', { path: page, deed: 'reopen', fields: paper })
    const upheld = await step(house, 'pizhun', { path: page, deed: 'uphold', fields: paper })
    expect(upheld.text).toContain('撤销了并案')
    const fallen = await step(house, 'pizhun', { path: page, deed: 'revoke', fields: paper })
    expect(fallen.text).toContain('已撤销')
  })
})
