import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import sharp from 'sharp'
import { caseByNumber, tasksOf } from '#store/cases.ts'
import { evidenceOfCase } from '#store/evidence.ts'
import { saveOffices } from '#store/offices.ts'
import { officesIn } from '#service/world.ts'
import { readConfig, type Config } from '../../src/config.ts'
import { openHouse, type House } from '../../src/house.ts'
import { appOf } from '../../src/main.ts'
import { silentMeter, type Meter } from '../../src/meter.ts'
import { openFakeTelegram } from '../bots/fake-telegram.ts'
import type { Canary } from './canaries.ts'
import { plantPublications } from './planted-publications.ts'
import { plantReward, rewardOf } from './planted-rewards.ts'
import { hire } from './seats.ts'

/** A case that was filed through a channel's own door. */
export interface Planted {
  readonly number: string
  readonly passcode: string
  readonly accused: string
  /** Offices that have a task in it. */
  readonly offices: readonly string[]
  readonly evidence: readonly string[]
  /** What stands in the report's own words: for those who may open the case. */
  readonly content: Canary
}

export interface PlantedHouse extends AsyncDisposable {
  readonly house: House
  readonly app: Hono
  readonly config: Config
  readonly dir: string
  readonly logged: string[]
  readonly cases: readonly Planted[]
  /** What nobody reads without a grant, wherever it was sent. */
  readonly identity: readonly Canary[]
  /** What a conversation says that waits for a person. */
  readonly waiting: Canary
  /** A file of the first reporter that has come halfway. */
  readonly upload: string
  readonly later: (ms: number) => void
}

const area = '500153'
const telegramId = 7_730_045_512
export const person = { name: '鵷鶵隐', phone: '13977665544' } as const
const friend = { name: '鸑鷟藏', phone: '13977665588' } as const
const place = '29.401234,105.594321'
const author = 'ZQ-CANARY-AUTHOR'
const device = 'ZQ-CANARY-PHONE-77'

/** What a telephone writes into its photos, in the words it stands there. */
export const photoTags: readonly string[] = [place, device, friend.name]

