import { html } from 'hono/html'
import type { Explanation, Matter } from '#core/case.ts'
import type { Precedent } from '#core/route.ts'
import type { DeskCase } from '#service/desk-case.ts'
import type { Why } from '#service/why.ts'
import { said, type Html } from './layout.ts'
import { fullDay } from './words/dates.ts'
import { departments, explanationWords } from './words/explanation.ts'

type Facts = Explanation['facts']

/** All that speaks for a matter's way and what else was thought of: behind a fold, for whoever has to answer for it. */
export function whyPart(matter: Matter, file: DeskCase): Html | string {
  const why = file.why[matter.id]
  if (!why) return ''
  const { routed } = why
  const lines = linesOf(routed, matter, file).filter(([, words]) => words !== '')
  return html`<details class="why">
    <summary>分办的全部依据</summary>
    <dl class="facts">
      ${lines.map(
        ([name, words]) =>
          html`<dt>${name}</dt>
            <dd>${words}</dd>`,
      )}
    </dl>
    ${precedentsPart(why, file)}
  </details>`
}

type Line = readonly [name: string, words: Html | string]

function linesOf({ key, facts }: Explanation, matter: Matter, file: DeskCase): readonly Line[] {
  const names = (field: string): string => departments(facts[field], file)
  const isLater = matter.explanation.key !== key
  return [
    ['当初怎样分', isLater ? explanationWords({ key, facts }, file) : ''],
    ['牵头（方案列名）', names('lead')],
    ['责任（方案列名）', names('responsible')],
    ['配合、参与（方案列名）', names('cooperate')],
    ['为什么是这一条', facts['reason'] ?? ''],
    ['列名而没有分到的', because(names('passedOver'), '方案把这一类的职责写给了别的部门')],
    ['列名而没有派任务的', because(names('untold'), '这一类和它关系不大，或者还没有承办单位')],
    ['归到这一类的话', html`${facts['words'] ? said(facts['words']) : ''}`],
    ['也想过的类别', rivalWords(facts, file)],
  ]
}

const because = (names: string, why: string): string => (names ? `${names}：${why}` : '')

/** 科室承包出租（把握 0.41），按把握大小排。 */
function rivalWords({ rivals = '', score }: Facts, { offenceNames }: DeskCase): string {
  const others = rivals
    .split(',')
    .filter(Boolean)
    .map((one) => one.split(':'))
  if (others.length === 0) return ''
  const own =
    score === undefined ? '举报人自己选的类别，原话里没有直接的词' : `选定的这一类把握 ${score}`
  const named = others.map(([code = '', weight]) => `${offenceNames[code] ?? '其他'} ${weight}`)
  return `${own}；其余：${named.join('、')}`
}

/** The first is what the next like matter follows; those below were overruled by it. */
function precedentsPart({ precedents, routed }: Why, file: DeskCase): Html | string {
  const [first, ...older] = precedents
  if (!first) return ''
  return html`<h4>同类件的分办先例</h4>
    <ol class="plain">
      <li>
        ${precedentWords(first, file)}${routed.facts['precedent'] === first.number ? '（这一件照此分办）' : ''}
      </li>
      ${older.map((one) => html`<li>${precedentWords(one, file)}（已被后来的分办代替）</li>`)}
    </ol>`
}

function precedentWords({ number, on, lead, reason }: Precedent, file: DeskCase): Html {
  const office = departments(lead, file)
  return html`${fullDay(on)}
  ${number}：由${office}主办${reason ? html`。理由：${said(reason)}` : ''}`
}
