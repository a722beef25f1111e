import { decodeQR } from 'qr/decode.js'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowser, type BrowserLike, type Seen } from './browser-like.ts'
import { aDesk, type FiledCase, type TestDesk } from './world.ts'

let desk: TestDesk
let filed: FiledCase
beforeAll(async () => {
  desk = await aDesk()
  filed = await desk.report({ name: '甄隐名', phone: '13900001111' })
})
afterAll(async () => await desk.close())

const visitor = (): BrowserLike => aBrowser(desk.app)
const open = async (browser: BrowserLike, passcode = filed.passcode): Promise<Seen> =>
  await browser.post('/receipt', { number: filed.number, passcode })

/** What a camera reads in a page. */
const scanned = async ({ html }: Seen): Promise<string> => {
  const [svg = ''] = /<svg[^]*?<\/svg>/.exec(html) ?? []
  const picture = sharp(Buffer.from(svg), { density: 600 }).flatten({ background: '#ffffff' })
  const { data, info } = await picture.removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return decodeQR({ data: new Uint8Array(data), width: info.width, height: info.height })
}

describe('the receipt', () => {
  it('is offered where a report was looked up, and bears number, passcode and a code to scan', async () => {
    const browser = visitor()
    const look = await browser.submit(await browser.get('/track'), 'name="passcode"', {
      number: filed.number,
      passcode: filed.passcode.toLowerCase().replaceAll('-', ' '),
    })
    const seen = await browser.submit(look, '回执：二维码')
    expect(seen.text).toContain(filed.number)
    expect(seen.text).toContain(filed.passcode)
    expect(seen.text).toContain('【演示】这里不是政府渠道')
    expect(await scanned(seen)).toBe(
      `https://jubao.example/track#${filed.number}.${filed.passcode}`,
    )
  })

  it('opens to no wrong passcode, and to no form of another site', async () => {
    const { passcode } = desk.world.vault.newPasscode()
    const wrong = await open(visitor(), passcode)
    expect([wrong.status, wrong.text.includes('对不上')]).toEqual([422, true])
    const from = { 'sec-fetch-site': 'cross-site' }
    const fields = { number: filed.number, passcode: filed.passcode }
    for (const path of ['/receipt', '/receipt/file'])
      expect((await visitor().post(path, fields, from)).status).toBe(403)
  })

  it('wrong tries slow that browser alone, and never the right passcode', async () => {
    const browser = visitor()
    const { passcode } = desk.world.vault.newPasscode()
    for (let n = 0; n < 4; n += 1) await open(browser, passcode)
    expect((await open(browser, passcode)).text).toContain('分钟再试')
    expect((await open(visitor(), passcode)).text).toContain('对不上')
    expect((await open(browser)).text).toContain('下载电子回执')
  })

  it('can be had as a signed file, which holds neither passcode nor a word of the report', async () => {
    const file = await fetched()
    expect(file.headers.get('content-type')).toContain('application/json')
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename="${filed.number}.json"`,
    )
    for (const secret of [filed.passcode, '甄隐名', '13900001111', '打针', '昌元'])
      expect(file.html).not.toContain(secret)
    expect(file.html).toContain(filed.number)
  })
})

const fetched = async (): Promise<Seen> => {
  const browser = visitor()
  return await browser.submit(await open(browser), '下载电子回执')
}

describe('checking a receipt', () => {
  const checked = async (fields: Readonly<Record<string, string | File>>): Promise<Seen> =>
    await visitor().post('/verify', fields)

  it('pasted or as a file: who received what when', async () => {
    const { html } = await fetched()
    const name = `${filed.number}.json`
    for (const fields of [{ text: html }, { file: new File([html], name), text: '' }]) {
      const seen = await checked(fields)
      expect(seen.status).toBe(200)
      expect(seen.text).toContain('回执有效，没有被改过')
      expect(seen.text).toContain(filed.number)
      expect(seen.text).toContain('2026-11-20T10:00:00+08:00')
    }
  })

  it('changed, cut short or made up: refused, and said why', async () => {
    const { html } = await fetched()
    const later = html.replace('T10:00:00', 'T09:00:00')
    expect([
      (await checked({ text: later })).status,
      (await checked({ text: later })).text,
    ]).toEqual([422, expect.stringContaining('签名对不上') as string])
    expect((await checked({ text: html.slice(0, 200) })).text).toContain('不是完整的回执文件')
    const foreign = html.replace(/"key":"\w+"/, '"key":"00000000000000000000"')
    expect((await checked({ text: foreign })).text).toContain('不是用这里公布的公钥签的')
    expect((await checked({ text: '<script>alert(1)</script>' })).html).not.toContain(
      '<script>alert',
    )
  })

  it('the public keys stand at addresses that stay', async () => {
    const { html } = await fetched()
    const key = /"key":"(\w+)"/.exec(html)?.[1] ?? ''
    const pem = await visitor().get(`/verify/keys/${key}.pem`)
    expect(pem.html).toMatch(/^-----BEGIN PUBLIC KEY-----\n[\w+/=\n]+-----END PUBLIC KEY-----\n$/)
    const all = JSON.parse((await visitor().get('/verify/keys.json')).html) as {
      keys: { id: string; pem: string }[]
    }
    expect(all.keys).toMatchObject([{ id: key, pem: pem.html }])
    expect((await visitor().get('/verify/keys/none.pem')).status).toBe(404)
    expect(JSON.stringify(all)).not.toContain('PRIVATE')
  })
})
