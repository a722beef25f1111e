import { caseNumberIn } from '../../src/core/case-number.ts'
import type { House } from '../../src/house.ts'
import type { Line } from './line.ts'
import { wholeReport, type Somebody } from './people.ts'

/** What was not heard as it should be ends the run: figures of refusals would be worth nothing. */
export interface Said {
  readonly text: string
}

/** The next thing somebody says, as the page of the chat sends it. */
export async function sayByHttp(line: Line, one: Somebody): Promise<Said> {
  const { address, area, story, after } = one
  const turn = one.turn++
  const body = JSON.stringify({ once: `${address}-${turn}`, text: story[turn], after })
  const { status, text } = await line.post({
    path: `/chat/messages?area=${area}`,
    type: 'application/json',
    cookie: `yj_chat=${address}`,
    body,
  })
  if (status !== 200) throw new Error(`refused with ${status}: ${text.slice(0, 300)}`)
  one.after = text.slice(text.lastIndexOf('{"id":"') + 7).split('"', 1)[0] ?? ''
  return noted(one, text)
}

/** The same inside the process: no HTTP, no page. */
export async function sayInside(house: House, one: Somebody): Promise<Said> {
  const { address, area, story } = one
  const turn = one.turn++
  const answers: string[] = []
  const heard = { channel: 'web-chat', address, area, once: `${address}-${turn}` }
  const what = { type: 'text', text: story[turn] ?? '' } as const
  const verdict = await house.port.hear({ ...heard, at: Date.now(), what }, async ({ text }) => {
    answers.push(text)
    return await Promise.resolve('sent' as const)
  })
  if (verdict === 'too-fast') throw new Error('refused as too fast')
  return noted(one, answers.join('\n'))
}

function noted(one: Somebody, text: string): Said {
  if (one.turn < one.story.length) return { text }
  const number = caseNumberIn(text)
  if (!number) throw new Error(`no number at the end of the story: ${text.slice(0, 500)}`)
  one.number = number
  return { text }
}

/** A whole report in one request, as a program of a partner sends it. */
export async function sendWhole(line: Line, one: Somebody, key: string): Promise<Said> {
  const { status, text } = await line.post({
    path: `/open311/v2/requests.json?jurisdiction_id=${one.area}&api_key=${key}`,
    type: 'application/x-www-form-urlencoded',
    body: wholeReport(one),
  })
  if (status !== 200) throw new Error(`refused with ${status}: ${text.slice(0, 300)}`)
  one.turn = one.story.length
  return noted(one, text)
}
