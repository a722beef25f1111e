import { asksAhead } from '#conversation/ahead.ts'
import type { Asked, FormQuestion, Port } from '#conversation/channel.ts'
import { factsOf } from '#conversation/facts.ts'
import type { Ask } from '#conversation/flow.ts'
import { labelOf, lexiconFor, tell, type Lexicon } from '#conversation/lexicon.ts'
import type { Session } from '#conversation/session.ts'
import { loadSession } from '#store/sessions.ts'
import { openSession } from './conversation-file.ts'
import type { Sealed } from './sealed.ts'
import { textOf } from './text-of.ts'

/** What a person has told in words of their own; name and telephone are never given back. */
const told = ['what', 'where', 'who', 'when', 'elsewhere'] as const

/** What the conversation of an address waits for, for channels that show a form. */
export function createAsked(world: Sealed): NonNullable<Port['asked']> {
  return async (channel, address) => {
    const hash = world.vault.addressHash(channel, address)
    const row = await world.db.read(async (tx) => await loadSession(tx, hash))
    if (!row || row.sealed.length === 0) return undefined
    return askedOf(world, await openSession(world, row))
  }
}

/** As `createAsked`, of a conversation that is open already. */
export function askedOf(world: Sealed, session: Session): Asked | undefined {
  if (session.status === 'ended' && session.outcome === 'expired')
    return { wait: '', questions: [], said: {}, expired: true }
  if (session.status !== 'waiting' || session.wait.for !== 'answer') return undefined
  const words = lexiconFor(world.story, session.lang)
  const questions = asksAhead(world.story, session).map((ask) =>
    questionOf(world, session, words, ask),
  )
  const said = told.flatMap((field) => {
    const text = textOf(session.answers[field])
    return text === '' ? [] : [[field, text] as const]
  })
  const isFirst = session.frames.every(({ trail }) => trail.length === 0)
  const back = isFirst ? {} : { back: labelOf(words, { value: '', key: 'command.back' }) }
  return { wait: session.wait.id, questions, said: Object.fromEntries(said), ...back }
}

function questionOf(world: Sealed, session: Session, words: Lexicon, ask: Ask): FormQuestion {
  const options = optionsOf(words, ask)
  return {
    field: ask.field,
    text: tell(words, ask.text, factsOf(world.story, words, ask.text, session.answers)),
    kind: kindOf(ask),
    ...(options ? { options } : {}),
    ...(ask.skip === undefined ? {} : { skip: labelOf(words, { value: '', key: 'command.skip' }) }),
  }
}

function kindOf({ input: { type } }: Ask): FormQuestion['kind'] {
  if (type === 'media') return 'files'
  if (type === 'choice' || type === 'yes-no') return 'choice'
  return type === 'phone' ? 'phone' : 'text'
}

function optionsOf(words: Lexicon, { input }: Ask): readonly string[] | undefined {
  if (input.type === 'yes-no')
    return ['yes', 'no'].map((value) => labelOf(words, { value, key: value }))
  if (input.type !== 'choice' || 'from' in input.options) return undefined
  return input.options.map((option) => labelOf(words, option))
}
