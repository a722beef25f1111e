import { randomFillSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { yearOf, dayOf } from '../src/core/clock.ts'
import { file } from '../src/core/file.ts'
import { readConfig } from '../src/config.ts'
import { openHouse, type House } from '../src/house.ts'
import { keepEvents } from '../src/service/case-file.ts'
import { followUp } from '../src/service/follow-up.ts'
import { routeMatter } from '../src/service/routing.ts'
import type { Sealed } from '../src/service/sealed.ts'
import { nextNumber } from '../src/store/cases.ts'
import { saveEvidence } from '../src/store/evidence.ts'
import { keepReceipt } from '../src/store/receipts.ts'
import type { Tx } from '../src/store/transaction.ts'
import { wordsFrom, type Words } from './words.ts'

export const area = '500153'

/** A house whose clock stands a little after the last that happened in it. */
export async function openIn(dir: string, clock: () => number): Promise<House> {
  const read = readConfig({ STATE_DIR: dir })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const log = { info: () => {}, warn: () => {}, error: console.error }
  return await openHouse({ config: read.config, log, clock })
}

const offences = ['A1', 'A2', 'B1', 'C1', 'D1', 'E1']
const streets = ['昌元街道', '昌州街道', '广顺街道', '双河街道', '安富街道', '仁义镇', '盘龙镇']
const deeds = ['没得证给人打针输液', '乱收费', '卖假药', '没有医生给人打玻尿酸', '私人给人拔牙镶牙']

/** Reports as the service registers them, sealed, routed, in their lists and in the index; without the chat before it. */
export async function fileCases(
  { world }: House,
  { cases, files }: { readonly cases: number; readonly files: number },
): Promise<void> {
  const words = wordsFrom(20_261_122)
  const isKnown = (code: string): boolean => world.packs.offences.has(code)
  const known = offences.filter(isKnown)
  const batch = 100
  for (let at = 0; at < cases; at += batch)
    await world.db.transaction(async (tx) => {
      for (let n = at; n < Math.min(cases, at + batch); n += 1) {
        const many = Math.floor((n + 1) * (files / cases)) - Math.floor(n * (files / cases))
        await fileOne(world, tx, { words, offence: words.oneOf(known), files: many })
      }
    })
  while (await followUp(world));
}

interface One {
  readonly words: Words
  readonly offence: string
  readonly files: number
}

async function fileOne(world: Sealed, tx: Tx, { words, offence, files }: One): Promise<void> {
  const [at, keyId] = [world.clock(), await world.vault.newKey()]
  const id = world.idAt(at)
  const matter = { id: 'm1', stream: 'tip-off', offence } as const
  const who = `${words.some(2)}诊所`
  const what = `${words.oneOf(streets)}${who}${words.oneOf(deeds)}，${words.some(24)}。`
  const { assignments, explanation } = await routeMatter(world, tx, {
    area,
    matter,
    text: what,
    at,
  })
  const year = yearOf(dayOf(at))
  const number = `RC-${year}-${String(await nextNumber(tx, area, year)).padStart(5, '0')}`
  const evidence: string[] = []
  for (let n = 0; n < files; n += 1)
    evidence.push(await evidenceRow(world, tx, { caseId: id, words }))
  const where = `${words.word()}路${Math.ceil(words.random() * 300)}号二楼`
  const report = {
    area,
    source: 'citizen',
    channel: 'web-chat',
    standing: 'anonymous',
    urgent: null,
    wantsReward: false,
    facts: { what, where, who, evidence },
    matters: [matter],
    notice: 'none',
  } as const
  const context = { at, by: { kind: 'reporter' }, id: () => world.idAt(at) } as const
  const events = file(report, number, [{ matter: 'm1', assignments, explanation }], context)
  await keepEvents(world, tx, { id, keyId, handle: world.id(), events: [] }, events)
  const { hmac } = world.vault.newPasscode()
  await keepReceipt(tx, { number, caseId: id, passcodeHmac: hmac })
}

/** As large as what a messenger sends: mostly photos it has shrunk, some as the camera made them, a few recordings. */
function sizeOf({ random }: Words): number {
  const one = random()
  if (one < 0.94) return Math.round(40_000 * 5 ** random())
  if (one < 0.995) return Math.round(300_000 * (10 / 3) ** random())
  return Math.round(2_000_000 + 6_000_000 * random())
}

async function evidenceRow(
  world: Sealed,
  tx: Tx,
  { caseId, words }: { readonly caseId: string; readonly words: Words },
): Promise<string> {
  const id = world.id()
  const size = sizeOf(words)
  const keyId = await world.vault.newKey()
  const plain = { id, keyId, caseId, session: 'none', kind: 'image', type: 'image/jpeg', size }
  await saveEvidence(tx, {
    ...plain,
    digest: `sha256:${'0'.repeat(64)}`,
    cleaned: 'yes',
    cleanedSize: Math.round(size * 0.9),
    state: 'kept',
    at: world.clock(),
  })
  return id
}

/** Bytes of chance for every row: sealed ones look the same, and a backup takes them as they lie. Gives how many bytes. */
export async function layFiles(
  { world }: House,
  dir: string,
): Promise<{ readonly files: number; readonly bytes: number }> {
  const rows = await world.db.read(
    async (tx) => await tx.selectFrom('evidence').select(['id', 'size', 'cleanedSize']).execute(),
  )
  let [files, bytes] = [0, 0]
  for (const { id, size, cleanedSize } of rows)
    for (const [version, length] of [
      ['original', size],
      ['cleaned', cleanedSize ?? 0],
    ] as const) {
      const sealed = Buffer.allocUnsafe(length + 45)
      randomFillSync(sealed)
      sealed[0] = 1
      writeFileSync(join(dir, 'evidence', `${id}.${version}`), sealed, { mode: 0o600 })
      files += 1
      bytes += sealed.length
    }
  return { files, bytes }
}
