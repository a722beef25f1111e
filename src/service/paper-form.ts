import type { Transfer } from '#core/transfer.ts'
import type { Block, OfficialPaper } from '#paper/document.ts'
import type { DeskCase } from './desk-case.ts'
import type { DeskTask } from './desk-task.ts'
import type { PaperWords } from './paper-words.ts'

/** A form before its head and foot. */
export type Form = Pick<OfficialPaper, 'title' | 'to' | 'body' | 'issuer' | 'signer'> & {
  /** The day it tells of. */
  readonly on?: string
  /** Its number, where the office has given it one before. */
  readonly mark?: string
}

export interface FormGround {
  readonly file: DeskCase
  readonly task: DeskTask
  readonly words: PaperWords
  /** The coordinating post, as its papers name it. */
  readonly intake: string
  /** Where a reporter looks things up. */
  readonly trackUrl: string
  /** What the data says a reporter can do against an answer, for this stream. */
  readonly remedies: readonly string[]
}

export const text = (words: string): Block => ({ kind: 'text', text: words })
export const heading = (words: string): Block => ({ kind: 'heading', text: words })

/** Who sends a letter to another organ, when, and under which number. */
export const letterHead = (
  { task }: FormGround,
  { organ, on, document }: Transfer,
): Omit<Form, 'title' | 'body'> => ({
  issuer: task.officeName,
  signer: task.officeName,
  to: organ,
  on,
  ...(document ? { mark: document } : {}),
})

export const materialsOf = ({ materials }: Transfer): readonly Block[] =>
  materials.map((one, n) => text(`${n + 1}. ${one}`))
