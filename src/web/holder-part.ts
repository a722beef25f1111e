import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { isLive } from '#core/transitions.ts'
import { colleaguesIn, type Colleague } from '#service/absences.ts'
import type { DeskCase } from '#service/desk-case.ts'
import type { DeskTask } from '#service/desk-task.ts'
import type { HolderDeed } from '#service/holders.ts'
import type { Visit } from './desk-door.ts'
import { csrfField } from './desk-layout.ts'
import { choiceBox, lineBox } from './fields.ts'
import type { Html } from './layout.ts'
import { dayWords } from './words/dates.ts'

/** Whose hands each part is in, and how it changes them. */
export async function holderPart(visit: Visit, file: DeskCase): Promise<Html | string> {
  const live = file.tasks.filter((task) => isLive(task as Parameters<typeof isLive>[0]))
  const shown = live.filter(({ mine }) => mine || may(visit.officer, 'reassign').ok)
  if (shown.length === 0) return ''
  const { world } = visit.web
  const offices = shown.map(({ office }) => office)
  const people = await world.db.read(
    async (tx) => await colleaguesIn(world, tx, visit.officer.area, offices),
  )
  return await html`<section class="card" aria-labelledby="holder">
    <h2 id="holder">谁在经办</h2>
    ${shown.map((task) => onePart(visit, file, { task, people }))}
  </section>`
}

interface Part {
  readonly task: DeskTask
  readonly people: readonly Colleague[]
}

function onePart(visit: Visit, file: DeskCase, { task, people }: Part): Html {
  const holder = people.find(({ id }) => id === task.holder?.officer)
  const own = task.mine && may(visit.officer, 'take').ok
  return html`<p>
      ${task.officeName}：${task.holder ? html`<b>${holder?.name ?? '已不在岗的人员'}</b>${holder ? awayMark(holder) : ''}` : '还没有人认领'}
    </p>
    ${own && !task.holder ? button(visit, file, { task, deed: 'take', name: '我来办（认领）' }) : ''}
    ${may(visit.officer, 'hand-over').ok ? handOver(visit, file, { task, people }) : ''}
    ${
      task.holder && may(visit.officer, 'let-go').ok
        ? button(visit, file, { task, deed: 'let-go', name: '退回本单位待认领' })
        : ''
    }`
}

function handOver(visit: Visit, file: DeskCase, { task, people }: Part): Html | string {
  const others = people.filter(
    ({ id, office }) => office === task.office && id !== task.holder?.officer,
  )
  if (others.length === 0) return ''
  const id = `hand-over-${task.task}`
  return html`<details>
    <summary>转交给同事</summary>
    <form method="post" action="/desk/cases/${file.file.number}/holder">
      ${hiddenFields(visit, file, { task, deed: 'hand-over' })}
      ${choiceBox({ id: `${id}-to`, name: 'to', label: '转交给谁', value: '', options: others.map((one) => [one.id, colleagueName(one)]) })}
      ${lineBox({ id: `${id}-text`, name: 'text', label: '交代一句', value: '', hint: '为什么转交，办到哪一步了。举报人看不到。' })}
      <p class="row"><button>转交</button></p>
    </form>
  </details>`
}

interface Asked {
  readonly task: DeskTask
  readonly deed: HolderDeed['type']
}

const hiddenFields = (visit: Visit, { file }: DeskCase, { task, deed }: Asked): Html =>
  html`${csrfField(visit)}
    <input type="hidden" name="version" value="${file.version}" />
    <input type="hidden" name="task" value="${task.task}" />
    <input type="hidden" name="deed" value="${deed}" />`

const button = (
  visit: Visit,
  file: DeskCase,
  { name, ...asked }: Asked & { readonly name: string },
): Html =>
  html`<form method="post" action="/desk/cases/${file.file.number}/holder">
    ${hiddenFields(visit, file, asked)}
    <p class="row"><button>${name}</button></p>
  </form>`

const awayMark = ({ away }: Colleague): Html | string =>
  away?.now ? html` <span class="mark hot">请假，到${dayWords(away.last)}</span>` : ''

/** With the days off, so that nobody hands something to an empty desk. */
export const colleagueName = ({ name, away }: Colleague): string =>
  away ? `${name}（${dayWords(away.first)}到${dayWords(away.last)}请假）` : name
