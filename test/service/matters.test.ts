import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import type { Case } from '#core/case.ts'
import { openCase } from '#service/case-file.ts'
import { waitingPeople } from '#service/people.ts'
import { caseByNumber } from '#store/cases.ts'
import { aHouse, aPerson, reports, standsBehind, type Person, type TestHouse } from './house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await aHouse()
  await standsBehind(house, '500153', { receiver: '区纪委监委' })
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
})

const unlicensed = '昌元街道海棠路平安诊所没有行医证给人打针输液。'
const fakeDrugs = '另外他们卖的都是假药，还卖过期药。'
const answers = ['还在', '天天早上', '跳过', '没有', '匿名']

/** Of the matters as they are listed, not as they were told. */
function isBefore(heard: string, one: string, other: string): boolean {
  const list = heard.slice(heard.indexOf('听起来是'))
  return list.indexOf(one) < list.indexOf(other)
}

/** The case as it is kept, whoever may read it. */
async function caseOf(number: string): Promise<Case> {
  return await house.world.db.read(async (tx) => {
    const row = await caseByNumber(tx, number)
    if (!row) throw new Error(`there is no case ${number}`)
    return (await openCase(house.world, tx, row)).case
  })
}

/** Which departments have a part in each matter. */
const parts = ({ matters, tasks }: Case): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    matters.map(({ id, offence }) => [
      offence,
      tasks.filter((task) => task.matter === id).map(({ department }) => department),
    ]),
  )

const inRongchang = (): Person => aPerson(house, '500153')

describe('two matters in one message', () => {
  it('are listed, and get one number and a department each', async () => {
    const citizen = inRongchang()
    const heard = await citizen.says(unlicensed + fakeDrugs)
    expect(heard).toContain('听起来是两件事')
    expect(heard).toContain('分开登记，用一个编号。对吗？')
    const { number, said } = await reports(citizen, ['对', ...answers, '提交'])
    expect(said).toContain('分开办，用这一个编号')
    expect(said).toContain('别的由')
    const file = await caseOf(number)
    const { A1 = [], G1 = [] } = parts(file)
    expect(file.matters).toHaveLength(2)
    expect(A1).toContain('health-commission')
    expect(G1.length).toBeGreaterThan(0)
    expect(G1).not.toEqual(A1)
  })

  it('one of them, called something else in words, is filed as that', async () => {
    const citizen = inRongchang()
    const heard = await citizen.says(unlicensed + fakeDrugs)
    const place = isBefore(heard, '无证行医', '假药') ? '第二件' : '第一件'
    const proposed = await citizen.says(`${place}不对，是医院发虚假医疗广告`)
    expect(proposed).toContain('虚假医疗广告')
    const { number } = await reports(citizen, ['行', '对', ...answers, '提交'])
    const codes = (await caseOf(number)).matters.map(({ offence }) => offence)
    expect(codes.toSorted()).toEqual(['A1', 'H1'])
  })

  it('one of them, dropped, is not filed', async () => {
    const citizen = inRongchang()
    const heard = await citizen.says(unlicensed + fakeDrugs)
    await citizen.says('有一件不对')
    await citizen.says(isBefore(heard, '无证行医', '假药') ? '2' : '1')
    expect(await citizen.says('没有这件事')).toContain('就登记一件：无证行医')
    const { number } = await reports(citizen, [...answers, '提交'])
    expect((await caseOf(number)).matters.map(({ offence }) => offence)).toEqual(['A1'])
  })

  it('the second told by 还有别的事 is shown before it is filed, and not twice', async () => {
    const citizen = inRongchang()
    await citizen.says(unlicensed)
    await citizen.says('还有别的事')
    expect(await citizen.says('他们还卖假药、过期药')).toContain('听起来是两件事：无证行医、假药')
    await citizen.says('还有别的事')
    const again = await citizen.says('卖的就是假药')
    expect(again).toContain('听起来是两件事')
    const { number } = await reports(citizen, ['对', ...answers, '提交'])
    const { matters, facts } = await caseOf(number)
    expect(matters.map(({ offence }) => offence)).toEqual(['A1', 'G1'])
    expect(facts.what).toBe(`${unlicensed}\n他们还卖假药、过期药\n卖的就是假药`)
  })
})

describe('a kind that is corrected in words', () => {
  it('不是无证，是卖假药 proposes that at once, and files it', async () => {
    const citizen = inRongchang()
    await citizen.says(unlicensed)
    expect(await citizen.says('不是无证，是卖假药')).toMatch(/先按"假药.*"登记，行吗？/u)
    const { number } = await reports(citizen, ['行', ...answers, '提交'])
    expect((await caseOf(number)).matters.map(({ offence }) => offence)).toEqual(['G1'])
  })
})

