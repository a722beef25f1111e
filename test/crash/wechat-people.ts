import type { FakeWechat } from '../bots/fake-wechat.ts'
import { askUntil } from './asking.ts'
import { hearNumber } from './hear-number.ts'
import { pause } from './seeded.ts'
import { ending, sha256, storyOf, type Step } from './story.ts'
import type { Reporter } from './told.ts'
import type { Street } from './visitors.ts'

type Account = Street & { readonly wechat: FakeWechat }

/** The platform calls whichever process it reaches, and signs anew what came too late for its clock. */
export const comesThrough = (street: Street, wechat: FakeWechat): void =>
  wechat.hook(async (request) => {
    const { pathname, search } = new URL(request.url)
    const body = await request.text()
    const { status, text } = await askUntil(street, `${pathname}${search}`, {
      method: 'POST',
      body,
    })
    if (status !== 200) await pause(30)
    return new Response(text, { status })
  })

/** Somebody who reports to the official account. Their platform delivers it until it is taken. */
export async function followAccount(street: Account, n: number): Promise<void> {
  const { wechat, told, chance } = street
  const address = `oReporter-${n}`
  const reporter: Reporter = { channel: 'wechat-official', address, said: [], files: [] }
  told.reporters.push(reporter)
  const got = (): readonly string[] =>
    wechat.shown.filter(({ to }) => to === address).map(({ text }) => text)
  for (const step of [...(await storyOf(chance)), ...ending]) {
    if (reporter.number !== undefined) return
    const known = got().length
    await writeOnAccount(street, reporter, step)
    if ('text' in step && step.text === '提交') await hearNumber(reporter, got, known)
    if (reporter.number !== undefined) told.filed.push(reporter.number)
  }
}

/** Who got all that is allowed, and waits for more, says a word: the rest comes with the answer. */
export async function wakeAccount(street: Account): Promise<void> {
  const { wechat, told } = street
  for (const reporter of told.reporters)
    if (reporter.channel === 'wechat-official' && wechat.isSpent(reporter.address))
      await writeOnAccount(street, reporter, { text: '查看' })
}

let pictures = 0

export async function writeOnAccount(
  { wechat }: Account,
  { address, said, files }: Reporter,
  step: Step,
): Promise<void> {
  if ('text' in step) {
    await wechat.send(address, { MsgType: 'text', Content: step.text }, true)
    said.push(step.text)
    return
  }
  const id = `picture-${(pictures += 1)}`
  wechat.addMedia(id, step.picture)
  const fields = { MsgType: 'image', PicUrl: 'http://mmbiz/x', MediaId: id }
  await wechat.send(address, fields, true)
  said.push('')
  files.push(sha256(step.picture))
}
