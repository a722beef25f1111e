import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import sharp from 'sharp'
import { dayOf } from '#core/clock.ts'
import type { Officer } from '#core/access.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import { publishFigures, readFigures } from '#service/public-figures.ts'
import { publishBatch } from '#service/publish-round.ts'
import { publishedOf } from '#service/publish.ts'
import { approvePublication, writePublication } from '#service/publishing.ts'
import { createFinder, type Canary } from '../proof/canaries.ts'
import { aDesk, rongchang, type TestDesk } from './world.ts'

const health = '500153-health-commission'
const aDay = 86_400_000

/** In every field that could tell who somebody is, or what they said. */
const canaries: readonly Canary[] = [
  { name: 'name', text: '鵷鶵隐' },
  { name: 'telephone', text: '13977665544' },
  { name: 'channel address', text: 'wx-openid-ZQCANARY7' },
  { name: 'words', text: '獬豸在后头打针' },
  { name: 'place', text: '貔貅巷十八号二楼' },
  { name: 'accused', text: '夔牛老太婆' },
  { name: 'when', text: '饕餮节那天早上' },
  { name: 'note of an officer', text: '穷奇来过电话' },
  { name: 'answer to the reporter', text: '梼杌已经关门' },
  { name: 'question', text: '混沌从哪个门上去' },
]
const text = (name: string): string => canaries.find((one) => one.name === name)?.text ?? ''

let desk: TestDesk
let handler: Officer
const numbers: string[] = []
const offences = ['A1', 'A1', 'A2', 'B1', 'B1', 'B2', 'C1', 'E1', 'F1', 'G1', 'H1'] as const

async function doDeed(number: string, deed: Deed): Promise<void> {
  const read = await readCase(desk.world, handler, number)
  if (!read.ok) throw new Error(read.refusal.key)
  const done = await act(desk.world, handler, { number, version: read.value.file.version }, deed)
  if (!done.ok) throw new Error(`${deed.type}: ${done.refusal.key}`)
}

/** Every report full of canaries; it ends with a penalty that is in the register. */
async function publishOne(n: number, second: Officer): Promise<void> {
  const filed = await desk.report({
    name: text('name'),
    phone: text('telephone'),
    address: text('channel address'),
    facts: { what: text('words'), where: text('place'), who: text('accused'), when: text('when') },
    offence: 'A1',
    ...(n === 0 ? { picture: await aPicture() } : {}),
  })
  numbers.push(filed.number)
  const read = await readCase(desk.world, handler, filed.number)
  const task = read.ok
    ? read.value.file.tasks.find(({ office }) => office === health)?.task
    : undefined
  if (task === undefined) throw new Error('no task')
  await doDeed(filed.number, { type: 'accept', task })
  await doDeed(filed.number, { type: 'note', task, text: text('note of an officer') })
  await doDeed(filed.number, { type: 'ask', task, text: text('question') })
  const penalty = `荣卫罚〔2026〕${n + 1}号`
  await doDeed(filed.number, {
    type: 'conclude',
    task,
    outcome: 'substantiated',
    penalty,
    text: text('answer to the reporter'),
  })
  const written = await writePublication(desk.world, handler, {
    area: rongchang,
    from: { number: filed.number, task },
    content: {
      kind: 'decision',
      decision: {
        unit: `第${n}诊所`,
        unitKind: 'organisation',
        number: penalty,
        organ: '荣昌区卫生健康委',
        decidedOn: '2026-11-10',
        offence: offences[n % offences.length] ?? 'A1',
        violation: '未取得许可开展诊疗活动',
        basis: '第九十九条',
        penalties: ['warning'],
      },
    },
  })
  if (!written.ok) throw new Error(written.refusal.key)
  const approved = await approvePublication(desk.world, second, written.value)
  if (!approved.ok) throw new Error(approved.refusal.key)
}

const aPicture = async (): Promise<Uint8Array> =>
  await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer()

beforeAll(async () => {
  desk = await aDesk()
  handler = await desk.officer('banan', 'handler', health)
  const second = await desk.officer('shenhe', 'supervisor', '500153-intake')
  for (let n = 0; n < 12; n += 1) await publishOne(n, second)
  desk.later(60 * aDay)
  while (![11, 26].includes(Number(dayOf(desk.world.clock()).slice(8)))) desk.later(aDay)
  await publishBatch(desk.world, rongchang)
  await publishFigures(desk.world, rongchang)
}, 60_000)
afterAll(async () => await desk.close())

describe('what is published of reports full of canaries', () => {
  it('holds none of them, nor a number of any report, in any page, feed or paper', async () => {
    const entries = await publishedOf(desk.world, { area: rongchang, limit: 50 })
    expect(entries.length).toBe(12)
    const figures = await readFigures(desk.world, rongchang)
    expect(figures.map(({ figures: one }) => one.total)).toEqual([12])
    const feeds = ['register', 'bulletins', 'answers', 'statistics'].flatMap((path) =>
      ['', '.json', '.csv', '.atom'].map((kind) => `/${path}${kind}?area=${rongchang}`),
    )
    const month = dayOf(desk.world.clock()).slice(0, 7)
    const paths = [
      ...feeds,
      ...entries.map(({ id }) => `/register/${id}`),
      `/register/verify?area=${rongchang}`,
      `/register/chain.json?area=${rongchang}`,
      `/bulletins/month.pdf?area=${rongchang}&month=${month}`,
    ]
    const find = createFinder([...canaries, ...numbers.map((one) => ({ name: one, text: one }))])
    let bytes = 0
    for (const path of paths) {
      const answer = await desk.app.request(path)
      expect([path, answer.status]).toEqual([path, 200])
      const body = Buffer.from(await answer.arrayBuffer())
      bytes += body.length
      expect([path, find(body)]).toEqual([path, []])
    }
    console.log(
      `${canaries.length} canaries and ${numbers.length} numbers in ${numbers.length} reports: none in ${paths.length} published answers, ${bytes} bytes`,
    )
  })

  it('figures that are out stay as they are; a recount by one is not told', async () => {
    const [before] = await readFigures(desk.world, rongchang)
    await desk.world.db.transaction(async (tx) => {
      const [one] = await tx.selectFrom('facts').select('caseId').limit(1).execute()
      await tx
        .deleteFrom('facts')
        .where('caseId', '=', one?.caseId ?? '')
        .execute()
    })
    desk.later(aDay)
    await publishFigures(desk.world, rongchang)
    expect(await readFigures(desk.world, rongchang)).toEqual([before])
  })

  it('a recount by many is a version of its own, with its day, and the old one is kept', async () => {
    await desk.world.db.transaction(async (tx) => {
      const [one] = await tx.selectFrom('facts').selectAll().limit(1).execute()
      if (!one) throw new Error('no facts')
      for (let n = 0; n < 11; n += 1)
        await tx
          .insertInto('facts')
          .values({ ...one, task: `later-${n}` })
          .execute()
    })
    await publishFigures(desk.world, rongchang)
    const [after] = await readFigures(desk.world, rongchang)
    const kept = await desk.world.db.read(
      async (tx) =>
        await tx
          .selectFrom('publishedVersions')
          .selectAll()
          .where('publication', '=', after?.id ?? '')
          .execute(),
    )
    expect([after?.version, after?.figures.total, kept.length]).toEqual([2, 22, 2])
    const page = await (await desk.app.request(`/statistics?area=${rongchang}`)).text()
    expect(page).toContain('重新核算（第 2 版）')
    expect(page).toContain('<del>12</del>')
  })
})
