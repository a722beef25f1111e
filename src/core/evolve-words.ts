import type { Case, Question } from './case.ts'
import type { EventOf } from './case-event.ts'

/** What the reporter is asked. */
export function asked(event: EventOf<'asked'>): Question {
  const { question: id, task, text, at: askedAt, due } = event
  return { id, task, text, askedAt, ...(due && { due }) }
}

/** What the reporter answered. */
export function answered(question: Question, event: EventOf<'answered'>): Question {
  if (question.id !== event.question) return question
  const { text, evidence, at } = event
  return { ...question, answer: { text, evidence, at } }
}

/** What was told later. */
export function supplemented(before: Case, event: EventOf<'supplemented'>): Partial<Case> {
  const { text, evidence, at, facts } = event
  const supplements =
    text === '' && evidence.length === 0
      ? before.supplements
      : [...before.supplements, { text, evidence, at }]
  if (!facts) return { supplements }
  const files = [...new Set([...before.facts.evidence, ...(facts.evidence ?? [])])]
  return { supplements, facts: { ...before.facts, ...facts, evidence: files } }
}
