import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readCase } from '#service/desk.ts'
import { changeMasks } from '#service/masking.ts'
import { auditOf } from '#store/audit.ts'
import { officerOf } from '../service/house.ts'
import { aCall, aHotlineDesk, type HotlineDesk } from './hotline-desk.ts'
import type { BrowserLike, Seen } from './browser-like.ts'

const passcodes = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}/
const numberIn = (page: Seen): string => /RC-2026-\d{5}/.exec(page.html)?.[0] ?? ''

async function enters(
  browser: BrowserLike,
  fields: Readonly<Record<string, string>> = {},
): Promise<Seen> {
  return await browser.submit(await browser.get('/hotline'), 'name="call"', { ...aCall, ...fields })
}

async function fileOf({ house }: HotlineDesk, number: string) {
  const officer = { ...(await officerOf(house, number)), role: 'intake' } as const
  const read = await readCase(house.world, officer, number)
  if (!read.ok) throw new Error(`${number}: ${read.refusal.key}`)
  return read.value.file
}

it('a call becomes a case of the hotline; its number is read back in groups, its passcode on no screen', async () => {
  await using desk = await aHotlineDesk()
  const browser = await desk.signedIn()
  const page = await enters(browser)
  expect(page.status).toBe(200)
  const number = numberIn(page)
  expect(page.html).toContain(
    '<span>R C</span> <span>2 0 2 6</span> <span>0 0</span> <span>0 0 1</span>',
  )
  expect(page.text).toContain('这件事由区卫生健康委牵头')
  expect(page.html).not.toMatch(passcodes)
  expect(await fileOf(desk, number)).toMatchObject({
    source: 'hotline',
    standing: 'anonymous',
    facts: { what: aCall.what, ongoing: 'yes', when: aCall.when },
  })
})

it('the same page sent twice is one call', async () => {
  await using desk = await aHotlineDesk()
  const browser = await desk.signedIn()
  const form = await browser.get('/hotline')
  const [one, two] = await Promise.all([
    browser.submit(form, 'name="call"', aCall),
    browser.submit(form, 'name="call"', aCall),
  ])
  expect([one.status, two.status]).toEqual([200, 200])
  expect(numberIn(two)).toBe(numberIn(one))
  expect(numberIn(await enters(browser))).toBe('RC-2026-00002')
})

it('what is still asked stands at its line in the words of the conversation, and all that was typed stays', async () => {
  await using desk = await aHotlineDesk()
  const browser = await desk.signedIn()
  const asked = await enters(browser, { where: '那里', elsewhere: '打过 12345' })
  expect(asked.status).toBe(422)
  expect(asked.text).toContain('这样还找不到。说一条路、一个村，或者旁边的店、招牌上的字，都行。')
  for (const typed of [aCall.what, 'value="那里"', 'value="打过 12345"'])
    expect(asked.html).toContain(typed)
  const insisted = await browser.submit(asked, 'name="call"', {
    ...aCall,
    where: '那里',
    stage: 'insist',
  })
  expect(numberIn(insisted)).toBe('RC-2026-00001')
})

it('a call that is no report says where to go; the caller insists, and it is registered for a person', async () => {
  await using desk = await aHotlineDesk()
  const browser = await desk.signedIn()
  const what = '我妈的医保卡怎么异地备案'
  const asked = await enters(browser, { what })
  expect(asked.text).toContain('这件事归医保局办')
  const insisted = await browser.submit(asked, 'name="call"', { ...aCall, what, stage: 'insist' })
  expect(insisted.text).toContain('综合监管协调岗')
})

it('whoever is in danger hears 120 first, and the case is urgent', async () => {
  await using desk = await aHotlineDesk()
  const browser = await desk.signedIn()
  const page = await enters(browser, { what: '诊所打针打死人了 人现在没得气了' })
  expect(page.text).toContain('请马上打 120')
  const intake = await officerOf(desk.house, numberIn(page), 'intake')
  const read = await readCase(desk.house.world, intake, numberIn(page))
  expect(read.ok && read.value.file.urgent).toBe('life')
  expect(read.ok && read.value.file.supplements[0]?.text).toBe('时间：天天早上都有；现在：还在')
})

