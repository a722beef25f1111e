import { html } from 'hono/html'
import type { Dashboard } from '#service/dashboard.ts'
import { barPlot } from './bar-plot.ts'
import type { Html } from './layout.ts'

const mostMonths = 24

/** How it went, where the period has more than one month. */
export function monthsPart({ months: all }: Dashboard): Html | string {
  if (all.length < 2) return ''
  const months = all.slice(-mostMonths)
  const rows = months.map(({ key, given, closed }) => ({
    name: `${Number(key.slice(0, 4))}年${Number(key.slice(5))}月`,
    given,
    closed,
  }))
  const note = (row: (typeof rows)[number]): string => `收到 ${row.given}，办结 ${row.closed}`
  return html`<section class="card" id="by-month">
    <h2>按月</h2>
    ${barPlot({
      id: 'plot-month',
      title: '按月：收到和办结',
      description: `${rows.map((row) => `${row.name}：${note(row)}`).join('；')}。`,
      rows: rows.map((row) => ({
        name: row.name,
        note: note(row),
        bars: [
          { value: row.given, kind: 'quiet' },
          { value: row.closed, kind: 'usual' },
        ],
      })),
    })}
    <div class="scroll" role="region" tabindex="0" aria-label="按月的数，可以左右移动">
      <table class="numbers few">
        <thead>
          <tr>
            <th scope="col">月份</th>
            <th scope="col">收到</th>
            <th scope="col">办结</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <th scope="row">${row.name}</th>
                <td>${row.given}</td>
                <td>${row.closed}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`
}
