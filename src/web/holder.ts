import { changeHolder, type HolderDeed } from '#service/holders.ts'
import { numberOf, showCase } from './case-page.ts'
import { deskPost, type Desk, type Visit } from './desk-door.ts'
import type { Form } from './form.ts'
import { refusalWords } from './words/refusals.ts'

/** 认领, 转交: who of an office has its part in hand. */
export function holderRoutes(desk: Desk): void {
  deskPost(desk, '/desk/cases/:number/holder', changeHands)
}

async function changeHands(visit: Visit, form: Form): Promise<Response> {
  const number = numberOf(visit)
  const deed = holderDeed(form)
  const version = Number(form.text('version'))
  const done = await changeHolder(visit.web.world, visit.officer, { number, version }, deed)
  if (done.ok) return visit.c.redirect(`/desk/cases/${number}#holder`, 303)
  return await showCase(visit, number, {
    notice: `${refusalWords(done.refusal)}${form.text('text') ? `您写的：${form.text('text')}` : ''}`,
    status: done.refusal.key === 'case-changed' ? 409 : 422,
  })
}

/** What was asked for; without a colleague nobody gets it. */
function holderDeed(form: Form): HolderDeed {
  const task = form.text('task')
  const part = task === '' ? {} : { task }
  const deed = form.text('deed')
  if (deed === 'hand-over')
    return { type: deed, ...part, to: form.text('to'), text: form.text('text') }
  return deed === 'let-go' ? { type: deed, ...part } : { type: 'take', ...part }
}