/** A whole house with its web chat and a bot, and reports that came by both; `following`: who follows what is done. */
export async function aPlantedHouse(following: Pick<Meter, 'during'> = {}): Promise<PlantedHouse> {
  const dir = mkdtempSync(join(tmpdir(), 'yijian-proof-'))
  const telegram = await openFakeTelegram()
  const read = readConfig({
    SECOND_FACTOR: 'optional',
    STATE_DIR: dir,
    PUBLIC_URL: 'https://jubao.example',
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.root,
    TELEGRAM_AREA: area,
  })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  let now = Date.UTC(2026, 10, 20, 2)
  const logged: string[] = []
  const log = (message: string, facts?: object): unknown =>
    logged.push(`${message} ${JSON.stringify(facts)}`)
  const { config } = read
  const meter = { ...silentMeter, ...following }
  const house = await openHouse({
    config,
    meter,
    log: { info: log, warn: log, error: log },
    clock: () => (now += 1),
  })
  await isOperated(house)
  const app = appOf(house, config, meter)
  for (const bot of house.bots) await bot.start()
  const web = aVisitor(app)
  const first = await byWeb(web, {
    story: ['昌元街道菜市场后头獬豸诊所的老太婆给人打针输液，没得证', '行', ...whereAndWhen],
    files: [
      new File([await aTaggedPhoto()], `IMG-${friend.name}家.jpg`, { type: 'image/jpeg' }),
      new File([aDocument()], `病历-${friend.name}.pdf`, { type: 'application/pdf' }),
      new File([Buffer.from('#!AMR\n獬豸诊所')], `录音-${friend.name}.amr`, { type: 'audio/amr' }),
    ],
    end: ['跳过', '实名', person.name, person.phone, '提交', '补充', '獬豸诊所搬到三楼了'],
  })
  const upload = await web.begins(`IMG-${friend.name}-2.jpg`, await aTaggedPhoto())
  const second = await byTelegram(telegram)
  const accuser = aVisitor(app)
  const third = await byWeb(accuser, {
    story: ['区卫健委执法队的人收了夔牛诊所的红包，举报几次都不查', '1', '昌元街道滨河路18号'],
    files: [],
    end: ['还在', '去年起', '跳过', '没有', '匿名', '提交'],
  })
  const asker = aVisitor(app)
  for (const text of ['我要找麒麟诊所的人', '转人工', '麒麟诊所的事，想当面说'])
    await asker.says(text)
  const formCookie = await begunByForm(app)
  await house.tick()
  await hire(house.world)
  const claims = [
    await plantReward(house, first.number, 1),
    await plantReward(house, third.number, 2),
  ]
  await plantPublications(house, first.number)
  // Where they go: what the vault alone may know.
  const payee = { name: person.name, bank: `${friend.name}银行`, account: person.phone }
  for (const { number } of [first, third])
    await house.world.db.transaction(async (tx) => {
      const { id: caseId } = (await caseByNumber(tx, number)) ?? { id: '' }
      await house.world.vault.keepPayee(tx, { reward: rewardOf(number), caseId, ...payee })
    })
  const filed = [
    { ...first, accused: '', content: { name: 'words of the first', text: '獬豸' } },
    { ...second, accused: '', content: { name: 'words of the second', text: '貔貅' } },
    {
      ...third,
      accused: 'health-commission',
      content: { name: 'words of the third', text: '夔牛' },
    },
  ]
  return {
    house,
    app,
    config,
    dir,
    logged,
    cases: await Promise.all(
      filed.map(async (one) => ({ ...one, ...(await standingOf(house, one)) })),
    ),
    identity: [
      { name: 'name', text: person.name },
      { name: 'telephone', text: person.phone },
      { name: 'name on a card', text: friend.name },
      { name: 'telephone on a card', text: friend.phone },
      { name: 'Telegram id', text: String(telegramId) },
      { name: 'Telegram name', text: '鹓雏' },
      { name: 'Telegram account', text: 'zq_yuanchu_88' },
      { name: 'place of a photo', text: place },
      { name: 'device of a photo', text: device },
      { name: 'author of a document', text: author },
      ...[web, accuser, asker].map((one, n) => ({ name: `cookie ${n}`, text: one.address() })),
      { name: 'cookie of the form', text: formCookie },
      ...filed.map(({ passcode }, n) => ({ name: `passcode ${n}`, text: passcode })),
      ...claims.map((text, n) => ({ name: `claim secret ${n}`, text })),
    ],
    upload,
    waiting: { name: 'words that wait for a person', text: '麒麟' },
    later: (ms) => {
      now += ms
    },
    [Symbol.asyncDispose]: async () => {
      for (const bot of house.bots) await bot.stop()
      await telegram.close()
      await house.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** A body stands behind the area: there is somebody who takes over a conversation, and who receives accusations. */
async function isOperated({ world }: House): Promise<void> {
  const settings = { sponsor: '区卫生健康委', telephone: '023-46730000', receiver: '区纪委监委' }
  world.operator.write(area, settings)
  await world.db.transaction(async (tx) => {
    await saveOffices(tx, area, await officesIn(world, tx, area))
  })
}

const whereAndWhen = ['菜市场后门出来左手边卖鱼的楼上二楼', '还在', '天天早上都有']

interface Story {
  readonly story: readonly string[]
  readonly files: readonly File[]
  readonly end: readonly string[]
}

interface Filed {
  readonly number: string
  readonly passcode: string
}

async function byWeb(visitor: Visitor, { story, files, end }: Story): Promise<Filed> {
  let said = ''
  for (const words of story) said += await visitor.says(words)
  if (files.length > 0) said += await visitor.sends(files)
  for (const words of end) said += await visitor.says(words)
  return filedIn(said)
}

function filedIn(said: string): Filed {
  const number = /[A-Z]{2}-\d{4}-\d{5}/.exec(said)?.[0]
  const passcode = /(?:[0-9A-Z]{4}-){3}[0-9A-Z]{5}/.exec(said)?.[0]
  if (!number || !passcode) throw new Error(`nothing was filed: ${said}`)
  return { number, passcode }
}

type Visitor = ReturnType<typeof aVisitor>

/** A report begun on the form; gives the mark of that browser. */
async function begunByForm(app: Hono): Promise<string> {
  const path = `https://jubao.example/report?area=${area}`
  const site = { 'sec-fetch-site': 'same-origin' }
  const page = await app.request(path, { headers: site })
  const [cookie = ''] = page.headers.get('set-cookie')?.split(';') ?? []
  const body = new FormData()
  body.append('once', 'once-of-the-form')
  body.append('text', '峰高街道的诊所给人打针，没得证')
  const sent = await app.request(path, { method: 'POST', body, headers: { ...site, cookie } })
  if (sent.status !== 303) throw new Error(`the form did not take it: ${sent.status}`)
  return cookie.slice('yj_form='.length)
}

/** A browser at the chat page, as its script speaks. */
function aVisitor(app: Hono) {
  let cookie = ''
  let turn = 0
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers({ ...Object.fromEntries(new Headers(init.headers)), cookie })
    headers.set('sec-fetch-site', 'same-origin')
    const response = await app.request(`https://jubao.example${path}`, { ...init, headers })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return response
  }
  const send = async (init: RequestInit): Promise<string> =>
    await (await ask(`/chat/messages?area=${area}`, init)).text()
  const once = (): string => `once-${String((turn += 1)).padStart(8, '0')}`
  return {
    address: () => cookie.slice('yj_chat='.length),
    says: async (text: string): Promise<string> => {
      if (cookie === '') await send({ method: 'GET' })
      const body = JSON.stringify({ once: once(), text })
      return await send({ method: 'POST', body, headers: { 'content-type': 'application/json' } })
    },
    /** Sends the first half of a file in pieces; gives where it lies. */
    begins: async (name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
      const about = `filename ${Buffer.from(name).toString('base64')},filetype aW1hZ2UvanBlZw==`
      const begun = { 'upload-length': String(bytes.length), 'upload-metadata': about }
      const made = await ask('/chat/uploads', { method: 'POST', headers: begun })
      const path = made.headers.get('location') ?? ''
      const type = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }
      const body = bytes.slice(0, Math.ceil(bytes.length * 0.9))
      const kept = await ask(path, { method: 'PATCH', headers: type, body })
      if (kept.status !== 204) throw new Error(`the half was not kept: ${kept.status}`)
      return path.split('/').at(-1) ?? ''
    },
    sends: async (files: readonly File[]): Promise<string> => {
      const body = new FormData()
      body.append('once', once())
      for (const file of files) body.append('files', file)
      return await send({ method: 'POST', body })
    },
  }
}

async function byTelegram(telegram: Awaited<ReturnType<typeof openFakeTelegram>>): Promise<Filed> {
  const from = { id: telegramId, is_bot: false, first_name: '鹓雏', username: 'zq_yuanchu_88' }
  const send = async (body: Record<string, unknown>): Promise<void> => {
    telegram.message(telegramId, { from, ...body })
    await telegram.settled()
  }
  telegram.addFile('photo-1', await aTaggedPhoto())
  const photo = [
    { file_id: 'photo-1', file_unique_id: 'u', width: 40, height: 30, file_size: 9000 },
  ]
  const contact = { phone_number: friend.phone, first_name: friend.name, user_id: telegramId }
  await send({ text: '昌元街道貔貅医院骗医保，空刷医保卡套钱' })
  for (const text of ['1', '还在', '天天']) await send({ text })
  await send({ photo })
  for (const text of ['跳过', '实名', friend.name]) await send({ text })
  await send({ contact })
  await send({ text: '提交' })
  const said = telegram.sent(telegramId).map(({ payload }) => String(payload['text']))
  return filedIn(said.join('\n'))
}

/** A photo as a telephone makes it: where it was taken, by which device, by whom. */
export async function aTaggedPhoto(): Promise<Uint8Array<ArrayBuffer>> {
  const picture = await sharp({
    create: { width: 400, height: 300, channels: 3, background: '#7a8f88' },
  })
    .withExif({
      IFD0: { Make: device, Model: device, Artist: friend.name, ImageDescription: place },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 24/1 444/100' },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>${place}</place></x:xmpmeta>`)
    .jpeg()
    .toBuffer()
  return new Uint8Array(picture)
}

const aDocument = (): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    Buffer.from(
      `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[4 0 R]/Count 1>>endobj\n3 0 obj<</Author(${author})/Creator(${device})>>endobj\n4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R/Info 3 0 R>>\n%%EOF\n`,
    ),
  )

async function standingOf(
  { world }: House,
  { number }: Filed,
): Promise<{ readonly offices: readonly string[]; readonly evidence: readonly string[] }> {
  return await world.db.read(async (tx) => {
    const row = await caseByNumber(tx, number)
    if (!row) throw new Error(`${number} is not there`)
    const offices = (await tasksOf(tx, row.id)).map(({ office }) => office)
    const evidence = (await evidenceOfCase(tx, row.id)).map(({ id }) => id)
    return { offices, evidence }
  })
}
