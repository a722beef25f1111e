import type { Command } from '#core/command.ts'
import { decide } from '#core/decide.ts'
import { withOwnRequest } from '#core/re-examination.ts'
import type { Answers } from '#conversation/flow.ts'
import { backToIntake } from './back-to-intake.ts'
import { keepEvents, openCase } from './case-file.ts'
import { handledCase } from './case-merge.ts'
import { claimEvidence, looseEvidence } from './evidence.ts'
import { againOf } from './oversight.ts'
import { casesHere, usedAt } from './places.ts'
import type { Asking } from './requests.ts'
import { questionRead } from './tell-news.ts'
import { textOf } from './text-of.ts'
import { dayInWords, seenHere } from './track.ts'

/** The reporter's answer to a question of the department; without words they would rather not say. */
export async function answerQuestion(asking: Asking): Promise<Answers> {
  const question = textOf(asking.given['question'])
  const text = textOf(asking.given['answer'])
  await questionRead(asking, question)
  if (!text && (await looseEvidence(asking.tx, asking.row.id)).length === 0) return { done: 'yes' }
  return await act(asking, (evidence) => ({ type: 'answer', question, text, evidence }))
}

export async function supplement(asking: Asking): Promise<Answers> {
  const text = textOf(asking.given['supplement'])
  if (!text && (await looseEvidence(asking.tx, asking.row.id)).length === 0) return { done: 'yes' }
  return await act(asking, (evidence) => ({ type: 'supplement', text, evidence }))
}

export async function withdraw(asking: Asking): Promise<Answers> {
  const reason = textOf(asking.given['withdrawReason'])
  return await act(asking, () => ({ type: 'withdraw', reason }))
}

export async function reExamine(asking: Asking): Promise<Answers> {
  const text = textOf(asking.given['againReason']) || noReason
  const done = await act(asking, () => ({ type: 'request-re-examination', text }))
  return { againTo: null, dueOn: null, ...done, ...(await askedOf(asking)) }
}

/** Who decides, and until when, as the request says it. */
async function askedOf(asking: Asking): Promise<Answers> {
  const { world, tx, row } = asking
  const about = await seenHere(asking, await casesHere(world, tx, row.handle))
  if (!about || about.erasedAt !== undefined) return {}
  const root = await handledCase(world, tx, await openCase(world, tx, about))
  const { reExamination } = withOwnRequest(root.case, about.number)
  if (!reExamination?.due) return {}
  const { to = 'supervisor', due } = reExamination
  return { againTo: to, dueOn: dayInWords(due.on) }
}

const noReason = '（没有写理由）'

/** A deed of the reporter on a report of their own, or on one whose passcode they gave in this conversation. */
export async function act(
  asking: Asking,
  command: (evidence: readonly string[]) => Command,
): Promise<Answers> {
  const { world, tx, row, at } = asking
  const own = await casesHere(world, tx, row.handle)
  const about = (await seenHere(asking, own)) ?? own.find(({ erasedAt }) => erasedAt === undefined)
  if (!about) return { done: 'later' }
  if (about.erasedAt !== undefined) return { done: 'closed' }
  const evidence = await looseEvidence(tx, row.id)
  const asked = command(evidence.map(({ id }) => id))
  const opened = await openCase(world, tx, about)
  const isAgain = asked.type === 'request-re-examination'
  const file = isAgain ? await handledCase(world, tx, opened) : opened
  const wanted = isAgain && file !== opened ? { ...asked, of: about.number } : asked
  const events = decide(file.case, wanted, {
    at,
    by: { kind: 'reporter' },
    id: () => world.idAt(at),
    clocks: world.packs,
    ...(await backToIntake(world, tx, file.case)),
    ...(await againOf(world, tx, file.case)),
  })
  if (!events.ok) return { done: 'closed' }
  await claimEvidence(tx, row.id, about.id)
  await usedAt(world, tx, about, row.handle)
  await keepEvents(world, tx, file, events.value)
  return { done: 'yes' }
}
