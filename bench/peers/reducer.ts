import { memoryStore, newOutbox, pure } from '../peer.ts'
import type { Peer, Turn } from '../peer.ts'
import { CONFIRM_RETRY, GREETING, QUESTIONS, THANKS, summary } from '../script.ts'
import type { Answers, Message } from '../script.ts'

export interface State {
  readonly at: number
  readonly answers: Answers
}

/** About the least that can be done: the ceiling every engine is held against. */
export function step(state: State | undefined, message: Message): Turn & { readonly next?: State } {
  if (message.text === '/start') {
    return { next: { at: 0, answers: {} }, said: [GREETING, QUESTIONS[0]?.ask ?? ''] }
  }
  if (!state) return { said: [] }
  const question = QUESTIONS[state.at]
  if (!question) {
    return message.text?.trim() === '是'
      ? { said: [THANKS], filed: state.answers }
      : { next: state, said: [CONFIRM_RETRY] }
  }
  const checked = question.check(message)
  if (!checked.ok) return { next: state, said: [question.retry] }
  const answers = { ...state.answers, [question.key]: checked.value }
  const following = QUESTIONS[state.at + 1]
  return {
    next: { at: state.at + 1, answers },
    said: [following ? following.ask : summary(answers)],
  }
}

export function reducer(behind: boolean): Peer {
  const store = memoryStore<State>('json')
  const turn = ({ message }: Parameters<Parameters<typeof pure>[2]>[0]): Turn => {
    const user = message.chat.id
    const { next, ...made } = step(store.read(user), message)
    if (next) store.write(user, next)
    else store.delete(user)
    return made
  }
  return pure('plain reducer (JSON)', newOutbox(), turn, { behind, stored: store.size })
}
