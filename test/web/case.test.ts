import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aBrowser, type BrowserLike, type Seen } from './browser-like.ts'
import { aDesk, type FiledCase, type TestDesk } from './world.ts'

let desk: TestDesk
let wei: BrowserLike
let yao: BrowserLike
let intake: BrowserLike
let filed: FiledCase

beforeAll(async () => {
  desk = await aDesk()
  await desk.officer('wei', 'handler', '500153-health-commission')
  await desk.officer('yao', 'handler', '500153-market-regulation')
  await desk.officer('gong', 'handler', '500153-public-security')
  await desk.officer('xietiao', 'intake', '500153-intake')
  await desk.officer('dudao', 'supervisor', '500153-health-commission')
  wei = aBrowser(desk.app)
  yao = aBrowser(desk.app)
  intake = aBrowser(desk.app)
  await wei.signIn('wei')
  await yao.signIn('yao')
  await intake.signIn('xietiao')
})
afterAll(async () => await desk.close())
beforeEach(async () => {
  filed = await desk.report()
})

const page = async (who: BrowserLike): Promise<Seen> => await who.get(`/desk/cases/${filed.number}`)
const does = async (
  who: BrowserLike,
  deed: string,
  fields: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<Seen> =>
  await who.submit(await page(who), `name="deed" value="${deed}"`, { stage: 'do', ...fields })
const confirm = async (who: BrowserLike, seen: Seen): Promise<Seen> =>
  await who.submit(seen, 'name="seen"', { stage: 'do' })

describe('who sees a case', () => {
  it('is not another department: its officer gets 404, like for a number that never was', async () => {
    const theirs = await page(yao)
    const never = await yao.get('/desk/cases/RC-2026-99999')
    expect([theirs.status, never.status]).toEqual([404, 404])
    expect(theirs.html).toBe(never.html)
    expect((await yao.get('/desk')).text).not.toContain(filed.number)
  })

  it('is the intake office and the supervisor of the area, and offices that have a part', async () => {
    const dudao = aBrowser(desk.app)
    await dudao.signIn('dudao')
    const gong = aBrowser(desk.app)
    await gong.signIn('gong')
    for (const who of [wei, intake, dudao, gong]) expect((await page(who)).status).toBe(200)
  })

  it('is on record: every look is in the audit', async () => {
    await page(wei)
    const entries = await desk.world.db.read(
      async (tx) => await tx.selectFrom('audit').selectAll().execute(),
    )
    const looks = entries.filter((one) => JSON.stringify(one).includes('case-read'))
    expect(JSON.stringify(looks.at(-1))).toContain(filed.number)
  })
})

describe('the case page', () => {
  it('reads from top to bottom as a file would', async () => {
    const { html, text } = await page(wei)
    const parts = [
      '反映什么',
      '举报人提供的',
      '为什么由您办',
      '承办单位和时限',
      '办理经过',
      '下一步',
    ]
    const places = parts.map((part) => html.indexOf(`>${part}</h2>`))
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(text).toContain('三(九)')
    expect(text).toContain('按职责分别牵头负责')
    expect(text).toContain('退回须写明理由和依据，方案没有条款的写法定职责；退回综合监管协调岗改派')
    expect(text).toContain('12月11日（周五，剩 15 个工作日）')
    expect(text).toContain('惯例，不是法定期限')
  })

  it('shows no English and no codes', async () => {
    for (const who of [wei, intake]) {
      const { html } = await page(who)
      const shown = html
        .replace(/<(?:script|title)\b.*?<\/(?:script|title)>/gs, '')
        .replace(/<[^>]+>/g, ' ')
        .replace(/RC-2026-\d+|wei|gong|dudao|xietiao|&\w+;|KB|MB/g, ' ')
      expect(shown.match(/[A-Za-z]{2,}/g)).toBeNull()
    }
  })

  it('holds one main button; everything else is behind it', async () => {
    const seen = await page(wei)
    const html = seen.html.slice(seen.html.indexOf('id="next"'))
    const main = [...html.matchAll(/<button class="main"/g)]
    expect(main).toHaveLength(1)
    expect(html.indexOf('<details')).toBeGreaterThan(html.indexOf('<button class="main"'))
  })

  it('says before accepting what the reporter will read', async () => {
    expect((await page(wei)).text).toContain('荣昌区卫生健康委已受理，一般 12月11日前有结果。')
  })

  it('shows what people wrote as words, never as markup', async () => {
    const bad = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'&lt;'
    filed = await desk.report({
      facts: { what: bad, where: bad, who: bad, when: bad, elsewhere: bad },
    })
    const accepted = await does(wei, 'accept')
    expect(accepted.text).toContain(bad)
    await does(wei, 'note', { text: bad })
    await confirm(wei, await does(wei, 'ask', { text: bad, stage: 'check' }))
    const asked = await does(wei, 'conclude', {
      outcome: 'substantiated',
      penalty: bad,
      noPenaltyReason: bad,
      text: bad,
      stage: 'check',
    })
    const inbox = await wei.get('/desk')
    const done = await confirm(wei, asked)
    for (const seen of [accepted, asked, inbox, done, await page(wei)]) {
      expect(seen.html).not.toContain('<script>alert')
      expect(seen.html).not.toContain('<img src=x')
      expect(seen.text).toContain(bad)
    }
  })
})

describe('deeds', () => {
  it('accepted → asked → concluded, each with its words', async () => {
    expect((await does(wei, 'accept')).text).toContain('已做：受理')
    const asked = await does(wei, 'ask', { text: '二楼从哪个门上去？', stage: 'check' })
    expect(asked.text).toContain('办理人员想问：二楼从哪个门上去？（他看不到您是谁）')
    expect((await page(wei)).text).not.toContain('二楼从哪个门上去？')
    expect((await confirm(wei, asked)).text).toContain('已做：问举报人')
    const text = '查了，情况属实。已责令停止执业。'
    const check = await does(wei, 'conclude', {
      outcome: 'substantiated',
      penalty: '渝荣卫医罚〔2026〕12号',
      text,
      stage: 'check',
    })
    expect(check.text).toContain(`${text}\n还在做，或者不满意，回"再查"。`)
    expect(check.text).toContain('渝荣卫医罚〔2026〕12号')
    expect((await page(wei)).text).toContain('已受理，核查中')
    const done = await confirm(wei, check)
    expect(done.text).toContain('已办结')
    expect(done.text).toContain('结果：查实，渝荣卫医罚〔2026〕12号')
    expect(done.text).not.toContain('value="close"')
  })

  it('are not done without the confirmation, even if the browser says so', async () => {
    await does(wei, 'accept')
    const fields = { outcome: 'unfounded', text: '查了，没有发现。' }
    expect((await does(wei, 'conclude', fields)).text).toContain('请核对')
    expect((await page(wei)).text).not.toContain('已办结')
  })

  it('going back from the confirmation keeps all that was typed', async () => {
    await does(wei, 'accept')
    const typed = { outcome: 'partly', penalty: '', noPenaltyReason: '首次违法', text: '一\n二\n' }
    const check = await does(wei, 'conclude', { ...typed, stage: 'check' })
    const back = await wei.submit(check, 'name="seen"', { stage: 'edit' })
    const form = back.forms.find(({ html }) => html.includes('name="outcome"'))
    expect(form?.fields).toMatchObject(typed)
  })

  it('a refusal says its cure and keeps what was typed', async () => {
    await does(wei, 'accept')
    const typed = { outcome: 'substantiated', text: '查了，属实。' }
    const seen = await does(wei, 'conclude', { ...typed, stage: 'check' })
    expect(seen.status).toBe(422)
    expect(seen.text).toContain('要填处罚决定书文号')
    const form = seen.forms.find(({ html }) => html.includes('name="outcome"'))
    expect(form?.fields).toMatchObject(typed)
  })

  it('nothing chosen and nothing written are asked for kindly', async () => {
    await does(wei, 'accept')
    expect((await does(wei, 'conclude', { stage: 'check' })).text).toContain('还没有选处理结果')
    expect((await does(wei, 'ask', { stage: 'check' })).text).toContain('还没有写正文')
    const long = await does(wei, 'ask', { text: '问'.repeat(400), stage: 'check' })
    expect(long.text).toContain('最多 360 个字')
  })

  it('a case that somebody else has changed is not overwritten; the words typed are shown', async () => {
    const before = await page(wei)
    await does(wei, 'accept')
    const late = await wei.submit(before, 'name="deed" value="return"', {
      reason: '不归我们管',
      basis: '三(九)',
      stage: 'do',
    })
    expect(late.status).toBe(409)
    expect(late.text).toContain('刚被别人办过')
    expect(late.text).toContain('不归我们管')
    expect(late.text).toContain('已受理，核查中')
  })

  it('a colleague’s note in between costs nothing that was typed', async () => {
    const before = await page(wei)
    await does(wei, 'note', { text: '已电话联系街道' })
    const late = await wei.submit(before, 'name="deed" value="decline"', {
      declineReason: 'not-our-duty',
      text: '这件事归市场监管局管。',
      stage: 'check',
    })
    expect(late.status).toBe(409)
    const form = late.forms.find(({ html }) => html.includes('value="decline"'))
    expect(form?.fields).toMatchObject({
      declineReason: 'not-our-duty',
      text: '这件事归市场监管局管。',
    })
    const check = await wei.submit(late, 'name="deed" value="decline"', { stage: 'check' })
    expect(check.text).toContain('荣昌区卫生健康委没有受理：这件事归市场监管局管。')
  })

  it('returned with reason and basis → ruled by the intake office → seen by the new lead', async () => {
    await does(wei, 'return', { reason: '是卖药，不是行医', basis: '三(九)' })
    const open = await page(intake)
    expect(open.text).toContain('荣昌区卫生健康委已退回，由综合监管协调岗改派')
    expect(open.text).toContain('是卖药，不是行医（三(九)）')
    const check = await does(intake, 'rule', {
      lead: '500153-market-regulation',
      cooperate: ['500153-public-security'],
      reason: '主要是卖假药',
      basis: '三(九)',
      stage: 'check',
    })
    expect(check.text).toContain('已转给荣昌区市场监管局：是否受理，审核后在这里告诉您。')
    await confirm(intake, check)
    const theirs = await page(yao)
    expect(theirs.status).toBe(200)
    expect(theirs.text).toContain('分办理由：主要是卖假药')
    expect((await does(yao, 'accept')).text).toContain('已做：受理')
  })

  it('the intake office can answer what is no department’s matter', async () => {
    filed = await desk.report({ offence: 'unknown' })
    const check = await does(intake, 'conclude', {
      outcome: 'answered',
      text: '这件事请打 12393 问医保局。',
      stage: 'check',
    })
    expect((await confirm(intake, check)).text).toContain('已办结')
  })

  it('an urgent case waits for somebody to take note of it', async () => {
    filed = await desk.report({ urgent: 'life' })
    const inbox = await intake.get('/desk')
    expect(inbox.path).toBe('/desk')
    expect(inbox.text).toContain('紧急：危及生命，未确认')
    const done = await does(intake, 'acknowledge')
    expect(done.text).toContain('已确认')
  })

  it('are refused kindly on a form that makes no sense', async () => {
    const seen = await does(wei, 'accept', { deed: 'toString' })
    expect([seen.status, seen.text.includes('没看明白')]).toEqual([422, true])
  })
})
