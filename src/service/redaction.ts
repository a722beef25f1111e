import { caseNumberPattern } from '#core/case-number.ts'
import type { Answers, Value } from '#conversation/flow.ts'
import type { Session } from '#conversation/session.ts'
import { eventWithout, hidden, valueWithout } from '#core/masking.ts'
import { moveCase, putWords, wordsOfCase, type CaseWords } from '#store/case-words.ts'
import { evidenceOfCase, saveEvidence } from '#store/evidence.ts'
import { loadSession, sessionOfHandle } from '#store/sessions.ts'
import type { Tx } from '#store/transaction.ts'
import { blockText } from './block.ts'
import { eventText, type OpenCase } from './case-file.ts'
import { keepSession, openSession } from './conversation-file.ts'
import { recordErasure } from './erasure-record.ts'
import { endedText, placedText } from './holds.ts'
import { answerOf, reasonOf } from './identity.ts'
import { maskConversation } from './mask-conversation.ts'
import { newsText } from './news.ts'
import { placesOf, placeText } from './places.ts'
import { reasonText } from './precedents.ts'
import { rewardText } from './reward-file.ts'
import type { Sealed } from './sealed.ts'

const ordered = { why: 'order', by: 'operator' } as const

/**
 * Takes words out of all that is kept of a case: its history, news, reasons and rulings, and the conversation it came
 * from. Case and conversation lie under other keys from then on; the old ones are destroyed, so that no copy of the data
 * from before opens.
 */
export async function removeWords(
  world: Sealed,
  tx: Tx,
  file: OpenCase,
  words: readonly string[],
): Promise<OpenCase> {
  for (const place of await placesOf(world, tx, file))
    await removeFromConversation(world, tx, place, words)
  await removeFromNames(world, tx, file, words)
  const { number, area } = file.case
  const which = { id: file.id, number }
  const keyId = await world.vault.newKey()
  for (const one of await wordsOfCase(tx, which)) {
    const about = textIn(file, one)
    const text = without(one, await world.vault.open(file.keyId, one.sealed, about), words)
    await putWords(tx, which, { ...one, sealed: await world.vault.seal(keyId, text, about) })
  }
  await moveCase(tx, which, keyId)
  const erased = { kind: 'words', number, area, keys: [file.keyId], files: [] } as const
  await recordErasure(world, tx, erased, ordered)
  return { ...file, keyId, events: file.events.map((event) => eventWithout(event, words)) }
}

/** What each text was sealed for. */
function textIn({ id, case: { number } }: OpenCase, { place, row }: CaseWords): string {
  switch (place) {
    case 'event':
      return eventText(id, row)
    case 'news':
      return newsText(row)
    case 'place':
      return placeText(id)
    case 'reward':
      return rewardText(row)
    case 'precedent':
      return reasonText({ number, offence: row })
    case 'hold-placed':
      return placedText(row)
    case 'hold-ended':
      return endedText(row)
    case 'identity-asked':
      return reasonOf(row)
    case 'identity-answered':
      return answerOf(row)
    case 'block-set':
      return blockText(row)
    case 'block-lifted':
      return blockText(row, 'lifted')
  }
}

function without({ place }: CaseWords, text: string, words: readonly string[]): string {
  if (place === 'place') return text
  if (place === 'event') return JSON.stringify(eventWithout(JSON.parse(text) as never, words))
  if (place === 'news' || place === 'reward')
    return JSON.stringify(valueWithout(JSON.parse(text), words))
  return hidden(text, words)
}

/** The reporter told them there too, at each place. Numbers and passcodes that we gave stay whole. */
async function removeFromConversation(
  world: Sealed,
  tx: Tx,
  handle: string,
  words: readonly string[],
): Promise<void> {
  const known = await sessionOfHandle(tx, handle)
  const row = known && (await loadSession(tx, known.addressHash, true))
  if (!row) return
  const session = row.sealed.length === 0 ? undefined : await openSession(world, row)
  const moved = await maskConversation(world, tx, row, {
    mask: (text) => exceptGiven(text, words),
    cause: ordered,
  })
  if (session) await keepSession(world, tx, moved, sessionWithout(session, words))
}

const givenByUs = new RegExp(`(${caseNumberPattern}|[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}-[0-9A-Z]{5})`)

const exceptGiven = (text: string, words: readonly string[]): string =>
  text
    .split(givenByUs)
    .map((part, n) => (n % 2 === 1 ? part : hidden(part, words)))
    .join('')

function sessionWithout(session: Session, words: readonly string[]): Session {
  const answers = valueWithout(session.answers, words) as Answers
  if (session.status !== 'waiting' || session.wait.suggestion === undefined)
    return { ...session, answers }
  const suggestion = valueWithout(session.wait.suggestion, words) as Value
  return { ...session, answers, wait: { ...session.wait, suggestion } }
}

/** What a sender called a file. */
async function removeFromNames(
  world: Sealed,
  tx: Tx,
  { id }: OpenCase,
  words: readonly string[],
): Promise<void> {
  for (const row of await evidenceOfCase(tx, id)) {
    const name = await world.vault.evidenceName(row)
    if (name === undefined || hidden(name, words) === name) continue
    const { name: _name, ...nameless } = row
    await saveEvidence(tx, nameless)
  }
}
