import { html } from 'hono/html'
import type { Visit } from './desk-door.ts'
import { csrfField } from './desk-layout.ts'
import type { Html } from './layout.ts'
import { tabName, tabsOf, type Queue } from './queue-tabs.ts'

interface Typed {
  readonly words?: string
  readonly queue?: Queue
}

/** The box to search with. What is typed is sent, not put into the address. */
export function searchBox(visit: Visit, { words = '', queue }: Typed = {}): Html {
  const { officer } = visit
  return html`<form class="search" method="post" action="/desk/search" role="search">
    ${csrfField(visit)}
    <label for="search-words">搜索案件</label>
    <input
      id="search-words"
      name="words"
      type="search"
      value="${words}"
      maxlength="100"
      autocomplete="off"
      spellcheck="false"
      aria-describedby="search-hint"
    />
    <label class="unseen" for="search-queue">在哪一栏里找</label>
    <select id="search-queue" name="queue">
      <option value="">全部案件</option>
      ${tabsOf[officer.role].map(
        (one) =>
          html`<option value="${one}" ${one === queue ? html`selected` : ''}>
            ${tabName(one, officer)}
          </option>`,
      )}
    </select>
    <button>搜索</button>
    <p class="hint" id="search-hint">
      内容、地点、被举报方、承办单位、编号末几位都能搜。几个词用空格隔开；要一字不差的，加引号。
    </p>
  </form>`
}
