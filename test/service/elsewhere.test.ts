import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import { trackReceipt } from '#service/receipt.ts'
import { answerJoint, askJoint, listJoint } from '#service/joint.ts'
import {
  answerRectification,
  rectificationFor,
  signInToRectification,
} from '#service/coordinator.ts'
import { giveRectification, judgeRectification, makeCode } from '#service/rectifications.ts'
import { aDesk, type TestDesk } from '../web/world.ts'
import { doesNow } from './crime-scene.ts'

let desk: TestDesk
let wei: Officer
let boss: Officer
let zibo: Officer
const secret = '三楼李阿婆家隔壁天天有人排队打针输液'

beforeAll(async () => {
  desk = await aDesk()
  wei = await desk.officer('wei', 'handler', '500153-health-commission')
  boss = await desk.officer('boss', 'supervisor', '500153-intake')
  zibo = await desk.officer('zi', 'handler', '370300-health-commission', { area: '370300' })
})
afterAll(async () => await desk.close())

const refused = (key: string) => ({ ok: false, refusal: { key } })

describe('what an institution puts right', () => {
  const given = {
    institution: '城东医院',
    coordinator: '周协调',
    items: '诊疗科目没有公示，一周内补上。',
    dueOn: '2026-11-27',
    number: '',
  }
  const session = async (id: string) => {
    await makeCode(desk.world, wei, { id, codeHash: 'good' })
    await signInToRectification(desk.world, { id, codeHash: 'good', sessionHash: 's' })
  }
  const made = async (): Promise<string> => {
    const done = await giveRectification(desk.world, wei, given)
    if (!done.ok) throw new Error(done.refusal.key)
    return done.value
  }

  it('takes no words of the report along, and keeps no trace of which report it was', async () => {
    const { number } = await desk.report({ facts: { what: secret } })
    const leaks = { ...given, number, items: `有人反映${secret}，请整改` }
    expect(await giveRectification(desk.world, wei, leaks)).toMatchObject(refused('repeats-report'))
    const id = await giveRectification(desk.world, wei, { ...given, number })
    if (!id.ok) throw new Error(id.refusal.key)
    await session(id.value)
    const seen = await rectificationFor(desk.world, { id: id.value, sessionHash: 's' })
    expect(seen?.institution).toBe('城东医院')
    expect(JSON.stringify(seen)).not.toContain(number)
  })

  it('its code is good once, for three days, and worthless after five wrong ones', async () => {
    const id = await made()
    await makeCode(desk.world, wei, { id, codeHash: 'good' })
    const signs = async (codeHash: string) =>
      await signInToRectification(desk.world, { id, codeHash, sessionHash: 's' })
    expect(await signs('good')).toMatchObject({ ok: true })
    expect(await signs('good')).toMatchObject(refused('rectification-code-wrong'))
    await makeCode(desk.world, wei, { id, codeHash: 'new' })
    for (let n = 0; n < 5; n++) await signs('wrong')
    expect(await signs('new')).toMatchObject(refused('rectification-code-used-up'))
    await makeCode(desk.world, wei, { id, codeHash: 'late' })
    desk.later(3 * 24 * 3_600_000)
    expect(await signs('late')).toMatchObject(refused('rectification-code-wrong'))
  })

  it('is answered by who is signed in, judged by the office that gave it, and closed to both when it is over', async () => {
    const done = await giveRectification(desk.world, wei, { ...given, dueOn: '2026-12-31' })
    const id = done.ok ? done.value : ''
    const answer = { id, sessionHash: 's', text: '已经公示。' }
    expect(await answerRectification(desk.world, answer)).toMatchObject(
      refused('rectification-code-wrong'),
    )
    await session(id)
    expect(await answerRectification(desk.world, answer)).toMatchObject({ ok: true })
    expect(await answerRectification(desk.world, answer)).toMatchObject(
      refused('rectification-not-now'),
    )
    const accepts = { id, state: 'accepted', text: '看过了' } as const
    const other = { ...wei, office: '500153-market-regulation' }
    expect(await judgeRectification(desk.world, other, accepts)).toMatchObject(
      refused('rectification-unknown'),
    )
    expect(await judgeRectification(desk.world, wei, accepts)).toMatchObject({ ok: true })
    expect(await rectificationFor(desk.world, { id, sessionHash: 's' })).toBeUndefined()
  })
})

describe('another area', () => {
  it('is asked, answers, and hears no more than what was asked', async () => {
    const asked = { kind: 'cross-inspection', toArea: '370300', organ: '' } as const
    const text = '请派两名执法人员，下月第一周交叉检查三家医院。'
    const dueOn = '2026-12-20'
    const own = { ...asked, toArea: '500153', text, dueOn }
    expect(await askJoint(desk.world, wei, own)).toMatchObject(refused('joint-area-unknown'))
    const id = await askJoint(desk.world, wei, { ...asked, text, dueOn })
    if (!id.ok) throw new Error(id.refusal.key)
    const accepts = { id: id.value, state: 'accepted', text: '同意，派张三李四。' } as const
    expect(await answerJoint(desk.world, wei, accepts)).toMatchObject(refused('joint-not-now'))
    expect(await answerJoint(desk.world, zibo, accepts)).toMatchObject({ ok: true })
    const list = await listJoint(desk.world, wei)
    expect(list.ok && list.value[0]).toMatchObject({ state: 'accepted', clause: '四(三)' })
    const done = { id: id.value, state: 'done', text: '查了三家，发现两个问题。' } as const
    expect(await answerJoint(desk.world, zibo, done)).toMatchObject(refused('joint-not-now'))
    expect(await answerJoint(desk.world, wei, done)).toMatchObject({ ok: true })
  })
})

