import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dayOf } from '#core/clock.ts'
import type { Officer } from '#core/access.ts'
import { publishBatch } from '#service/publish-round.ts'
import { publishedOf } from '#service/publish.ts'
import { chainFault } from '#store/publication-chain.ts'
import { contentDigest, linkHash, linksOf, nothingBefore } from '#store/publications.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { aDesk, rongchang, type FiledCase, type TestDesk, type Told } from './world.ts'

const health = '500153-health-commission'
const aDay = 86_400_000

let desk: TestDesk
let handler: Officer
let writer: BrowserLike
let second: BrowserLike

beforeEach(async () => {
  desk = await aDesk()
  handler = await desk.officer('banan', 'handler', health)
  await desk.officer('shenhe', 'supervisor', '500153-intake')
  writer = aBrowser(desk.app)
  second = aBrowser(desk.app)
  await writer.signIn('banan')
  await second.signIn('shenhe')
})
afterEach(async () => await desk.close())

async function doDeed(number: string, deed: Deed): Promise<void> {
  const read = await readCase(desk.world, handler, number)
  if (!read.ok) throw new Error(read.refusal.key)
  const done = await act(desk.world, handler, { number, version: read.value.file.version }, deed)
  if (!done.ok) throw new Error(`${deed.type}: ${done.refusal.key}`)
}

async function taskOf(number: string): Promise<string> {
  const read = await readCase(desk.world, handler, number)
  const task = read.ok
    ? read.value.file.tasks.find(({ office, role }) => office === health && role !== 'cooperate')
    : undefined
  if (!task) throw new Error('no task')
  return task.task
}

/** A report that ended with a penalty. */
async function aPunished(penalty: string, told: Told = {}): Promise<FiledCase & { task: string }> {
  const filed = await desk.report(told)
  const task = await taskOf(filed.number)
  await doDeed(filed.number, { type: 'accept', task })
  await doDeed(filed.number, {
    type: 'conclude',
    task,
    outcome: 'substantiated',
    penalty,
    text: '查实并处罚。',
  })
  return { ...filed, task }
}

const decision = (
  number: string,
  more: Readonly<Record<string, string | readonly string[]>> = {},
) => ({
  unitKind: 'organisation',
  unit: '荣昌区某某口腔诊所',
  number,
  organ: '荣昌区卫生健康委员会',
  decidedOn: '2026-11-03',
  offence: 'B1',
  violation: '超出备案的诊疗科目开展诊疗活动',
  basis: '《医疗机构管理条例》第二十六条、第四十六条',
  penalties: ['warning', 'fine'],
  fined: '20000',
  ...more,
})

const newForm = (from = ''): string =>
  `/desk/publish/new?area=${rongchang}&kind=decision${from === '' ? '' : `&from=${from}`}`

async function write(fields: ReturnType<typeof decision>, from = '') {
  const page = await writer.get(newForm(from))
  return await writer.submit(page, 'name="unit"', fields)
}

/** What waits for the second officer, by the words of its link. */
async function approve(words: string) {
  const list = await second.get(`/desk/publish?area=${rongchang}`)
  const path = new RegExp(
    `href="(/desk/publish/[0-9a-f]+)"[^>]*>[^<]*(?:<span[^>]*>)?[^<]*${words}`,
  ).exec(list.html)?.[1]
  if (path === undefined) throw new Error(`nothing waits with ${words}:\n${list.text}`)
  const page = await second.get(path)
  return { path, done: await second.submit(page, 'value="approve"', { deed: 'approve' }) }
}

/** To the next day of publication after so many days. */
async function batchAfter(days: number): Promise<number> {
  desk.later(days * aDay)
  while (![11, 26].includes(Number(dayOf(desk.world.clock()).slice(8)))) desk.later(aDay)
  const out = await publishBatch(desk.world, rongchang)
  await writer.signIn('banan')
  await second.signIn('shenhe')
  return out
}