describe('officials and a clinic in one message', () => {
  const market = '市场监管局的干部收了钱，包庇药店，举报了几次都不查。'
  const health = '卫生监督所的执法人员收了钱，包庇黑诊所。'

  it('are two streams: the clinic goes to its department, the accusation not by rule', async () => {
    const citizen = inRongchang()
    expect(await citizen.says(market + unlicensed)).toContain('听起来是两件事')
    const { number } = await reports(citizen, ['对', ...answers, '提交'])
    const file = await caseOf(number)
    expect(file.matters.map(({ stream, offence }) => [stream, offence])).toEqual([
      ['accusation', 'I4'],
      ['tip-off', 'A1'],
    ])
    const { A1, I4 = [] } = parts(file)
    expect(A1).toContain('health-commission')
    expect(I4).not.toContain('market-regulation')
  })

  it('of the department accused nobody gets either part', async () => {
    const citizen = inRongchang()
    await citizen.says(health + unlicensed)
    const { number } = await reports(citizen, ['对', ...answers, '提交'])
    const file = await caseOf(number)
    expect(file.matters).toHaveLength(2)
    expect(Object.values(parts(file)).flat()).not.toContain('health-commission')
  })

  it('where nobody receives accusations, the clinic is registered without a word of the officials', async () => {
    await using other = await aHouse()
    await standsBehind(other, '500153')
    const citizen = aPerson(other, '500153')
    const heard = await citizen.says(health + unlicensed)
    expect(heard).toContain('执法人员的事没有登记')
    expect(heard).toContain('12388')
    const { number } = await reports(citizen, ['行', '行', ...answers, '提交'])
    const file = await other.world.db.read(async (tx) => {
      const row = await caseByNumber(tx, number)
      return row && (await openCase(other.world, tx, row)).case
    })
    expect(file?.matters.map(({ stream, offence }) => [stream, offence])).toEqual([
      ['tip-off', 'A1'],
    ])
    expect(file?.facts.what).toBe(unlicensed)
  })
})

describe('a long story', () => {
  it('of 50,000 characters is with the case to the last one', async () => {
    const long = `${unlicensed}${'他天天早上都在那里，去的人很多。'.repeat(4000)}`.slice(0, 49_999)
    const story = `${long}完`
    const { number } = await reports(inRongchang(), [story, '行', ...answers, '提交'])
    expect((await caseOf(number)).facts.what).toBe(story)
  })

  it('of more than is kept tells how much that is', async () => {
    const said = await inRongchang().says(unlicensed + '他天天都在。'.repeat(20_000))
    expect(said).toContain('先记下前 100000 个字')
  })
})

describe('what only a person can read', () => {
  const mongolian = 'ᠡᠮᠨᠡᠯᠭᠡ ᠶᠢᠨ ᠭᠠᠵᠠᠷ\u202fᠤᠨ ᠪᠠᠶᠢᠨ\u180eᠠ ᠲᠡᠷᠡ\u180b ᠬᠦᠮᠦᠨ᠃'
  const intake: Officer = {
    id: 'intake-1',
    name: '值班员',
    role: 'intake',
    area: '500153',
    office: '500153-intake',
    department: 'intake',
  }

  it('Mongolian script reaches the person who takes over as it was written', async () => {
    const citizen = inRongchang()
    expect(await citizen.says(mongolian)).toContain('已转给工作人员')
    const menksoft = '\ue264\ue270\ue2b5\u202f\ue26d'
    await citizen.says(menksoft)
    const waiting = await waitingPeople(house.world, intake)
    const lines = waiting.ok ? waiting.value.flatMap((one) => one.lines) : []
    expect(lines.map(({ text }) => text)).toEqual([mongolian, menksoft])
    expect((await citizen.reads()).map(({ text }) => text)).toContain(mongolian)
  })

  it('a link stays with the report whose story came after it', async () => {
    const link = 'https://v.example.com/abc123'
    const citizen = inRongchang()
    expect(await citizen.says(link)).toContain('里面是什么事')
    const { number } = await reports(citizen, [unlicensed, '行', ...answers, '提交'])
    expect((await caseOf(number)).facts.what).toBe(`${unlicensed}\n${link}`)
  })
})

describe('a place', () => {
  const story = '有人没有行医证给人打针输液'
  const asks = '说一条路、一个村'

  it.each(['不知道', '就那里', '123', 'https://map.example/p/1'])(
    '「%s」 is asked about once more, and then the report goes on',
    async (vague) => {
      const citizen = inRongchang()
      await citizen.says(story)
      await citizen.says('行')
      expect(await citizen.says(vague)).toContain(asks)
      expect(await citizen.says('不知道')).not.toContain(asks)
      const { number } = await reports(citizen, [...answers, '提交'])
      expect(number).toMatch(/^RC-2026-/)
    },
  )

  it.each(['海棠路', '菜市场卖鱼的楼上', '峰高街道', '平安诊所', '29.40,105.59'])(
    '「%s」 is enough',
    async (place) => {
      const citizen = inRongchang()
      await citizen.says(story)
      await citizen.says('行')
      expect(await citizen.says(place)).not.toContain(asks)
    },
  )

  it('a point on the map alone is the place of what is told next', async () => {
    const citizen = inRongchang()
    expect(await citizen.says('29.40,105.59')).toContain('那里发生了什么事')
    const { number } = await reports(citizen, [story, '行', '跳过', ...answers, '提交'])
    expect((await caseOf(number)).facts.where).toBe('29.40,105.59')
  })
})
