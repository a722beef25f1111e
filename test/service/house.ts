import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Officer } from '#core/access.ts'
import type { Delivery } from '#conversation/channel.ts'
import type { Heard, Outgoing, TranscriptLine } from '#conversation/message.ts'
import { caseByNumber, tasksOf } from '#store/cases.ts'
import { saveOffices } from '#store/offices.ts'
import { followUp } from '#service/follow-up.ts'
import { officesIn } from '#service/world.ts'
import { createSuite } from '#crypto/suite.ts'
import type { OperatorSettings } from '#packs/operator.ts'
import { readConfig, type Config } from '../../src/config.ts'
import { readData, type Data } from '../../src/house-data.ts'
import { openHouse, type House } from '../../src/house.ts'
import type { Log } from '../../src/log.ts'
import { masterKeysOf } from '../../src/master-key.ts'
import { layTables } from '../store/laid-tables.ts'
import { ownDatabase, type OwnDatabase } from './larger-house.ts'

/** A whole house in a folder of its own, with a clock that the test moves. */
export interface TestHouse extends House, AsyncDisposable {
  readonly dir: string
  /** Where its database is, if it is not in `dir`. */
  readonly databaseUrl: string
  readonly now: () => number
  readonly wait: (ms: number) => void
  /** The process ends and another one opens the same folder. */
  readonly reopened: () => Promise<TestHouse>
}

/** 21 November 2026, 10:00 in Shanghai: a Saturday. */
const morning = Date.UTC(2026, 10, 21, 2)

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} }

export async function aHouse(
  env: Readonly<Record<string, string>> = {},
  log: Log = silent,
): Promise<TestHouse> {
  const dir = mkdtempSync(join(tmpdir(), 'yijian-house-'))
  const { env: own, drop } = await ownDatabase()
  const settings = { env: { ...own, ...env }, log, drop }
  if (!own.DATABASE_URL && !env['DATA_DIR']) await prepare(dir, settings)
  return await openIn(dir, settings, morning)
}

/** The master key as the first start makes it, and a store with its tables. */
async function prepare(dir: string, { env }: Settings): Promise<void> {
  const config = configOf(dir, env)
  mkdirSync(config.stateDir, { recursive: true, mode: 0o700 })
  masterKeysOf(config, createSuite(config.cryptoSuite))
  await layTables(dir)
}

interface Settings {
  readonly env: Readonly<Record<string, string>>
  readonly log: Log
  readonly drop: OwnDatabase['drop']
}

async function openIn(dir: string, settings: Settings, begin: number): Promise<TestHouse> {
  const config = configOf(dir, settings.env)
  let now = begin
  let open = true
  const clock = (): number => (now += 1)
  const data = sharedData(config)
  const house = await openHouse({ config, log: settings.log, clock, ...(data ? { data } : {}) })
  const close = async (): Promise<void> => {
    if (open) await house.close()
    open = false
  }
  return {
    ...house,
    dir,
    databaseUrl: settings.env['DATABASE_URL'] ?? '',
    close,
    now: () => now,
    wait: (ms) => {
      now += ms
    },
    reopened: async () => {
      await close()
      return await openIn(dir, settings, now)
    },
    [Symbol.asyncDispose]: async () => {
      await close()
      rmSync(dir, { recursive: true, force: true })
      await settings.drop()
    },
  }
}

function configOf(dir: string, env: Settings['env']): Config {
  const read = readConfig({ STATE_DIR: dir, ...env })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return read.config
}

const shipped = join(import.meta.dirname, '../../data')
let shippedData: Data | undefined

/** What ships is read once for all houses of a process; a test's own folder whenever a house opens. */
const sharedData = ({ dataDir }: Config): Data | undefined =>
  dataDir === shipped ? (shippedData ??= readData(dataDir)) : undefined

