import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import type { Role } from '#core/roles.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import { readInbox } from '#service/inbox.ts'
import { accountOf, disable, invite, redeem } from '#service/officers.ts'
import { speakTo, waitingPeople } from '#service/people.ts'
import {
  aHouse,
  aPerson,
  officerOf,
  reports,
  standsBehind,
  type Person,
  type TestHouse,
} from './house.ts'

const rongchang = '500153'
let house: TestHouse
beforeAll(async () => {
  house = await aHouse()
  await standsBehind(house, rongchang, { receiver: '区纪委监委' })
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
})

/** Waste of a hospital: Rongchang's plan names two leads by duty, so the intake office decides. */
const waste = [
  '荣昌区昌元街道康宁医院乱倒医疗废物，针头扔进普通垃圾桶',
  '行',
  '昌元街道康宁医院后门垃圾站',
  '还在',
  '每天晚上',
  '跳过',
  '跳过',
  '匿名',
  '提交',
]

const officer = (role: Role, department: string, place = rongchang): Officer => ({
  id: `${role}-${department}-${place}`,
  name: '经办人',
  role,
  area: rongchang,
  office: role === 'administrator' ? '' : `${place}-${department}`,
  department,
})
const intake = officer('intake', 'intake')

async function read(number: string, by: Officer) {
  const found = await readCase(house.world, by, number)
  if (!found.ok) throw new Error(found.refusal.key)
  return found.value
}

async function does(number: string, by: Officer, deed: Deed) {
  const { version } = (await read(number, by)).file
  return await act(house.world, by, { number, version }, deed)
}

const done = { ok: true }
const refused = (key: string) => ({ ok: false, refusal: { key } })
const rulingFor = (matter: string): Deed => ({
  type: 'rule',
  matter,
  lead: `${rongchang}-ecology-environment`,
  cooperate: [`${rongchang}-health-commission`],
  reason: '流出院外，先查去向',
  basis: '三定规定',
})

async function aFiledCase(story?: readonly string[]): Promise<{ number: string; person: Person }> {
  const person = aPerson(house, rongchang)
  const { number } = await reports(person, story)
  expect(number).toMatch(/^RC-2026-\d{5}$/)
  return { number, person }
}

describe('an open lead', () => {
  it('waits at the intake office with the reason; its ruling is what the next like case follows', async () => {
    const { number, person } = await aFiledCase(waste)
    const file = await read(number, intake)
    expect(file.tasks.map(({ role, office }) => [role, office])).toEqual([
      ['intake', `${rongchang}-intake`],
    ])
    expect(file.file.matters[0]?.explanation.key).toMatch(/^open/)
    expect(file.next).toMatchObject({ deed: 'rule' })
    const queue = await readInbox(house.world, intake, { queue: 'open' })
    expect(queue.ok && queue.value.rows.map((row) => row.number)).toContain(number)
    expect(await person.says('进度')).toContain(number)

    const ruling = rulingFor(file.file.matters[0]?.id ?? '')
    expect(await does(number, intake, ruling)).toMatchObject(done)
    const lead = officer('handler', 'ecology-environment')
    expect((await read(number, lead)).tasks.map(({ role, basis }) => [role, basis])).toEqual(
      expect.arrayContaining([
        ['lead', 'ruling'],
        ['cooperate', 'ruling'],
      ]),
    )

    const next = await aFiledCase(waste)
    const followed = await read(next.number, lead)
    expect(followed.file.matters[0]?.explanation).toMatchObject({
      key: 'precedent',
      facts: { precedent: number },
    })
    expect(followed.tasks.find(({ role }) => role === 'lead')?.office).toBe(lead.office)
    const { said } = await reports(aPerson(house, rongchang), waste)
    expect(said).toContain('按此前同类件的分办，这件事由区生态环境局牵头')
    expect(said).not.toMatch(/部门分工|流出院外/)
    expect(said).not.toContain(number)
  })

  it('a ruling without a reason is refused, and so is one by a department', async () => {
    const { number } = await aFiledCase([
      '荣昌区昌元街道养生馆卖保健品给老人，说能治高血压',
      ...waste.slice(1),
    ])
    const file = await read(number, intake)
    const ruling = rulingFor(file.file.matters[0]?.id ?? '')
    expect(await does(number, intake, { ...ruling, reason: ' ' } as Deed)).toMatchObject(
      refused('reason-missing'),
    )
    const supervisor = officer('supervisor', 'intake')
    expect(await does(number, supervisor, ruling)).toMatchObject(refused('role-may-not'))
  })
})