const taskOf = async (number: string, by: Officer): Promise<string> => {
  const read = await readCase(desk.world, by, number)
  return (read.ok && read.value.tasks.find(({ mine }) => mine)?.task) || ''
}
const tries = async (number: string, by: Officer, deed: Deed) => {
  const read = await readCase(desk.world, by, number)
  if (!read.ok) return read
  return await act(desk.world, by, { number, version: read.value.file.version }, deed)
}

describe('a dispute', () => {
  it('goes to a mediator only when both have agreed, the reporter in their own chat', async () => {
    const filed = await desk.report({ stream: 'complaint', facts: { what: secret } })
    const { number } = filed
    const task = await taskOf(number, wei)
    await doesNow(desk.world, { number, by: wei, deed: { type: 'accept', task } })
    const offer = {
      type: 'offer-mediation',
      task,
      body: 'people',
      organ: '荣昌区医疗纠纷人民调解委员会',
      text: '您愿意由人民调解委员会调解吗？',
    } as const
    await doesNow(desk.world, { number, by: wei, deed: offer })
    const read = await readCase(desk.world, wei, number)
    const [one] = (read.ok && read.value.file.mediations) || []
    expect(one).toMatchObject({ clause: '附件2', steps: [] })
    const on = '2026-11-23'
    const step = (of: object): Deed =>
      ({ type: 'follow-mediation', mediation: one?.id ?? '', step: { on, ...of } }) as Deed
    const yes = { kind: 'consent', agreed: true, document: '同意书' }
    expect(await tries(number, wei, step({ ...yes, party: 'reporter' }))).toMatchObject(
      refused('mediation-not-answered'),
    )
    expect(await tries(number, wei, step({ ...yes, party: 'other', document: '' }))).toMatchObject(
      refused('mediation-writing-missing'),
    )
    await doesNow(desk.world, { number, by: wei, deed: step({ ...yes, party: 'other' }) })
    const handed = { kind: 'handed', document: '', text: '对治疗费用有争议' }
    expect(await tries(number, wei, step(handed))).toMatchObject(refused('mediation-no-consent'))
  })

  it('is what a complaint is; a tip-off is not mediated', async () => {
    const { number } = await desk.report()
    const task = await taskOf(number, wei)
    await doesNow(desk.world, { number, by: wei, deed: { type: 'accept', task } })
    const offer = { type: 'offer-mediation', task, body: 'people', organ: '调解会', text: '愿意吗' }
    expect(await tries(number, wei, offer as Deed)).toMatchObject(refused('mediation-not-dispute'))
  })
})

describe('澄清正名', () => {
  it('is not recorded where the plan does not speak of it', async () => {
    const { number } = await desk.report({ offence: 'I4', stream: 'accusation' })
    const read = await readCase(desk.world, boss, number)
    const matter = (read.ok && read.value.file.matters[0]?.id) || ''
    const clear = {
      type: 'clear-accused',
      matter,
      organ: '区纪委监委',
      document: '1号',
      on: '2026-11-23',
      text: '',
    } as const
    const done = await tries(number, boss, clear)
    expect(done.ok).toBe(false)
    if (!done.ok && done.refusal.key !== 'case-not-visible')
      expect(done.refusal.key).toBe('clearing-not-in-plan')
  })
})

describe('医德考评', () => {
  it('gets what was found, in other words than the report’s, and the reporter hears nothing of it', async () => {
    const { number, passcode } = await desk.report({ offence: 'I1', facts: { what: secret } })
    const task = await taskOf(number, wei)
    expect(task).not.toBe('')
    const hand = {
      type: 'hand-ethics',
      task,
      unit: '城东医院医德考评办公室',
      on: '2026-11-23',
      document: '',
      text: '收受礼金，已经处罚。',
    } as const
    await doesNow(desk.world, { number, by: wei, deed: { type: 'accept', task } })
    expect(await tries(number, wei, hand)).toMatchObject(refused('not-concluded'))
    const ends = { type: 'conclude', task, outcome: 'substantiated', text: '查实，已经处理。' }
    const why = { ...ends, noPenaltyReason: '给予处分' } as Deed
    await doesNow(desk.world, { number, by: wei, deed: why })
    const review = { type: 'review', task, changesSeen: true } as const
    await tries(number, { ...wei, id: 'colleague' }, review)
    const leaks = { ...hand, text: `经查：${secret}` }
    expect(await tries(number, wei, leaks)).toMatchObject(refused('repeats-report'))
    await doesNow(desk.world, { number, by: wei, deed: hand })
    const seen = await trackReceipt(desk.world, { number, passcode, asker: 'track:x' })
    expect(JSON.stringify(seen)).not.toMatch(/考评|礼金/)
  })
})
