import { html } from 'hono/html'
import { isLive } from '#core/transitions.ts'
import type { DeskCase } from '#service/desk-case.ts'
import type { DeskTask } from '#service/desk-task.ts'
import type { Html } from './layout.ts'
import { dueWords, pressure } from './words/dates.ts'
import { deeds, nameIn, taskRoles } from './words/terms.ts'

/** At the head of a case: until when, in whose hands, and what comes next. */
export function nowLine(file: DeskCase, today: string): Html {
  const task = firstDue(file)
  return html`<p class="now">
    ${
      task
        ? html`<span
            ><b>到期</b>
            <span class="due ${pressure(task.due, today)}">${dueWords(task.due, today)}</span>
            <small
              >${task.officeName}，${nameIn(taskRoles, task.role)}${task.holder ? '' : '，还没有人认领'}</small
            ></span
          >`
        : ''
    }
    <a href="#next">下一步：${nextWords(file)}</a>
  </p>`
}

/** Of the officer's own parts the one that ends first; of others' where they have none. */
function firstDue({ tasks }: DeskCase): DeskTask | undefined {
  const live = tasks.filter((task) => isLive(task as Parameters<typeof isLive>[0]))
  const own = live.filter(({ mine }) => mine)
  const [first] = (own.length > 0 ? own : live).toSorted(({ due: a }, { due: b }) =>
    a.on < b.on ? -1 : Number(a.on > b.on),
  )
  return first
}

function nextWords({ next, deeds: onCase, file }: DeskCase): string {
  if (next) return deeds[next.deed]
  if (onCase.includes('close')) return deeds.close
  return file.questions.some(({ answer }) => !answer) ? '等举报人答复' : '没有必须做的'
}