it('a department gives a matter back with reason and basis, once; the ruling then stands', async () => {
  const { number } = await aFiledCase()
  const lead = await officerOf(house, number)
  const back = { type: 'return', task: lead.task, reason: '不在本辖区', basis: '' } as const
  expect(await does(number, lead, back)).toMatchObject(refused('basis-missing'))
  const full = { ...back, basis: '方案第三条' }
  expect(await does(number, lead, full)).toMatchObject(done)
  const file = await read(number, intake)
  expect(file.file.matters[0]?.explanation.key).toBe('returned')
  const ruling = {
    ...rulingFor(file.file.matters[0]?.id ?? ''),
    lead: lead.office,
    cooperate: [],
  } as Deed
  expect(await does(number, intake, ruling)).toMatchObject(done)
  const again = (await read(number, lead)).tasks.find(
    ({ state, role }) => state === 'assigned' && role === 'lead',
  )
  expect(await does(number, lead, { ...full, task: again?.task ?? '' })).toMatchObject(
    refused('already-ruled'),
  )
})

describe('who sees and does what', () => {
  it('another department, another area and an administrator see no case', async () => {
    const { number } = await aFiledCase()
    const lead = await officerOf(house, number)
    const strangers: readonly Officer[] = [
      officer('handler', 'market-regulation'),
      officer('administrator', ''),
      officer('auditor', 'health-commission'),
      { ...intake, area: '370300', office: '370300-intake' },
      { ...lead, area: '370300' },
    ]
    for (const stranger of strangers) {
      expect(await readCase(house.world, stranger, number)).toMatchObject(
        refused('case-not-visible'),
      )
      const deed = { type: 'accept', task: lead.task } as const
      const tried = await act(house.world, stranger, { number, version: 2 }, deed)
      expect(tried.ok).toBe(false)
    }
    expect((await read(number, lead)).file.state).toBe('received')
  })

  it('a disabled officer cannot sign in any more', async () => {
    const invitation = {
      role: 'handler',
      area: rongchang,
      office: `${rongchang}-health-commission`,
      name: '王',
    } as const
    expect(await invite(house.world, 'operator', 'token-1', invitation)).toMatchObject(done)
    const account = { login: 'wang', passwordHash: 'digest' }
    expect(await redeem(house.world, 'token-1', account)).toMatchObject(done)
    expect(await redeem(house.world, 'token-1', { ...account, login: 'other' })).toMatchObject(
      refused('setup-link-used'),
    )
    expect(await accountOf(house.world, 'wang')).toBeDefined()
    expect(await disable(house.world, 'operator', 'wang')).toMatchObject(done)
    expect(await accountOf(house.world, 'wang')).toBeUndefined()
  })

  it('of two officers at once the second hears that the case has changed, and nothing is lost', async () => {
    const { number } = await aFiledCase()
    const lead = await officerOf(house, number)
    const { version } = (await read(number, lead)).file
    const notes = ['先到现场', '再查档案', '问过邻居'].map((text) =>
      act(house.world, lead, { number, version }, { type: 'note', task: lead.task, text }),
    )
    const results = await Promise.all(notes)
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.filter((one) => !one.ok && one.refusal.key === 'case-changed')).toHaveLength(2)
    const { history } = await read(number, lead)
    expect(history.filter(({ type }) => type === 'noted').map(({ text }) => text)).toEqual([
      '先到现场',
    ])
  })
})

it('a report about officials waits at the intake office and cannot be given to whom it accuses', async () => {
  const { number } = await aFiledCase([
    '区卫健委的执法人员包庇黑诊所，收了钱通风报信，举报三次都不查',
    ...waste.slice(1),
  ])
  const file = await read(number, intake)
  expect(file.tasks.map(({ role }) => role)).toEqual(['intake'])
  expect(file.file.matters[0]).toMatchObject({ stream: 'accusation', accused: 'health-commission' })
  const ruling = rulingFor(file.file.matters[0]?.id ?? '')
  const toAccused = { ...ruling, lead: `${rongchang}-health-commission`, cooperate: [] } as Deed
  expect(await does(number, intake, toAccused)).toMatchObject(refused('accused-is-responsible'))
  expect(await does(number, intake, ruling)).toMatchObject(refused('accused-is-responsible'))
  const health = officer('handler', 'health-commission')
  expect(await readCase(house.world, health, number)).toMatchObject(refused('case-not-visible'))
})

