import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { forgetVoters } from '#service/nomination-forgetting.ts'
import type { Officer } from '#core/access.ts'
import { nominate, nominationWords } from '#service/nomination-voting.ts'
import { joinNominations, refuseNomination } from '#service/nominations.ts'
import { addNomination, listNominations, voteDays } from '#store/nominations.ts'
import { officerByLogin } from '#store/officers.ts'
import { destroyOwed } from '#service/destroy-keys.ts'
import { aBrowser, type BrowserLike, type Seen } from './browser-like.ts'
import { aDesk } from './world.ts'

const desk = await aDesk()
await desk.officer('weigher', 'intake', '500153-intake')
await desk.officer('doctor', 'handler', '500153-health-commission')
afterAll(async () => await desk.close())

const day = 24 * 3600_000
const typed = {
  name: '荣昌仁爱医院',
  place: '500153001',
  kind: 'fees',
  reason: 'CANARY-REASON 收费乱',
}

async function atDesk(login = 'weigher'): Promise<BrowserLike> {
  const who = aBrowser(desk.app)
  await who.signIn(login)
  return who
}

async function names(more: object = {}): Promise<{ who: BrowserLike; seen: Seen }> {
  const who = aBrowser(desk.app)
  const page = await who.get('/nominate?area=500153')
  return { who, seen: await who.submit(page, 'name="reason"', { ...typed, ...more }) }
}

/** Presses the first button that votes. */
async function votes(who: BrowserLike, page: Seen): Promise<Seen> {
  const vote = /name="vote"\s+value="([^"]+)"/.exec(page.html)?.[1] ?? ''
  return await who.submit(page, '也查这家', { vote })
}

const publicPage = async (): Promise<string> => (await aBrowser(desk.app).get('/nominate')).html

