import { strFromU8, unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import { caseFileOf } from '#service/case-file-paper.ts'
import { act, readCase } from '#service/desk.ts'
import { transferForm } from '#service/paper-forms.ts'
import { paperOf, type FormKind } from '#service/papers.ts'
import { saveEvidence } from '#store/evidence.ts'
import { saveOffices } from '#store/offices.ts'
import { officesIn } from '#service/world.ts'
import { paperWords } from '#web/words/papers.ts'
import { readPages } from '../paper/read-pages.ts'
import { aDesk, rongchang, type FiledCase, type TestDesk } from '../web/world.ts'

const canaries = ['鵷鶵隐', '13977665544', 'wx-address-of-nobody', 'IMG_001']

let desk: TestDesk
let office: Officer
let boss: Officer
beforeAll(async () => {
  desk = await aDesk()
  const { world } = desk
  world.operator.write(rongchang, { sponsor: '荣昌区卫生健康委员会', telephone: '023-46730000' })
  await world.db.transaction(async (tx) => {
    await saveOffices(tx, rongchang, await officesIn(world, tx, rongchang))
  })
  const [lead = ''] = (await told()).offices
  office = await desk.officer('office', 'handler', lead)
  boss = await desk.officer('boss', 'supervisor', '500153-intake')
})
afterAll(async () => await desk.close())

const aPicture = async (colour: string, width = 900): Promise<Uint8Array> =>
  new Uint8Array(
    await sharp({ create: { width, height: 60, channels: 3, background: colour } })
      .jpeg()
      .toBuffer(),
  )

const told = async (more: Parameters<TestDesk['report']>[0] = {}): Promise<FiledCase> =>
  await desk.report({
    name: canaries[0] ?? '',
    phone: canaries[1] ?? '',
    address: canaries[2] ?? '',
    ...more,
  })

async function does(number: string, deed: object): Promise<void> {
  const read = await readCase(desk.world, office, number)
  if (!read.ok) throw new Error(read.refusal.key)
  const mine = read.value.tasks.find((task) => task.mine)
  const point = { number, version: read.value.file.version }
  const done = await act(desk.world, office, point, { task: mine?.task, ...deed } as never)
  expect(done).toMatchObject({ ok: true })
}

async function lines(number: string, kind: FormKind, by = office): Promise<readonly string[]> {
  const made = await paperOf(desk.world, by, { number, kind, words: paperWords })
  if (!made.ok) throw new Error(made.refusal.key)
  return (await readPages(made.value.bytes)).flatMap((page) => page.lines)
}

async function docxOf(number: string, kind: FormKind): Promise<string> {
  const asked = { number, kind, words: paperWords, as: 'docx', mark: '荣卫医〔2026〕7号' } as const
  const made = await paperOf(desk.world, office, asked)
  if (!made.ok) throw new Error(made.refusal.key)
  expect(made.value.name).toBe(`${number}-${kind}.docx`)
  return strFromU8(unzipSync(made.value.bytes)['word/document.xml'] ?? new Uint8Array())
}

const declined = {
  type: 'decline',
  reason: 'other-legal-way',
  text: '这是劳动报酬的争议，请向荣昌区劳动人事争议仲裁委员会申请仲裁。',
} as const

describe('a form of a case', () => {
  it('转办单: tells the office what it has to do, by which clause and until when', async () => {
    const { number } = await told()
    const page = (await lines(number, 'assignment')).join('')
    for (const words of [
      '举报事项转办单',
      '荣昌区医疗卫生综合监管协调岗',
      `举报人（编号${number}）`,
      '菜市场后头有个老太婆给人打针输液，没得证。',
      '昌元街道菜市场后门卖鱼的楼上二楼',
      '办理期限',
      '〔2026〕　　号（文号待编）',
      '联系电话：023-46730000',
      '2026年11月20日',
    ])
      expect(page).toContain(words)
  })

  it('受理告知书: only once it is accepted; then with the day it will be done by', async () => {
    const { number } = await told()
    const asked = { number, kind: 'accepted', words: paperWords } as const
    expect(await paperOf(desk.world, office, asked)).toMatchObject({
      ok: false,
      refusal: { key: 'paper-not-yet', facts: { step: '受理' } },
    })
    await does(number, { type: 'accept' })
    const page = (await lines(number, 'accepted')).join('')
    expect(page).toContain('受理告知书')
    expect(page).toContain(`举报人（编号${number}）：`)
    expect(page).toContain('预计2026年12月11日前办结')
    expect(page).toContain('法律没有统一规定')
    expect(page).not.toContain('老太婆')
  })

  it('不予受理告知书: the reason in the words the reporter was told, and what the law lets them do', async () => {
    const { number } = await told()
    await does(number, declined)
    const page = (await lines(number, 'declined')).join('')
    expect(page).toContain('应当通过诉讼、仲裁、复议等途径解决')
    expect(page).toContain(declined.text)
    expect(page).toContain('60 日内申请行政复议')
    expect(page).toContain('只是提供线索的，不能申请复议')
  })

  it('办结报告: the outcome, the number of the decision, whether it was in time', async () => {
    const { number } = await told()
    await does(number, { type: 'accept' })
    const penalty = '渝荣卫医罚〔2026〕12号'
    await does(number, { type: 'conclude', outcome: 'substantiated', penalty, text: '已经取缔。' })
    const page = (await lines(number, 'conclusion')).join('')
    for (const words of ['办结报告', '查实。', penalty, '已经取缔。', '按期'])
      expect(page).toContain(words)
    const file = await docxOf(number, 'conclusion')
    for (const words of ['办结报告', '荣卫医〔2026〕7号', penalty, '方正小标宋简体', '仿宋_GB2312'])
      expect(file).toContain(words)
  })

  it('移送函: refuses and says why while nothing was transferred', async () => {
    const { number } = await told()
    const asked = { number, kind: 'transfer', words: paperWords } as const
    expect(await paperOf(desk.world, office, asked)).toMatchObject({
      ok: false,
      refusal: { key: 'paper-transfer-none' },
    })
  })

  it('移送函: says to whom, on what it rests and what goes with it; the reporter stays', async () => {
    const { number } = await told()
    await does(number, { type: 'accept' })
    const letter = {
      id: 'l1',
      task: '',
      to: 'police',
      organ: '荣昌区公安局',
      basis: '《行政处罚法》第二十七条',
      materials: ['现场检查笔录 1 份', '照片 3 张'],
      on: '2026-11-20',
      at: 0,
      by: { kind: 'officer', id: office.id, office: office.office },
    } as const
    const read = await readCase(desk.world, office, number)
    if (!read.ok) throw new Error(read.refusal.key)
    const task = read.value.tasks.find(({ mine }) => mine) ?? never()
    const transfers = [{ ...letter, task: task.task }]
    const file = { ...read.value, file: { ...read.value.file, transfers } }
    const ground = { file, task, words: paperWords, intake: '', trackUrl: '', remedies: [] }
    const form = transferForm(ground)
    if (!form.ok) throw new Error(form.refusal.key)
    expect(form.value).toMatchObject({ title: '移送函', to: '荣昌区公安局', on: '2026-11-20' })
    const page = JSON.stringify(form.value)
    for (const words of [
      '根据《行政处罚法》第二十七条',
      '1. 现场检查笔录 1 份',
      '2. 照片 3 张',
      '不随案移送',
    ])
      expect(page).toContain(words)
    expect(canaries.filter((one) => page.includes(one))).toEqual([])
  })

  it('another office does not write in the name of this one; who sees the case may hold its papers', async () => {
    const { number } = await told()
    await does(number, declined)
    expect((await lines(number, 'declined', boss)).length).toBeGreaterThan(8)
    const stranger = await desk.officer('stranger', 'handler', '500153-public-security')
    const asked = { number, kind: 'declined', words: paperWords } as const
    expect(await paperOf(desk.world, stranger, asked)).toMatchObject({
      ok: false,
      refusal: { key: 'task-not-yours' },
    })
    const auditor = await desk.officer('auditor', 'auditor', '500153-intake')
    expect(await paperOf(desk.world, auditor, asked)).toMatchObject({ ok: false })
  })

  it('is on record by its kind', async () => {
    const { number } = await told()
    await lines(number, 'assignment')
    const rows = await desk.world.db.read(
      async (tx) =>
        await tx
          .selectFrom('audit')
          .select(['action', 'actor'])
          .where('subject', '=', number)
          .orderBy('seq', 'desc')
          .execute(),
    )
    expect(rows[0]).toEqual({ action: 'paper-assignment', actor: `officer:${office.id}` })
  })

  it('a sign the typeface has not is a box, and the paper says so', async () => {
    const { number } = await told({ facts: { what: '彧家诊所🙂打针' } })
    const page = (await lines(number, 'assignment')).join('')
    expect(page).toContain('□家诊所□打针')
    expect(page).toContain('原字见系统或者可修改版')
    expect(await docxOf(number, 'assignment')).toContain('彧家诊所🙂打针')
  })
})

describe('a case file', () => {
  it('has a cover, an index whose numbers lead to the parts, and a page for each picture', async () => {
    const { number, id } = await told({ picture: await aPicture('#884422') })
    const { world } = desk
    const sound = await world.vault.keepEvidence({
      kind: 'voice',
      bytes: new Uint8Array(Buffer.from('#!AMR\n1234')),
      name: `${canaries[0]}.amr`,
    })
    if ('refused' in sound) throw new Error(sound.refused)
    await world.db.transaction(
      async (tx) => await saveEvidence(tx, { ...sound, session: 'none', caseId: id }),
    )
    await does(number, { type: 'accept' })
    const made = await caseFileOf(world, office, { number, words: paperWords })
    if (!made.ok) throw new Error(made.refusal.key)
    const pages = await readPages(made.value.bytes)
    const index = pages[1]?.lines ?? []
    expect(index[0]).toBe('目录')
    for (const [n, title] of index.entries())
      if (/^[一二三四五六]、|^材料/.test(title))
        expect(pages[Number(index[n + 1]) - 1]?.lines[0]).toBe(title)
    expect(index.filter((line) => /^[一二三四五六]、/.test(line)).length).toBe(6)
    expect(pages.filter(({ pictures }) => pictures > 0).length).toBe(1)
    expect(pages.at(-1)?.lines.at(-1)).toBe(`— ${pages.length} —`)
    const all = pages.flatMap((page) => page.lines).join('')
    expect(all).toContain(sound.digest.slice(0, 20))
    expect(all).toContain('受理告知书')
  })

  it('of very many pictures draws as many as it may, and says how many are left', async () => {
    const { number, id } = await told()
    const { world } = desk
    for (let n = 0; n < 9; n += 1) {
      const bytes = n < 3 ? await aPicture(`#${n}${n}${n}444`, 80) : undefined
      const kept = bytes && (await world.vault.keepEvidence({ kind: 'image', bytes }))
      const [some] = kept && 'id' in kept ? [kept] : await rowsOf(id)
      if (!some) throw new Error('nothing was kept')
      const row = { ...some, id: n < 3 ? some.id : `${some.id}-${n}`, caseId: id, session: 'none' }
      await world.db.transaction(async (tx) => await saveEvidence(tx, row))
    }
    const same = await rowsOf(id)
    const [first] = same
    const vault = {
      ...world.vault,
      readEvidence: async () => await world.vault.readEvidence(first ?? never(), 'cleaned'),
    }
    const heard: number[] = []
    const made = await caseFileOf({ ...world, vault }, office, {
      number,
      words: paperWords,
      most: 6,
      progress: async (done) => {
        heard.push(done)
        return await Promise.resolve()
      },
    })
    if (!made.ok) throw new Error(made.refusal.key)
    const pages = await readPages(made.value.bytes)
    expect(pages.filter(({ pictures }) => pictures > 0).length).toBe(6)
    expect(pages.flatMap((page) => page.lines).join('')).toContain('另有 3 张没有印在后面')
    expect(heard).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('promise 8: in no paper of any kind stands who the reporter is', async () => {
    const { number } = await told({ picture: await aPicture('#112233') })
    await does(number, { type: 'accept' })
    await does(number, { type: 'conclude', outcome: 'unfounded', text: '查了，没有发现。' })
    const found: string[] = []
    for (const kind of ['assignment', 'accepted', 'conclusion'] as const) {
      const text = `${(await lines(number, kind)).join('')}${await docxOf(number, kind)}`
      found.push(...canaries.filter((one) => text.includes(one)))
    }
    const made = await caseFileOf(desk.world, office, { number, words: paperWords })
    const text = made.ok ? await readPages(made.value.bytes) : []
    found.push(...canaries.filter((one) => JSON.stringify(text).includes(one)))
    expect(text.length).toBeGreaterThan(5)
    expect(found).toEqual([])
  })
})

const rowsOf = async (id: string) => {
  const { evidenceOfCase } = await import('#store/evidence.ts')
  return await desk.world.db.read(async (tx) => await evidenceOfCase(tx, id))
}

const never = (): never => {
  throw new Error('there is no row')
}