describe('how a case ends', () => {
  it('what is found needs the number of the penalty decision, or why there is none', async () => {
    const { number, person } = await aFiledCase()
    const lead = await officerOf(house, number)
    const { task } = lead
    const text = '查了，情况属实，已责令停止执业。'
    const found = { type: 'conclude', task, outcome: 'substantiated', text } as const
    expect(await does(number, lead, found)).toMatchObject(refused('not-accepted'))
    expect(await does(number, lead, { type: 'accept', task })).toMatchObject(done)
    expect(await does(number, lead, found)).toMatchObject(refused('penalty-or-reason-missing'))
    const reasoned = { ...found, noPenaltyReason: '当事人已死亡' }
    expect(await does(number, lead, reasoned)).toMatchObject(done)
    expect(await person.says('进度')).toContain('办结')

    const answer = await person.says('再查')
    expect(answer).not.toBe('')
    await person.says('他还在别处打针')
    expect(await person.says('进度')).toContain('您申请的再查收到了，还没有答复')
    expect((await read(number, lead)).file.state).toBe('concluded')
    const asked = await read(number, intake)
    expect(asked.deeds).toContain('grant-re-examination')
    const grant = { type: 'grant-re-examination', office: '', text: '再去看一次' } as const
    expect(await does(number, intake, grant)).toMatchObject(done)
    const again = await read(number, lead)
    expect(again.file.matters[0]?.explanation.key).toBe('re-examination')
    expect(again.tasks.at(-1)).toMatchObject({ round: 1, office: lead.office, state: 'assigned' })
    const news = [await person.says('查看'), await person.says('查看'), await person.says('查看')]
    expect(news.join('\n')).toContain('同意再查，由')
  })

  it('a report that is taken back ends at every desk', async () => {
    const { number, person } = await aFiledCase()
    const lead = await officerOf(house, number)
    await person.says('撤回')
    await person.says('撤回')
    await person.says('2')
    await person.says('跳过')
    const file = await read(number, lead)
    expect(file.file.state).toBe('withdrawn')
    const accept = { type: 'accept', task: lead.task } as const
    expect(await does(number, lead, accept)).toMatchObject(refused('case-withdrawn'))
  })
})

describe('a person who asks for a person', () => {
  const list = async () => {
    const people = await waitingPeople(house.world, intake)
    if (!people.ok) throw new Error(people.refusal.key)
    return people.value
  }

  it('is on the list with their words, is answered, and is given back to the machine', async () => {
    const person = aPerson(house, rongchang)
    await person.says('你好')
    await person.says('转人工')
    await person.says('我不会打字，想找个人说')
    const [waiting] = await list()
    expect(waiting?.lines.map(({ text }) => text)).toContain('我不会打字，想找个人说')
    const session = waiting?.session ?? ''
    const words = { session, text: '您慢慢说，我在听' }
    const handler = officer('handler', 'health-commission')
    expect(await speakTo(house.world, handler, words)).toMatchObject(refused('role-may-not'))
    const abroad = { ...intake, area: '370300' }
    expect(await speakTo(house.world, abroad, words)).toMatchObject(
      refused('conversation-not-waiting'),
    )
    expect(await speakTo(house.world, intake, words)).toMatchObject(done)
    expect((await person.reads()).at(-1)?.text).toContain('您慢慢说，我在听')
    await speakTo(house.world, intake, { session, text: '', release: true })
    expect(await list()).toEqual([])
    expect(await person.says('昌元街道菜市场后头有人给人打针输液，没得证')).not.toBe('')
  })

  it('who changes their mind no longer stands on the list', async () => {
    const person = aPerson(house, rongchang)
    await person.says('你好')
    await person.says('转人工')
    expect(await list()).toHaveLength(1)
    await person.says('取消')
    expect(await list()).toEqual([])
  })

  it('who could not say where is seen by the intake offices too', async () => {
    const person = aPerson(house)
    await person.says('你好')
    await person.says('/human')
    const waiting = (await list())[0]
    expect(waiting?.why).toBe('asked')
    const words = { session: waiting?.session ?? '', text: '您在哪个区县？' }
    expect(await speakTo(house.world, intake, words)).toMatchObject(done)
    expect((await person.reads()).at(-1)?.text).toContain('您在哪个区县')
  })
})
