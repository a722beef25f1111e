import type { FakeTelegram } from '../bots/fake-telegram.ts'
import { hearNumber } from './hear-number.ts'
import { pause } from './seeded.ts'
import { ending, sha256, storyOf, type Step } from './story.ts'
import type { Reporter } from './told.ts'
import type { Street } from './visitors.ts'

type Platform = Street & { readonly telegram: FakeTelegram }

/** Somebody who reports on Telegram. Their platform says it again until it is confirmed. */
export async function writeOn(street: Platform, chat: number): Promise<void> {
  const { telegram, told } = street
  const reporter: Reporter = { channel: 'telegram', address: String(chat), said: [], files: [] }
  told.reporters.push(reporter)
  const got = (): readonly string[] =>
    telegram.sent(chat).map(({ payload }) => String(payload['text']))
  for (const step of [...(await storyOf(street.chance)), ...ending]) {
    if (reporter.number !== undefined) return
    await write(street, reporter, step)
    if ('text' in step && step.text === '提交') await hearNumber(reporter, got)
    if (reporter.number !== undefined) told.filed.push(reporter.number)
  }
}

/** Writes one thing and waits until the platform knows that it was heard. */
export async function write(
  { telegram }: Platform,
  { address, said, files }: Reporter,
  step: Step,
): Promise<void> {
  const update = push(telegram, Number(address), step)
  while (telegram.confirmed() <= update) await pause(25)
  said.push('text' in step ? step.text : '')
  if ('picture' in step) files.push(sha256(step.picture))
}

let pictures = 0

function push(telegram: FakeTelegram, chat: number, step: Step): number {
  if ('text' in step) return telegram.message(chat, { text: step.text })
  const id = `photo-${(pictures += 1)}`
  telegram.addFile(id, step.picture)
  const size = { file_id: id, file_unique_id: id, width: 100, height: 100 }
  return telegram.message(chat, { photo: [{ ...size, file_size: step.picture.length }] })
}