it('offences are proposed as the text grows, without a script by a button', async () => {
  await using desk = await aHotlineDesk()
  const browser = await desk.signedIn()
  const form = await browser.get('/hotline')
  const shown = await browser.submit(form, 'name="call"', { ...aCall, stage: 'propose' })
  expect(shown.html).toMatch(/value="A1"\s*\/>\s*黑诊所、无证医疗机构/)
  const field = form.forms.find(({ html }) => html.includes('name="call"'))?.fields['csrf'] ?? ''
  const found = await browser.post('/desk/hotline/proposals', { csrf: field, what: aCall.what })
  expect(JSON.parse(found.html)[0]).toEqual({ code: 'A1', label: '黑诊所、无证医疗机构' })
  const chosen = await browser.submit(shown, 'name="call"', {
    ...aCall,
    offence: 'A1',
    second: 'F1',
  })
  expect((await fileOf(desk, numberIn(chosen))).matters.map(({ offence }) => offence)).toEqual([
    'A1',
    'F1',
  ])
})

it('desk edge 25: a call noted before counts from when it came: never in the future, never older than the limit, never without a reason', async () => {
  await using desk = await aHotlineDesk({ CALL_BACKDATE_HOURS: '48' })
  const browser = await desk.signedIn()
  const asked = async (at: string, late: string): Promise<string> =>
    (await enters(browser, { at, late })).text
  expect(await asked('2026-11-21T10:30', '')).toContain('来电时间还没有到')
  expect(await asked('2026-11-19T09:00', 'noted-on-paper')).toContain('最多补录 48 小时以内')
  expect(await asked('2026-11-20T09:00', '')).toContain('请选一下为什么现在才录')
  expect(await asked('2026-02-31T09:00', 'noted-on-paper')).toContain('来电时间没有填对')
  const page = await enters(browser, { at: '2026-11-20T09:00', late: 'noted-on-paper' })
  const file = await fileOf(desk, numberIn(page))
  expect(new Date(file.receivedAt).toISOString()).toBe('2026-11-20T01:00:00.000Z')
  const entries = await desk.house.world.db.read(async (tx) => await auditOf(tx, 'RC-2026-00001'))
  expect(entries.find(({ action }) => action === 'call-entered')?.reason).toBe('noted-on-paper')
})

it('of an anonymous caller no name and no telephone is taken; of a named one both are sealed', async () => {
  await using desk = await aHotlineDesk()
  const browser = await desk.signedIn()
  const [name, contact] = ['鵷鶵隐', '13977665544']
  const refused = await enters(browser, { name, contact })
  expect(refused.text).toContain('匿名的不留姓名电话')
  expect((await enters(browser, { standing: 'named', name })).text).toContain('您的电话是多少？')
  expect((await enters(browser, { standing: 'named', name, contact: '12' })).status).toBe(422)
  const page = await enters(browser, { standing: 'named', name, contact })
  expect(page.html).not.toContain(contact)
  expect(JSON.stringify(await fileOf(desk, numberIn(page)))).not.toContain(name)
  const kept = readdirSync(desk.house.dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name: file }) => readFileSync(join(parentPath, file)))
  for (const secret of [name, contact])
    expect(kept.filter((bytes) => bytes.includes(secret))).toHaveLength(0)
  expect(desk.logged.join()).not.toContain(contact)
})

it('on paper the passcode opens the case; it is printed on request, on record, and for an hour', async () => {
  await using desk = await aHotlineDesk()
  const browser = await desk.signedIn()
  const page = await enters(browser)
  const paper = await browser.submit(page, '/paper')
  const passcode = passcodes.exec(paper.html)?.[0] ?? ''
  expect(paper.html).toMatch(new RegExp(`paper-only"[^]*${passcode}`))
  expect(desk.house.world.vault.passcodeHmac(passcode)).toBeDefined()
  const entries = await desk.house.world.db.read(async (tx) => await auditOf(tx, 'RC-2026-00001'))
  expect(entries.map(({ action }) => action)).toContain('passcode-printed')
  desk.house.wait(20 * 60_000)
  await browser.get('/hotline')
  desk.house.wait(20 * 60_000)
  await browser.get('/hotline')
  desk.house.wait(25 * 60_000)
  const late = await browser.get(page.path)
  expect(late.text).toContain('已经取不出来')
  expect(late.html).not.toContain('/paper')
})

it("another officer's call is not found, and whoever may not enter calls has no such page", async () => {
  await using desk = await aHotlineDesk()
  const page = await enters(await desk.signedIn())
  const other = await desk.signedIn('intake', 'call-other')
  expect((await other.get(page.path)).status).toBe(404)
  const handler = await desk.signedIn('handler')
  expect((await handler.get('/hotline')).status).toBe(403)
})