/** One person on one channel. */
export interface Person {
  readonly says: (text: string) => Promise<string>
  readonly address: string
  /** The same delivery, with its id, as often as wanted; `outcome`: what becomes of each answer. */
  readonly delivers: (
    once: string,
    what: Heard['what'],
    outcome?: (message: Outgoing) => Delivery,
  ) => Promise<readonly Outgoing[]>
  /** The conversation as its page shows it again. */
  readonly reads: (after?: string) => Promise<readonly TranscriptLine[]>
  /** The same person at a house that was opened anew. */
  readonly at: (house: TestHouse) => Person
}

let people = 0

export function aPerson(house: TestHouse, area?: string, channel = 'web-chat'): Person {
  const address = `person-${(people += 1)}-on-${channel}-0123456789`
  const talk = { turn: 0, address, channel, ...(area ? { area } : {}) }
  return personAt(house, talk)
}

/** After a report the house looks for what follows it, as its next round would. */
const aNumber = /[A-Z]{2}-\d{4}-\d{5}/

interface Talk {
  turn: number
  readonly address: string
  readonly channel: string
  readonly area?: string
}

function personAt(house: TestHouse, talk: Talk): Person {
  const { address, channel, area } = talk
  const delivers: Person['delivers'] = async (once, what, outcome = () => 'sent') => {
    const answers: Outgoing[] = []
    const heard = { channel, address, once, at: house.now(), what, ...(area ? { area } : {}) }
    await house.port.hear(heard, async (message) => {
      answers.push(message)
      return outcome(message)
    })
    if (answers.some(({ text }) => aNumber.test(text))) await followUp(house.world)
    return answers
  }
  return {
    address,
    delivers,
    reads: async (after) => await house.port.transcript(channel, address, after),
    at: (other) => personAt(other, talk),
    says: async (text) => {
      const once = `${address}-${(talk.turn += 1)}`
      const answers = await delivers(once, { type: 'text', text })
      return answers.map((answer) => answer.text).join('\n')
    },
  }
}

/** A file as its officer has it in the end. */
export async function wholeOf(file: {
  readonly parts: AsyncIterable<Uint8Array>
}): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of file.parts) parts.push(part)
  return Buffer.concat(parts)
}

/** What a willing reporter says, in the order of the questions. */
export const aStory = [
  '昌元街道菜市场后头有个老太婆给人打针输液，没得证',
  '行',
  '菜市场后门出来左手边卖鱼的楼上二楼',
  '还在',
  '天天早上都有',
  '跳过',
  '跳过',
  '匿名',
  '提交',
]

/** Reports from beginning to end; number and passcode. */
export async function reports(
  person: Person,
  story: readonly string[] = aStory,
): Promise<{ readonly number: string; readonly passcode: string; readonly said: string }> {
  let said = ''
  for (const words of story) said = await person.says(words)
  const number = aNumber.exec(said)?.[0] ?? ''
  const passcode = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}/.exec(said)?.[0] ?? ''
  return { number, passcode, said }
}

/** Somebody of the office that leads a case, or of the intake office. */
export async function officerOf(
  house: TestHouse,
  number: string,
  role: 'lead' | 'intake' = 'lead',
): Promise<Officer & { readonly task: string }> {
  return await house.world.db.read(async (tx) => {
    const row = await caseByNumber(tx, number)
    const task = row && (await tasksOf(tx, row.id)).find((one) => one.role === role)
    if (!row || !task) throw new Error(`${number} has no ${role} task`)
    return {
      id: `officer-${task.office}`,
      name: '经办人',
      role: role === 'intake' ? 'intake' : 'handler',
      area: row.area,
      office: task.office,
      department: task.department,
      task: task.task,
    }
  })
}

/** An operator stands behind an area: it is no demonstration any more. */
export async function standsBehind(
  house: Pick<TestHouse, 'world'>,
  area: string,
  more: OperatorSettings = {},
): Promise<void> {
  const { world } = house
  world.operator.write(area, { sponsor: '区卫生健康委', telephone: '023-46730000', ...more })
  await world.db.transaction(async (tx) => {
    await saveOffices(tx, area, await officesIn(world, tx, area))
  })
}
