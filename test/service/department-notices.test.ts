import { describe, expect, it } from 'vitest'
import { backToQueue, blockSender } from '#service/block.ts'
import { openFakeMail } from '../bots/fake-mail.ts'
import { area, aScene, eventsAt, health, intakeOffice, type Scene } from './department-scene.ts'
import { aPerson, aStory, officerOf, reports } from './house.ts'

const minute = 60_000
const hour = 60 * minute

const aNotice = (number: string, what: string, due?: string): string =>
  [
    `【医监】${what}`,
    `件号：${number}`,
    ...(due ? [`期限：${due}`] : []),
    `请到工作台看：https://jubao.example/desk/cases/${number}`,
  ].join('\n')

describe('a department is told', () => {
  it('of a new task: number, what happened, until when, where to look, and nothing else', async () => {
    await using scene = await aScene()
    const { house, outside } = scene
    await scene.adds({ kind: 'wecom', office: health })
    await scene.adds({ kind: 'dingtalk', office: `${area}-market-regulation` })
    await scene.adds({ kind: 'feishu' })
    await scene.adds({ kind: 'webhook' })
    const { number } = await reports(aPerson(house, area))
    await house.tell()
    const told = aNotice(number, '有新任务', '2026年12月11日')
    expect(outside.shown('wecom')).toEqual([told])
    expect(outside.shown('feishu')).toEqual([told])
    expect(outside.shown('dingtalk')).toEqual([])
    const link = `https://jubao.example/desk/cases/${number}`
    expect(eventsAt(scene)).toMatchObject([
      { type: 'task.new', data: { number, due: '2026-12-11', link } },
    ])
    await scene.runs(hour)
    expect(outside.received).toHaveLength(3)
  })

  it('of what comes after: return, ruling, answer, supplement, second look, withdrawal', async () => {
    await using scene = await aScene()
    const { house, outside } = scene
    await scene.adds({ kind: 'wecom', office: health, name: '承办' })
    await scene.adds({ kind: 'webhook', office: intakeOffice, name: '协调岗' })
    const person = aPerson(house, area)
    const { number } = await reports(person)
    const lead = await officerOf(house, number)
    const { task } = lead
    await scene.does(number, lead, { type: 'return', task, reason: '不在本辖区', basis: '方案' })
    const intake = { ...lead, role: 'intake', office: intakeOffice, department: 'intake' } as const
    const matter = await matterOf(scene, number)
    const rule = { type: 'rule', matter, lead: health, cooperate: [], reason: '还是卫健' } as const
    await scene.does(number, intake, { ...rule, basis: '三定规定' })
    const again = { ...lead, task: await liveTask(scene, number) }
    await scene.does(number, again, { type: 'accept', task: again.task })
    await scene.does(number, again, { type: 'ask', task: again.task, text: '从哪个门上去？' })
    for (const words of ['查看', '查看', '查看', '鱼店旁边的铁门']) await person.says(words)
    await person.says('补充')
    await person.says('又搬到三楼了')
    for (const words of ['撤回', '撤回', '2', '跳过']) await person.says(words)
    await scene.runs(minute)
    expect(eventsAt(scene).map(({ type }) => type)).toEqual(['task.returned'])
    const kinds = outside.shown('wecom').map((text) => text.split('\n')[0])
    expect(kinds).toEqual([
      '【医监】有新任务',
      '【医监】有分办决定',
      '【医监】举报人答复了',
      '【医监】举报人作了补充',
      '【医监】举报人撤回了',
    ])
    expect(new Set(outside.shown('wecom').map((text) => text.split('\n')[1]))).toEqual(
      new Set([`件号：${number}`]),
    )
  })

  it('of danger to life as urgent', async () => {
    await using scene = await aScene()
    await scene.adds({ kind: 'wecom', office: intakeOffice })
    const person = aPerson(scene.house, area)
    await person.says('诊所打针后人昏迷了，没有呼吸，快救命')
    await person.says('昌元街道菜市场后门楼上')
    await scene.house.tell()
    expect(scene.outside.shown('wecom')[0]).toMatch(/^【医监】有急件，请马上处理\n件号：RC-2026-/)
  })

  it('by mail, through the server the house has', async () => {
    const mail = await openFakeMail()
    try {
      await using scene = await aScene({
        SMTP_URL: mail.smtpUrl,
        NOTICE_MAIL_FROM: 'tongzhi@wsjk.example',
      })
      await scene.adds({ kind: 'mail', address: 'banshi@wsjk.example', office: health })
      const { number } = await reports(aPerson(scene.house, area))
      await scene.house.tell()
      const [sent] = mail.to('banshi@wsjk.example')
      expect(sent?.mail.subject).toBe('【医监】有新任务')
      expect(sent?.mail.text?.trim()).toBe(
        `${aNotice(number, '有新任务', '2026年12月11日')}\n\n这封信由系统发出，不用回复。`,
      )
      expect(sent?.from).toBe('tongzhi@wsjk.example')
    } finally {
      await mail.close()
    }
  })
})

