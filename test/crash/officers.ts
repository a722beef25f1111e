import { askUntil, type Answer } from './asking.ts'
import { pause } from './seeded.ts'
import type { DoneDeed } from './told.ts'
import type { Street } from './visitors.ts'

interface CaseRead {
  readonly file: { readonly version: number; readonly state: string }
  readonly tasks: readonly {
    readonly task: string
    readonly mine: boolean
    readonly state: string
  }[]
}

interface Office extends Street {
  readonly token: string
  /** Of a colleague, who looks over what is concluded. */
  readonly reviewer: string
  /** Tells keys and marks of this officer from those of others. */
  readonly name: string
  readonly isOver: () => boolean
}

/** An officer's program: takes one report after the other and does everything to it, once. */
export async function workThrough(office: Office): Promise<void> {
  for (let n = 0; ; n += 1) {
    const number = office.told.filed.shift()
    if (number !== undefined) await work(office, number, `${office.name}${n}`)
    else if (office.isOver()) return
    else await pause(50)
  }
}

async function work(office: Office, number: string, name: string): Promise<void> {
  const deeds: readonly DoneDeed[] = [
    { number, type: 'accept', mark: '', isTold: true },
    { number, type: 'note', mark: `现场看过，记录${name}n`, isTold: false },
    { number, type: 'ask', mark: `还有没有别的情况，函${name}q`, isTold: true },
    { number, type: 'conclude', mark: `已经取缔，函${name}c`, isTold: false },
    { number, type: 'review', mark: `已经取缔，函${name}c`, isTold: true },
  ]
  for (const deed of deeds) {
    if (office.chance.happens(0.25) && deed.type === 'note') continue
    if (!(await doOnce(office, deed))) return
    office.told.deeds.push(deed)
  }
}

/** Until it is done: the same request under the same key while nobody answers, and a look whether it was done. */
async function doOnce(office: Office, deed: DoneDeed): Promise<boolean> {
  const { told } = office
  for (let tries = 0; tries < 20; tries += 1) {
    const read = await readCase(office, deed.number)
    if (!read) return false
    const task = read.tasks.find(({ mine }) => mine)
    if (!task) return odd(office, deed, 'no task of the office')
    if (tries > 0 && (await isDone(office, deed))) return true
    const answer = await send(office, { deed, task: task.task, version: read.file.version, tries })
    if (answer.status === 200) return true
    if (answer.status !== 409 && answer.status !== 412) return odd(office, deed, answer.text)
    const waits = /key-running|case-changed|already/.test(answer.text)
    if (!waits) return odd(office, deed, answer.text)
    await pause(30)
  }
  told.odd.push(`${deed.type} on ${deed.number} was never done`)
  return false
}

interface Try {
  readonly deed: DoneDeed
  readonly task: string
  readonly version: number
  readonly tries: number
}

async function send(office: Office, { deed, task, version, tries }: Try): Promise<Answer> {
  const { type, mark, number } = deed
  const words = type === 'accept' || type === 'review' ? {} : { text: mark }
  const more = type === 'conclude' ? { outcome: 'substantiated', penalty: '没收药品' } : {}
  return await askUntil(office, `/api/v1/cases/${number}/commands`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${type === 'review' ? office.reviewer : office.token}`,
      'content-type': 'application/json',
      'idempotency-key': `${office.name}-${number}-${type}-${tries}`,
    },
    body: JSON.stringify({ version, deed: { type, task, ...words, ...more } }),
  })
}

async function readCase(office: Office, number: string): Promise<CaseRead | undefined> {
  const answer = await get(office, `/cases/${number}`)
  if (answer.status === 200) return JSON.parse(answer.text) as CaseRead
  office.told.odd.push(`${number} answers ${answer.status}: ${answer.text.slice(0, 200)}`)
  return undefined
}

/** What an earlier try may have done without anybody hearing of it. */
async function isDone(office: Office, { number, type, mark }: DoneDeed): Promise<boolean> {
  const { text } = await get(office, `/cases/${number}`)
  if (type !== 'accept' && type !== 'review') return text.includes(mark)
  const { tasks } = JSON.parse(text) as CaseRead
  const own = tasks.filter(({ mine }) => mine).map(({ state }) => state)
  return type === 'review' ? own.includes('concluded') : !own.includes('assigned')
}

const get = async (office: Office, path: string): Promise<Answer> =>
  await askUntil(office, `/api/v1${path}`, { headers: { authorization: `Bearer ${office.token}` } })

function odd({ told }: Office, { type, number }: DoneDeed, why: string): false {
  told.odd.push(`${type} on ${number}: ${why.slice(0, 300)}`)
  return false
}