it('words that are removed for good from a call leave its page and its passcode where they were', async () => {
  await using desk = await aHotlineDesk()
  const browser = await desk.signedIn()
  const page = await enters(browser)
  const number = numberIn(page)
  const officer = { ...(await officerOf(desk.house, number)), role: 'supervisor' } as const
  const point = { number, version: (await fileOf(desk, number)).version }
  const deed = { type: 'redact', words: ['老太婆'], reason: '与案件无关' } as const
  expect(await changeMasks(desk.house.world, officer, point, deed)).toMatchObject({ ok: true })
  for (let round = 0; round < 2; round += 1) await desk.house.tick()
  const printed = await browser.submit(page, '/paper')
  expect(printed.status).toBe(200)
  expect(printed.html).toMatch(passcodes)
})

it('nothing typed is lost if the sign-in ended meanwhile', async () => {
  await using desk = await aHotlineDesk()
  const browser = await desk.signedIn()
  const form = await browser.get('/hotline')
  desk.house.wait(31 * 60_000)
  const asked = await browser.submit(form, 'name="call"', aCall)
  const again = await browser.submit(asked, 'name="login"', {
    login: 'call-intake',
    password: '红灯笼-2026-秋',
  })
  expect(again.text).toContain(aCall.where)
  const page = await browser.submit(again, '接着办')
  expect(numberIn(page)).toBe('RC-2026-00001')
})

/** A gateway for text messages on loopback. */
async function aGateway(answer: () => { readonly status: number; readonly text: string }) {
  const got: { readonly body: string; readonly key: string | undefined }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      got.push({ body, key: request.headers.authorization })
      const { status, text } = answer()
      response.writeHead(status).end(text)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    got,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

it('a named caller gets number and passcode as a text message, and nothing of the report', async () => {
  let says = { status: 200, text: '{"code":"7","why":"balance"}' }
  await using gateway = await aGateway(() => says)
  await using desk = await aHotlineDesk({
    SMS_URL: gateway.url,
    SMS_KEY: 'key-of-the-gateway',
    SMS_ACCEPTS: '"code":"0"',
  })
  const browser = await desk.signedIn()
  const named = { standing: 'named', name: '王小明', contact: '139 7766 5544', sms: 'yes' }
  const page = await enters(browser, named)
  expect(page.text).toContain('还没有给来电人')
  says = { status: 502, text: '' }
  const unsure = await browser.submit(page, '/message', { phone: '13977665544' })
  expect(unsure.text).toContain('短信可能没有送到')
  says = { status: 200, text: '{"code":"0"}' }
  const sent = await browser.submit(unsure, '/message', { phone: '13977665544' })
  expect(sent.text).toContain('短信已发出')
  expect(sent.html).not.toContain('/paper')
  const { body, key } = gateway.got.at(-1) ?? { body: '' }
  expect(key).toBe('Bearer key-of-the-gateway')
  const message = JSON.parse(body) as { to: string; text: string }
  expect(message.to).toBe('13977665544')
  expect(message.text).toMatch(new RegExp(`^编号 RC-2026-00001，查询密码 ${passcodes.source}$`))
  expect(gateway.got).toHaveLength(3)
})

it('an anonymous caller gets no text message', async () => {
  await using gateway = await aGateway(() => ({ status: 200, text: '' }))
  await using desk = await aHotlineDesk({ SMS_URL: gateway.url })
  const browser = await desk.signedIn()
  const page = await enters(browser)
  expect(page.html).not.toContain('/message')
  const paper = page.forms.find(({ action }) => action.endsWith('/paper'))
  const refused = await browser.post(`${page.path}/message`, {
    ...paper?.fields,
    phone: '13977665544',
  })
  expect(refused.text).toContain('匿名的来电人不留电话')
  expect(gateway.got).toEqual([])
})

it('who called stands in nothing that was typed of what they told, given a name or not', async () => {
  await using desk = await aHotlineDesk()
  const browser = await desk.signedIn()
  const what = `来电人139 7766 5544说，${aCall.what}`
  const unnamed = await enters(browser, { what })
  const caller = { name: '鵷鶵隐', contact: '13977665544', standing: 'named' }
  const named = await enters(browser, { ...caller, what: `鵷 鶵隐${what}` })
  for (const [page, told] of [
    [unnamed, '来电人（号码）说，'],
    [named, '（来电人）来电人（来电人）说，'],
  ] as const)
    expect((await fileOf(desk, numberIn(page))).facts).toMatchObject({ what: told + aCall.what })
})
