import { hidden, hiddenWords, textsOf } from '#core/masking.ts'
import type { Case, Matter, Task } from '#core/case.ts'
import { formsOf, piecesOf } from './search-text.ts'

/** More of a case than anybody writes in earnest is not looked for. */
const mostLetters = 20_000

/**
 * What may be looked for in a case: everything that those who handle it read, hidden words left out. Name, telephone and
 * account of the reporter are in none of it, nor what is under seal.
 */
export function searchableTexts(about: Case): readonly string[] {
  const words = hiddenWords(about)
  const told = [
    ...Object.values(textsOf(about)),
    ...about.questions.map(({ text }) => text),
    ...about.notes.map(({ text }) => text),
    ...about.tasks.flatMap(writtenOf),
    ...about.matters.flatMap(({ ruling }) => (ruling ? [ruling.reason, ruling.basis] : [])),
    about.withdrawal?.reason ?? '',
    about.reExamination?.text ?? '',
  ]
  let left = mostLetters
  return told.flatMap((text) => {
    const shown = hidden(text, words).slice(0, left)
    left -= shown.length
    return shown.split(BAR).filter((part) => part !== '')
  })
}

/** What was hidden parts what stands around it. */
const BAR = /▇+/u

function writtenOf(task: Task): readonly string[] {
  switch (task.state) {
    case 'declined':
      return [task.text]
    case 'returned':
      return [task.reason, task.returnBasis]
    case 'concluded':
      return [task.text, task.penalty ?? '', task.noPenaltyReason ?? '']
    case 'assigned':
    case 'accepted':
      return [task.pause?.document ?? '', task.extension?.text ?? '']
    case 'cancelled':
      return []
  }
}

/** What stands in plain columns is found by what it is, not by the letters of its name: `offence:A1`, `office:…`. */
export function labelsOf({ matters, tasks }: Pick<Case, 'matters' | 'tasks'>): readonly string[] {
  const labels = [
    ...matters.map(({ offence }: Matter) => label.offence(offence)),
    ...tasks.flatMap(({ office, department, clause }) => [
      label.office(office),
      label.department(department),
      ...(clause === undefined ? [] : [label.clause(clause)]),
    ]),
  ]
  return [...new Set(labels)]
}

export const label = {
  offence: (code: string) => `offence:${code}`,
  office: (id: string) => `office:${id}`,
  department: (id: string) => `department:${id}`,
  clause: (id: string) => `clause:${id}`,
} as const

/** No letters of a text can be taken for one: letters have no colon. */
export const piecesIn = (about: Case): readonly string[] => [
  ...new Set([...searchableTexts(about).flatMap(formsOf).flatMap(piecesOf), ...labelsOf(about)]),
]
