import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCase } from '#service/case-file.ts'
import { caseByNumber, tasksOf } from '#store/cases.ts'
import { aHouse, aPerson, standsBehind, type TestHouse } from '../service/house.ts'
import { aPhoto } from '../vault/sample-files.ts'
import { aFormVisitor } from './form-client.ts'

type Visitor = ReturnType<typeof aFormVisitor>

let house: TestHouse
let server: ReturnType<typeof serve>
beforeAll(async () => {
  house = await aHouse()
  await standsBehind(house, '500153')
  const app = new Hono()
  for (const { routes } of house.bots) if (routes) app.route(routes.path, routes.app)
  const opened = Promise.withResolvers<void>()
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => opened.resolve())
  await opened.promise
})
afterAll(async () => {
  server.close()
  await house[Symbol.asyncDispose]()
})

/** Over loopback, as any telephone. */
const aVisitor = async (): Promise<Visitor> => {
  const { port } = server.address() as AddressInfo
  const visitor = aFormVisitor(
    async (path, init) => await fetch(`http://127.0.0.1:${port}${path}`, init),
  )
  await visitor.open()
  return visitor
}

const story = '昌元街道菜市场后头有个老太婆给人打针输液，没得证'
const place = '菜市场后门出来左手边卖鱼的楼上二楼'
const none = new File([], '')

/** As far as the page with the five questions. */
const atTheQuestions = async (told = story): Promise<Visitor> => {
  const visitor = await aVisitor()
  await visitor.sends({ text: told, files: none })
  await visitor.press('行')
  await visitor.sends({ text: place })
  return visitor
}

const answers = {
  'f.ongoing': '还在',
  'f.when': '天天早上都有',
  'f.standing': '匿名（仍能在这里问您、回复您）',
} as const

const numberIn = (text: string): string => /[A-Z]{2}-\d{4}-\d{5}/.exec(text)?.[0] ?? ''

/** What the office has of a case: what was filed, and who has to do what. */
const caseOf = async (number: string) =>
  await house.world.db.read(async (tx) => {
    const row = await caseByNumber(tx, number)
    if (!row) throw new Error(`${number} is not there`)
    const [filed] = (await openCase(house.world, tx, row)).events
    if (filed?.type !== 'filed') throw new Error('a case begins with what was filed')
    const tasks = (await tasksOf(tx, row.id)).map(({ office, role }) => `${role} ${office}`)
    const { evidence, ...facts } = filed.facts
    return { tasks: tasks.toSorted(), facts, files: evidence.length }
  })

/** The chat and the form file the same, but for what tells one report from the other. */
const comparable = (one: Awaited<ReturnType<typeof caseOf>>) =>
  JSON.parse(
    JSON.stringify(one, (key, value: unknown) =>
      /^(?:number|reporter|handle|receivedAt|passcodeHmac|channel)$/.test(key) ? undefined : value,
    ),
  ) as unknown

const countedCases = async (): Promise<number> =>
  await house.world.db.read(
    async (tx) => (await tx.selectFrom('cases').select('number').execute()).length,
  )

