import { html } from 'hono/html'
import { isLive } from '#core/transitions.ts'
import type { DeskCase } from '#service/desk-case.ts'
import type { DeskTask } from '#service/desk-task.ts'
import type { Html } from './layout.ts'
import { dueWords, pressure } from './words/dates.ts'
import { deeds, nameIn, taskRoles } from './words/terms.ts'

/** At the head of a case: until when, in whose hands, and what comes next. */
export function nowLine(file: DeskCase, today: string): Html {
  const own = file.tasks.filter(({ mine }) => mine)
  const isDone = own.some(({ state }) => state === 'concluded')
  const task = firstDue(own) ?? (isDone ? undefined : firstDue(file.tasks))
  const next = nextWords(file)
  return html`<p class="now">
    ${task ? dueLine(task, today) : ''} ${isDone && !task ? html`<span>本单位已办完</span>` : ''}
    ${next ? html`<a href="#next">下一步：${next}</a>` : html`<a href="#next">现在没有必须做的</a>`}
  </p>`
}

const dueLine = (task: DeskTask, today: string): Html =>
  html`<span
    ><b>到期</b> <span class="due ${pressure(task.due, today)}">${dueWords(task.due, today)}</span>
    <small
      >${task.officeName}，${nameIn(taskRoles, task.role)}${task.holder ? '' : '，还没有人认领'}</small
    ></span
  >`

/** Of these parts the one that ends first. */
function firstDue(parts: readonly DeskTask[]): DeskTask | undefined {
  const live = parts.filter((task) => isLive(task as Parameters<typeof isLive>[0]))
  return live.toSorted(({ due: a }, { due: b }) => (a.on < b.on ? -1 : Number(a.on > b.on)))[0]
}

function nextWords({ next, deeds: onCase, file }: DeskCase): string | undefined {
  if (next) return deeds[next.deed]
  if (onCase.includes('close')) return deeds.close
  return file.questions.some(({ answer }) => !answer) ? '等举报人答复' : undefined
}
