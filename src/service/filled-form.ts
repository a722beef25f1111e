import type { Instant, SourceKind, Standing } from '#core/case.ts'
import type { AreaCode, OffenceCode } from '#core/plan.ts'
import { aloud } from '#conversation/aloud.ts'
import type { Answers, Ask, Field, Node, RequestName, Review } from '#conversation/flow.ts'
import type { Address, ChannelId, MediaRef } from '#conversation/message.ts'
import { render } from '#conversation/render.ts'
import type { Effect, Event, Session } from '#conversation/session.ts'
import { step } from '#conversation/step.ts'
import type { SessionRow } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { conversationOf, keepSession, wordsIn } from './conversation-file.ts'
import { bindFound } from './evidence.ts'
import { mayWait, onceMore, settled } from './form-answers.ts'
import { matterAnswers } from './matters.ts'
import { answerRequest } from './requests.ts'
import type { Sealed } from './sealed.ts'
import { textOf } from './text-of.ts'

/** A report that somebody wrote down for another, all at once. */
export interface FilledForm {
  readonly channel: ChannelId
  readonly address: Address
  /** When it was told; the limits run from here. */
  readonly at: Instant
  readonly area: AreaCode
  /** By the name of the answer, as it would have been said; empty: not told. */
  readonly answers: Readonly<Record<Field, string>>
  /** Chosen by who wrote it down, the main one first. */
  readonly offences: readonly OffenceCode[]
  /** Whatever is unclear is registered as it is, and a person sorts it out. */
  readonly insists: boolean
  /** Who told it, where that is more than a citizen: a deputy, a social supervisor, the press. */
  readonly source?: SourceKind
  /** Files that came with it, kept already. */
  readonly files?: readonly MediaRef[]
}

export interface FormFiled {
  readonly state: 'filed'
  readonly number: string
  readonly passcode: string | null
  /** Seals what was said in the conversation. */
  readonly keyId: string
  readonly standing: Standing
  /** What the person may be told, in order; never the passcode, nor what they told themselves. */
  readonly said: readonly string[]
}

/** Nothing was registered. `field`: the question that is open, in the words of the conversation. */
export interface FormOpen {
  readonly state: 'open'
  readonly field?: Field
  readonly said: readonly string[]
}

/** Questions one report can be asked before something is wrong. */
const mostQuestions = 40
const mostRequests = 16

interface Talk {
  readonly world: Sealed
  readonly tx: Tx
  readonly row: SessionRow
  readonly form: FilledForm
  session: Session
  said: Effect[]
  /** Of the last answer alone. */
  last: Effect[]
  count: number
  number?: string
  passcode?: string
}

/**
 * A form is told to the conversation that everybody has: the same questions, checks and words. What the form does not
 * answer and may not be left out stays open; then the caller undoes the transaction.
 */
export async function tellForm(
  world: Sealed,
  tx: Tx,
  form: FilledForm,
): Promise<FormFiled | FormOpen> {
  const { channel, address, at, area } = form
  const first = { channel, address, once: 'form', at, area, what: { type: 'start' } } as const
  const { row, session } = await conversationOf(world, tx, first)
  await bindFound(world, tx, row.id, { type: 'media', media: form.files ?? [] })
  const talk: Talk = { world, tx, row, form, session, said: [], last: [], count: 0 }
  const text = form.answers['what'] ?? ''
  const signal = world.understanding.danger(text)
  await hear(talk, { type: 'message', text, ...(signal ? { signal } : {}) })
  const open = await answerAll(talk)
  if (talk.number === undefined)
    return { state: 'open', ...open, said: inWords(talk, open?.field ? talk.last : talk.said) }
  await keepSession(world, tx, { ...row, at: world.clock() }, talk.session)
  const { number, passcode = '' } = talk
  const standing = talk.session.answers['standing'] === 'named' ? 'named' : 'anonymous'
  const said = inWords(talk, talk.said)
  return { state: 'filed', number, passcode: passcode || null, keyId: row.keyId, standing, said }
}

type Told = Event extends infer One ? (One extends Event ? Omit<One, 'id' | 'at'> : never) : never

async function answerAll(talk: Talk): Promise<Pick<FormOpen, 'field'> | undefined> {
  const answered = new Set<string>()
  for (let n = 0; n < mostQuestions; n += 1) {
    const { session } = talk
    const node = nodeOf(talk)
    if (session.status !== 'waiting' || (node?.kind !== 'ask' && node?.kind !== 'review'))
      return undefined
    const field = node.kind === 'ask' ? node.field : 'review'
    const isFirst = !answered.has(field)
    const told = isFirst || onceMore.has(field) ? answerTo(talk, node, isFirst) : undefined
    if (told === undefined) return { field }
    answered.add(field)
    await hear(talk, told)
    if (isAskedAgain(talk, node)) return { field }
  }
  throw new Error('a conversation asks a form without end')
}

function nodeOf({ world, session }: Talk): Node | undefined {
  const frame = session.frames.at(-1)
  const flow = frame && world.story.flows[frame.flow]?.find((one) => one.version === frame.version)
  return frame && flow?.nodes[frame.node]
}

