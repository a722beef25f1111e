import { dayOf } from '#core/clock.ts'
import type { Officer } from '#core/access.ts'
import { publishBatch } from '#service/publish-round.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import { aBrowser, type BrowserLike, type Seen } from './browser-like.ts'
import { aDesk, rongchang, type FiledCase, type TestDesk, type Told } from './world.ts'

const health = '500153-health-commission'
export const aDay = 86_400_000

/** An officer who writes, one who looks, and how both go about it. */
export interface PublishScene {
  readonly desk: TestDesk
  readonly writer: BrowserLike
  readonly second: BrowserLike
  /** A report that ended with a penalty. */
  readonly punished: (penalty: string, told?: Told) => Promise<FiledCase & { task: string }>
  readonly write: (fields: Fields, from?: string) => Promise<Seen>
  /** The second officer lets out what waits with these words. */
  readonly approve: (words: string) => Promise<Seen>
  /** To the next day of publication after so many days; gives how many came out. */
  readonly batchAfter: (days: number) => Promise<number>
}

export type Fields = Readonly<Record<string, string | readonly string[]>>

/** What an officer types for a decision. */
export const decision = (number: string, more: Fields = {}): Fields => ({
  unitKind: 'organisation',
  unit: '荣昌区某某口腔诊所',
  number,
  organ: '荣昌区卫生健康委员会',
  decidedOn: '2026-11-03',
  offence: 'B1',
  violation: '超出备案的诊疗科目开展诊疗活动',
  basis: '《医疗机构管理条例》第二十六条、第四十六条',
  penalties: ['warning', 'fine'],
  fined: '20000',
  ...more,
})

export const newForm = (from = ''): string =>
  `/desk/publish/new?area=${rongchang}&kind=decision${from === '' ? '' : `&from=${from}`}`

export async function aPublishScene(given?: TestDesk): Promise<PublishScene> {
  const desk = given ?? (await aDesk())
  const handler = await desk.officer('banan', 'handler', health)
  await desk.officer('shenhe', 'supervisor', '500153-intake')
  const [writer, second] = [aBrowser(desk.app), aBrowser(desk.app)]
  const signIn = async (): Promise<void> => {
    await writer.signIn('banan')
    await second.signIn('shenhe')
  }
  await signIn()
  return {
    desk,
    writer,
    second,
    punished: async (penalty, told = {}) => await punished(desk, handler, { penalty, told }),
    write: async (fields, from = '') =>
      await writer.submit(await writer.get(newForm(from)), 'name="unit"', fields),
    approve: async (words) => await approve(second, words),
    batchAfter: async (days) => {
      desk.later(days * aDay)
      while (![11, 26].includes(Number(dayOf(desk.world.clock()).slice(8)))) desk.later(aDay)
      const out = await publishBatch(desk.world, rongchang)
      await signIn()
      return out
    },
  }
}

async function punished(
  desk: TestDesk,
  handler: Officer,
  { penalty, told }: { readonly penalty: string; readonly told: Told },
): Promise<FiledCase & { task: string }> {
  const filed = await desk.report(told)
  const { number } = filed
  const file = async () => {
    const read = await readCase(desk.world, handler, number)
    if (!read.ok) throw new Error(read.refusal.key)
    return read.value.file
  }
  const doDeed = async (deed: Deed): Promise<void> => {
    const { version } = await file()
    const done = await act(desk.world, handler, { number, version }, deed)
    if (!done.ok) throw new Error(`${deed.type}: ${done.refusal.key}`)
  }
  const { tasks } = await file()
  const task = tasks.find(({ office, role }) => office === health && role !== 'cooperate')?.task
  if (task === undefined) throw new Error('no task')
  await doDeed({ type: 'accept', task })
  const ends = { outcome: 'substantiated', penalty, text: '查实并处罚。' } as const
  await doDeed({ type: 'conclude', task, ...ends })
  return { ...filed, task }
}

async function approve(second: BrowserLike, words: string): Promise<Seen> {
  const list = await second.get(`/desk/publish?area=${rongchang}`)
  const path = new RegExp(
    `href="(/desk/publish/[0-9a-f]+)"[^>]*>[^<]*(?:<span[^>]*>)?[^<]*${words}`,
  ).exec(list.html)?.[1]
  if (path === undefined) throw new Error(`nothing waits with ${words}:\n${list.text}`)
  return await second.submit(await second.get(path), 'value="approve"', { deed: 'approve' })
}