describe('the report as a form without scripts', () => {
  it('files the same case as the chat: anonymous, named, and with other words', async () => {
    const told = [
      {
        chat: [story, '行', place, '还在', '天天早上都有', '跳过', '跳过', '匿名', '提交'],
        form: async () => {
          const visitor = await atTheQuestions()
          await visitor.sends({ ...answers, files: none })
          await visitor.press('提交')
          return visitor
        },
      },
      {
        chat: [
          '峰高街道的仁心牙科诊所乱收费，看个牙收了八千',
          '行',
          '停了',
          '上个月',
          '跳过',
          '打过 12345，没人管',
          '实名',
          '王小二',
          '13977665544',
          '提交',
        ],
        form: async () => {
          const visitor = await aVisitor()
          await visitor.sends({ text: '峰高街道的仁心牙科诊所乱收费，看个牙收了八千', files: none })
          await visitor.press('行')
          await visitor.sends({
            'f.ongoing': '停了',
            'f.when': '上个月',
            'f.elsewhere': '打过 12345，没人管',
            'f.standing': '实名（经批准的人员才能看到）',
            files: none,
          })
          await visitor.sends({ 'f.name': '王小二', 'f.contact': '13977665544' })
          await visitor.press('提交')
          return visitor
        },
      },
    ]
    for (const { chat, form } of told) {
      const person = aPerson(house, '500153')
      let said = ''
      for (const words of chat) said = await person.says(words)
      const visitor = await form()
      const [one, other] = [numberIn(said), numberIn(visitor.shows())]
      expect([one, other, visitor.shows()]).toEqual([
        expect.stringMatching(/^RC-/),
        expect.stringMatching(/^RC-/),
        expect.stringMatching(/查询密码 (?:[0-9A-Z]{4}-){3}[0-9A-Z]{5} /),
      ])
      expect(comparable(await caseOf(other))).toEqual(comparable(await caseOf(one)))
    }
  })

  it('takes files with the answers of the same page, and says which it cannot take', async () => {
    const visitor = await atTheQuestions(`${story}。有照片`)
    const photo = new File([new Uint8Array(await aPhoto('jpeg', 60, 40))], '门口.jpg', {
      type: 'image/jpeg',
    })
    const program = new File([Buffer.from('MZ\u0090\u0000')], 'a.exe')
    await visitor.sends({ ...answers, files: [photo, program] })
    expect(visitor.shows()).toContain('这种文件收不了')
    await visitor.press('提交')
    expect((await caseOf(numberIn(visitor.shows()))).files).toBe(1)
  })

  it('G4 a page sent twice, or all of them again, files one case and loses nothing', async () => {
    const visitor = await atTheQuestions(`${story}，收费贵`)
    const before = await countedCases()
    await visitor.sends({ ...answers, files: none })
    const review = visitor.shows()
    await visitor.again()
    expect(visitor.shows()).toContain('天天早上都有')
    expect(visitor.shows()).toContain('前面那一页已经交过')
    expect(review).toContain('请核对')
    await visitor.press('提交')
    const number = numberIn(visitor.shows())
    await visitor.again()
    expect(numberIn(visitor.shows())).toBe(number)
    expect(await countedCases()).toBe(before + 1)
  })

  it('G4 a button pressed twice in one moment answers each question once', async () => {
    const visitor = await atTheQuestions(`${story}，门口有牌子`)
    const page = { ...visitor.form().fields, ...answers, 'f.elsewhere': '打过一次', files: none }
    const { action } = visitor.form()
    await Promise.all([1, 2, 3].map(async () => await visitor.post(action, page)))
    await visitor.open()
    expect(visitor.shows()).toMatch(/时间 天天早上都有 改 现在 还在 改.*反映过 打过一次 改/s)
  })

  it('an old page of another window does not answer the question that is open now', async () => {
    const visitor = await aVisitor()
    await visitor.sends({ text: `${story}，墙上写着打针`, files: none })
    await visitor.press('行')
    const { action, fields } = visitor.form()
    await visitor.sends({ text: place })
    await visitor.post(action, { ...fields, once: 'another-window-1', text: '二楼窗子那家' })
    expect(visitor.shows()).toMatch(/前面那一页已经交过.*刚才这一段没有用上：二楼窗子那家/s)
    expect(visitor.shows()).toContain('现在还在做吗？')
    await visitor.sends({ ...answers, files: none })
    expect(visitor.shows()).toContain(place)
  })

  it('a wrong telephone is told beside its box, and what was typed stays in it', async () => {
    const visitor = await atTheQuestions(`${story}，收五十块`)
    await visitor.sends({ ...answers, 'f.standing': '实名（经批准的人员才能看到）', files: none })
    await visitor.sends({ 'f.name': '王小二', 'f.contact': '139-错' })
    expect(visitor.status()).toBe(422)
    expect(visitor.page()).toMatch(/id="text-wrong" role="alert">[^<]*[换对][^<]*</)
    expect(visitor.form().fields['text']).toBe('139-错')
    await visitor.sends({ text: '13977665544' })
    expect(visitor.shows()).toMatch(/请核对.*姓名 王小二.*电话 13977665544/s)
  })

  it('danger typed into any box comes first, and what else was typed is asked again filled in', async () => {
    const visitor = await atTheQuestions(`${story}，人多`)
    await visitor.sends({ ...answers, 'f.when': '刚才打死人了，人没气了', files: none })
    expect(visitor.shows()).toContain('请马上打 120')
    expect(visitor.form().fields['c.standing']).toMatch(/^匿名/)
    for (let n = 0; n < 4 && !visitor.shows().includes('打过 12345'); n++)
      await visitor.press('跳过', pickCarried(visitor))
    expect(visitor.page()).toMatch(/value="匿名[^"]*"\s+checked/)
  })

  it('a page that lay for two days is not lost: what it holds is told again', async () => {
    const visitor = await atTheQuestions(`${story}，也卖药`)
    for (let n = 0; n < 8; n++) {
      house.wait(12 * 3_600_000)
      await house.tick()
    }
    await visitor.sends({ ...answers, files: none })
    expect(visitor.shows()).toContain('时间久了，前面写的重新填好了')
    expect(visitor.shows()).toContain('记下了')
    await visitor.press('行', pickCarried(visitor))
    await visitor.sends({})
    expect(visitor.form().fields['f.when']).toBe('天天早上都有')
    await visitor.sends({ files: none })
    expect(visitor.shows()).toMatch(/请核对.*地点 .*卖鱼的楼上二楼.*时间 天天早上都有/s)
  })

  it('a browser without a cookie keeps what it wrote and is told to press once more', async () => {
    const visitor = await aVisitor()
    visitor.forgetCookie()
    await visitor.sends({ text: '第一句就写了很多', files: none })
    expect(visitor.shows()).toContain('请再按一次“下一步”。')
    expect(visitor.form().fields['text']).toBe('第一句就写了很多')
  })

  it('back leads to the question before, and an answer changed at the end is the one that is filed', async () => {
    const visitor = await atTheQuestions(`${story}，问过邻居`)
    await visitor.press('返回', answers)
    expect(visitor.shows()).toContain('具体在哪儿？')
    await visitor.press('不变', pickCarried(visitor))
    expect(visitor.form().fields['f.when']).toBe('天天早上都有')
    await visitor.sends({ files: none })
    await visitor.press('改 2 地点')
    await visitor.sends({ text: '菜市场前门右边二楼' })
    await visitor.press('提交')
    const { facts } = await caseOf(numberIn(visitor.shows()))
    expect(JSON.stringify(facts)).toContain('菜市场前门右边二楼')
  })
})

/** What a browser sends along by itself. */
const pickCarried = (visitor: Visitor): Record<string, string> =>
  Object.fromEntries(
    Object.entries(visitor.form().fields).filter(([name]) => name.startsWith('c.')),
  )
