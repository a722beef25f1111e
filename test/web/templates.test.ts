import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { templateSteps } from '#service/templates.ts'
import { aBrowser } from './browser-like.ts'
import { aDesk, rongchang, type TestDesk } from './world.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await aDesk()
})
afterAll(async () => await desk.close())

const office = '500153-health-commission'

async function atTheCase() {
  const { number } = await desk.report()
  const login = `of-${number}`.toLowerCase()
  await desk.officer(login, 'handler', office)
  const who = aBrowser(desk.app)
  await who.signIn(login)
  const page = await who.get(`/desk/cases/${number}`)
  return { number, who, page }
}

describe('texts of an office', () => {
  it('come with the house for every step that is written', () => {
    const steps = new Set(desk.world.templates?.list(rongchang).map(({ step }) => step))
    expect([...steps].toSorted()).toEqual([...templateSteps].toSorted())
  })

  it('a chosen one stands in the form with what the case knows, and nothing that was typed is lost', async () => {
    const { number, who, page } = await atTheCase()
    const shown = await who.submit(page, 'value="decline"', {
      template: 'decline-unclear',
      stage: 'template',
      text: '我先写的一句。',
      declineReason: 'no-clear-object',
    })
    expect(shown.status).toBe(200)
    expect(shown.html).toContain('我先写的一句。')
    expect(shown.html).toContain(`凭编号 ${number} 再补充`)
    expect(shown.html).toContain('{哪一点不清楚}')
    expect(shown.html).toMatch(/<option value="no-clear-object" selected/)
  })

  it('a {field} that nobody filled in is refused, with its name and the place, and what was typed stays', async () => {
    const { number, who, page } = await atTheCase()
    const refused = await who.submit(page, 'value="decline"', {
      stage: 'check',
      declineReason: 'no-clear-object',
      text: `您反映的{哪一点不清楚}还不清楚。${number}`,
    })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('“正文”里还有没填的：{哪一点不清楚}')
    expect(refused.html).toContain(`还不清楚。${number}</textarea>`)
    const sent = await who.submit(page, 'value="decline"', {
      stage: 'check',
      declineReason: 'no-clear-object',
      text: '您反映的门牌号还不清楚，请补充。',
    })
    expect(sent.text).toContain('举报人会读到')
  })

  it('Enter in a line of a form sends the form, it does not ask for a text', async () => {
    const { page } = await atTheCase()
    const form = page.forms.find(({ html }) => html.includes('value="decline"'))
    expect(/<button[^>]*name="stage" value="(\w+)"/.exec(form?.html ?? '')?.[1]).toBe('check')
  })

  it('the administrator keeps those of all, a supervisor those of the own department, a handler none', async () => {
    await desk.officer('keeper', 'administrator', '')
    const keeper = aBrowser(desk.app)
    await keeper.signIn('keeper')
    const page = await keeper.get(`/desk/templates?area=${rongchang}`)
    const mine = {
      step: 'note',
      department: 'all',
      title: '电话记录',
      text: '{哪一天}打电话问过。',
    }
    const kept = await keeper.submit(page, 'name="title"', mine)
    expect(kept.text).toContain('已经改好')
    expect(kept.text).toContain('电话记录（各单位）')
    await desk.officer('chief', 'supervisor', office)
    const chief = aBrowser(desk.app)
    await chief.signIn('chief')
    const own = await chief.get('/desk/templates')
    expect(own.html).not.toContain('<option value="all"')
    const done = await chief.submit(own, 'name="title"', {
      step: 'conclude',
      department: 'health-commission',
      title: '本委办结',
      text: '卫健委已经办结。',
    })
    expect(done.text).toContain('本委办结（')
    const foreign = await chief.post('/desk/templates', {
      csrf: /name="csrf" value="([^"]+)"/.exec(own.html)?.[1] ?? '',
      area: rongchang,
      id: 'note-visit',
      step: 'note',
      department: 'health-commission',
      title: '抢过来',
      text: '改成我的。',
    })
    expect(foreign.text).toContain('这一条不归您管')
    await desk.officer('hand', 'handler', office)
    const hand = aBrowser(desk.app)
    await hand.signIn('hand')
    expect((await hand.get('/desk/templates')).status).toBe(403)
    const seen = (step: 'note' | 'conclude', department: string) =>
      desk.world.templates
        ?.list(rongchang)
        .filter((one) => one.step === step && (one.department ?? department) === department)
        .map(({ title }) => title)
    expect(seen('conclude', 'health-commission')).toContain('本委办结')
    expect(seen('conclude', 'public-security')).not.toContain('本委办结')
    expect(seen('note', 'public-security')).toContain('电话记录')
  })
})
