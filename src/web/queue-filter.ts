import { html } from 'hono/html'
import type { QueueFilter } from '#service/inbox.ts'
import type { Visit } from './desk-door.ts'
import type { Html } from './layout.ts'
import { tabName, tabsOf, type Queue } from './queue-tabs.ts'
import { caseStates, nameIn, streams } from './words/terms.ts'

/** What a list shows and how it is narrowed: codes alone, so that it may stand in an address and be kept. */
export interface ListAsked {
  readonly queue: Queue
  readonly filter: QueueFilter
}

const states = ['assigned', 'accepted'] as const
const stateNames = { assigned: '待受理', accepted: '办理中' } as const

/** From an address; what no list knows is left out. */
export function filterIn({ web, officer }: Visit, query: (name: string) => string): QueueFilter {
  const { packs } = web.world
  const [offence, place, stream, state] = ['offence', 'place', 'stream', 'state'].map(query)
  const places = packs.areas.get(officer.area)?.places ?? []
  return {
    ...(offence && packs.offences.has(offence) ? { offence } : {}),
    ...(place && places.some(({ code }) => code === place) ? { place } : {}),
    ...(stream && Object.hasOwn(streams, stream) ? { stream } : {}),
    ...(state && isState(state) ? { state } : {}),
    ...(query('urgent') === 'yes' ? { urgent: true } : {}),
    ...(query('waits') === 'yes' ? { waits: true } : {}),
    ...(query('free') === 'yes' ? { free: true } : {}),
  }
}

const isState = (state: string): boolean =>
  Object.hasOwn(caseStates, state) || states.some((one) => one === state)

/** `queue=mine&offence=A1&urgent=yes` */
export function queryOf({ queue, filter }: ListAsked): string {
  const pairs = Object.entries(filter).map(([name, value]) => [
    name,
    value === true ? 'yes' : value,
  ])
  return new URLSearchParams([['queue', queue], ...(pairs as [string, string][])]).toString()
}

/** What a list is called: its tab and what it is narrowed to. */
export function listName({ web, officer }: Visit, { queue, filter }: ListAsked): string {
  const { offences, areas } = web.world.packs
  const place = areas.get(officer.area)?.places.find(({ code }) => code === filter.place)
  return [
    tabName(queue, officer),
    filter.offence && offences.get(filter.offence)?.plain,
    place?.name,
    filter.stream && nameIn(streams, filter.stream),
    filter.state && stateName(filter.state),
    filter.urgent && '紧急',
    filter.waits && '等举报人答复',
    filter.free && '没有人认领',
  ]
    .filter(Boolean)
    .join('，')
}

const stateName = (state: string): string =>
  Object.hasOwn(stateNames, state)
    ? stateNames[state as keyof typeof stateNames]
    : nameIn(caseStates, state)

/** The form that narrows a list; its choices stand in the address. */
export function filterForm(visit: Visit, asked: ListAsked): Html {
  const { web, officer } = visit
  const { queue, filter } = asked
  const { offences, areas } = web.world.packs
  const places = areas.get(officer.area)?.places ?? []
  const narrowed = Object.keys(filter).length > 0
  return html`<details class="sift" ${narrowed ? html`open` : ''}>
    <summary>筛选${narrowed ? `：${listName(visit, asked)}` : ''}</summary>
    <form method="get" action="/desk">
      <input type="hidden" name="queue" value="${queue}" />
      ${choice(
        'offence',
        '事项',
        filter.offence,
        [...offences.values()].map((one) => [one.code, one.plain]),
      )}
      ${choice(
        'place',
        '地点',
        filter.place,
        places.map((one) => [one.code, one.name]),
      )}
      ${choice('stream', '类型', filter.stream, Object.entries(streams))}
      ${choice('state', '状态', filter.state, Object.entries(stateNames))}
      ${tick('urgent', '只看紧急', filter.urgent)}
      ${tick('waits', '只看等举报人答复', filter.waits)}
      ${tick('free', '只看没有人认领的', filter.free)}
      <p class="row">
        <button>筛选</button> ${narrowed ? html`<a href="/desk?queue=${queue}">不筛选</a>` : ''}
      </p>
    </form>
  </details>`
}

const choice = (
  name: string,
  label: string,
  chosen: string | undefined,
  options: readonly (readonly [string, string])[],
): Html =>
  html`<label for="narrow-${name}">${label}</label>
    <select id="narrow-${name}" name="${name}">
      <option value="">不限</option>
      ${options.map(
        ([key, words]) =>
          html`<option value="${key}" ${key === chosen ? html`selected` : ''}>${words}</option>`,
      )}
    </select>`

const tick = (name: string, label: string, on: true | undefined): Html =>
  html`<label class="tick"
    ><input type="checkbox" name="${name}" value="yes" ${on ? html`checked` : ''} /> ${label}</label
  >`

/** A kept query as the list it was; `undefined` where it is none of this officer's any more. */
export function listIn(visit: Visit, query: string): ListAsked | undefined {
  const pairs = new URLSearchParams(query)
  const queue = tabsOf[visit.officer.role].find((one) => one === pairs.get('queue'))
  return queue && { queue, filter: filterIn(visit, (name) => pairs.get(name) ?? '') }
}
