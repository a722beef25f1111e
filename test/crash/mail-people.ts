import type { FakeMail } from '../bots/fake-mail.ts'
import { mailOf } from '../bots/mails.ts'
import { hearNumber } from './hear-number.ts'
import { pause } from './seeded.ts'
import { ending, sha256, storyOf, type Step } from './story.ts'
import type { Reporter } from './told.ts'
import type { Street } from './visitors.ts'

type Post = Street & { readonly mail: FakeMail }

/** Somebody who reports by mail. What they wrote lies in the box until it is marked as heard. */
export async function writeMails(street: Post, n: number): Promise<void> {
  const { mail, told } = street
  const address = `p${n}@citizen.example`
  const reporter: Reporter = { channel: 'email', address, said: [], files: [] }
  told.reporters.push(reporter)
  const got = (): readonly string[] => mail.to(address).map(({ text }) => text)
  for (const step of [...(await storyOf(street.chance)), ...ending]) {
    if (reporter.number !== undefined) return
    await writeMail(street, reporter, step)
    if ('text' in step && step.text === '提交') await hearNumber(reporter, got)
    if (reporter.number !== undefined) told.filed.push(reporter.number)
  }
}

/** Answers our last mail and waits until this one is marked; who had no mail of ours yet waits for it first. */
export async function writeMail(
  { mail }: Post,
  { address, said, files }: Reporter,
  step: Step,
): Promise<void> {
  while (said.length > 0 && mail.to(address).length === 0) await pause(25)
  const answers = mail.to(address).at(-1)
  const what =
    'text' in step ? { text: step.text } : { files: [{ name: 'IMG.png', bytes: step.picture }] }
  const uid = mail.imap.arrive(mailOf({ from: address, answers, ...what }))
  const isMarked = (): boolean =>
    mail.imap.box('INBOX').every((one) => one.uid !== uid || one.flags.has('\\Answered'))
  while (!isMarked()) await pause(25)
  said.push('text' in step ? step.text : '')
  if ('picture' in step) files.push(sha256(step.picture))
}
