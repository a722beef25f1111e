/**
 * How much memory `yijian serve` holds with many open cases: `node --expose-gc bench/memory.ts [--cases 10000]`.
 * A process of its own serves the folder. Officers read lists, pages, papers, figures and tables and search; reporters
 * write and send photos; the round makes the reports of the calendar. Measured are the resident set as Linux counts it,
 * the largest it ever was and what is left of it, and how long the start took. Fails above 300 MB.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import type { Role } from '../src/core/roles.ts'
import type { House } from '../src/house.ts'
import { officerOf } from '../src/service/officers.ts'
import { formKeyOf, signIn } from '../src/service/sign-in.ts'
import { officesIn } from '../src/service/world.ts'
import { officerById, saveOfficer } from '../src/store/officers.ts'
import { saveOffices } from '../src/store/offices.ts'
import { digestOf, newSecret } from '../src/web/secrets.ts'
import { area, fileCases, openIn } from './filed-house.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    messages: { type: 'string', default: '1000' },
    photos: { type: 'string', default: '40' },
  },
})
const [cases, messages, photos] = [values.cases, values.messages, values.photos].map(Number)
const bar = 300
const dir = mkdtempSync(join(tmpdir(), 'yijian-memory-'))
const load = (): string =>
  loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')

await prepare()
const house = await openIn(dir, Date.now)
const cookies = {
  intake: await hire(house, 'intake', `${area}-intake`),
  supervisor: await hire(house, 'supervisor', `${area}-health-commission`),
  handler: await hire(house, 'handler', `${area}-health-commission`),
}
const numbers = await house.world.db.read(async (tx) =>
  (await tx.selectFrom('cases').select('number').orderBy('number').execute()).map(
    ({ number }) => number,
  ),
)
await house.close()

/** The cases come two days before the officers: a house that is thrown forward would not believe its clock. */
async function prepare(): Promise<void> {
  let now = Date.now() - 2 * 86_400_000
  const opened = await openIn(dir, () => (now += 10))
  await fileCases(opened, { cases: cases ?? 0, files: 0 })
  const { world } = opened
  world.operator.write(area, { sponsor: '区卫生健康委', telephone: '023-46730000' })
  await world.db.transaction(
    async (tx) => await saveOffices(tx, area, await officesIn(world, tx, area)),
  )
  await opened.close()
}

/** Somebody who is signed in; gives the cookie of their browser. */
async function hire({ world }: House, role: Role, office: string): Promise<string> {
  const row = { id: `o-${role}`, name: '经办人', login: role, role, office, area }
  const cookie = newSecret()
  const officer = await world.db.transaction(async (tx) => {
    await saveOfficer(tx, { ...row, passwordHash: 'none' })
    const kept = await officerById(tx, row.id)
    if (!kept) throw new Error('the officer was not kept')
    return await officerOf(world, tx, kept)
  })
  const csrf = formKeyOf(world, officer, newSecret())
  const at = { login: role, mark: undefined, agent: '' } as const
  const session = { ...at, idHash: digestOf(cookie), csrf, way: 'passkey' } as const
  await signIn(world, officer, session)
  return `yj_desk=${cookie}`
}

/** As the unit and the container set it. */
const setting = {
  NODE_OPTIONS: '--max-semi-space-size=4 --max-old-space-size=512',
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '131072',
}
const began = performance.now()
const child = spawn(process.execPath, [join(import.meta.dirname, '../src/yijian.ts'), 'serve'], {
  env: {
    ...process.env,
    ...setting,
    STATE_DIR: dir,
    PORT: '0',
    LOG_LEVEL: 'error',
    CHAT_RUSH: '100000',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
})
let said = ''
const ready = Promise.withResolvers<string>()
child.stdout.on('data', (chunk: Buffer) => {
  said += chunk.toString()
  const [url] = /http:\/\/[\w.]+:\d+/.exec(said) ?? []
  if (url) ready.resolve(url)
})
child.once('exit', () => ready.reject(new Error(`serve ended: ${said}`)))
const url = await ready.promise
const started = performance.now() - began

/** Megabytes. */
function memory(): { readonly now: number; readonly most: number } {
  const text = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  const of = (name: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1] ?? 0) / 1024
  return { now: of('VmRSS'), most: of('VmHWM') }
}

/** Seconds of work of the process that serves. */
function worked(): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

const rows: string[] = []
const note = (what: string, count: number): void => {
  const { now: rss, most } = memory()
  rows.push(
    `| ${what} | ${count} | ${rss.toFixed(0)} | ${most.toFixed(0)} | ${worked().toFixed(1)} |`,
  )
}

const wrong: string[] = []
async function ask(who: keyof typeof cookies, path: string): Promise<string> {
  const answer = await fetch(`${url}${path}`, { headers: { cookie: cookies[who] } })
  const text = await answer.text()
  if (answer.status !== 200) wrong.push(`${answer.status} ${path}`)
  return text
}

