import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aBrowser } from './browser-like.ts'
import { aPublishScene, type PublishScene } from './publish-scene.ts'
import { rongchang } from './world.ts'

let scene: PublishScene
beforeEach(async () => {
  scene = await aPublishScene()
})
afterEach(async () => await scene.desk.close())

describe('bulletins, answers and the law', () => {
  it('a bulletin begins with its template, must be filled in, and a second officer lets it out', async () => {
    const path = `/desk/publish/new?area=${rongchang}&kind=bulletin&template=unlicensed`
    const page = await scene.writer.get(path)
    expect(
      (await scene.writer.submit(page, 'name="found"', { organ: '荣昌区卫生健康委' })).text,
    ).toContain('还没有改成实际内容')
    const fields = {
      title: '荣昌区查处一起无证行医案',
      found: '2026年8月，卫生健康部门检查发现，一处民房没有取得许可证开展诊疗活动。',
      handled: '责令停止执业活动，罚款五万元。',
      law: '《基本医疗卫生与健康促进法》第九十九条。',
      reminder: '看到了可以举报。',
      organ: '荣昌区卫生健康委',
    }
    await scene.writer.submit(page, 'name="found"', fields)
    await scene.approve('荣昌区查处')
    const citizen = aBrowser(scene.desk.app)
    const list = await citizen.get(`/bulletins?area=${rongchang}`)
    expect(list.text).toContain('荣昌区查处一起无证行医案')
    const pdf = await citizen.get(`/bulletins/month.pdf?area=${rongchang}&month=2026-11`)
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect((await citizen.get(`/bulletins.atom?area=${rongchang}`)).html).toContain('<entry>')
  })

  it('an answer to what many ask is published by two officers', async () => {
    const page = await scene.writer.get(`/desk/publish/new?area=${rongchang}&kind=answer`)
    await scene.writer.submit(page, 'name="question"', {
      question: '小区义诊送鸡蛋，能信吗？',
      answer: '先看有没有证。',
      organ: '荣昌区卫生健康委',
      source: '《医师法》第五十九条',
    })
    await scene.approve('小区义诊')
    const list = await aBrowser(scene.desk.app).get(`/answers?area=${rongchang}`)
    expect(list.text).toContain('小区义诊送鸡蛋，能信吗？')
  })

  it('every sentence of plain law has a source that was read or is well known, none that is unsure', async () => {
    const citizen = aBrowser(scene.desk.app)
    const law = scene.desk.world.publishing?.law
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
    const citizen = aBrowser(scene.desk.app)
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
