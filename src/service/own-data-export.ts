import { dayOf } from '#core/clock.ts'
import type { Port } from '#conversation/channel.ts'
import type { Answers, Lang } from '#conversation/flow.ts'
import { clip } from '#conversation/plain-text.ts'
import { loadSession, type SessionRow } from '#store/sessions.ts'
import { lastSeq } from '#store/seqs.ts'
import type { Tx } from '#store/transaction.ts'
import { auditExport, ownDataFile, type OwnDataFile } from './own-data-file.ts'
import type { Asking } from './requests.ts'
import type { Sealed } from './sealed.ts'
import { textOf } from './text-of.ts'
import { channelOf } from './world.ts'
import { yearDay } from './year-day.ts'

/** Characters of one part: it fits the narrowest channel. */
const partLength = 480

/** A copy of one's own data: a link where the channel lets a file be fetched, else the next part in words. */
export async function exportData(asking: Asking): Promise<Answers> {
  const { world, tx, row, session, given, at } = asking
  const path = channelOf(world, session.channel)?.ownDataPath
  if (path) return { exportText: null, exportFrom: null, exportLink: `${world.publicUrl}${path}` }
  const [, part = '0', seq] = /^(\d+)-(\d+)$/.exec(textOf(given['exportFrom'])) ?? []
  const upto = seq === undefined ? await lastSeq(tx, row.id) : Number(seq)
  if (seq === undefined) await auditExport(world, tx, row, at)
  const file = await ownDataFile(world, tx, row, { upto, lang: session.lang })
  const parts = partsOf(linesOf(file, session.lang))
  const next = Number(part) + 1
  return {
    exportText: parts[Number(part)] ?? '',
    exportFrom: next < parts.length ? `${next}-${upto}` : null,
    exportLink: null,
  }
}

/** The same as a file, for the browser that the address belongs to. */
export function createOwnData(world: Sealed): NonNullable<Port['ownData']> {
  return async (channel, address) => {
    const hash = world.vault.addressHash(channel, address)
    return await world.db.transaction(async (tx) => {
      const row = await loadSession(tx, hash)
      if (!row) return undefined
      await auditExport(world, tx, row, world.clock())
      const upto = await lastSeq(tx, row.id)
      return await fileIn(world, tx, row, upto)
    })
  }
}

async function fileIn(world: Sealed, tx: Tx, row: SessionRow, upto: number): Promise<string> {
  const file = await ownDataFile(world, tx, row, { upto, lang: 'zh-cn' })
  return `${JSON.stringify({ madeAt: world.clock(), ...file }, withDates, 2)}\n`
}

/** Times as everybody's programs read them. */
const withDates = (name: string, value: unknown): unknown =>
  typeof value === 'number' && (name === 'at' || name.endsWith('At'))
    ? new Date(value).toISOString()
    : value

function linesOf({ reports, chat }: OwnDataFile, lang: Lang): readonly string[] {
  const day = (at: number): string => yearDay(dayOf(at), lang)
  const isChinese = lang === 'zh-cn'
  const who = isChinese ? { reporter: '您', office: '我们' } : { reporter: 'You', office: 'We' }
  const colon = isChinese ? '：' : ': '
  return [
    ...reports.flatMap((one) => [
      [one.number, day(one.receivedAt), ...one.matters, one.phone ?? ''].filter(Boolean).join(' '),
      ...[one.told['what'], one.told['where'], one.told['who'], one.told['when']].flatMap((text) =>
        text ? [text] : [],
      ),
      ...one.supplements.map(({ at, text }) => `${day(at)} ${who.reporter}${colon}${text}`),
      ...one.results.map(({ text }) => `${who.office}${colon}${text}`),
    ]),
    ...chat.map(
      ({ at, from, text, media }) =>
        `${day(at)} ${who[from]}${colon}${[text, media ? `[${media.length}]` : ''].filter(Boolean).join(' ')}`,
    ),
  ]
}

/** Whole lines together up to a part's length; a longer line is cut, between characters. */
export function partsOf(all: readonly string[]): readonly string[] {
  const parts: string[] = []
  for (const line of all.flatMap(cut)) {
    const last = parts.at(-1)
    if (last !== undefined && last.length + 1 + line.length <= partLength)
      parts[parts.length - 1] = `${last}\n${line}`
    else parts.push(line)
  }
  return parts
}

function cut(line: string): readonly string[] {
  if (line.length <= partLength) return [line]
  const head = clip(line, partLength)
  return [head, ...cut(line.slice(head.length))]
}