note('started', 1)
let count = 0
const people = ['intake', 'supervisor', 'handler'] as const
const queues = ['mine', 'today', 'overdue', 'waiting', 'supervised', 'done']
for (let turn = 0; turn < 5; turn += 1)
  for (const who of people)
    for (const queue of queues) {
      let path: string | undefined = `/desk?queue=${queue}`
      for (let page = 0; page < 4 && path !== undefined; page += 1) {
        const text = await ask(who, path)
        count += 1
        const [, next] = /href="(\/desk\?[^"]*after=[^"]*)"/.exec(text) ?? []
        path = next?.replaceAll('&amp;', '&')
      }
    }
note('lists', count)
for (const who of people) await ask(who, '/desk/list.csv?queue=mine')
note('tables of lists', 3)
for (let n = 0; n < 200; n += 1)
  await ask('supervisor', `/desk/cases/${numbers[(n * 7919) % numbers.length]}`)
note('pages of cases', 200)
count = 0
for (const words of [
  '诊所 打针',
  '昌元街道',
  '美容院',
  '没有医生',
  '路 二楼',
  numbers[7] ?? '',
  '量子',
])
  for (const who of people) {
    const page = await ask(who, '/desk/search')
    const [, csrf = ''] = /name="csrf" value="([^"]+)"/.exec(page) ?? []
    const headers = {
      cookie: cookies[who],
      origin: url,
      'content-type': 'application/x-www-form-urlencoded',
    }
    const body = new URLSearchParams({ csrf, words })
    const answer = await fetch(`${url}/desk/search`, { method: 'POST', headers, body })
    if (answer.status !== 200) wrong.push(`${answer.status} search`)
    await answer.text()
    count += 1
  }
note('searches', count)
for (const path of ['/desk/dashboard', '/desk/gaps', '/desk/subjects', '/desk/exports'])
  await ask('supervisor', path)
await ask('supervisor', '/statistics')
note('figures', 5)
for (let n = 0; n < 30; n += 1)
  await ask('supervisor', `/desk/cases/${numbers[(n * 104_729) % numbers.length]}/case-file.pdf`)
note('case files as paper', 30)
await writeAll(messages ?? 0)
note('messages', messages ?? 0)
await sendPhotos(photos ?? 0)
note('photos of 12 million pixels', photos ?? 0)
await pause(15_000)
note('rounds for fifteen seconds more', 1)

/** Eight at a time, each in a conversation of nine messages. */
async function writeAll(many: number): Promise<void> {
  const words = [
    '昌元街道菜市场后头有人没得证给人打针',
    '行',
    '卖鱼的楼上二楼',
    '还在',
    '天天早上',
    '跳过',
  ]
  let next = 0
  const write = async (): Promise<void> => {
    for (let n = next++; n < many; n = next++) {
      const address = `bench${String(Math.floor(n / 9)).padStart(17, '0')}`
      await say(
        address,
        n,
        JSON.stringify({ once: `once-${n}-0123`, text: words[n % 9] ?? '跳过' }),
      )
    }
  }
  await Promise.all(Array.from({ length: 8 }, write))
}

async function say(address: string, n: number, body: string | FormData): Promise<void> {
  const type = typeof body === 'string' ? { 'content-type': 'application/json' } : {}
  const headers = { ...type, cookie: `yj_chat=${address}` }
  const answer = await fetch(`${url}/chat/messages?area=${area}`, { method: 'POST', headers, body })
  if (answer.status !== 200) wrong.push(`${answer.status} message ${n}`)
  await answer.text()
}

async function sendPhotos(many: number): Promise<void> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const picture = sharp({
    create: { width: 4000, height: 3000, channels: 3, background: '#444', noise },
  })
  const bytes = await picture.jpeg({ quality: 60 }).toBuffer()
  let next = 0
  const send = async (): Promise<void> => {
    for (let n = next++; n < many; n = next++) {
      const form = new FormData()
      form.set('once', `photo-${n}-0123`)
      form.append(
        'files',
        new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }),
        'IMG_0001.jpg',
      )
      await say(`photo${String(n).padStart(17, '0')}`, n, form)
    }
  }
  await Promise.all(Array.from({ length: 4 }, send))
}

const { most } = memory()
child.kill('SIGTERM')
await once(child, 'exit')
rmSync(dir, { recursive: true })
console.log(
  `${numbers.length} open cases, started in ${Math.round(started)} ms; ${cpus().length} cores, load ${load()}, Node ${process.version}`,
)
console.log('| after | how many | resident MB | most MB | work s |\n|---|---|---|---|---|')
for (const row of rows) console.log(row)
for (const one of wrong.slice(0, 10)) console.error(`not answered: ${one}`)
if (most > bar || wrong.length > 0) {
  console.error(wrong.length > 0 ? `${wrong.length} were not answered` : `more than ${bar} MB`)
  process.exitCode = 1
}
