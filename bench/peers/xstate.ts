import { assign, createActor, initialTransition, setup, transition } from 'xstate'
import { file, memoryStore, newOutbox, pure, say } from '../peer.ts'
import type { Peer, Turn } from '../peer.ts'
import { CONFIRM_RETRY, GREETING, QUESTIONS, THANKS, summary } from '../script.ts'
import type { Answers, Message, Update } from '../script.ts'

type Said = { readonly text: string }
type Filed = { readonly record: Answers }
interface Doing {
  readonly say: (_: unknown, params: Said) => void
  readonly file: (_: unknown, params: Filed) => void
}

const saying = (text: string) => ({ type: 'say', params: { text } })

const states: Record<string, unknown> = {}
QUESTIONS.forEach(({ key, ask, retry, check }, index) => {
  const isValid = ({ event }: { event: { message: Message } }): boolean => check(event.message).ok
  const keep = ({
    context,
    event,
  }: {
    context: { answers: Answers }
    event: { message: Message }
  }) => {
    const checked = check(event.message)
    return { ...context.answers, [key]: checked.ok ? checked.value : null }
  }
  const target = QUESTIONS[index + 1]?.key ?? 'confirm'
  const valid = { guard: isValid, actions: assign({ answers: keep } as never), target }
  states[key] = { entry: saying(ask), on: { MESSAGE: [valid, { actions: saying(retry) }] } }
})
const isYes = ({ event }: { event: { message: Message } }): boolean =>
  event.message.text?.trim() === '是'
states['confirm'] = {
  entry: {
    type: 'say',
    params: ({ context }: { context: { answers: Answers } }) => ({
      text: summary(context.answers),
    }),
  },
  on: { MESSAGE: [{ guard: isYes, target: 'filed' }, { actions: saying(CONFIRM_RETRY) }] },
}
states['filed'] = {
  type: 'final',
  entry: [
    saying(THANKS),
    {
      type: 'file',
      params: ({ context }: { context: { answers: Answers } }) => ({ record: context.answers }),
    },
  ],
}

const nothing: Doing = { say: () => {}, file: () => {} }

const machineDoing = (actions: Doing) =>
  setup({ actions } as never).createMachine({
    id: 'report',
    context: { answers: {} },
    entry: saying(GREETING),
    initial: QUESTIONS[0]?.key,
    states,
  } as never)

/** One live actor a user, in memory: nothing could be resumed after a restart. */
export function xstateActors(): Peer {
  const outbox = newOutbox()
  const actors = new Map<number, ReturnType<typeof createActor>>()
  let user = 0
  const machine = machineDoing({
    say: (_, { text }) => say(outbox, user, text),
    file: (_, { record }) => file(outbox, record),
  })
  const handle = async ({ message }: Update): Promise<void> => {
    user = message.chat.id
    if (message.text === '/start') {
      const actor = createActor(machine as never)
      actors.set(user, actor)
      actor.start()
      return
    }
    const actor = actors.get(user)
    actor?.send({ type: 'MESSAGE', message } as never)
    if ((actor?.getSnapshot() as { status?: string }).status === 'done') actors.delete(user)
  }
  return { name: 'XState live actors (object)', outbox, handle }
}

interface Snapshot {
  readonly status: string
  readonly value: unknown
  readonly context: unknown
}
interface Action {
  readonly type: string
  readonly params: Said & Filed
}

/** `initialTransition` and `transition`, the snapshot kept between messages. */
export function xstatePure(behind: boolean): Peer {
  const machine = machineDoing(nothing) as never as { resolveState: (saved: unknown) => never }
  const store = memoryStore<Pick<Snapshot, 'value' | 'context'>>('json')
  const move = (
    message: Message,
    user: number,
  ): readonly [Snapshot, readonly Action[]] | undefined => {
    if (message.text === '/start') return initialTransition(machine as never) as never
    const saved = store.read(user)
    if (!saved) return undefined
    const event = { type: 'MESSAGE', message } as never
    return transition(machine as never, machine.resolveState(saved), event) as never
  }
  const turn = ({ message }: Update): Turn => {
    const user = message.chat.id
    const moved = move(message, user)
    if (!moved) return { said: [] }
    const [snapshot, actions] = moved
    if (snapshot.status === 'active') {
      store.write(user, { value: snapshot.value, context: snapshot.context })
    } else store.delete(user)
    const said = actions.flatMap(({ type, params }) => (type === 'say' ? [params.text] : []))
    const filed = actions.find(({ type }) => type === 'file')?.params.record
    return filed ? { said, filed } : { said }
  }
  return pure('XState pure transition (JSON)', newOutbox(), turn, { behind, stored: store.size })
}
