import { askUntil } from './asking.ts'
import type { Fleet } from './fleet.ts'
import type { Chance } from './seeded.ts'
import { ending, numbersIn, sha256, storyOf, type Step } from './story.ts'
import type { Reporter, Told } from './told.ts'

export interface Street {
  readonly fleet: Fleet
  readonly told: Told
  readonly chance: Chance
  readonly area: string
}

export const cookieOf = (address: string): string => `yj_chat=${address}`

/** Somebody who reports in the web chat, and says each thing again until it is acknowledged. */
export async function visit(street: Street, address: string): Promise<void> {
  const reporter: Reporter = { channel: 'web-chat', address, said: [], files: [] }
  street.told.reporters.push(reporter)
  for (const step of [...(await storyOf(street.chance)), ...ending]) {
    if (reporter.number !== undefined) return
    await say(street, reporter, step)
  }
}

/** Says one thing until it is acknowledged. */
export async function say(street: Street, reporter: Reporter, step: Step): Promise<void> {
  const { told, area } = street
  const { address, said } = reporter
  const once = `${address}-${said.length}`
  const answer = await askUntil(street, `/chat/messages?area=${area}`, {
    method: 'POST',
    ...bodyOf(step, once, address),
  })
  if (answer.status !== 200) {
    told.odd.push(`web chat ${answer.status}: ${answer.text.slice(0, 200)}`)
    return
  }
  said.push('text' in step ? step.text : '')
  if ('picture' in step) reporter.files.push(sha256(step.picture))
  const [number] = numbersIn(answer.text)
  if (number === undefined || reporter.number !== undefined) return
  reporter.number = number
  told.filed.push(number)
}

function bodyOf(step: Step, once: string, address: string): Pick<RequestInit, 'body' | 'headers'> {
  const cookie = cookieOf(address)
  if ('text' in step) {
    const headers = { 'content-type': 'application/json', cookie }
    return { headers, body: JSON.stringify({ once, text: step.text }) }
  }
  const form = new FormData()
  form.set('once', once)
  form.append('files', new Blob([step.picture], { type: 'image/png' }), 'IMG_0001.png')
  return { headers: { cookie }, body: form }
}
