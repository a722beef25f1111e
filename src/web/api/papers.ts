import { z } from 'zod'
import { ok } from '#core/result.ts'
import { caseFileOf } from '#service/case-file-paper.ts'
import { formKinds, paperOf, type Paper } from '#service/papers.ts'
import { paperWords } from '../words/papers.ts'
import { numberIn } from './cases.ts'
import { operation, type Bytes } from './operation.ts'

const asBytes = ({ name, type, bytes }: Paper): Bytes => ({
  bytes: ReadableStream.from([new Uint8Array(bytes)]),
  headers: {
    'Content-Type': type,
    'Content-Length': String(bytes.length),
    'Content-Disposition': `attachment; filename="${name}"`,
  },
})

const pdf = 'application/pdf'
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const form = operation({
  id: 'readPaper',
  method: 'GET',
  path: '/cases/{number}/papers',
  scope: 'read:cases',
  zh: '一份文书：转办单、受理告知书、不予受理告知书、移送函、办结报告',
  en: 'A paper of a case as PDF or Word',
  query: z.strictObject({
    paper: z.enum(formKinds),
    task: z.string().max(100).optional(),
    mark: z.string().max(100).optional().describe('发文字号'),
    as: z.enum(['pdf', 'docx']).default('pdf'),
  }),
  answer: z.never(),
  types: [pdf, docx],
  problems: ['not-found', 'erased', 'wrong-state', 'refused'],
  run: async (call) => {
    const number = numberIn(call)
    if (!number.ok) return number
    const { paper, task, mark, as } = call.query
    const made = await paperOf(call.world, call.officer, {
      number: number.value,
      kind: paper,
      words: paperWords,
      as,
      ...(mark === undefined ? {} : { mark }),
      ...(task === undefined ? {} : { task }),
    })
    return made.ok ? ok({ bytes: asBytes(made.value) }) : made
  },
})

const wholeFile = operation({
  id: 'readCaseFile',
  method: 'GET',
  path: '/cases/{number}/case-file.pdf',
  scope: 'read:cases',
  zh: '整本案卷，一个 PDF',
  en: 'The whole case file as one PDF',
  answer: z.never(),
  types: [pdf],
  problems: ['not-found', 'erased', 'wrong-state', 'refused'],
  run: async (call) => {
    const number = numberIn(call)
    if (!number.ok) return number
    const asked = { number: number.value, words: paperWords }
    const made = await caseFileOf(call.world, call.officer, asked)
    return made.ok ? ok({ bytes: asBytes(made.value) }) : made
  },
})

/** Papers of a case as files. */
export const paperOperations = [form, wholeFile]