describe('你点名、我监督', () => {
  it('is open only where the plan has it', async () => {
    const other = await aBrowser(desk.app).get('/nominate?area=370300')
    expect(other.status).toBe(404)
    expect(other.text).toContain('淄博市的方案没有')
    const here = await aBrowser(desk.app).get('/nominate?area=500153')
    expect(here.text, 'nobody stands behind a demo area').toContain('这里不是政府渠道')
    expect(here.text).toContain('2026年11月的名单')
    expect((await aBrowser(desk.app).get('/nominate?area=999999')).status).toBe(404)
  })

  it('shows nothing before an officer let it stand, and never why it was named', async () => {
    const { who, seen } = await names()
    expect(seen.text).toContain('收到了，算您这个月的一票')
    expect(await publicPage()).not.toContain('仁爱医院')
    const officer = await atDesk()
    const page = await officer.get('/desk/nominations')
    expect(page.text).toContain('CANARY-REASON')
    const person = await officer.submit(page, 'value="stand"', { deed: 'stand', name: '张三' })
    expect(person.text).toContain('可能是个人的名字')
    const owner = await names()
    expect(owner.seen.text, 'who names their own clinic learns nothing').toContain(
      '收到了，算您这个月的一票',
    )
    expect(owner.seen.text).not.toContain('已经有人点过')
    await officer.submit(page, 'value="stand"', { deed: 'stand' })
    const shown = await publicPage()
    expect(shown).toContain('荣昌仁爱医院')
    expect(shown).toContain('不到 3 票')
    expect(shown).not.toContain('CANARY-REASON')
    const again = await who.get('/nominate')
    expect(again.text).toContain('这个浏览器这个月已经点过名')
  })

  it('counts one vote a browser and month, and the same name again for the one that stands', async () => {
    for (const name of ['荣昌 仁爱医院', '荣昌仁爱医院'])
      expect((await names({ name })).seen.text).toContain('已经有人点过')
    const voter = aBrowser(desk.app)
    const page = await voter.get('/nominate')
    expect((await votes(voter, page)).text).toContain('这个浏览器')
    const twice = await votes(voter, page)
    expect(twice.status).toBe(422)
    expect(twice.text).toContain('已经点过名')
    const bare = aBrowser(desk.app)
    const own = await bare.get('/nominate')
    bare.cookies.delete('yj_named')
    expect((await votes(bare, own)).text).toContain('没有计票')
    expect(await publicPage()).toContain('不到 3 票')
    desk.later(day)
    expect(await publicPage()).toContain('5 票')
  })

  it('counts for the one that stands what was joined to one that was joined itself', async () => {
    const officer = await atDesk()
    const here = { area: '500153', month: '2026-11' }
    for (const name of ['东湖诊所', '东湖口腔诊所', '东湖口腔门诊部']) {
      await names({ name })
      const page = await officer.get('/desk/nominations')
      await officer.submit(page, 'value="stand"', { deed: 'stand' })
    }
    const rows = await desk.world.db.read(
      async (tx) => await listNominations(tx, { ...here, states: ['shown'] }),
    )
    const ids = new Map<string, string>()
    for (const row of rows) ids.set((await nominationWords(desk.world, row)).name, row.id)
    const [a = '', b = '', c = ''] = ['东湖诊所', '东湖口腔诊所', '东湖口腔门诊部'].map((name) =>
      ids.get(name),
    )
    const row = await desk.world.db.read(async (tx) => await officerByLogin(tx, 'weigher'))
    const who: Officer = {
      id: row?.id ?? '',
      name: 'weigher',
      role: 'intake',
      area: '500153',
      office: '500153-intake',
      department: 'intake',
    }
    for (const [id, into] of [
      [a, b],
      [b, c],
    ] as const)
      expect(await joinNominations(desk.world, who, { id, into })).toEqual({
        ok: true,
        value: true,
      })
    expect((await names({ name: '东湖诊所' })).seen.text).toContain('已经有人点过')
    const days = await desk.world.db.read(async (tx) => await voteDays(tx, [a, b, c]))
    const counted = [a, b, c].map((id) => (days.get(id) ?? []).reduce((n, one) => n + one.votes, 0))
    expect(counted).toEqual([0, 0, 4])
    await refuseNomination(desk.world, who, c)
  })

  it('answers markup, insults and fifty thousand letters with words, and keeps what was typed', async () => {
    const long = await names({ reason: '骂'.repeat(50_000) })
    expect(long.seen.status).toBe(422)
    expect(long.seen.text).toContain('原因太长')
    const markup = await names({ name: '<script>alert(1)</script>', reason: '"><img src=x>' })
    expect(markup.seen.status).toBe(200)
    const officer = await atDesk()
    const page = await officer.get('/desk/nominations')
    expect(page.html).not.toContain('<script>alert')
    expect(page.html).not.toContain('<img')
    const stand = await officer.submit(page, 'value="stand"', { deed: 'stand' })
    expect(stand.text).toContain('不能公开的内容')
    await officer.submit(page, 'value="stand"', { deed: 'refuse' })
    const nowhere = await names({ place: '370303' })
    expect(nowhere.seen.text).toContain('请选在哪个镇街')
    const foreign = aBrowser(desk.app)
    await foreign.get('/nominate')
    const sent = await foreign.post(
      '/nominate',
      { ...typed, area: '500153' },
      { 'sec-fetch-site': 'cross-site' },
    )
    expect(sent.status).toBe(422)
  })

  it('takes a flood of new ones slowly, while votes go on', async () => {
    const flood = []
    for (let n = 0; n < 62; n += 1)
      flood.push(
        await nominate(desk.world, {
          ...typed,
          area: '500153',
          name: `刷票${n}号诊所`,
          browser: `browser-${n}`,
        }),
      )
    const last = flood.at(-1)
    expect(last?.ok === false && last.refusal.key).toBe('nomination-busy')
    expect(flood.filter(({ ok }) => ok).length).toBeGreaterThan(50)
    const late = await names({ name: '晚来的诊所' })
    expect(late.seen.text).toContain('点名的人太多')
    expect(late.seen.html).toContain('晚来的诊所')
    const voter = aBrowser(desk.app)
    expect((await votes(voter, await voter.get('/nominate'))).status).toBe(200)
  })

  it('draws when the month is over, tells nobody whom, and publishes what was found', async () => {
    const early = await atDesk()
    expect((await early.get('/desk/nominations')).text).not.toContain('抽取 2026-11')
    desk.later(11 * day)
    const officer = await atDesk()
    const page = await officer.get('/desk/nominations')
    const drawn = await officer.submit(page, 'name="size"', { deed: 'draw', size: '1' })
    expect(drawn.text).toContain('从 1 家抽 1 家')
    expect(await publicPage()).not.toContain('仁爱医院')
    const handler = await atDesk('doctor')
    const found = { deed: 'publish', outcome: 'put-right', inspectedOn: '2026-12-02' }
    const list = await handler.get('/desk/nominations')
    const betrays = await handler.submit(list, 'value="publish"', {
      ...found,
      result: '接举报后检查',
    })
    expect(betrays.text).toContain('不要写举报')
    const future = { ...found, inspectedOn: '2027-01-01', result: '收费公示不全' }
    expect((await handler.submit(list, 'value="publish"', future)).text).toContain('检查日期不对')
    await handler.submit(list, 'value="publish"', { ...found, result: '收费公示不全，已改正。' })
    expect(await publicPage()).toMatch(
      /荣昌仁爱医院[\s\S]*当场或限期改正[\s\S]*收费公示不全，已改正/,
    )
  })

  it('forgets with the month who voted, and later what was never shown', async () => {
    const marks = async (): Promise<number> =>
      await desk.world.db.read(
        async (tx) => (await tx.selectFrom('nominationMarks').selectAll().execute()).length,
      )
    expect(await marks()).toBeGreaterThan(0)
    await forgetVoters(desk.world)
    expect(await marks()).toBe(0)
    desk.later(40 * day)
    await forgetVoters(desk.world)
    await destroyOwed(desk.world)
    const row = {
      area: '500153',
      place: '500153001',
      kind: 'fees',
      state: 'shown',
      on: '2026-11-03',
    }
    const sealed = new Uint8Array([1])
    await desk.world.db.transaction(async (tx) => {
      for (const month of ['2026-10', '2026-11'])
        await addNomination(tx, { ...row, id: `left-${month}`, month, keyId: month, sealed })
    })
    await forgetVoters(desk.world)
    const left = await desk.world.db.read(
      async (tx) => await tx.selectFrom('nominations').select(['id', 'state']).execute(),
    )
    const kept = left.filter(({ state }) => state === 'shown').map(({ id }) => id)
    expect(kept, 'a month that was not drawn from yet').toEqual(['left-2026-10'])
    expect(new Set(left.map(({ state }) => state))).toEqual(new Set(['published', 'shown']))
  })

  it('keeps no browser’s mark beside a name, and no word in clear', async () => {
    const bytes = readFileSync(join(desk.dir, 'yijian.db')).toString('latin1')
    expect(bytes).not.toContain('CANARY-REASON')
    expect(bytes).not.toContain(Buffer.from('荣昌仁爱医院').toString('latin1'))
  })
})
