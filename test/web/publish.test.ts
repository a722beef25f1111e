import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publishBatch } from '#service/publish-round.ts'
import { publishedOf } from '#service/publish.ts'
import { chainFault } from '#store/publication-chain.ts'
import { contentDigest, linkHash, linksOf, nothingBefore } from '#store/publications.ts'
import { aBrowser } from './browser-like.ts'
import { aPublishScene, decision, newForm, type PublishScene } from './publish-scene.ts'
import { rongchang } from './world.ts'

let scene: PublishScene
beforeEach(async () => {
  scene = await aPublishScene()
})
afterEach(async () => await scene.desk.close())

describe('the register of decisions', () => {
  it('a decision comes out after a second officer looked, in a batch, and says nothing of any report', async () => {
    const told = { facts: { what: '我老婆亲眼看见他没有证还给小孩拔牙，满嘴是血。' } }
    const { number, task } = await scene.punished('荣卫罚〔2026〕8号', told)
    expect((await scene.writer.get(`/desk/publish?area=${rongchang}`)).text).toContain(
      '荣卫罚〔2026〕8号',
    )
    const written = await scene.write(decision('荣卫罚〔2026〕8号'), `${number}&task=${task}`)
    expect(written.text).toContain('等另一位审核')
    await scene.write(decision('荣卫罚〔2026〕9号', { unit: '李四光', unitKind: 'person' }))
    await scene.write(decision('荣卫罚〔2026〕10号', { unit: '荣昌区某某门诊部' }))
    for (const one of ['8号', '9号', '10号']) await scene.approve(one)
    const citizen = aBrowser(scene.desk.app)
    expect((await citizen.get(`/register?area=${rongchang}`)).text).toContain('还没有公开的决定')
    expect(await scene.batchAfter(60)).toBe(3)
    const page = await citizen.get(`/register?area=${rongchang}`)
    expect(page.text).toContain('荣昌区某某口腔诊所')
    expect(page.text).toContain('警告；罚款 20,000.00 元')
    expect(page.text).toContain('李某')
    expect(page.text).toContain('【演示】')
    const everything = [page.html]
    for (const path of ['register.json', 'register.csv', 'register.atom', 'register/chain.json'])
      everything.push((await citizen.get(`/${path}?area=${rongchang}`)).html)
    for (const { id } of await publishedOf(scene.desk.world, { area: rongchang, limit: 9 }))
      everything.push((await citizen.get(`/register/${id}`)).html)
    for (const hidden of [number, '李四光', '拔牙', '满嘴是血', 'web-chat', 'm1'])
      expect(everything.join('\n').includes(hidden), hidden).toBe(false)
    expect(everything.join('\n')).not.toMatch(/举报件|有人举报|投诉人/)
  })

  it('too few wait for the next day, and which of them came of a report nobody sees', async () => {
    await scene.write(decision('荣卫罚〔2026〕8号'))
    await scene.write(decision('荣卫罚〔2026〕9号'))
    for (const one of ['8号', '9号']) await scene.approve(one)
    expect(await scene.batchAfter(60)).toBe(0)
    await scene.write(decision('荣卫罚〔2026〕10号'))
    await scene.approve('10号')
    expect(await publishBatch(scene.desk.world, rongchang)).toBe(0)
    expect(await scene.batchAfter(1)).toBe(3)
    const rows = await scene.desk.world.db.read(async (tx) => await linksOf(tx, rongchang))
    expect(rows.every(({ on }) => on === rows[0]?.on)).toBe(true)
  })

  it('who wrote it does not approve it', async () => {
    const boss = aBrowser(scene.desk.app)
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
    const { number, task } = await scene.punished('荣卫罚〔2026〕8号')
    const from = `${number}&task=${task}`
    const refused = async (violation: string) =>
      (await scene.write(decision('荣卫罚〔2026〕8号', { violation }), from)).text
    expect(await refused('接群众举报后查明超范围执业')).toContain('会让人看出是有人举报的')
    expect(await refused(`见 ${number}`)).toContain('是举报件的编号')
    expect(await refused('联系 13912345678')).toContain('像电话')
    expect(await refused('菜市场后头有个老太婆给人打针输液')).toContain('和举报人写的一样')
    expect((await scene.write(decision('荣卫罚〔2026〕8号'), from)).text).toContain('等另一位审核')
    expect((await scene.write(decision('荣卫罚〔2026〕 8 号'))).text).toContain(
      '已经在公开或者待公开',
    )
  })

  it('what was written over since it was looked at is looked at anew, and is still held against its report', async () => {
    const { number, task } = await scene.punished('荣卫罚〔2026〕8号')
    await scene.write(decision('荣卫罚〔2026〕8号'), `${number}&task=${task}`)
    const list = await scene.second.get(`/desk/publish?area=${rongchang}`)
    const path = /href="(\/desk\/publish\/[0-9a-f]+)"/.exec(list.html)?.[1] ?? ''
    const looked = await scene.second.get(path)
    const rewrite = async (violation: string) =>
      await scene.writer.submit(await scene.writer.get(path), 'value="write"', {
        ...decision('荣卫罚〔2026〕8号', { violation }),
        deed: 'write',
      })
    const copied = await rewrite('菜市场后头有个老太婆给人打针输液')
    expect(copied.text).toContain('和举报人写的一样')
    await rewrite('未取得许可开展诊疗活动')
    const late = await scene.second.submit(looked, 'value="approve"', { deed: 'approve' })
    expect(late.text).toContain('刚刚有人改过')
    const again = await scene.second.submit(await scene.second.get(path), 'value="approve"', {
      deed: 'approve',
    })
    expect(again.text).not.toContain('刚刚有人改过')
  })

  it('a correction strikes the old words and says when and why; what was taken down leaves its digest and its reason', async () => {
    for (const n of [8, 9, 10])
      await scene.write(decision(`荣卫罚〔2026〕${n}号`, { unit: `第${n}门诊部` }))
    for (const n of [8, 9, 10]) await scene.approve(`${n}号`)
    await scene.batchAfter(60)
    const [first, other] = await publishedOf(scene.desk.world, { area: rongchang, limit: 9 })
    const path = `/desk/publish/${first?.id}`
    const fixed = {
      ...decision(first?.decision?.number ?? ''),
      unit: '荣昌第一门诊部',
      reason: '名称录错',
    }
    await scene.writer.submit(await scene.writer.get(path), 'value="write"', {
      ...fixed,
      deed: 'write',
    })
    await scene.approve('荣昌第一门诊部')
    const citizen = aBrowser(scene.desk.app)
    const page = await citizen.get(`/register/${first?.id}`)
    expect(page.html).toMatch(/<del datetime="2027-[^"]+"><span[^>]*>第\d+门诊部<\/span><\/del>/)
    expect(page.text).toContain('更正：名称录错')
    const gone = `/desk/publish/${other?.id}`
    await scene.second.submit(await scene.second.get(gone), 'value="withdraw"', {
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
    const { id, number, task } = await scene.punished('荣卫罚〔2026〕8号')
    await scene.write(decision('荣卫罚〔2026〕8号'), `${number}&task=${task}`)
    for (const n of [9, 10, 11]) await scene.write(decision(`荣卫罚〔2026〕${n}号`))
    for (const n of [8, 9, 10, 11]) await scene.approve(`${n}号`)
    await scene.desk.world.db.transaction(
      async (tx) =>
        await tx.updateTable('cases').set({ state: 'accepted' }).where('id', '=', id).execute(),
    )
    expect(await scene.batchAfter(60)).toBe(3)
    const list = await scene.writer.get(`/desk/publish?area=${rongchang}`)
    expect(list.text).toContain('来源件有变动，请核对要不要撤下')
    const out = await publishedOf(scene.desk.world, { area: rongchang, limit: 9 })
    expect(out.map(({ decision: one }) => one?.number)).not.toContain('荣卫罚〔2026〕8号')
  })

  it('anybody checks the chain by hand; one changed word, one missing link is found', async () => {
    for (const n of [8, 9, 10]) await scene.write(decision(`荣卫罚〔2026〕${n}号`))
    for (const n of [8, 9, 10]) await scene.approve(`${n}号`)
    await scene.batchAfter(60)
    const links = await scene.desk.world.db.read(async (tx) => await linksOf(tx, rongchang))
    expect(chainFault(links)).toBeUndefined()
    let before = nothingBefore
    for (const link of links) before = linkHash(before, link)
    expect(before).toBe(links.at(-1)?.hash)
    expect(chainFault(links.slice(1))).toBe(1)
    expect(chainFault(links.map((one, n) => (n === 1 ? { ...one, on: '2027-01-12' } : one)))).toBe(
      2,
    )
    const versions = await scene.desk.world.db.read(
      async (tx) => await tx.selectFrom('publishedVersions').selectAll().execute(),
    )
    for (const { content, salt, publication } of versions)
      expect(contentDigest(content ?? '', salt ?? '')).toBe(
        links.find((one) => one.publication === publication)?.digest,
      )
  })

  it('a file of decisions comes in line by line, and each wrong line is named', async () => {
    const page = await scene.writer.get(`/desk/publish?area=${rongchang}`)
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
    const done = await scene.writer.submit(page, 'type="file"', { deed: 'import', file })
    expect(done.text).toContain('收下 1 行')
    expect(done.text).toMatch(/第 3 行：“决定日期”填得不对/)
    expect(done.text).toMatch(/第 4 行：“投诉”会让人看出/)
  })
})
