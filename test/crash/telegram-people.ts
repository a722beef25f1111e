import type { FakeTelegram } from '../bots/fake-telegram.ts'
import { pause } from './seeded.ts'
import { ending, numbersIn, sha256, storyOf, type Step } from './story.ts'
import type { Reporter } from './told.ts'
import type { Street } from './visitors.ts'

type Platform = Street & { readonly telegram: FakeTelegram }

/** Somebody who reports on Telegram. Their platform says it again until it is confirmed. */
export async function writeOn(street: Platform, chat: number): Promise<void> {
  const { telegram, told } = street
  const reporter: Reporter = { channel: 'telegram', address: String(chat), said: [], files: [] }
  told.reporters.push(reporter)
  for (const step of [...(await storyOf(street.chance)), ...ending]) {
    if (reporter.number !== undefined) return
    await write(street, reporter, step)
    if ('picture' in step) reporter.files.push(sha256(step.picture))
    if ('text' in step && step.text === '提交') await answered(telegram, chat, reporter)
    if (reporter.number !== undefined) told.filed.push(reporter.number)
  }
}

/** Writes one thing and waits until the platform knows that it was heard. */
export async function write({ telegram }: Platform, { address, said }: Reporter, step: Step) {
  const update = push(telegram, Number(address), step)
  while (telegram.confirmed() <= update) await pause(25)
  said.push('text' in step ? step.text : '')
}

/** The answer may come a little after the confirmation, or after a kill only much later. */
async function answered(telegram: FakeTelegram, chat: number, reporter: Reporter): Promise<void> {
  const known = telegram.sent(chat).length
  for (let n = 0; n < 40; n += 1) {
    const texts = telegram.sent(chat).map(({ payload }) => String(payload['text']))
    const [number] = numbersIn(texts.join('\n'))
    if (number !== undefined) reporter.number = number
    if (number !== undefined || texts.length > known) return
    await pause(25)
  }
}

let pictures = 0

function push(telegram: FakeTelegram, chat: number, step: Step): number {
  if ('text' in step) return telegram.message(chat, { text: step.text })
  const id = `photo-${(pictures += 1)}`
  telegram.addFile(id, step.picture)
  const size = { file_id: id, file_unique_id: id, width: 100, height: 100 }
  return telegram.message(chat, { photo: [{ ...size, file_size: step.picture.length }] })
}