describe('nothing of a report leaves the house', () => {
  it('none of the words planted in every field stands in any outgoing message', async () => {
    await using scene = await aScene()
    const { house, outside } = scene
    for (const kind of ['wecom', 'dingtalk', 'feishu', 'webhook'] as const)
      await scene.adds({ kind })
    const canaries = ['獬豸', '貔貅', '夔牛', '麒麟', '鹓雏', '狻猊', '13912345678', '饕餮', '梼杌']
    const person = aPerson(house, area)
    const story = [
      '昌元街道獬豸诊所有个老太婆给人打针输液，没得证',
      '行',
      '菜市场后门貔貅楼二楼',
      '还在',
      '天天早上夔牛来的时候',
      '跳过',
      '跳过',
      '实名',
      '鹓雏',
      '13912345678',
      '提交',
    ]
    const { number } = await reports(person, story)
    const lead = await officerOf(house, number)
    const { task } = lead
    await scene.does(number, lead, { type: 'ask', task, text: '麒麟从哪个门上去？' })
    await person.says('查看')
    await person.says('狻猊旁边的铁门')
    await person.says('补充')
    await person.says('饕餮也在')
    await scene.does(number, lead, { type: 'return', task, reason: '梼杌', basis: '梼杌' })
    await scene.runs(2 * minute)
    expect(outside.received.length).toBeGreaterThanOrEqual(16)
    const all = JSON.stringify(
      outside.received.map(({ path, query, headers, body }) => [
        path,
        query.toString(),
        headers,
        JSON.parse(body),
      ]),
    )
    expect(all).toContain(number)
    for (const canary of [...canaries, person.address]) expect(all).not.toContain(canary)
    const facts = eventsAt(scene).flatMap(({ data }) => Object.keys(data))
    expect([...new Set(facts)].toSorted()).toEqual(['due', 'link', 'number'])
  })

  it('an accusation is told to nobody but the office that has it', async () => {
    await using scene = await aScene()
    await scene.adds({ kind: 'wecom' })
    await scene.adds({ kind: 'dingtalk', office: health })
    await scene.adds({ kind: 'feishu', office: intakeOffice })
    const person = aPerson(scene.house, area)
    for (const words of [
      '区卫健委执法队的人收了诊所的红包，举报几次都不查',
      '1',
      '昌元街道滨河路18号',
    ])
      await person.says(words)
    for (const words of ['还在', '去年起', '跳过', '没有', '匿名', '提交']) await person.says(words)
    await scene.runs(minute)
    const { outside } = scene
    expect(outside.shown('wecom')).toEqual([])
    expect(outside.shown('dingtalk')).toEqual([])
    expect(outside.shown('feishu').map((text) => text.split('\n')[0])).toEqual(['【医监】有新任务'])
  })

  it('what stands aside with a blocked sender is told when it is taken up', async () => {
    await using scene = await aScene()
    const { house, outside } = scene
    const person = aPerson(house, area)
    const { number } = await reports(person)
    const lead = await officerOf(house, number)
    const intake = { ...lead, role: 'intake', office: intakeOffice, department: 'intake' } as const
    await blockSender(house.world, intake, { number, reason: '一天来了二十件，都是假的', days: 30 })
    await scene.adds({ kind: 'wecom' })
    house.wait(24 * hour)
    const aside = await reports(person, [
      '昌元街道菜市场獬豸诊所骗医保，空刷医保卡套钱',
      ...aStory.slice(1),
    ])
    expect(aside.number).toMatch(/^RC-/)
    await scene.runs(hour)
    expect(outside.shown('wecom')).toEqual([])
    const back = await backToQueue(house.world, intake, aside.number)
    expect(back.ok).toBe(true)
    await scene.runs(minute)
    expect(outside.shown('wecom')[0]).toContain(aside.number)
  })
})

/** Of the office that leads, once the intake office has ruled. */
async function liveTask({ house }: Scene, number: string): Promise<string> {
  return await house.world.db.read(async (tx) => {
    const row = await tx
      .selectFrom('tasks')
      .innerJoin('cases', 'cases.id', 'tasks.caseId')
      .select('tasks.task')
      .where('cases.number', '=', number)
      .where('tasks.office', '=', health)
      .where('tasks.state', '=', 'assigned')
      .executeTakeFirstOrThrow()
    return row.task
  })
}

async function matterOf({ house }: Scene, number: string): Promise<string> {
  return await house.world.db.read(async (tx) => {
    const row = await tx
      .selectFrom('tasks')
      .innerJoin('cases', 'cases.id', 'tasks.caseId')
      .select('tasks.matter')
      .where('cases.number', '=', number)
      .executeTakeFirstOrThrow()
    return row.matter
  })
}