const isAskedAgain = (talk: Talk, before: Node): boolean =>
  nodeOf(talk) === before && talk.session.status === 'waiting' && talk.session.wait.tries > 0

function answerTo(
  { world, session, form }: Talk,
  node: Ask | Review,
  isFirst: boolean,
): Told | undefined {
  if (session.status !== 'waiting') return undefined
  const words = wordsIn(world, session.lang)
  const first = (key: string): string => words[key]?.split('|')[0] ?? key
  if (node.kind === 'review') return { type: 'message', text: first(node.confirm) }
  const rest = node.field === 'supplement' && isFirst ? restOf(world, form) : undefined
  const answer = form.answers[node.field]?.trim() || settled[node.field] || rest || undefined
  if (answer === undefined) {
    const isLeftOut = mayWait(node.field, form) && (node.skip ?? node.shortcuts) !== undefined
    return isLeftOut ? { type: 'message', text: first('command.skip') } : undefined
  }
  const options = 'options' in node.input ? node.input.options : []
  const option = 'from' in options ? -1 : options.findIndex(({ value }) => value === answer)
  return option < 0
    ? { type: 'message', text: answer }
    : { type: 'button', wait: session.wait.id, option }
}

/** What the urgent lane does not ask for, in one line for whoever is on duty. */
function restOf(world: Sealed, { answers }: FilledForm): string {
  const words = wordsIn(world, 'zh-cn')
  const told = (field: Field, key: string): string => {
    const value = answers[field]?.trim()
    return value ? `${words[key] ?? ''}：${words[`value.${field}-${value}`] ?? value}` : ''
  }
  const lines = [
    told('who', 'row.who'),
    told('when', 'row.when'),
    told('ongoing', 'row.ongoing'),
    told('elsewhere', 'row.elsewhere'),
  ]
  return lines.filter(Boolean).join('；')
}

async function hear(talk: Talk, told: Told): Promise<void> {
  const { at } = talk.form
  const id = `form:${(talk.count += 1)}`
  talk.last = []
  take(talk, step(talk.world.story, talk.session, { ...told, id, at }))
  for (let round = 1; ; round += 1) {
    const request = talk.last.findLast((effect) => effect.type === 'request')
    if (!request || talk.session.status !== 'waiting' || talk.session.wait.id !== request.wait)
      return
    if (round > mostRequests) throw new Error(`a form asks without end: ${request.request}`)
    const { wait } = request
    const values = await valuesOf(talk, request.request, request.given)
    take(
      talk,
      step(talk.world.story, talk.session, {
        id: `${id}#${round}`,
        at,
        type: 'result',
        wait,
        values,
      }),
    )
  }
}

/** What is said before it is registered is between the machine and the form, but for danger. */
function take(talk: Talk, { session, effects }: ReturnType<typeof step>): void {
  talk.session = session
  talk.last.push(...effects)
  const node = session.status === 'waiting' ? nodeOf(talk) : undefined
  const asked = node && 'text' in node ? node.text : undefined
  talk.said.push(...effects.filter((one) => one.type === 'say' && one.key !== asked))
}

async function valuesOf(talk: Talk, request: RequestName, given: Answers): Promise<Answers> {
  const { world, tx, row, session, form } = talk
  const told = form.source ? { ...given, source: form.source } : given
  const asking = { world, tx, row, session, given: told, at: form.at }
  const values = await answerRequest(asking, request)
  if (request === 'classify') return asWrittenDown(world, form, values)
  if ((request === 'file' || request === 'file-urgent') && values['refusal'] === 'none') {
    talk.number = textOf(values['number'])
    talk.passcode = textOf(values['passcode']) || (talk.passcode ?? '')
  }
  return values
}

/** Who wrote it down has heard the person: what they put under a heading stands there, and what they chose is proposed. */
function asWrittenDown(world: Sealed, form: FilledForm, values: Answers): Answers {
  const { answers, offences, insists } = form
  const { intent } = values
  const isTaken = intent === 'accusation' || intent === 'report'
  const told = (field: Field): Answers => {
    const text = answers[field]?.trim()
    return text ? { [field]: text } : {}
  }
  return {
    ...values,
    ...(offences.length > 0 && intent !== 'accusation'
      ? { ...matterAnswers(world, offences, 'zh-cn'), confidence: 'sure' }
      : {}),
    ...(isTaken || !(insists || offences.length > 0) ? {} : { intent: 'report' }),
    ...told('where'),
    ...told('who'),
    ...told('when'),
  }
}

/** Of no use to who knows where they called, or what they told. */
const idle = /^(?:menu\.greeting.*|report\.(?:heard|notice|more-photos)|demo\.banner)$/

/** A passcode is given by message or on paper alone. */
function inWords({ world, session, form }: Talk, effects: readonly Effect[]): readonly string[] {
  const channel = world.channels.get(form.channel)
  if (!channel) throw new Error(`no channel ${form.channel} is configured`)
  const open = effects.filter(
    (one) => one.type === 'say' && !idle.test(one.key) && !('passcode' in one.facts),
  )
  const words = wordsIn(world, session.lang)
  return render(open, channel, words)
    .map(({ text }) => aloud(text))
    .filter(Boolean)
}
