import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { DeskCase } from '#service/desk-case.ts'
import { lineBox, textBox } from './fields.ts'
import { said, type Html } from './layout.ts'
import { timeWords } from './words/dates.ts'

type Box = (name: 'reason' | 'organ' | 'text') => {
  readonly id: string
  readonly name: string
  readonly value: string
}

const whoSees =
  '只有综合监管协调岗、督办人员和奖励经办人员看得到，举报人、被举报人和承办单位都看不到。'

/** 疑似恶意举报: what is on record, for those who may know of it. */
export function suspicionPart({ file }: DeskCase, now: number): Html | string {
  const { suspicion } = file
  if (!suspicion) return ''
  const today = dayOf(now)
  const { referred } = suspicion
  return html`<section class="card" aria-labelledby="suspicion">
    <h2 id="suspicion">疑似恶意举报</h2>
    <p>${timeWords(suspicion.at, today)} 记录：${said(suspicion.reason)}</p>
    ${
      referred
        ? html`<p>
            ${timeWords(referred.at, today)} 移送 ${said(referred.organ)}：${said(referred.text)}
          </p>`
        : ''
    }
    <p class="small">
      查实以前，举报的事照常核查，奖励暂缓。${whoSees}移送只写编号，不写举报人是谁；要知道是谁，走<a
        href="/desk/cases/${file.number}/identity"
        >身份查看申请</a
      >。
    </p>
  </section>`
}

export function suspicionFields(
  deed: 'suspect' | 'clear-suspicion' | 'refer-suspicion',
  box: Box,
): Html {
  if (deed === 'refer-suspicion')
    return html`${lineBox({ ...box('organ'), label: '移送给哪个机关', hint: '写全称，例如某某公安局。' })}
      ${textBox({ ...box('text'), label: '移送理由', hint: '写事实和依据，不要猜举报人是谁。' })}
      <p class="small">移送的只有编号和这里写的话。身份仍然封存。</p>`
  return html`${textBox({ ...box('reason'), label: '理由', hint: '写事实：与哪些已查明的情况不符。查不实不等于恶意。' })}
    <p class="small">${whoSees}</p>`
}
