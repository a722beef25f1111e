import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { aDesk, type TestDesk } from './world.ts'

let desk: TestDesk
let browser: BrowserLike
beforeEach(async () => {
  desk = await aDesk()
  await desk.officer('intake', 'intake', '500153-intake')
  browser = aBrowser(desk.app)
  await browser.signIn('intake')
})
afterEach(async () => await desk.close())

const searches = async (words: string, queue = '', by = browser) =>
  await by.submit(await by.get('/desk?queue=mine'), 'name="words"', { words, queue })

const reported = async (what: string): Promise<string> => {
  const { number } = await desk.report({ facts: { what } })
  desk.later(1000)
  return number
}

describe('the search at the desk', () => {
  it('shows number, matter, due day and the place that says it, without a script', async () => {
    const number = await reported('菜市场后头有个老太婆给人打针输液，没得证')
    const page = await searches('打针输液')
    expect(page.status).toBe(200)
    for (const words of [number, '无证行医', '老太婆给人打针输液，没得证', '1 件，新的在前'])
      expect(page.text).toContain(words)
    expect(page.html).toContain('<mark>打针输液</mark>')
    expect(page.html).toMatch(/<input[^>]*name="words"[^>]*value="打针输液"/)
  })

  it('keeps what was looked for out of the address, the title and the log', async () => {
    await reported('慕容雪岭在家里给人打针')
    const page = await searches('慕容雪岭')
    expect(page.path).toMatch(/^\/desk\/search\?q=[\w-]+$/)
    expect(decodeURIComponent(page.path)).not.toContain('慕容')
    expect(Buffer.from(page.path.slice(15), 'base64url').toString()).not.toContain('慕容')
    expect(/<title>([^<]*)/.exec(page.html)?.[1]).toBe('搜索 · 医监工作台')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.headers.get('cache-control')).toContain('no-store')
    expect(desk.logged.join('\n')).not.toContain('慕容')
  })

  it('is the same page again at the same address, for this officer and half a day', async () => {
    const number = await reported('有人乱打针')
    const { path } = await searches('打针')
    expect((await browser.get(path)).text).toContain(number)
    await desk.officer('other', 'intake', '500153-intake')
    const other = aBrowser(desk.app)
    await other.signIn('other')
    const theirs = await other.get(path)
    expect(theirs.text).toContain('请再输入一次')
    expect(theirs.html).not.toContain('打针')
    desk.later(13 * 3_600_000)
    await browser.signIn('intake')
    expect((await browser.get(path)).text).toContain('请再输入一次')
  })

  it('looks in one queue where that is asked, and says so in the box', async () => {
    const number = await reported('有人乱打针')
    const done = await searches('打针', 'done')
    expect(done.text).toContain('没有找到')
    expect(done.html).toMatch(/value="done" selected/)
    const mine = await searches('打针', 'mine')
    expect(mine.text).toContain(number)
    expect((await searches('打针', 'no-such-queue')).text).toContain(number)
  })

  it('goes on to older ones', async () => {
    const numbers: string[] = []
    for (let n = 0; n < 33; n += 1) numbers.push(await reported('有人乱打针'))
    const first = await searches('打针')
    const older = /href="(\/desk\/search[^"]*before[^"]*)"/.exec(first.html)?.[1] ?? ''
    const second = await browser.get(older.replaceAll('&amp;', '&'))
    const shown = [...`${first.html}${second.html}`.matchAll(/cases\/(RC-[\d-]+)"/g)].map(
      ([, number]) => number,
    )
    expect([...new Set(shown)]).toEqual(numbers.toReversed())
    expect(second.html).not.toContain('before=')
  })

  it('answers what nobody can search for, and keeps it in the box', async () => {
    for (const [words, why] of [
      ['', '请至少写两个字'],
      ['，。！', '请至少写两个字'],
      ['针', '一个字会搜出太多'],
      ['针'.repeat(10_000), '写得太长了'],
      ['😀😀', '请至少写两个字'],
      ['一1 二2 三3 四4 五5 六6 七7 八8 九9 十0 甲乙 丙丁', '词太多了'],
    ] as const) {
      const page = await searches(words)
      expect([words.slice(0, 9), page.status, page.text.includes(why)]).toEqual([
        words.slice(0, 9),
        422,
        true,
      ])
      expect(page.path.length).toBeLessThan(1200)
    }
    for (const words of [
      '"',
      '" OR "',
      "'; drop table cases; --",
      '<script>x</script>',
      '%%__',
      '*',
      'tokens:*',
      '\u0000\u0001打针',
    ])
      expect([words, (await searches(words)).status < 500]).toEqual([words, true])
    expect((await browser.get('/desk/search?q=x&before=-1')).status).toBe(200)
    const { path } = await searches('打针')
    for (const before of ['-1', '1e999', 'x', '9'.repeat(40), '0.5'])
      expect((await browser.get(`${path}&before=${before}`)).status).toBe(200)
  })

  it('is not for those who keep the machine or audit', async () => {
    await desk.officer('root', 'administrator', '')
    await desk.officer('auditor', 'auditor', '500153-intake')
    for (const login of ['root', 'auditor']) {
      const other = aBrowser(desk.app)
      await other.signIn(login)
      expect((await other.get('/desk/search')).status).toBe(403)
    }
    expect((await aBrowser(desk.app).get('/desk/search')).status).toBe(401)
  })

  it('shows of a hidden word nothing, and of a case of another office nothing at all', async () => {
    const { number } = await desk.report({})
    await desk.officer('stranger', 'handler', 'no-such-office')
    const other = aBrowser(desk.app)
    await other.signIn('stranger')
    for (const words of ['老太婆', number, number.slice(-5)]) {
      const page = await searches(words, '', other)
      expect(page.text).toContain('没有找到')
      expect(page.html).not.toContain(`/desk/cases/${number}`)
    }
  })
})
