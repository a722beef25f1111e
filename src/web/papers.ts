import type { Refusal } from '#core/result.ts'
import { caseFileOf } from '#service/case-file-paper.ts'
import { formKinds, paperOf, type Paper } from '#service/papers.ts'
import { numberOf, showCase } from './case-page.ts'
import { deskPage, needs, type Desk, type Visit } from './desk-door.ts'
import { forbidden, notFound } from './faults.ts'
import { paperWords } from './words/papers.ts'
import { refusalWords } from './words/refusals.ts'

/** Papers of a case as files. */
export function paperRoutes(desk: Desk): void {
  deskPage(desk, '/desk/cases/:number/papers', needs('see-case', formFile))
  deskPage(desk, '/desk/cases/:number/case-file.pdf', needs('see-case', wholeFile))
}

async function formFile(visit: Visit): Promise<Response> {
  const { c, web, officer } = visit
  const [wanted = '', task = ''] = (c.req.query('paper') ?? '').split(' ')
  const kind = formKinds.find((one) => one === wanted)
  const number = numberOf(visit)
  if (!kind) return await showCase(visit, number, { notice: '请先选一种文书。', status: 422 })
  const made = await paperOf(web.world, officer, {
    number,
    kind,
    words: paperWords,
    as: c.req.query('as') === 'docx' ? 'docx' : 'pdf',
    mark: c.req.query('mark') ?? '',
    ...(task ? { task } : {}),
  })
  return made.ok ? send(visit, made.value) : await refused(visit, number, made.refusal)
}

async function wholeFile(visit: Visit): Promise<Response> {
  const { web, officer } = visit
  const number = numberOf(visit)
  const made = await caseFileOf(web.world, officer, { number, words: paperWords })
  return made.ok ? send(visit, made.value) : await refused(visit, number, made.refusal)
}

const send = ({ c }: Visit, { name, type, bytes }: Paper): Response =>
  c.body(new Uint8Array(bytes), 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
  })

async function refused(visit: Visit, number: string, refusal: Refusal): Promise<Response> {
  if (refusal.key === 'case-not-visible') return await notFound(visit.c)
  if (refusal.key === 'role-may-not') return await forbidden(visit.c, refusalWords(refusal))
  return await showCase(visit, number, { notice: refusalWords(refusal), status: 422 })
}