describe('the register of decisions', () => {
  it('a decision comes out after a second officer looked, in a batch, and says nothing of any report', async () => {
    const told = { facts: { what: '我老婆亲眼看见他没有证还给小孩拔牙，满嘴是血。' } }
    const { number, task } = await aPunished('荣卫罚〔2026〕8号', told)
    expect((await writer.get(`/desk/publish?area=${rongchang}`)).text).toContain(
      '荣卫罚〔2026〕8号',
    )
    const written = await write(decision('荣卫罚〔2026〕8号'), `${number}&task=${task}`)
    expect(written.text).toContain('等另一位审核')
    await write(decision('荣卫罚〔2026〕9号', { unit: '李四光', unitKind: 'person' }))
    await write(decision('荣卫罚〔2026〕10号', { unit: '荣昌区某某门诊部' }))
    for (const one of ['8号', '9号', '10号']) await approve(one)
    const citizen = aBrowser(desk.app)
    expect((await citizen.get(`/register?area=${rongchang}`)).text).toContain('还没有公开的决定')
    expect(await batchAfter(60)).toBe(3)
    const page = await citizen.get(`/register?area=${rongchang}`)
    expect(page.text).toContain('荣昌区某某口腔诊所')
    expect(page.text).toContain('警告；罚款 20,000.00 元')
    expect(page.text).toContain('李某')
    expect(page.text).toContain('【演示】')
    const everything = [page.html]
    for (const path of ['register.json', 'register.csv', 'register.atom', 'register/chain.json'])
      everything.push((await citizen.get(`/${path}?area=${rongchang}`)).html)
    for (const { id } of await publishedOf(desk.world, { area: rongchang, limit: 9 }))
      everything.push((await citizen.get(`/register/${id}`)).html)
    for (const hidden of [number, '李四光', '拔牙', '满嘴是血', 'web-chat', 'm1'])
      expect(everything.join('\n').includes(hidden), hidden).toBe(false)
    expect(everything.join('\n')).not.toMatch(/举报件|有人举报|投诉人/)
  })

  it('too few wait for the next day, and which of them came of a report nobody sees', async () => {
    await write(decision('荣卫罚〔2026〕8号'))
    await write(decision('荣卫罚〔2026〕9号'))
    for (const one of ['8号', '9号']) await approve(one)
    expect(await batchAfter(60)).toBe(0)
    await write(decision('荣卫罚〔2026〕10号'))
    await approve('10号')
    expect(await publishBatch(desk.world, rongchang)).toBe(0)
    expect(await batchAfter(1)).toBe(3)
    const rows = await desk.world.db.read(async (tx) => await linksOf(tx, rongchang))
    expect(rows.every(({ on }) => on === rows[0]?.on)).toBe(true)
  })

  it('who wrote it does not approve it', async () => {
    const boss = aBrowser(desk.app)
    await boss.signIn('shenhe')
    const page = await boss.get(newForm())
    await boss.submit(page, 'name="unit"', decision('荣卫罚〔2026〕8号'))
    const list = await boss.get(`/desk/publish?area=${rongchang}`)
    const path = /href="(\/desk\/publish\/[0-9a-f]+)"/.exec(list.html)?.[1] ?? ''
    const own = await boss.get(path)
    expect(own.text).toContain('要由另一位审核')
    const csrf = own.forms.find(({ fields }) => fields['csrf'])?.fields['csrf'] ?? ''
    expect((await boss.post(path, { csrf, deed: 'approve' })).text).toContain('是您自己写的')
  })

  it('words that would tell of a report, its number, a telephone or its own sentences are refused', async () => {
    const { number, task } = await aPunished('荣卫罚〔2026〕8号')
    const from = `${number}&task=${task}`
    const refused = async (violation: string) =>
      (await write(decision('荣卫罚〔2026〕8号', { violation }), from)).text
    expect(await refused('接群众举报后查明超范围执业')).toContain('会让人看出是有人举报的')
    expect(await refused(`见 ${number}`)).toContain('是举报件的编号')
    expect(await refused('联系 13912345678')).toContain('像电话')
    expect(await refused('菜市场后头有个老太婆给人打针输液')).toContain('和举报人写的一样')
    expect((await write(decision('荣卫罚〔2026〕8号'), from)).text).toContain('等另一位审核')
    expect((await write(decision('荣卫罚〔2026〕 8 号'))).text).toContain('已经在公开或者待公开')
  })

  it('a correction strikes the old words and says when and why; what was taken down leaves its digest and its reason', async () => {
    for (const n of [8, 9, 10])
      await write(decision(`荣卫罚〔2026〕${n}号`, { unit: `第${n}门诊部` }))
    for (const n of [8, 9, 10]) await approve(`${n}号`)
    await batchAfter(60)
    const [first, other] = await publishedOf(desk.world, { area: rongchang, limit: 9 })
    const path = `/desk/publish/${first?.id}`
    const fixed = {
      ...decision(first?.decision?.number ?? ''),
      unit: '荣昌第一门诊部',
      reason: '名称录错',
    }
    await writer.submit(await writer.get(path), 'value="write"', { ...fixed, deed: 'write' })
    await approve('荣昌第一门诊部')
    const citizen = aBrowser(desk.app)
    const page = await citizen.get(`/register/${first?.id}`)
    expect(page.html).toMatch(/<del datetime="2027-[^"]+"><span[^>]*>第\d+门诊部<\/span><\/del>/)
    expect(page.text).toContain('更正：名称录错')
    const gone = `/desk/publish/${other?.id}`
    await second.submit(await second.get(gone), 'value="withdraw"', {
      deed: 'withdraw',
      cause: '处罚决定已被依法撤销',
    })
    const left = await citizen.get(`/register/${other?.id}`)
    expect(left.text).toContain('处罚决定已被依法撤销')
    expect(left.html).not.toContain(other?.decision?.unit ?? '?')
    const list = await citizen.get(`/register?area=${rongchang}`)
    expect(list.html).not.toContain(other?.decision?.unit ?? '?')
    expect((await citizen.get(`/register/verify?area=${rongchang}`)).text).toContain(
      '链是完整的，共 5 次',
    )
  })

  it('a decision whose report is opened again does not come out, and officers are told of one that is out', async () => {
    const { id, number, task } = await aPunished('荣卫罚〔2026〕8号')
    await write(decision('荣卫罚〔2026〕8号'), `${number}&task=${task}`)
    for (const n of [9, 10, 11]) await write(decision(`荣卫罚〔2026〕${n}号`))
    for (const n of [8, 9, 10, 11]) await approve(`${n}号`)
    await desk.world.db.transaction(
      async (tx) =>
        await tx.updateTable('cases').set({ state: 'accepted' }).where('id', '=', id).execute(),
    )
    expect(await batchAfter(60)).toBe(3)
    const list = await writer.get(`/desk/publish?area=${rongchang}`)
    expect(list.text).toContain('来源件有变动，请核对要不要撤下')
    const out = await publishedOf(desk.world, { area: rongchang, limit: 9 })
    expect(out.map(({ decision: one }) => one?.number)).not.toContain('荣卫罚〔2026〕8号')
  })

  it('anybody checks the chain by hand; one changed word, one missing link is found', async () => {
    for (const n of [8, 9, 10]) await write(decision(`荣卫罚〔2026〕${n}号`))
    for (const n of [8, 9, 10]) await approve(`${n}号`)
    await batchAfter(60)
    const links = await desk.world.db.read(async (tx) => await linksOf(tx, rongchang))
    expect(chainFault(links)).toBeUndefined()
    let before = nothingBefore
    for (const link of links) before = linkHash(before, link)
    expect(before).toBe(links.at(-1)?.hash)
    expect(chainFault(links.slice(1))).toBe(1)
    expect(chainFault(links.map((one, n) => (n === 1 ? { ...one, on: '2027-01-12' } : one)))).toBe(
      2,
    )
    const versions = await desk.world.db.read(
      async (tx) => await tx.selectFrom('publishedVersions').selectAll().execute(),
    )
    for (const { content, salt, publication } of versions)
      expect(contentDigest(content ?? '', salt ?? '')).toBe(
        links.find((one) => one.publication === publication)?.digest,
      )
  })

  it('a file of decisions comes in line by line, and each wrong line is named', async () => {
    const page = await writer.get(`/desk/publish?area=${rongchang}`)
    const file = new File(
      [
        [
          '当事人,当事人类别,文号,处罚机关,决定日期,违法类别,违法行为,依据,处罚种类,罚款（元）,没收（元）,区县代码',
          '甲诊所,单位,荣卫罚〔2026〕1号,荣昌区卫生健康委,2026-03-05,B1,超范围执业,《医疗机构管理条例》第四十六条,警告；罚款,10000,,',
          '乙诊所,单位,荣卫罚〔2026〕2号,荣昌区卫生健康委,2026年13月5日,B1,超范围执业,《条例》,警告,,,',
          '丙诊所,单位,荣卫罚〔2026〕3号,荣昌区卫生健康委,2026-03-05,B1,有人投诉后查实,《条例》,警告,,,',
        ].join('\r\n'),
      ],
      'decisions.csv',
    )
    const done = await writer.submit(page, 'type="file"', { deed: 'import', file })
    expect(done.text).toContain('收下 1 行')
    expect(done.text).toMatch(/第 3 行：“决定日期”填得不对/)
    expect(done.text).toMatch(/第 4 行：“投诉”会让人看出/)
  })
})

