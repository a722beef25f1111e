import { caseNumberIn } from '#core/case-number.ts'
import type { Port } from '#conversation/channel.ts'
import type { Outgoing } from '#conversation/message.ts'

/** What a willing reporter answers, by what the question asks. */
export interface Told {
  readonly what: string
  readonly where: string
  readonly when: string
  /** Left with the report; else it is anonymous. */
  readonly identity?: { readonly name: string; readonly phone: string }
}

/** Longer than any conversation of a willing reporter. */
const mostTurns = 25

interface Talking {
  readonly port: Port
  readonly address: string
  readonly area: string
  readonly at: () => number
}

/** Reports by the web chat, answering each question, until a number is given; the number, or undefined. */
export async function reportByChat(talking: Talking, told: Told): Promise<string | undefined> {
  let said = await sayTo(talking, 0, told.what)
  for (let turn = 1; turn < mostTurns; turn++) {
    const number = caseNumberIn(said)
    if (number && said.includes('登记')) return number
    said = await sayTo(talking, turn, answerTo(said, told))
  }
  return undefined
}

/** Says one thing and gives all that was answered. */
export async function sayTo(talking: Talking, turn: number, text: string): Promise<string> {
  const answers: Outgoing[] = []
  const { address, area } = talking
  await talking.port.hear(
    {
      channel: 'web-chat',
      address,
      area,
      once: `${address}-${turn}`,
      at: talking.at(),
      what: { type: 'text', text },
    },
    (message) => {
      answers.push(message)
      return Promise.resolve('sent')
    },
  )
  return answers.map((message) => message.text).join('\n')
}

const answers: readonly (readonly [RegExp, (told: Told) => string])[] = [
  [/请核对/, () => '提交'],
  [/行吗？/, () => '行'],
  [/更像哪一样|归哪里管/, () => '1'],
  [/要怎么办/, () => '就在这里'],
  [/具体在哪儿/, ({ where }) => where],
  [/现在还在做吗/, () => '还在'],
  [/什么时候/, ({ when }) => when],
  [/要不要留姓名电话/, ({ identity }) => (identity ? '实名' : '匿名')],
  [/叫什么名字/, ({ identity }) => identity?.name ?? '跳过'],
  [/电话是多少/, ({ identity }) => identity?.phone ?? '跳过'],
]

function answerTo(said: string, told: Told): string {
  return answers.find(([question]) => question.test(said))?.[1](told) ?? '跳过'
}