describe('bulletins, answers and the law', () => {
  it('a bulletin begins with its template, must be filled in, and a second officer lets it out', async () => {
    const path = `/desk/publish/new?area=${rongchang}&kind=bulletin&template=unlicensed`
    const page = await writer.get(path)
    expect(
      (await writer.submit(page, 'name="found"', { organ: '荣昌区卫生健康委' })).text,
    ).toContain('还没有改成实际内容')
    const fields = {
      title: '荣昌区查处一起无证行医案',
      found: '2026年8月，卫生健康部门检查发现，一处民房没有取得许可证开展诊疗活动。',
      handled: '责令停止执业活动，罚款五万元。',
      law: '《基本医疗卫生与健康促进法》第九十九条。',
      reminder: '看到了可以举报。',
      organ: '荣昌区卫生健康委',
    }
    await writer.submit(page, 'name="found"', fields)
    await approve('荣昌区查处')
    const citizen = aBrowser(desk.app)
    const list = await citizen.get(`/bulletins?area=${rongchang}`)
    expect(list.text).toContain('荣昌区查处一起无证行医案')
    const pdf = await citizen.get(`/bulletins/month.pdf?area=${rongchang}&month=2026-11`)
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect((await citizen.get(`/bulletins.atom?area=${rongchang}`)).html).toContain('<entry>')
  })

  it('an answer to what many ask is published by two officers', async () => {
    const page = await writer.get(`/desk/publish/new?area=${rongchang}&kind=answer`)
    await writer.submit(page, 'name="question"', {
      question: '小区义诊送鸡蛋，能信吗？',
      answer: '先看有没有证。',
      organ: '荣昌区卫生健康委',
      source: '《医师法》第五十九条',
    })
    await approve('小区义诊')
    const list = await aBrowser(desk.app).get(`/answers?area=${rongchang}`)
    expect(list.text).toContain('小区义诊送鸡蛋，能信吗？')
  })

  it('every sentence of plain law has a source that was read or is well known, none that is unsure', async () => {
    const citizen = aBrowser(desk.app)
    const law = desk.world.publishing?.law
    expect(law?.pages.length).toBeGreaterThanOrEqual(9)
    for (const { id, statements } of law?.pages ?? []) {
      const page = await citizen.get(`/law/${id}`)
      expect(page.status).toBe(200)
      for (const { text, source, confidence } of statements) {
        expect(['S', 'M']).toContain(confidence)
        expect(source).toMatch(/《[^》]+》/)
        expect(page.text.replaceAll(/\s+/g, '')).toContain(text.replaceAll(/\s+/g, ''))
      }
    }
    const asked = await citizen.get(`/law/look-up?area=${rongchang}&q=某某诊所`)
    expect(asked.text).toMatch(/还没有导入医疗机构名录|名录里没查到，不等于无证/)
  })

  it('programs are told when nothing changed, and no page is kept', async () => {
    const citizen = aBrowser(desk.app)
    const feed = await citizen.get(`/register.json?area=${rongchang}`)
    expect(feed.headers.get('cache-control')).toBe('public, max-age=300')
    const tag = feed.headers.get('etag') ?? ''
    expect(
      (await citizen.get(`/register.json?area=${rongchang}`, { 'if-none-match': tag })).status,
    ).toBe(304)
    expect((await citizen.get(`/register?area=${rongchang}`)).headers.get('cache-control')).toBe(
      'no-store',
    )
  })
})
